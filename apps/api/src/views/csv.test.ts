import { describe, expect, test } from 'vitest';
import { csvCell, csvTable } from './csv.ts';
import { exactDecimal, groupedDecimal, priceDecimals } from './decimal.ts';

describe('a cell', () => {
  test.each([
    ['USD', 'USD'],
    ['a,b', '"a,b"'],
    ['he said "no"', '"he said ""no"""'],
    ['two\r\nlines', '"two\r\nlines"'],
  ])('%j is written as %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test.each(['=1+1', '+1', '@SUM(A1)', '-1+1', '-x', '\tx', '-1,5'])(
    '%j, which a spreadsheet would run, begins with an apostrophe',
    (text) => {
      expect(csvCell(text).replace('"', '')[0]).toBe("'");
    },
  );

  test.each(['-12.5', '-1', '0', '30000.000001'])('%j stays a number', (text) => {
    expect(csvCell(text)).toBe(text);
  });
});

test('a table has a header, CRLF, and empty cells for what is missing', () => {
  const table = csvTable(['a', 'b'], [{ b: '1' }, { a: '2' }]);
  expect(table).toBe('a,b\r\n,1\r\n2,\r\n');
});

test.each([
  [30_000_500_000n, 6, '30000.5', '30,000.5'],
  [-1n, 6, '-0.000001', '-0.000001'],
  [-1_234_567n, 0, '-1234567', '-1,234,567'],
  [0n, 18, '0', '0'],
  [5n, -2, '500', '500'],
])('%d of %d decimals is %s', (units, decimals, exact, grouped) => {
  expect(exactDecimal(units, decimals)).toBe(exact);
  expect(groupedDecimal(units, decimals)).toBe(grouped);
});

test('a price is of loan tokens for one whole collateral token', () => {
  expect(exactDecimal(6n * 10n ** 38n, priceDecimals(6, 8))).toBe('60000');
});
