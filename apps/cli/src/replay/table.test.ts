import { describe, expect, it } from 'vitest';
import { percent, shown } from './table.ts';

describe('shown', () => {
  it.each([
    ['1234567.8901', '1,234,567.89'],
    ['0.009', '0'],
    ['1000', '1,000'],
    ['-1234.5', '-1,234.5'],
  ])('shows %s as %s', (decimal, text) => expect(shown(decimal)).toBe(text));
});

describe('percent', () => {
  it.each([
    ['0.038744619869808379', '3.87 %'],
    ['0.00896', '0.89 %'],
    ['1', '100 %'],
    ['12.3456', '1,234.56 %'],
    ['-0.5', '-50 %'],
    ['-0.00001', '0 %'],
    ['0', '0 %'],
  ])('shows %s as %s', (ratio, text) => expect(percent(ratio)).toBe(text));
});
