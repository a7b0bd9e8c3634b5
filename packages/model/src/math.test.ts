import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BPS,
  divUp,
  max,
  MAX_AMOUNT,
  MAX_UINT256,
  min,
  mulDiv,
  mulDivUp,
  PRICE_SCALE,
  RAY,
  WAD,
} from './math.ts';

test('the scales', () => {
  expect(WAD).toBe(1_000_000_000_000_000_000n);
  expect(RAY).toBe(WAD * 1_000_000_000n);
  expect(BPS).toBe(10_000n);
  expect(PRICE_SCALE).toBe(WAD * WAD);
  expect(MAX_AMOUNT).toBe(20_282_409_603_651_670_423_947_251_286_015n);
  expect(MAX_UINT256).toBe(BigInt(`0x${'f'.repeat(64)}`));
});

describe('division', () => {
  test('up: only what divides stays', () => {
    expect(divUp(7n, 2n)).toBe(4n);
    expect(divUp(8n, 2n)).toBe(4n);
    expect(divUp(1n, 2n)).toBe(1n);
    expect(divUp(0n, 2n)).toBe(0n);
  });

  test('of products', () => {
    expect(mulDiv(7n, 3n, 2n)).toBe(10n);
    expect(mulDivUp(7n, 3n, 2n)).toBe(11n);
    expect(mulDivUp(7n, 4n, 2n)).toBe(14n);
    expect(mulDivUp(0n, 3n, 2n)).toBe(0n);
  });

  test('up and down lie around the exact quotient, at most one apart', () => {
    const number = fc.bigInt({ min: 0n, max: MAX_UINT256 });
    const divisor = fc.bigInt({ min: 1n, max: MAX_UINT256 });
    const property = fc.property(number, number, divisor, (a, b, c) => {
      const [down, up] = [mulDiv(a, b, c), mulDivUp(a, b, c)];
      expect(down * c <= a * b && a * b <= up * c).toBe(true);
      expect(up - down).toBe(a * b === down * c ? 0n : 1n);
    });
    fc.assert(property);
  });
});

test('the smaller and the larger of two', () => {
  expect([min(1n, 2n), min(2n, 1n), min(2n, 2n)]).toEqual([1n, 1n, 2n]);
  expect([max(1n, 2n), max(2n, 1n), max(2n, 2n)]).toEqual([2n, 2n, 2n]);
});
