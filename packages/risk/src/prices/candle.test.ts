import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecimalError, findGaps, formatE8, parseE8 } from './candle.ts';
import type { Candle } from './candle.ts';

test.each([
  ['3782.13', 378_213_000_000n],
  ['0.874', 87_400_000n],
  ['0', 0n],
  ['007', 700_000_000n],
  ['122.00000', 12_200_000_000n],
  ['0.000000015', 2n],
  ['0.000000014999', 1n],
  ['0.999999995', 100_000_000n],
  ['1.5e-7', 15n],
  ['1E-08', 1n],
  ['5e-9', 1n],
  ['4.9e-9', 0n],
  ['1.2345e3', 123_450_000_000n],
  ['63e+1', 63_000_000_000n],
])('parseE8 reads %s', (text, value) => {
  expect(parseE8(text)).toBe(value);
});

test.each([
  '',
  ' 1',
  '1 ',
  '-1',
  '+1',
  '.5',
  '5.',
  '1,5',
  '1_000',
  '0x10',
  'NaN',
  'Infinity',
  '1e',
])('parseE8 refuses %j with the text in the error', (text) => {
  expect(() => parseE8(text)).toThrow(DecimalError);
  expect(() => parseE8(text)).toThrow(JSON.stringify(text));
});

test('what formatE8 writes, parseE8 reads back', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 24n), (value) => {
      expect(parseE8(formatE8(value))).toBe(value);
    }),
  );
});

test('more than 8 decimals are rounded half up, and only there', () => {
  const digits = fc.stringMatching(/^\d{9,20}$/);
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), digits, (whole, fraction) => {
      const scale = 10n ** BigInt(fraction.length - 8);
      const exact = BigInt(`${whole}${fraction}`);
      expect(parseE8(`${whole}.${fraction}`)).toBe((2n * exact + scale) / (2n * scale));
    }),
  );
});

test('scientific notation means the plain number', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 15n), fc.integer({ min: 0, max: 20 }), (digits, power) => {
      const plain = digits.toString().padStart(power + 1, '0');
      const point = plain.length - power;
      const written = power === 0 ? plain : `${plain.slice(0, point)}.${plain.slice(point)}`;
      expect(parseE8(`${digits}e-${power}`)).toBe(parseE8(written));
    }),
  );
});

test('formatE8 drops trailing zeros and nothing else', () => {
  expect(formatE8(378_213_000_000n)).toBe('3782.13');
  expect(formatE8(100_000_000n)).toBe('1');
  expect(formatE8(1n)).toBe('0.00000001');
  expect(formatE8(0n)).toBe('0');
});

test('findGaps lists what no bar covers', () => {
  const bar = (time: bigint, duration: bigint): Candle => {
    return { time, open: 1n, high: 1n, low: 1n, close: 1n, duration, filled: false };
  };
  const bars = [bar(0n, 3_600n), bar(3_600n, 3_600n), bar(14_400n, 7_200n), bar(21_660n, 60n)];
  expect(findGaps(bars)).toEqual([
    { from: 7_200n, to: 14_400n },
    { from: 21_600n, to: 21_660n },
  ]);
  expect(findGaps([])).toEqual([]);
});
