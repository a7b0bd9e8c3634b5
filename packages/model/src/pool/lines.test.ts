import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitude } from '../arbitrary.testing.ts';
import { growth } from '../exponential.ts';
import { MAX_AMOUNT, RAY } from '../math.ts';
import { refusalOf } from '../refusal.testing.ts';
import { ids, USD, YEAR } from '../terms.testing.ts';
import { accrued, loanAssets, ray, units } from '../units.ts';
import { creditDraw } from './credit.ts';
import { accruePool } from './curation.ts';
import {
  baseAccruedNow,
  classAt,
  indexAt,
  indexNow,
  load,
  premiumAccruedNow,
  setCash,
  setUnits,
  store,
  toDebt,
  UnknownClassError,
} from './lines.ts';
import { after, emptyPool, fundedPool, grownPools, rates, START } from './pool.testing.ts';

const fivePercent = rates({ baseBps: 500n });

describe('the index of a class', () => {
  test('of a pool that never lent is 1', () => {
    expect(indexNow(emptyPool(), 0, START)).toBe(10n ** 27n);
  });

  test('follows the base rate and its own premium', () => {
    const pool = fundedPool(fivePercent);
    const now = after(YEAR);
    expect(baseAccruedNow(pool, now)).toBe(500_000_000n * YEAR);
    expect(premiumAccruedNow(classAt(pool, 2), now)).toBe(500_000_000n * YEAR);
    expect(indexNow(pool, 0, now)).toBe(growth(accrued(500_000_000n * YEAR)));
    expect(indexNow(pool, 1, now)).toBe(growth(accrued(600_000_000n * YEAR)));
    expect(indexNow(pool, 2, now)).toBe(growth(accrued(1_000_000_000n * YEAR)));
  });

  test('is the same however often interest is brought up to date at one rate', () => {
    const instants = fc.array(magnitude(YEAR), { maxLength: 12 });
    const property = fc.property(grownPools, instants, ({ pool, now }, steps) => {
      let often = pool;
      const passed = now - START;
      for (const step of steps.toSorted((a, b) => (a < b ? -1 : 1))) {
        if (step <= passed) often = accruePool(often, after(step)).pool;
      }
      for (const k of [0, 1, 2]) expect(indexNow(often, k, now)).toBe(indexNow(pool, k, now));
    });
    fc.assert(property);
  });

  test('never falls (invariant 16)', () => {
    const property = fc.property(grownPools, magnitude(YEAR), ({ pool, now }, more) => {
      const later = after(now - START + more);
      for (const k of [0, 1, 2]) {
        expect(indexNow(pool, k, later)).toBeGreaterThanOrEqual(indexNow(pool, k, now));
      }
    });
    fc.assert(property);
  });
});

describe('a position', () => {
  test('owes the sum over classes, each rounded down', () => {
    let pool = fundedPool();
    for (const id of Object.values(ids)) {
      pool = creditDraw(pool, START, id, units(0n), loanAssets(1n)).pool;
    }
    // After half a year every unit owes between one and two.
    const p = load(pool, after(YEAR / 2n));
    expect(p.indexes.map((index) => index > RAY && index < 2n * RAY)).toEqual([false, true, true]);
    expect(p.owed).toBe(3n);
  });

  test('has the classes in use, no others', () => {
    const p = load(emptyPool(), START);
    expect(p.indexes).toHaveLength(3);
    expect(() => indexAt(p, 3)).toThrow(UnknownClassError);
    expect(() => indexAt(p, 3)).toThrow('Class 3 is not in use: the pool has 3.');
    expect(classAt(p.pool, 7).units).toBe(0n);
  });

  test('with other units owes what they owe, in that class alone', () => {
    const p = setUnits(load(fundedPool(fivePercent), after(YEAR)), 1, 1_000n * USD);
    // e^0.06 = 1.0618365465…
    expect(p.owed).toBe(1_061_836_546n);
    expect(setUnits(p, 1, 0n).owed).toBe(0n);
    expect(classAt(p.pool, 0).units).toBe(0n);
    expect(classAt(p.pool, 1).units).toBe(1_000n * USD);
  });

  test('refuses units and cash that storage does not hold', () => {
    const p = load(emptyPool(), START);
    expect(classAt(setUnits(p, 0, MAX_AMOUNT).pool, 0).units).toBe(MAX_AMOUNT);
    const above = MAX_AMOUNT + 1n;
    expect(refusalOf(() => setUnits(p, 0, above))).toEqual(['AmountAboveBound', above, MAX_AMOUNT]);
    expect(store(setCash(p, MAX_AMOUNT)).cash).toBe(MAX_AMOUNT);
    expect(refusalOf(() => store(setCash(p, above)))).toEqual([
      'AmountAboveBound',
      above,
      MAX_AMOUNT,
    ]);
  });

  test('is stored with the clock of now and the rate that follows from it', () => {
    const config = rates({ baseBps: 100n, slopeBps: 400n });
    const pool = creditDraw(
      fundedPool(config, 1_000n * USD),
      START,
      ids.btc,
      units(0n),
      loanAssets(450n * USD),
    ).pool;
    expect(pool.baseRate).toBe(300_000_000n);
    const later = store(load(pool, after(YEAR)));
    expect(later.updatedAt).toBe(after(YEAR));
    expect(later.baseAccrued).toBe(300_000_000n * YEAR);
    // Interest is owed, so more of the pool is lent than before.
    expect(later.baseRate).toBeGreaterThan(300_000_000n);
  });
});

test('a debt is rounded up: three units at 1.5 owe five', () => {
  expect(toDebt(units(3n), ray((15n * RAY) / 10n))).toBe(5n);
  expect(toDebt(units(2n), ray((15n * RAY) / 10n))).toBe(3n);
  expect(toDebt(units(0n), ray(RAY))).toBe(0n);
});
