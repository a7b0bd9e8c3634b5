import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatAmount,
  formatBps,
  formatDuration,
  formatInstant,
  formatNumber,
  formatPrice,
  formatRate,
  formatWad,
  InvalidAmountError,
  parseAmount,
} from './amounts.ts';

const usd = { decimals: 6, symbol: 'USD' };
const btc = { decimals: 8, symbol: 'BTC' };

describe('formatNumber', () => {
  test.each([
    [0n, 6, '0'],
    [30_000_500_000n, 6, '30,000.5'],
    [1_234_567_000_000n, 6, '1,234,567'],
    [123_456_789n, 8, '1.234567'],
    [1n, 18, '0.000000000000000001'],
    [42n, 0, '42'],
    [-1_500_000n, 6, '-1.5'],
  ])('%d with %d decimals is %s', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text);
  });

  test('rounds up when told, and carries', () => {
    expect(formatNumber(123_456_701n, 8, { rounding: 'up' })).toBe('1.234568');
    expect(formatNumber(999_999_999n, 9, { digits: 2, rounding: 'up' })).toBe('1');
  });

  test('reads back what it shows whole', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 104n), fc.integer({ min: 0, max: 36 }), (value, decimals) => {
        const text = formatNumber(value, decimals, { digits: decimals }).replaceAll(',', '');
        return parseAmount(text, { decimals, symbol: 'T' }) === value;
      }),
      { seed: 3 },
    );
  });
});

describe('parseAmount', () => {
  test.each([
    ['30000', 30_000_000_000n],
    ['30_000.5', 30_000_500_000n],
    [' 0.000001 ', 1n],
    ['1.50000000', 1_500_000n],
  ])('%s', (text, amount) => {
    expect(parseAmount(text, usd)).toBe(amount);
  });

  test.each(['', '-1', '1e3', '1,000', '0x10', '1.', '.5', '1 000', '1__0', 'ten', '1.0000001'])(
    'refuses %j',
    (text) => {
      expect(() => parseAmount(text, usd)).toThrow(InvalidAmountError);
    },
  );

  test('says what was seen and what to write', () => {
    expect(() => parseAmount('1.1234567', usd)).toThrow(
      '"1.1234567" is not an amount: USD has 6 digits after the point, this has 7.\n' +
        'Write at most 6 digits after the point.',
    );
  });
});

test('amounts, ratios, prices and times as people read them', () => {
  expect(formatAmount(11_607_143n, btc, { digits: 8 })).toBe('0.11607143 BTC');
  expect(formatWad(714_285_714_285_714_286n)).toBe('71.42 %');
  expect(formatWad(714_285_714_285_714_286n, 'up')).toBe('71.43 %');
  expect(formatBps(6_250n)).toBe('62.5 %');
  expect(formatRate(512_000_000n)).toBe('5.12 % a year');
  expect(formatPrice(6n * 10n ** 38n, usd, btc)).toBe('60,000 USD');
  expect(formatPrice(42_857_142_858n * 10n ** 28n + 1n, usd, btc, { rounding: 'up' })).toBe(
    '42,857.142859 USD',
  );
  expect(formatDuration(86_399n)).toBe('23 h 59 min');
  expect(formatDuration(90_000n)).toBe('1 d 1 h');
  expect(formatDuration(3_600n)).toBe('1 h');
  expect(formatDuration(0n)).toBe('0 s');
  expect(formatInstant(1_583_971_200n)).toBe('2020-03-12 00:00:00 UTC');
  expect(formatInstant(2n ** 256n - 1n)).toBe('never');
});
