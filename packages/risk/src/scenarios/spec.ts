/** `level`: the path is there at that time. `low`, `high`: there, and nowhere near beyond it. */
export type WaypointKind = 'level' | 'low' | 'high';

/** UTC instant, price as decimal text, kind. */
export type Waypoint = readonly [at: string, price: string, kind: WaypointKind];

/** How one price moves: through its waypoints, with noise between them. */
export interface SeriesSpec {
  /** In rising time, the first at the scenario's start, the last at its end, all on a step. */
  readonly waypoints: readonly Waypoint[];
  /** Standard deviation of one step (a twelfth of a bar) in 1/10,000 of the price. */
  readonly noiseBps: bigint;
  /** How far, in 1/10,000, the path may stray beyond the two waypoints it runs between. */
  readonly slackBps: bigint;
}

/** A time `[from, to)` in which all noise is `factor` times as large. */
export interface Storm {
  readonly from: string;
  readonly to: string;
  readonly factor: bigint;
}

/** Everything a scenario is made of but the seed. */
export interface ScenarioSpec {
  /** Says plainly what is published and what is invented. */
  readonly description: string;
  readonly sources: readonly string[];
  readonly start: string;
  readonly end: string;
  readonly barSeconds: bigint;
  readonly storms: readonly Storm[];
  readonly btc: SeriesSpec;
  readonly eth: SeriesSpec;
  readonly usd: SeriesSpec;
  /** The altcoin moves by this many 1/10,000 of btc's change since the start. */
  readonly altBetaBps: bigint;
}

/** The source of the daily levels in every scenario. */
export const DAILY_TABLES =
  'Daily open, high and low of BTC-USD and ETH-USD as published by CoinMarketCap and Yahoo ' +
  'Finance, rounded to 10 and 1 dollars';

/** A dollar token that stays where it should. */
export function steadyDollar(start: string, end: string): SeriesSpec {
  return {
    waypoints: [
      [start, '1', 'level'],
      [end, '1', 'level'],
    ],
    noiseBps: 1n,
    slackBps: 15n,
  };
}
