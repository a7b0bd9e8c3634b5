import { describe, expect, test } from 'vitest';
import { ln2, power, stepIndex, trueIndex } from './power.ts';

const YEAR = 31_536_000n;
const FULL = 10n ** 10n;

// Written by another program, Python 3.11 with 120 digits:
//   from decimal import *; getcontext().prec = 120
//   int((Decimal(accrued) / Decimal(10**10 * 31536000)).exp() * 10**27)
//   int(Decimal(2).ln() * 10**36)
const byPython = [
  [1n, 1_000_000_000_000_000_003_170_979_198n],
  [500_000_000n * YEAR, 1_051_271_096_376_024_039_697_517_636n],
  [FULL * YEAR, 2_718_281_828_459_045_235_360_287_471n],
  [2n * FULL * YEAR, 7_389_056_098_930_650_227_230_427_460n],
  [40n * FULL * YEAR, 235_385_266_837_019_985_407_899_910_749_034_804_508_871_617n],
] as const;

describe('e^x', () => {
  test.each(byPython)('of a sum of %s is what another program says', (accrued, index) => {
    expect(trueIndex(accrued)).toBe(index);
  });

  test('is 1 at 0, to the last digit', () => {
    expect(power(0n, 1n)).toBe(10n ** 120n);
  });

  test('of sums below one year at full rate is what the published steps give', () => {
    for (let accrued = 1n; accrued < FULL * YEAR; accrued *= 7n) {
      expect(stepIndex(accrued)).toBe(trueIndex(accrued));
    }
  });
});

test('ln 2 is what another program says', () => {
  expect(ln2()).toBe(693_147_180_559_945_309_417_232_121_458_176_568n);
});
