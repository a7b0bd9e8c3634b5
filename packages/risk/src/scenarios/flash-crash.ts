import { DAILY_TABLES, steadyDollar } from './spec.ts';
import type { ScenarioSpec, Waypoint } from './spec.ts';

const START = '2021-05-18';
const END = '2021-05-21';

/**
 * Daily opens; 39,680 at 05:30 and 39,630 at noon of the next day from dated reports; the low in
 * the hour of 13:00; back at the morning's level by 17:00. Chosen here: the levels of 12:00, eth's
 * of 12:15, and the hour of the high of 20 May.
 */
const BTC: readonly Waypoint[] = [
  ['2021-05-18', '43490', 'level'],
  ['2021-05-19', '42940', 'level'],
  ['2021-05-19T05:30', '39680', 'level'],
  ['2021-05-19T12:00', '38500', 'level'],
  ['2021-05-19T13:12:30', '30000', 'low'],
  ['2021-05-19T17:00', '39500', 'level'],
  ['2021-05-20', '36750', 'level'],
  ['2021-05-20T12:15', '39630', 'level'],
  ['2021-05-20T17:05', '42460', 'high'],
  ['2021-05-21', '40600', 'level'],
];

const ETH: readonly Waypoint[] = [
  ['2021-05-18', '3277', 'level'],
  ['2021-05-19', '3383', 'level'],
  ['2021-05-19T05:30', '3000', 'level'],
  ['2021-05-19T12:00', '2850', 'level'],
  ['2021-05-19T13:12:30', '1888', 'low'],
  ['2021-05-19T17:00', '2900', 'level'],
  ['2021-05-20', '2440', 'level'],
  ['2021-05-20T12:15', '2730', 'level'],
  ['2021-05-20T17:05', '2993', 'high'],
  ['2021-05-21', '2772', 'level'],
];

/** A fall of a third in hours that is made good within a day, in bars of five minutes. */
export const flashCrash: ScenarioSpec = {
  description:
    'A flash crash that recovers, like 19 May 2021, rebuilt, not recorded: btc and eth pass ' +
    'through published daily levels, the lows of that day and a few levels from dated reports ' +
    '(two levels are chosen); every move between them is invented from the seed. The altcoin is ' +
    'made up and moves 1.5 times as far as btc; the dollar token holds.',
  sources: [
    DAILY_TABLES,
    'Low of 2021-05-19, hour of 13:00 UTC, on Binance: BTC 30,000.00',
    'worldstockmarket.net, 2021-05-19: ETH low 1,888, BTC back at its morning level by evening',
    'CoinDesk, 2021-05-19: BTC 39,678 at 05:29 UTC, ETH about 3,000',
    'Coinspeaker, 2021-05-20 12:13 UTC: BTC 39,626',
  ],
  start: START,
  end: END,
  barSeconds: 300n,
  storms: [{ from: '2021-05-19T12:00', to: '2021-05-19T17:00', factor: 3n }],
  btc: { waypoints: BTC, noiseBps: 7n, slackBps: 400n },
  eth: { waypoints: ETH, noiseBps: 10n, slackBps: 500n },
  usd: steadyDollar(START, END),
  altBetaBps: 15_000n,
};
