import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  accrued,
  bps,
  collateralAssets,
  least,
  loanAssets,
  minus,
  NegativeQuantityError,
  oraclePrice,
  plus,
  rate,
  ray,
  seconds,
  shares,
  timestamp,
  units,
  wad,
} from './units.ts';
import type { LoanAssets, Shares, Timestamp, Units } from './units.ts';

describe('tags', () => {
  const tags = {
    wad,
    ray,
    bps,
    rate,
    accrued,
    'loan token': loanAssets,
    'collateral token': collateralAssets,
    'debt units': units,
    'pool shares': shares,
    price: oraclePrice,
    'unix time': timestamp,
    seconds,
  };

  test.each(Object.entries(tags))('%s: a plain bigint at run time, never negative', (name, tag) => {
    expect(tag(0n)).toBe(0n);
    expect(tag(7n)).toBe(7n);
    expect(() => tag(-1n)).toThrow(NegativeQuantityError);
    expect(() => tag(-1n)).toThrow(`-1 is not a quantity of ${name}: quantities are zero or more.`);
  });

  test('say what was seen', () => {
    let seen: unknown;
    try {
      shares(-5n);
    } catch (error) {
      seen = error instanceof NegativeQuantityError ? error.seen : error;
    }
    expect(seen).toBe(-5n);
  });
});

describe('arithmetic within one unit', () => {
  test('plus', () => {
    expect(plus(loanAssets(2n), loanAssets(3n))).toBe(5n);
    expectTypeOf(plus(loanAssets(2n), loanAssets(3n))).toEqualTypeOf<LoanAssets>();
  });

  test('minus, down to zero and not below', () => {
    expect(minus(shares(3n), shares(3n))).toBe(0n);
    expect(() => minus(shares(3n), shares(4n))).toThrow(NegativeQuantityError);
    expect(() => minus(shares(3n), shares(4n))).toThrow('-1 is not a quantity of a difference');
  });

  test('least', () => {
    expect(least(units(2n), units(3n))).toBe(2n);
    expect(least(units(3n), units(2n))).toBe(2n);
  });
});

// What must not compile. The type checker of the build fails here if it ever does.
test('units do not mix', () => {
  const assets: LoanAssets = loanAssets(1n);
  const owned: Shares = shares(1n);
  // @ts-expect-error shares are not assets
  plus(assets, owned);
  // @ts-expect-error nor the other way round
  plus(owned, assets);
  // @ts-expect-error a loan's units are not its debt
  minus(assets, units(1n));
  // @ts-expect-error a collateral's amount is not a loan token's
  least(assets, collateralAssets(1n));
  // @ts-expect-error a duration is not an instant
  plus(timestamp(1n), seconds(1n));
  // @ts-expect-error a plain bigint has no unit
  const untagged: LoanAssets = 1n;
  // @ts-expect-error a sum has lost its unit
  const summed: LoanAssets = assets + assets;
  // @ts-expect-error shares are not assets
  const swapped: LoanAssets = owned;
  // @ts-expect-error wad is not ray
  const scaled: ReturnType<typeof ray> = wad(1n);
  // @ts-expect-error bps is not wad
  const ratio: ReturnType<typeof wad> = bps(1n);
  expect([untagged, summed, swapped, scaled, ratio]).toEqual([1n, 2n, 1n, 1n, 1n]);
  expectTypeOf<Units>().not.toExtend<LoanAssets>();
  expectTypeOf<Timestamp>().not.toExtend<ReturnType<typeof seconds>>();
  expectTypeOf<LoanAssets>().toExtend<bigint>();
});

test('the worked numbers', () => {
  expect(wad(10n ** 18n)).toBe(1_000_000_000_000_000_000n);
  expect(timestamp(1_583_971_200n)).toBe(BigInt(Date.UTC(2020, 2, 12)) / 1_000n);
  // 60,000 of 6 decimals for 1 of 8: 60,000e6 * 1e36 / 1e8.
  expect(oraclePrice(6n * 10n ** 38n)).toBe((60_000n * 10n ** 6n * 10n ** 36n) / 10n ** 8n);
});
