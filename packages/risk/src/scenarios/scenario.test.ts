import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findGaps, formatE8, parseE8 } from '../prices/candle.ts';
import type { Candle } from '../prices/candle.ts';
import { formatInstant, parseInstant } from '../prices/instant.ts';
import { depeg } from './depeg.ts';
import { flashCrash } from './flash-crash.ts';
import { march2020 } from './march-2020.ts';
import { SeedError } from './random.ts';
import { UnknownScenarioError, makeScenario, scenarioNames } from './scenario.ts';
import type { Scenario, ScenarioName } from './scenario.ts';
import { slowBear } from './slow-bear.ts';
import type { ScenarioSpec, Waypoint } from './spec.ts';

const SPECS: Readonly<Record<ScenarioName, ScenarioSpec>> = {
  'march-2020': march2020,
  'slow-bear': slowBear,
  'flash-crash': flashCrash,
  depeg,
};
const seeds = fc.bigInt(0n, (1n << 64n) - 1n);
const FEW = { numRuns: 8 };

function lowest(candles: readonly Candle[]): Candle {
  return candles.reduce((least, candle) => (candle.low < least.low ? candle : least));
}

function digest({ series }: Scenario): string {
  const rows = Object.entries(series).flatMap(([name, candles]) =>
    candles.map(({ time, open, high, low, close }) => [name, time, open, high, low, close].join()),
  );
  return createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 16);
}

test('the scenarios and how each is introduced', () => {
  expect(scenarioNames).toEqual(['march-2020', 'slow-bear', 'flash-crash', 'depeg']);
  for (const name of scenarioNames) {
    const { description, sources } = makeScenario(name, 0n);
    expect(description).toContain('rebuilt, not recorded');
    expect(description).toContain('invented from the seed');
    expect(description).toContain('made up');
    expect(sources.length).toBeGreaterThan(0);
  }
});

test.each([
  ['march-2020', '6fc044eba3b35492'],
  ['slow-bear', '0b258e6bffcfd022'],
  ['flash-crash', '1fc08459fa8c6376'],
  ['depeg', '0f00f5bca0696e76'],
])('%s with seed 1 is the same on every machine', (name, expected) => {
  expect(digest(makeScenario(name, 1n))).toBe(expected);
});

test('the same seed gives the same bars, another seed others', () => {
  for (const name of scenarioNames) {
    const once = digest(makeScenario(name, 42n));
    expect(digest(makeScenario(name, 42n))).toBe(once);
    expect(digest(makeScenario(name, 43n))).not.toBe(once);
  }
});

function isSound(bar: Candle, previous: Candle | undefined): boolean {
  const { open, high, low, close } = bar;
  const inside = low > 0n && low <= open && low <= close && high >= open && high >= close;
  return inside && !bar.filled && (previous === undefined || previous.close === open);
}

test.each(scenarioNames)('%s: bars are sound, adjoin and cover the whole time', (name) => {
  const spec = SPECS[name];
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const candles of Object.values(makeScenario(name, seed).series)) {
        expect(findGaps(candles)).toEqual([]);
        expect(candles[0]?.time).toBe(parseInstant(spec.start));
        const last = candles.at(-1) as Candle;
        expect(last.time + last.duration).toBe(parseInstant(spec.end));
        expect(candles.filter((bar, index) => !isSound(bar, candles[index - 1]))).toEqual([]);
      }
    }),
    FEW,
  );
});

test.each(scenarioNames)('%s: every waypoint is met exactly, whatever the seed', (name) => {
  const spec = SPECS[name];
  fc.assert(
    fc.property(seeds, (seed) => {
      const { series } = makeScenario(name, seed);
      for (const key of ['btc', 'eth', 'usd'] as const) {
        const missed = spec[key].waypoints.filter((waypoint) => !isMet(series[key], waypoint));
        expect(missed).toEqual([]);
      }
    }),
    FEW,
  );
});

function isMet(candles: readonly Candle[], [at, text, kind]: Waypoint): boolean {
  const time = parseInstant(at);
  const price = parseE8(text);
  const bar = candles.find((c) => time >= c.time && time < c.time + c.duration);
  if (bar === undefined) return candles.at(-1)?.close === price;
  if (kind === 'low') return bar.low === price;
  if (kind === 'high') return bar.high === price;
  return bar.time === time ? bar.open === price : price >= bar.low && price <= bar.high;
}

describe('what each scenario is for', () => {
  test.each([
    ['march-2020', 'btc', '3782.13', '2020-03-13T02:00:00Z'],
    ['march-2020', 'eth', '86', '2020-03-13T02:00:00Z'],
    ['flash-crash', 'btc', '30000', '2021-05-19T13:10:00Z'],
    ['depeg', 'usd', '0.874', '2023-03-11T07:00:00Z'],
    ['slow-bear', 'btc', '17710', '2022-06-18T20:00:00Z'],
  ] as const)('%s: the low of %s is %s at %s', (name, key, low, at) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const bar = lowest(makeScenario(name, seed).series[key]);
        expect([formatE8(bar.low), formatInstant(bar.time)]).toEqual([low, at]);
      }),
      FEW,
    );
  });

  test('march-2020 opens 12 March near 7,900 and ends the month far above the low', () => {
    const { btc } = makeScenario('march-2020', 3n).series;
    const crash = btc.find(({ time }) => time === parseInstant('2020-03-12'));
    expect(formatE8(crash?.open ?? 0n)).toBe('7910');
    expect(formatE8(btc.at(-1)?.close ?? 0n)).toBe('6440');
  });

  test('flash-crash recovers nine tenths of the level before it, within a day and a half', () => {
    const { btc } = makeScenario('flash-crash', 3n).series;
    const before = btc.find(({ time }) => time === parseInstant('2021-05-19'))?.open ?? 0n;
    expect((btc.at(-1)?.close ?? 0n) * 10n).toBeGreaterThan(before * 9n);
  });

  test('the dollar token holds in every scenario but depeg', () => {
    const steady = scenarioNames.filter((name) => {
      return lowest(makeScenario(name, 3n).series.usd).low >= parseE8('0.9985');
    });
    expect(steady).toEqual(['march-2020', 'slow-bear', 'flash-crash']);
  });

  test('the altcoin falls further than btc', () => {
    for (const name of scenarioNames) {
      const { alt, btc } = makeScenario(name, 3n).series;
      const depth = (candles: readonly Candle[]): bigint =>
        (lowest(candles).low * 10_000n) / (candles[0]?.open ?? 1n);
      expect(depth(alt)).toBeLessThan(depth(btc));
    }
  });
});

test('unknown names and seeds out of range are refused', () => {
  expect(() => makeScenario('april-2020', 1n)).toThrow(UnknownScenarioError);
  expect(() => makeScenario('april-2020', 1n)).toThrow('march-2020, slow-bear, flash-crash, depeg');
  expect(() => makeScenario('toString', 1n)).toThrow(UnknownScenarioError);
  expect(() => makeScenario('depeg', -1n)).toThrow(SeedError);
});
