import { DAILY_TABLES } from './spec.ts';
import type { ScenarioSpec, Waypoint } from './spec.ts';

const START = '2023-03-08';
const END = '2023-03-16';

const BTC: readonly Waypoint[] = [
  ['2023-03-08', '22220', 'level'],
  ['2023-03-09', '21720', 'level'],
  ['2023-03-10', '20370', 'level'],
  ['2023-03-10T10:30', '19630', 'low'],
  ['2023-03-11', '20190', 'level'],
  ['2023-03-12', '20630', 'level'],
  ['2023-03-13', '22160', 'level'],
  ['2023-03-14', '24200', 'level'],
  ['2023-03-14T12:30', '26510', 'high'],
  ['2023-03-15', '24770', 'level'],
  ['2023-03-16', '24370', 'level'],
];

const ETH: readonly Waypoint[] = [
  ['2023-03-08', '1562', 'level'],
  ['2023-03-09', '1534', 'level'],
  ['2023-03-10', '1439', 'level'],
  ['2023-03-10T10:30', '1379', 'low'],
  ['2023-03-11', '1429', 'level'],
  ['2023-03-12', '1482', 'level'],
  ['2023-03-13', '1591', 'level'],
  ['2023-03-14', '1680', 'level'],
  ['2023-03-14T12:30', '1780', 'high'],
  ['2023-03-15', '1705', 'level'],
  ['2023-03-16', '1656', 'level'],
];

/** The hours of 11 to 13 March are those of the reports; the last hour at one dollar is chosen. */
const USD: readonly Waypoint[] = [
  ['2023-03-08', '1', 'level'],
  ['2023-03-10T21:00', '1', 'level'],
  ['2023-03-11T02:55', '0.98', 'level'],
  ['2023-03-11T07:15', '0.874', 'low'],
  ['2023-03-11T12:45', '0.91', 'level'],
  ['2023-03-12', '0.96', 'level'],
  ['2023-03-12T22:15', '0.97', 'level'],
  ['2023-03-13', '0.99', 'level'],
  ['2023-03-13T14:10', '0.999', 'level'],
  ['2023-03-16', '1', 'level'],
];

/** A dollar token that loses an eighth of its value for a day, hourly. */
export const depeg: ScenarioSpec = {
  description:
    'A stablecoin that loses its peg like USDC in March 2023, rebuilt, not recorded: the dollar ' +
    'token falls to 0.874 and recovers through published levels, btc and eth pass through ' +
    'published daily levels; every move between them is invented from the seed. The altcoin is ' +
    'made up and moves 1.25 times as far as btc. All prices are in real dollars, so the price of ' +
    'btc in the token is btc divided by usd.',
  sources: [
    DAILY_TABLES,
    'Low of USDC/USD on Kraken, 2023-03-11 07:15 UTC: 0.8740',
    'CoinDesk, 2023-03-11: USDC about 0.98 at 02:54 UTC; 2023-03-13 14:09 UTC: peg regained, ' +
      'about 0.97 before the guarantee of deposits on 2023-03-12',
    'cryptonews.net, 2023-03-11: USDC 0.91 at 12:45 UTC',
    'web3station.xyz, 2023-03-13: USDC about 0.96 on 2023-03-12',
  ],
  start: START,
  end: END,
  barSeconds: 3_600n,
  storms: [{ from: '2023-03-11', to: '2023-03-13T14:10', factor: 3n }],
  btc: { waypoints: BTC, noiseBps: 12n, slackBps: 300n },
  eth: { waypoints: ETH, noiseBps: 14n, slackBps: 350n },
  usd: { waypoints: USD, noiseBps: 2n, slackBps: 15n },
  altBetaBps: 12_500n,
};
