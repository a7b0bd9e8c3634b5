import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Candle } from './candle.ts';
import { BarTooShortError, priceUpdates } from './feed.ts';

const rising: Candle = {
  time: 7_200n,
  open: 41n,
  high: 52n,
  low: 37n,
  close: 48n,
  duration: 3_600n,
  filled: false,
};
const falling: Candle = { ...rising, open: 48n, close: 41n };

function pathOf(candles: Candle[], points: 'ohlc' | 'close' = 'ohlc'): [bigint, bigint][] {
  return [...priceUpdates(candles, { points })].map(({ time, priceE8 }) => [time, priceE8]);
}

test('a rising bar visits its high first, at quarters of the bar', () => {
  expect(pathOf([rising])).toEqual([
    [7_200n, 41n],
    [8_100n, 52n],
    [9_000n, 37n],
    [9_900n, 48n],
  ]);
});

test('a falling bar visits its low first', () => {
  expect(pathOf([falling]).map(([, price]) => price)).toEqual([48n, 37n, 52n, 41n]);
});

test('a bar that closes where it opened counts as rising', () => {
  expect(pathOf([{ ...rising, close: 41n }]).map(([, price]) => price)).toEqual([
    41n,
    52n,
    37n,
    41n,
  ]);
});

test('a flat bar gives one update, and equal neighbours in a bar are left out', () => {
  expect(pathOf([{ ...rising, high: 41n, low: 41n, close: 41n }])).toEqual([[7_200n, 41n]]);
  expect(pathOf([{ ...falling, low: 41n, high: 48n }])).toEqual([
    [7_200n, 48n],
    [8_100n, 41n],
    [9_000n, 48n],
    [9_900n, 41n],
  ]);
  expect(pathOf([{ ...rising, low: 48n, open: 48n, high: 52n, close: 48n }])).toEqual([
    [7_200n, 48n],
    [8_100n, 52n],
    [9_000n, 48n],
  ]);
});

test('close gives one update at the end of the bar', () => {
  expect(pathOf([rising], 'close')).toEqual([[10_800n, 48n]]);
});

test('a made-up bar gives no update, whatever the points', () => {
  const filled = { ...rising, filled: true };
  const next = { ...rising, time: 10_800n };
  expect(pathOf([filled, next])).toEqual(pathOf([next]));
  expect(pathOf([filled], 'close')).toEqual([]);
});

test('all four prices are the default', () => {
  expect([...priceUpdates([rising])]).toEqual([...priceUpdates([rising], { points: 'ohlc' })]);
});

test('a bar under four seconds has no quarters', () => {
  expect(() => pathOf([{ ...rising, duration: 3n }])).toThrow(BarTooShortError);
  expect(pathOf([{ ...rising, duration: 4n }]).map(([time]) => time)).toEqual([
    7_200n,
    7_201n,
    7_202n,
    7_203n,
  ]);
  expect(pathOf([{ ...rising, duration: 1n }], 'close')).toEqual([[7_201n, 48n]]);
});

test('updates rise in time, stay in their bar and reach its low, high, open and close', () => {
  const bars = fc
    .array(
      fc.record({
        room: fc.bigInt(4n, 10_000n),
        rest: fc.bigInt(0n, 5_000n),
        prices: fc.tuple(...Array.from({ length: 4 }, () => fc.bigInt(1n, 50n))),
        swap: fc.boolean(),
      }),
      { maxLength: 20 },
    )
    .map((list) => {
      let clock = 0n;
      return list.map(({ room, rest, prices, swap }): Candle => {
        const sorted = prices.toSorted((a, b) => Number(a - b)) as [bigint, bigint, bigint, bigint];
        const [open, close] = swap ? [sorted[2], sorted[1]] : [sorted[1], sorted[2]];
        const bar = { time: clock, open, high: sorted[3], low: sorted[0], close };
        clock += room + rest;
        return { ...bar, duration: room, filled: false };
      });
    });
  fc.assert(
    fc.property(bars, (candles) => {
      const updates = [...priceUpdates(candles)];
      for (const [index, update] of updates.entries()) {
        expect(update.time).toBeGreaterThan(updates[index - 1]?.time ?? -1n);
      }
      for (const { time, duration, open, high, low, close } of candles) {
        const own = updates.filter((u) => u.time >= time && u.time < time + duration);
        const prices = own.map(({ priceE8 }) => priceE8);
        expect(new Set(prices)).toEqual(new Set([open, high, low, close]));
        expect([prices[0], prices.at(-1)]).toEqual([open, close]);
      }
    }),
  );
});
