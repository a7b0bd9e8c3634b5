import { describe, expect, test } from 'vitest';
import type { CollateralId } from '../ids.ts';
import { refusalOf } from '../refusal.testing.ts';
import { at, creditorTerms, DAY, HOUR, ids, USD, YEAR } from '../terms.testing.ts';
import { bps, loanAssets, units } from '../units.ts';
import { creditDraw, flowNow } from './credit.ts';
import {
  accruePool,
  addListing,
  createPool,
  initialRates,
  lowerLimits,
  setLimits,
  setPremium,
  setRates,
} from './curation.ts';
import { classAt, indexNow } from './lines.ts';
import { after, emptyPool, fundedPool, rates, START } from './pool.testing.ts';
import { emptyPoolListing, poolListing, withListing } from './state.ts';

describe('a new pool', () => {
  const pool = createPool(at.pool, 7, creditorTerms, START);

  test('is empty, of now, at its initial rates', () => {
    expect(pool).toMatchObject({
      address: at.pool,
      creditorId: 7,
      terms: creditorTerms,
      cash: 0n,
      lenderAssets: 0n,
      firstLoss: 0n,
      supply: 0n,
      baseAccrued: 0n,
      baseRate: 0n,
      updatedAt: START,
      classCount: 1,
    });
    expect(pool.classes).toHaveLength(8);
    expect(pool.listings.size).toBe(0);
  });

  test('pays 4 % at the kink, 64 % at full utilisation; a tenth goes to the first loss', () => {
    expect(pool.config).toBe(initialRates);
    expect(initialRates).toEqual({
      baseBps: 0n,
      slopeBps: 400n,
      steepBps: 6_000n,
      kinkBps: 9_000n,
      reserveBps: 1_000n,
    });
  });
});

describe('listings', () => {
  test('bring their class into use, and the ones below it', () => {
    const pool = createPool(at.pool, 1, creditorTerms, START);
    const listed = (id: number) =>
      addListing(pool, START, id as CollateralId, loanAssets(5n), loanAssets(7n)).pool;
    expect(listed(8).classCount).toBe(1);
    expect(listed(9).classCount).toBe(2);
    expect(listed(15).classCount).toBe(8);
    const low = addListing(listed(15), START, ids.btc, loanAssets(5n), loanAssets(7n)).pool;
    expect(low.classCount).toBe(8);
    expect(poolListing(low, ids.btc)).toEqual({
      ...emptyPoolListing,
      flowAt: START,
      ceiling: 5n,
      hourly: 7n,
    });
  });

  test('that nobody wrote are empty', () => {
    expect(poolListing(emptyPool(), 16 as CollateralId)).toEqual(emptyPoolListing);
  });

  test('change alone', () => {
    const pool = emptyPool();
    const changed = withListing(pool, ids.btc, { units: units(5n) });
    expect(poolListing(changed, ids.btc).units).toBe(5n);
    expect(poolListing(changed, ids.eth)).toEqual(poolListing(pool, ids.eth));
    expect(poolListing(pool, ids.btc).units).toBe(0n);
  });
});

describe('limits', () => {
  const used = creditDraw(
    setLimits(fundedPool(), START, ids.btc, loanAssets(10n ** 9n), loanAssets(3_600n)).pool,
    START,
    ids.btc,
    units(0n),
    loanAssets(3_600n),
  ).pool;

  test('drain what is used at the old pace up to now', () => {
    const now = after(HOUR / 4n);
    const set = setLimits(used, now, ids.btc, loanAssets(10n), loanAssets(20n)).pool;
    const item = poolListing(set, ids.btc);
    expect(item).toMatchObject({ flow: 2_700n, flowAt: now, ceiling: 10n, hourly: 20n });
    expect(item.units).toBe(3_600n);
    expect(flowNow(item, after(HOUR / 4n + HOUR))).toBe(2_680n);
  });

  test('may be lowered or kept by a guardian, neither raised', () => {
    const lower = (ceiling: bigint, hourly: bigint) => () =>
      lowerLimits(used, START, ids.btc, loanAssets(ceiling), loanAssets(hourly));
    expect(poolListing(lower(10n ** 9n, 3_600n)().pool, ids.btc).ceiling).toBe(10n ** 9n);
    expect(poolListing(lower(0n, 0n)().pool, ids.btc)).toMatchObject({ ceiling: 0n, hourly: 0n });
    const refused = (ceiling: bigint, hourly: bigint) => [
      'LimitsNotLower',
      8n,
      ceiling,
      10n ** 9n,
      hourly,
      3_600n,
    ];
    expect(refusalOf(lower(10n ** 9n + 1n, 0n))).toEqual(refused(10n ** 9n + 1n, 0n));
    expect(refusalOf(lower(0n, 3_601n))).toEqual(refused(0n, 3_601n));
  });
});

