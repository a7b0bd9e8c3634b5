import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/valuation.json' with { type: 'json' };
import { appraisals } from './arbitrary.testing.ts';
import { appraisedOf } from './holdings.testing.ts';
import { emptyLoan } from './loan.ts';
import { BTC, ids, listing, scaled, USD } from './terms.testing.ts';
import { collateralAssets, oraclePrice } from './units.ts';
import { appraise, limitAt, ltvBpsOf, totalValue, valueOf } from './valuation.ts';
import type { Rung } from './valuation.ts';

const rungs: readonly Rung[] = ['open', 'target', 'clear', 'call', 'liquidation'];

describe('valueOf', () => {
  test.each(vectors.value.cases)('$name', ({ given, expect: wanted }) => {
    const amount = collateralAssets(BigInt(given.amount));
    expect(valueOf(amount, oraclePrice(BigInt(given.price)))).toBe(BigInt(wanted.value));
  });

  test('1 BTC at 60,000', () => {
    const value = valueOf(collateralAssets(100_000_000n), oraclePrice(6n * 10n ** 38n));
    expect(value).toBe(60_000_000_000n);
  });
});

describe('limitAt and totalValue', () => {
  test.each(vectors.limits.cases)('$name', ({ given, expect: wanted }) => {
    const items = appraisedOf(given);
    expect(totalValue(items, 'low')).toBe(BigInt(wanted.valueLow));
    expect(totalValue(items, 'high')).toBe(BigInt(wanted.valueHigh));
    expect(rungs.map((rung) => limitAt(items, 'low', rung))).toEqual(wanted.low.map(BigInt));
    expect(rungs.map((rung) => limitAt(items, 'high', rung))).toEqual(wanted.high.map(BigInt));
  });

  test('1 BTC at 60,000 and an open LTV of 50 %', () => {
    const bounds = { low: scaled(60_000n, 8n), high: scaled(60_000n, 8n) };
    const items = [{ listing: listing('btc'), amount: collateralAssets(BTC), bounds }];
    expect(limitAt(items, 'low', 'open')).toBe(30_000_000_000n);
  });

  test('of nothing are zero', () => {
    expect(totalValue([], 'low')).toBe(0n);
    expect(limitAt([], 'high', 'liquidation')).toBe(0n);
  });

  test('rise from rung to rung and from the low price to the high, below the value', () => {
    const property = fc.property(appraisals, (items) => {
      const low = rungs.map((rung) => limitAt(items, 'low', rung));
      const high = rungs.map((rung) => limitAt(items, 'high', rung));
      expect(low).toEqual(low.toSorted((a, b) => (a < b ? -1 : 1)));
      expect(low.every((limit, i) => limit <= (high[i] ?? 0n))).toBe(true);
      expect(low.every((limit) => limit <= totalValue(items, 'low'))).toBe(true);
      expect(totalValue(items, 'low')).toBeLessThanOrEqual(totalValue(items, 'high'));
    });
    fc.assert(property);
  });
});

test('each rung has its own ratio', () => {
  const ladder = listing('btc');
  const ratios = rungs.map((rung) => ltvBpsOf(ladder, rung));
  expect(ratios).toEqual([5_000n, 6_200n, 6_400n, 7_000n, 8_000n]);
});

test('appraise asks for each holding in the order of the loan', () => {
  const holdings = [
    { id: ids.eth, amount: collateralAssets(5n) },
    { id: ids.btc, amount: collateralAssets(7n) },
  ];
  const items = appraise(
    { ...emptyLoan, holdings },
    (id) => listing(id === ids.btc ? 'btc' : 'eth'),
    ({ openLtvBps }) => ({ low: oraclePrice(openLtvBps), high: oraclePrice(openLtvBps * USD) }),
  );
  expect(items).toEqual([
    { listing: listing('eth'), amount: 5n, bounds: { low: 4_700n, high: 4_700n * USD } },
    { listing: listing('btc'), amount: 7n, bounds: { low: 5_000n, high: 5_000n * USD } },
  ]);
});
