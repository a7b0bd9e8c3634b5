import { expect, test } from 'vitest';
import { Fraction, fromBps, fromWad, least, ratio, smallest } from './fraction.ts';

test('rounds down and up, below zero too', () => {
  const halves = [-3n, -2n, -1n, 0n, 1n, 2n, 3n].map((n) => new Fraction(n, 2n));
  expect(halves.map((half) => half.floor())).toEqual([-2n, -1n, -1n, 0n, 0n, 1n, 1n]);
  expect(halves.map((half) => half.ceil())).toEqual([-1n, -1n, 0n, 0n, 1n, 1n, 2n]);
  expect(new Fraction(3n, -2n).floor()).toBe(-2n);
});

test('reckons exactly', () => {
  const third = ratio(1n, 3n);
  expect(third.plus(third).plus(third).floor()).toBe(1n);
  expect(ratio(1n).minus(third).times(3n).ceil()).toBe(2n);
  expect(ratio(1n).over(third).floor()).toBe(3n);
  expect(third.isAbove(fromBps(3_333n))).toBe(true);
  expect(third.isAbove(third)).toBe(false);
  expect(
    fromWad(10n ** 17n)
      .times(30n)
      .floor(),
  ).toBe(3n);
  expect(() => ratio(1n, 0n)).toThrow('1 / 0 is no number.');
});

test('finds the smallest value at which something becomes true', () => {
  expect(smallest(0n, 100n, (n) => n * n >= 50n)).toBe(8n);
  expect(smallest(0n, 100n, () => true)).toBe(0n);
  expect(smallest(0n, 100n, () => false)).toBe(100n);
  expect(least(3n, 1n, 2n)).toBe(1n);
});