describe('rates', () => {
  test.each([
    ['a kink of 0', rates({ kinkBps: 0n }), [0n, 0n, 1n, 9_999n]],
    ['a kink of 100 %', rates({ kinkBps: 10_000n }), [0n, 10_000n, 1n, 9_999n]],
    ['a reserve above a half', rates({ reserveBps: 5_001n }), [1n, 5_001n, 0n, 5_000n]],
  ] as const)('refuse %s', (_, config, args) => {
    expect(refusalOf(() => setRates(emptyPool(), START, config))).toEqual([
      'RateOutOfRange',
      ...args,
    ]);
  });

  test.each([
    rates({ kinkBps: 1n }),
    rates({ kinkBps: 9_999n }),
    rates({ reserveBps: 5_000n }),
    rates({ reserveBps: 0n }),
  ])('accept the ends of each range', (config) => {
    expect(setRates(emptyPool(), START, config).pool.config).toBe(config);
  });

  test('share out what was earned at the old reserve, and set the rate anew', () => {
    const earning = fundedPool(rates({ baseBps: 1_000n, reserveBps: 1_000n }), 1_000n * USD);
    const drawn = creditDraw(earning, START, ids.btc, units(0n), loanAssets(1_000n * USD)).pool;
    const set = setRates(drawn, after(YEAR), rates({ baseBps: 200n, reserveBps: 5_000n })).pool;
    // 1,000 * (e^0.1 - 1) = 105.170918…
    expect(set).toMatchObject({ lenderAssets: 1_094_653_827n, firstLoss: 10_517_091n });
    expect(set.baseRate).toBe(200_000_000n);
    expect(set.baseAccrued).toBe(1_000_000_000n * YEAR);
    expect(set.updatedAt).toBe(after(YEAR));
  });
});

describe('premiums', () => {
  test('hold from now on; what accrued stays', () => {
    const pool = emptyPool();
    const now = after(DAY);
    const set = setPremium(pool, now, 2, bps(0n)).pool;
    expect(classAt(set, 2)).toEqual({
      units: 0n,
      premiumAccrued: 500_000_000n * DAY,
      premiumAt: now,
      premium: 0n,
    });
    expect(indexNow(set, 2, after(YEAR))).toBe(indexNow(pool, 2, now));
    expect(classAt(set, 1)).toEqual(classAt(pool, 1));
  });

  test('are none of the base class, and there are 8 classes', () => {
    const set = (riskClass: number, premium: bigint) => () =>
      setPremium(emptyPool(), START, riskClass, bps(premium));
    expect(refusalOf(set(0, 1n))).toEqual(['RateOutOfRange', 2n, 1n, 0n, 0n]);
    expect(classAt(set(0, 0n)().pool, 0).premium).toBe(0n);
    expect(refusalOf(set(8, 1n))).toEqual(['RateOutOfRange', 3n, 8n, 0n, 7n]);
    expect(classAt(set(7, 65_535n)().pool, 7).premium).toBe(65_535_000_000n);
  });
});

test('accruePool changes no debt', () => {
  const config = rates({ baseBps: 100n, slopeBps: 400n, steepBps: 6_000n });
  const drawn = creditDraw(fundedPool(config), START, ids.btc, units(0n), loanAssets(10n ** 12n));
  const now = after(YEAR);
  const accrued = accruePool(drawn.pool, now).pool;
  expect(indexNow(accrued, 0, now)).toBe(indexNow(drawn.pool, 0, now));
  expect(accrued.cash).toBe(drawn.pool.cash);
  expect(accrued).toMatchObject({ lenderAssets: drawn.pool.lenderAssets, firstLoss: 0n });
});
