import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/exponential.json' with { type: 'json' };
import { accrue, growth, MAX_ACCRUED, RATE, YEAR } from './exponential.ts';
import { RAY } from './math.ts';
import { accrued, rate, seconds } from './units.ts';

const sums = fc.bigInt({ min: 0n, max: MAX_ACCRUED });

/** What truncation may cost: 40 units of 1e-36, times the power of two in the growth, and one. */
function tolerance(trueIndex: bigint): bigint {
  const powerOfTwo = 2n ** BigInt((trueIndex / RAY).toString(2).length - 1);
  return (40n * powerOfTwo) / 1_000_000_000n + 1n;
}

function apart(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

describe('growth', () => {
  test.each(vectors.growth.cases)('$name', ({ given, expect: wanted }) => {
    const index = growth(accrued(BigInt(given.accrued)));
    expect(index).toBe(BigInt(wanted.index));
    const trueIndex = BigInt(wanted.trueIndex);
    expect(apart(index, trueIndex)).toBeLessThanOrEqual(tolerance(trueIndex));
  });

  test('5 % for one year', () => {
    const index = growth(accrued(500_000_000n * 31_536_000n));
    expect(index).toBe(1_051_271_096_376_024_039_697_517_636n);
  });

  test('is strictly monotone: one unit more of the sum always shows', () => {
    const property = fc.property(fc.bigInt({ min: 0n, max: MAX_ACCRUED - 1n }), (sum) => {
      expect(growth(accrued(sum + 1n))).toBeGreaterThan(growth(accrued(sum)));
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('is additive: growing by a and then by b is growing by a + b', () => {
    const most = MAX_ACCRUED / 2n;
    const half = fc.bigInt({ min: 0n, max: most });
    const property = fc.property(half, half, (a, b) => {
      const [first, second] = [growth(accrued(a)), growth(accrued(b))];
      const both = growth(accrued(a + b));
      const product = (first * second) / RAY;
      // Each index is off by at most its own tolerance, times the other's growth.
      const slack =
        tolerance(both) +
        (tolerance(first) * second) / RAY +
        (tolerance(second) * first) / RAY +
        2n;
      expect(apart(product, both)).toBeLessThanOrEqual(slack);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('starts at 1', () => {
    expect(growth(accrued(0n))).toBe(RAY);
  });
});

describe('accrue', () => {
  test.each(vectors.accrue.cases)('$name', ({ given, expect: wanted }) => {
    const { sum, rate: perSecond, elapsed } = given;
    const next = accrue(accrued(BigInt(sum)), rate(BigInt(perSecond)), seconds(BigInt(elapsed)));
    expect(next).toBe(BigInt(wanted.sum));
  });

  test('5 % for a day from nothing', () => {
    const day = accrue(accrued(0n), rate(500_000_000n), seconds(86_400n));
    expect(day).toBe(43_200_000_000_000n);
  });

  test('100 % a year for a year is a full rate times a year', () => {
    expect(accrue(accrued(0n), rate(RATE), seconds(YEAR))).toBe(RATE * YEAR);
  });

  test('in any number of steps gives the same sum', () => {
    const time = fc.bigInt({ min: 0n, max: 10n * YEAR });
    const speed = fc.bigInt({ min: 0n, max: 20n * RATE });
    const property = fc.property(sums, speed, time, time, (sum, perSecond, a, b) => {
      const once = accrue(accrued(sum), rate(perSecond), seconds(a + b));
      const half = accrue(accrued(sum), rate(perSecond), seconds(a));
      expect(accrue(half, rate(perSecond), seconds(b))).toBe(once);
    });
    fc.assert(property);
  });
});
