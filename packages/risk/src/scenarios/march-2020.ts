import { DAILY_TABLES, steadyDollar } from './spec.ts';
import type { ScenarioSpec, Waypoint } from './spec.ts';

const START = '2020-03-01';
const END = '2020-04-01';

/**
 * Daily opens at midnight. Inside 12 and 13 March: the first wave fell from 7,300 at 10:00 to 5,690
 * at 11:00, the second from 5,800 at 23:00 to the low in the hour of 02:00. The hours of the highs
 * of 13 and 20 March and of the low of 16 March are not in the sources and are chosen here.
 */
const BTC: readonly Waypoint[] = [
  ['2020-03-01', '8600', 'level'],
  ['2020-03-03', '8870', 'level'],
  ['2020-03-05', '8760', 'level'],
  ['2020-03-07', '9120', 'level'],
  ['2020-03-08', '8910', 'level'],
  ['2020-03-09', '8110', 'level'],
  ['2020-03-10', '7920', 'level'],
  ['2020-03-11', '7910', 'level'],
  ['2020-03-12', '7910', 'level'],
  ['2020-03-12T10:00', '7300', 'level'],
  ['2020-03-12T11:00', '5690', 'level'],
  ['2020-03-12T23:00', '5800', 'level'],
  ['2020-03-13', '5020', 'level'],
  ['2020-03-13T02:15', '3782.13', 'low'],
  ['2020-03-13T10:30', '5840', 'high'],
  ['2020-03-14', '5570', 'level'],
  ['2020-03-15', '5200', 'level'],
  ['2020-03-16', '5390', 'level'],
  ['2020-03-16T10:30', '4580', 'low'],
  ['2020-03-17', '5000', 'level'],
  ['2020-03-18', '5230', 'level'],
  ['2020-03-19', '5250', 'level'],
  ['2020-03-20', '6190', 'level'],
  ['2020-03-20T15:30', '6840', 'high'],
  ['2020-03-21', '6210', 'level'],
  ['2020-03-22', '6190', 'level'],
  ['2020-03-23', '5830', 'level'],
  ['2020-03-24', '6440', 'level'],
  ['2020-03-25', '6740', 'level'],
  ['2020-03-27', '6720', 'level'],
  ['2020-03-28', '6470', 'level'],
  ['2020-03-30', '5930', 'level'],
  ['2020-03-31', '6430', 'level'],
  ['2020-04-01', '6440', 'level'],
];

/** As btc; inside 12 March the share of the day's fall is taken from btc at the same hours. */
const ETH: readonly Waypoint[] = [
  ['2020-03-01', '220', 'level'],
  ['2020-03-03', '231', 'level'],
  ['2020-03-05', '225', 'level'],
  ['2020-03-07', '244', 'level'],
  ['2020-03-08', '238', 'level'],
  ['2020-03-09', '201', 'level'],
  ['2020-03-10', '203', 'level'],
  ['2020-03-11', '201', 'level'],
  ['2020-03-12', '195', 'level'],
  ['2020-03-12T10:00', '178', 'level'],
  ['2020-03-12T11:00', '132', 'level'],
  ['2020-03-12T23:00', '135', 'level'],
  ['2020-03-13', '113', 'level'],
  ['2020-03-13T02:15', '86', 'low'],
  ['2020-03-13T10:30', '137', 'high'],
  ['2020-03-14', '134', 'level'],
  ['2020-03-15', '123', 'level'],
  ['2020-03-16', '125', 'level'],
  ['2020-03-16T10:30', '105', 'low'],
  ['2020-03-17', '110', 'level'],
  ['2020-03-18', '114', 'level'],
  ['2020-03-19', '115', 'level'],
  ['2020-03-20', '137', 'level'],
  ['2020-03-20T15:30', '151', 'high'],
  ['2020-03-21', '133', 'level'],
  ['2020-03-22', '133', 'level'],
  ['2020-03-23', '123', 'level'],
  ['2020-03-24', '135', 'level'],
  ['2020-03-25', '139', 'level'],
  ['2020-03-27', '138', 'level'],
  ['2020-03-28', '134', 'level'],
  ['2020-03-30', '126', 'level'],
  ['2020-03-31', '133', 'level'],
  ['2020-04-01', '134', 'level'],
];

/** The crash of 12 and 13 March 2020 and the weeks around it, hourly. */
export const march2020: ScenarioSpec = {
  description:
    'A crash like March 2020, rebuilt, not recorded: btc and eth pass through published daily ' +
    'levels and the lows of 13 March; every move between them is invented from the seed. The ' +
    'altcoin is made up and moves 1.25 times as far as btc; the dollar token holds.',
  sources: [
    DAILY_TABLES,
    'Lows of 2020-03-13, hour of 02:00 UTC, on Binance: BTC 3,782.13, ETH 86.00',
    'BTCMEX blog, "Black Thursday: what actually happened to Bitcoin": hours and levels of the ' +
      'two waves',
  ],
  start: START,
  end: END,
  barSeconds: 3_600n,
  storms: [
    { from: '2020-03-12T10:00', to: '2020-03-14', factor: 4n },
    { from: '2020-03-14', to: '2020-03-24', factor: 2n },
  ],
  btc: { waypoints: BTC, noiseBps: 18n, slackBps: 600n },
  eth: { waypoints: ETH, noiseBps: 24n, slackBps: 700n },
  usd: steadyDollar(START, END),
  altBetaBps: 12_500n,
};
