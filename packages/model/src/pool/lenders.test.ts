import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitude } from '../arbitrary.testing.ts';
import { MAX_AMOUNT } from '../math.ts';
import { refusalOf } from '../refusal.testing.ts';
import { ids, USD } from '../terms.testing.ts';
import { loanAssets, units } from '../units.ts';
import { creditDraw } from './credit.ts';
import { shareInterest, toAmount } from './lenders.ts';
import { load, setCash } from './lines.ts';
import { emptyPool, grownPools, rates, START } from './pool.testing.ts';

/** A pool whose cash has grown by so much since it was last shared out. */
function gained(gain: bigint, reserveBps: bigint) {
  return setCash(load(emptyPool(rates({ reserveBps })), START), gain);
}

describe('shareInterest', () => {
  test('1,000 gained at a reserve of 10 %: 900 to lenders, 100 to the first loss', () => {
    const shared = shareInterest(gained(1_000n, 1_000n));
    expect(shared).toEqual({ lenderAssets: 900n, firstLoss: 100n });
  });

  test("rounds the reserve's part down", () => {
    expect(shareInterest(gained(9n, 1_000n))).toEqual({ lenderAssets: 9n, firstLoss: 0n });
    expect(shareInterest(gained(19n, 1_000n))).toEqual({ lenderAssets: 18n, firstLoss: 1n });
    expect(shareInterest(gained(9n, 0n))).toEqual({ lenderAssets: 9n, firstLoss: 0n });
  });

  test('shares no loss out: where nothing was gained all stays as it is', () => {
    const p = gained(10n, 1_000n);
    const pool = { ...p.pool, lenderAssets: loanAssets(20n), firstLoss: loanAssets(3n) };
    expect(shareInterest({ ...p, pool })).toEqual({ lenderAssets: 20n, firstLoss: 3n });
  });

  test('gives out all that was gained and no more', () => {
    const property = fc.property(grownPools, magnitude(5_000_000n * USD), ({ pool, now }, lent) => {
      const drawn = creditDraw(pool, START, ids.alt, units(0n), loanAssets(lent)).pool;
      const p = load(drawn, now);
      const { lenderAssets, firstLoss } = shareInterest(p);
      expect(lenderAssets + firstLoss).toBe(p.pool.cash + p.owed);
      expect(lenderAssets).toBeGreaterThanOrEqual(pool.lenderAssets);
      expect(firstLoss).toBeGreaterThanOrEqual(pool.firstLoss);
    });
    fc.assert(property);
  });

  test('refuses shares that storage does not hold', () => {
    const above = MAX_AMOUNT + 1n;
    expect(refusalOf(() => shareInterest(gained(above, 0n)))).toEqual([
      'AmountAboveBound',
      above,
      MAX_AMOUNT,
    ]);
  });
});

test('an amount is at most 2^104 - 1', () => {
  expect(toAmount(MAX_AMOUNT)).toBe(MAX_AMOUNT);
  const above = MAX_AMOUNT + 1n;
  expect(refusalOf(() => toAmount(above))).toEqual(['AmountAboveBound', above, MAX_AMOUNT]);
});
