import { describe, expect, it } from 'vitest';
import { UsageError } from '../errors.ts';
import { parseChangeBps, parseSpan, parseWhole } from './parse.ts';
import { decimalText } from './units.ts';

describe('parseChangeBps', () => {
  it.each([
    ['-20%', -2_000n],
    ['−20 %', -2_000n],
    ['+12.5%', 1_250n],
    ['0.25', 25n],
    ['300%', 30_000n],
  ])('reads %s', (text, change) => expect(parseChangeBps(text)).toBe(change));

  it.each(['', '%', '-', 'down', '-20%%', '1e3', '-100%', '12.345%'])('refuses %j', (text) =>
    expect(() => parseChangeBps(text)).toThrow(UsageError),
  );
});

describe('parseSpan', () => {
  it.each([
    ['30m', 1_800n],
    ['30 min', 1_800n],
    ['25h', 90_000n],
    ['1d 1h', 90_000n],
    ['1d1h5s', 90_005n],
  ])('reads %s', (text, span) => expect(parseSpan(text)).toBe(span));

  it.each(['', '25', 'h', '25 hours', '-1h', '1h and 2m', '0h', '366d'])('refuses %j', (text) =>
    expect(() => parseSpan(text)).toThrow('no span of time'),
  );
});

describe('parseWhole', () => {
  const bounds = { least: 1n, most: 5_000n };
  it('reads what is inside the bounds', () => {
    expect(parseWhole('--loans', '1_000', bounds)).toBe(1_000n);
  });

  it.each(['0', '5001', '-1', '1.5', 'many', '', '9'.repeat(40)])('refuses %j', (text) =>
    expect(() => parseWhole('--loans', text, bounds)).toThrow('a whole number from 1 to 5000'),
  );
});

describe('decimalText', () => {
  it.each([
    [30_000_500_000n, 6, '30000.5'],
    [1n, 18, '0.000000000000000001'],
    [-1_500n, 3, '-1.5'],
    [7n, 0, '7'],
    [0n, 8, '0'],
  ])('writes %d with %d decimals as %s', (value, decimals, text) =>
    expect(decimalText(value, decimals)).toBe(text),
  );
});
