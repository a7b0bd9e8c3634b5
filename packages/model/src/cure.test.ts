import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/cure.json' with { type: 'json' };
import { appraisals, magnitude } from './arbitrary.testing.ts';
import { cureAmounts, topUps } from './cure.ts';
import { appraisedOf } from './holdings.testing.ts';
import type { CallReason } from './loan.ts';
import { BTC, listing, scaled, USD } from './terms.testing.ts';
import { collateralAssets, loanAssets } from './units.ts';
import { limitAt } from './valuation.ts';
import type { Appraised } from './valuation.ts';

/** What a creditor whose units are its debt answers. */
function assess(debt: bigint, arrears: bigint, target: bigint): Parameters<typeof cureAmounts>[3] {
  return {
    debt: loanAssets(debt),
    arrears: loanAssets(arrears),
    repayment: loanAssets(debt > target ? debt - target : 0n),
    left: loanAssets(debt > target ? target : debt),
  };
}

/** The holdings with `extra` more of the i-th. */
function withMore(items: readonly Appraised[], i: number, extra: bigint): readonly Appraised[] {
  return items.map((item, k) =>
    k === i ? { ...item, amount: collateralAssets(item.amount + extra) } : item,
  );
}

function isCured(items: readonly Appraised[], debt: bigint): boolean {
  return debt <= limitAt(items, 'low', 'clear');
}

const fallen: readonly Appraised[] = [
  {
    listing: listing('btc'),
    amount: collateralAssets(BTC),
    bounds: { low: scaled(42_000n, 8n), high: scaled(42_000n, 8n) },
  },
];

describe('cureAmounts', () => {
  test.each(vectors.amounts.cases)('$name', ({ given, expect: wanted }) => {
    const items = appraisedOf(given);
    const [debt, arrears] = [BigInt(given.debt), BigInt(given.arrears)];
    const reason = given.reason as CallReason;
    const target = reason === 'price' ? limitAt(items, 'low', 'clear') : 0n;
    expect(target).toBe(BigInt(wanted.target));
    const assessed = assess(debt, arrears, target);
    const cure = cureAmounts(items, reason, loanAssets(BigInt(given.minDebt)), assessed);
    expect(cure).toEqual({
      debt,
      repayment: BigInt(wanted.repayment),
      topUps: wanted.topUps.map(BigInt),
    });
  });

  test('1 BTC at 42,000, clear 64 %, debt 30,000: repay 3,120 or pledge 0.11607143 BTC', () => {
    const debt = 30_000n * USD;
    const assessed = assess(debt, 0n, limitAt(fallen, 'low', 'clear'));
    expect(cureAmounts(fallen, 'price', loanAssets(100n * USD), assessed)).toEqual({
      debt,
      repayment: 3_120n * USD,
      topUps: [11_607_143n],
    });
  });

  test('without prices a default still has its arrears', () => {
    const assessed = assess(30_000n * USD, 1_000n * USD, 0n);
    const cure = cureAmounts(null, 'default', loanAssets(100n * USD), assessed);
    expect(cure).toEqual({ debt: 30_000n * USD, repayment: 1_000n * USD, topUps: [] });
  });

  test('a call for price without prices has no top-ups', () => {
    const assessed = assess(30_000n * USD, 0n, 0n);
    expect(cureAmounts(null, 'price', loanAssets(1n), assessed).topUps).toEqual([]);
  });
});

describe('topUps', () => {
  test('each alone cures, and one unit less does not', () => {
    const debts = magnitude(10n ** 22n);
    const property = fc.property(appraisals, debts, (items, debt) => {
      const tops = topUps(items, loanAssets(debt));
      for (const [i, extra] of tops.entries()) {
        expect(isCured(withMore(items, i, extra), debt)).toBe(true);
        const less = extra > 0n && isCured(withMore(items, i, extra - 1n), debt);
        expect(less).toBe(false);
        expect(extra === 0n).toBe(isCured(items, debt));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});
