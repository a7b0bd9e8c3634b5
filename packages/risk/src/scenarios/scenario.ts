import type { Candle } from '../prices/candle.ts';
import { PriceHistoryError, quoted } from '../prices/errors.ts';
import { parseInstant } from '../prices/instant.ts';
import { drawBars, followWaypoints } from './bridge.ts';
import type { Frame } from './bridge.ts';
import { depeg } from './depeg.ts';
import { flashCrash } from './flash-crash.ts';
import { march2020 } from './march-2020.ts';
import { bellSteps } from './random.ts';
import { slowBear } from './slow-bear.ts';
import type { ScenarioSpec, SeriesSpec } from './spec.ts';

const SPECS = {
  'march-2020': march2020,
  'slow-bear': slowBear,
  'flash-crash': flashCrash,
  depeg,
} as const satisfies Readonly<Record<string, ScenarioSpec>>;

/** A built-in scenario's name. */
export type ScenarioName = keyof typeof SPECS;

/** The prices of a scenario, each in dollars. */
export type SeriesName = 'btc' | 'eth' | 'alt' | 'usd';

/** The built-in scenarios, in the order they are listed to people. */
export const scenarioNames = Object.keys(SPECS) as readonly ScenarioName[];

/** A made price history, complete and without gaps. */
export interface Scenario {
  readonly name: ScenarioName;
  readonly seed: bigint;
  /** What is published and what is invented, to be shown wherever the scenario is used. */
  readonly description: string;
  /** Where the published levels come from. */
  readonly sources: readonly string[];
  /** Bars of equal length over the same time, in dollars; `usd` is the dollar token itself. */
  readonly series: Readonly<Record<SeriesName, readonly Candle[]>>;
}

/** A name that no scenario has. Do not retry; choose one of `scenarioNames`. */
export class UnknownScenarioError extends PriceHistoryError {
  override readonly name = 'UnknownScenarioError';
  readonly scenario: string;

  constructor(scenario: string) {
    super(`There is no scenario ${quoted(scenario)}. Allowed: ${scenarioNames.join(', ')}.`);
    this.scenario = scenario;
  }
}

const ALT_BASE = '100';

/**
 * Makes a built-in scenario. Pure: the same name and seed give the same bars on every machine.
 *
 * btc, eth and alt share four parts of their noise to three of their own (correlation 16/25 between
 * any two); usd has its own. Prices are rounded towards zero at 8 decimals.
 *
 * @param name - One of `scenarioNames`.
 * @param seed - In `[0, 2^64)`; picks the moves between the waypoints, never the waypoints.
 * @returns Description, sources and the four series.
 * @throws {UnknownScenarioError} for any other name.
 * @throws {SeedError} for a seed out of range.
 * @example `makeScenario('march-2020', 1n).series.btc` has 744 hourly bars; the lowest low is
 *   `378_213_000_000n`, in the bar of 2020-03-13T02:00:00Z, whatever the seed.
 */
export function makeScenario(name: string, seed: bigint): Scenario {
  if (!isScenarioName(name)) throw new UnknownScenarioError(name);
  const spec: ScenarioSpec = SPECS[name];
  const frame: Frame = {
    start: parseInstant(spec.start),
    end: parseInstant(spec.end),
    barSeconds: spec.barSeconds,
    storms: spec.storms,
  };
  const draw = (series: SeriesName, seriesSpec: SeriesSpec): Candle[] => {
    const own = bellSteps(seed, `${name}/${series}`);
    if (series === 'usd') return drawBars(frame, seriesSpec, own);
    const market = bellSteps(seed, `${name}/market`);
    // 3-4-5: the sum of four parts and three parts keeps the deviation of five, without a root.
    return drawBars(frame, seriesSpec, () => Math.trunc((4 * market() + 3 * own()) / 5));
  };
  const series = {
    btc: draw('btc', spec.btc),
    eth: draw('eth', spec.eth),
    alt: draw('alt', altSpec(spec)),
    usd: draw('usd', spec.usd),
  };
  return { name, seed, description: spec.description, sources: spec.sources, series };
}

function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SPECS, name);
}

function altSpec({ btc, altBetaBps }: ScenarioSpec): SeriesSpec {
  return {
    waypoints: followWaypoints(btc.waypoints, ALT_BASE, altBetaBps),
    noiseBps: (btc.noiseBps * altBetaBps) / 10_000n,
    slackBps: (btc.slackBps * altBetaBps) / 10_000n,
  };
}
