import { DAILY_TABLES, steadyDollar } from './spec.ts';
import type { ScenarioSpec, Waypoint } from './spec.ts';

const START = '2022-01-01';
const END = '2022-07-01';

/** Daily opens about every eighth day; the hour of the low of 18 June is chosen here. */
const BTC: readonly Waypoint[] = [
  ['2022-01-01', '46310', 'level'],
  ['2022-01-08', '41560', 'level'],
  ['2022-01-16', '43170', 'level'],
  ['2022-01-24', '36280', 'level'],
  ['2022-02-01', '38480', 'level'],
  ['2022-02-08', '43860', 'level'],
  ['2022-02-16', '44580', 'level'],
  ['2022-02-24', '37280', 'level'],
  ['2022-03-01', '43200', 'level'],
  ['2022-03-08', '38060', 'level'],
  ['2022-03-16', '39340', 'level'],
  ['2022-03-24', '42890', 'level'],
  ['2022-04-01', '45550', 'level'],
  ['2022-04-08', '43510', 'level'],
  ['2022-04-16', '40550', 'level'],
  ['2022-04-24', '39480', 'level'],
  ['2022-05-01', '37710', 'level'],
  ['2022-05-08', '35500', 'level'],
  ['2022-05-16', '31300', 'level'],
  ['2022-05-24', '29100', 'level'],
  ['2022-06-01', '31790', 'level'],
  ['2022-06-08', '31150', 'level'],
  ['2022-06-16', '22580', 'level'],
  ['2022-06-18T21:00', '17710', 'low'],
  ['2022-06-24', '21090', 'level'],
  ['2022-07-01', '19820', 'level'],
];

const ETH: readonly Waypoint[] = [
  ['2022-01-01', '3683', 'level'],
  ['2022-01-08', '3194', 'level'],
  ['2022-01-16', '3330', 'level'],
  ['2022-01-24', '2536', 'level'],
  ['2022-02-01', '2688', 'level'],
  ['2022-02-08', '3143', 'level'],
  ['2022-02-16', '3180', 'level'],
  ['2022-02-24', '2588', 'level'],
  ['2022-03-01', '2920', 'level'],
  ['2022-03-08', '2498', 'level'],
  ['2022-03-16', '2620', 'level'],
  ['2022-03-24', '3031', 'level'],
  ['2022-04-01', '3283', 'level'],
  ['2022-04-08', '3233', 'level'],
  ['2022-04-16', '3041', 'level'],
  ['2022-04-24', '2937', 'level'],
  ['2022-05-01', '2730', 'level'],
  ['2022-05-08', '2636', 'level'],
  ['2022-05-16', '2146', 'level'],
  ['2022-05-24', '1972', 'level'],
  ['2022-06-01', '1942', 'level'],
  ['2022-06-08', '1814', 'level'],
  ['2022-06-16', '1234', 'level'],
  ['2022-06-18T21:00', '896', 'low'],
  ['2022-06-24', '1143', 'level'],
  ['2022-07-01', '1068', 'level'],
];

/** Half a year of falling prices with rallies, in bars of four hours. */
export const slowBear: ScenarioSpec = {
  description:
    'A slow bear market like the first half of 2022, rebuilt, not recorded: btc and eth pass ' +
    'through published levels about every eighth day; the days between are invented from the ' +
    'seed and calmer than they were. The altcoin is made up and moves 1.25 times as far as btc; ' +
    'the dollar token holds.',
  sources: [DAILY_TABLES],
  start: START,
  end: END,
  barSeconds: 14_400n,
  storms: [],
  btc: { waypoints: BTC, noiseBps: 25n, slackBps: 400n },
  eth: { waypoints: ETH, noiseBps: 32n, slackBps: 500n },
  usd: steadyDollar(START, END),
  altBetaBps: 12_500n,
};
