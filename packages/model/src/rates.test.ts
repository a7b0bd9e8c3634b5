import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/rates.json' with { type: 'json' };
import { WAD } from './math.ts';
import { baseRateAt, premiumRate, utilisation } from './rates.ts';
import type { RateConfig } from './rates.ts';
import { bps, loanAssets } from './units.ts';

const usual: RateConfig = {
  baseBps: bps(100n),
  slopeBps: bps(400n),
  steepBps: bps(6_000n),
  kinkBps: bps(9_000n),
  reserveBps: bps(1_000n),
};
const percent = 100_000_000n;
const amounts = fc.bigInt({ min: 0n, max: 2n ** 104n - 1n });

describe('utilisation', () => {
  test.each(vectors.utilisation.cases)('$name', ({ given, expect: wanted }) => {
    const { owed, cash } = given;
    const share = utilisation(loanAssets(BigInt(owed)), loanAssets(BigInt(cash)));
    expect(share).toBe(BigInt(wanted.wad));
  });

  test('450 owed, 550 in cash: 45 %', () => {
    expect(utilisation(loanAssets(450n), loanAssets(550n))).toBe((WAD * 45n) / 100n);
  });

  test('is at most 1', () => {
    const property = fc.property(amounts, amounts, (owed, cash) => {
      expect(utilisation(loanAssets(owed), loanAssets(cash))).toBeLessThanOrEqual(WAD);
    });
    fc.assert(property);
  });
});

describe('baseRateAt', () => {
  test.each(vectors.rate.cases)('$name', ({ given, expect: wanted }) => {
    const { owed, cash, ...curve } = given;
    const config: RateConfig = {
      baseBps: bps(BigInt(curve.baseBps)),
      slopeBps: bps(BigInt(curve.slopeBps)),
      steepBps: bps(BigInt(curve.steepBps)),
      kinkBps: bps(BigInt(curve.kinkBps)),
      reserveBps: bps(0n),
    };
    const seen = baseRateAt(config, loanAssets(BigInt(owed)), loanAssets(BigInt(cash)));
    expect(seen).toBe(BigInt(wanted.rate));
  });

  test('3 % at 45 %, 5 % at the kink, 35 % at 95 %, 65 % at the end', () => {
    const at = (owed: bigint) => baseRateAt(usual, loanAssets(owed), loanAssets(1_000n - owed));
    expect(at(450n)).toBe(3n * percent);
    expect(at(900n)).toBe(5n * percent);
    expect(at(950n)).toBe(35n * percent);
    expect(at(1_000n)).toBe(65n * percent);
  });

  test('never falls as more of the pool is lent', () => {
    const property = fc.property(amounts, amounts, amounts, (owed, cash, drawn) => {
      const amount = drawn % (cash + 1n);
      const before = baseRateAt(usual, loanAssets(owed), loanAssets(cash));
      const after = baseRateAt(usual, loanAssets(owed + amount), loanAssets(cash - amount));
      expect(after).toBeGreaterThanOrEqual(before);
    });
    fc.assert(property);
  });
});

test('a premium of 100 bps is a rate of 1 %', () => {
  expect(premiumRate(bps(100n))).toBe(percent);
});
