import { describe, expect, test } from 'vitest';
import { type Measured, operations } from './operations.ts';
import { rowsOf, tableOf } from './table.ts';

const measured = (gas: bigint): Measured =>
  Object.fromEntries(operations.map(({ key }) => [key, gas]));

const results = {
  ours: measured(80_000n),
  morpho: { drawAgain: 100_000n },
  aave: { drawAgain: 200_000n, repay: 160_000n },
};

describe('rowsOf', () => {
  test('has every operation, with the peers that have a counterpart', () => {
    const rows = rowsOf(results);
    expect(rows).toHaveLength(operations.length);
    expect(rows[0]).toEqual({
      name: 'repeat draw',
      gas: 80_000,
      target: 92_000,
      morpho: 100_000,
      aave: 200_000,
    });
    expect(rows.find(({ name }) => name === 'accrue')).toEqual({
      name: 'accrue',
      gas: 80_000,
      target: 36_000,
    });
  });
});

describe('tableOf', () => {
  test('marks a missed target and divides ours by the peers', () => {
    const lines = tableOf(rowsOf(results)).split('\n');
    expect(lines[1]).toMatch(/^repeat draw +80,000 +92,000 +ok +100,000 +0\.80 +200,000 +0\.40$/);
    const repay = lines.find((line) => line.startsWith('repay a part'));
    expect(repay).toMatch(/80,000 +74,000 +over +- +- +160,000 +0\.50$/);
  });

  test('counts gas at the target as missed: the target is to stay below it', () => {
    const withdraw = tableOf(rowsOf(results))
      .split('\n')
      .find((line) => line.startsWith('withdraw collateral'));
    expect(withdraw).toMatch(/80,000 +80,000 +over/);
  });

  test('says what the mock rate model leaves out', () => {
    expect(tableOf(rowsOf(results))).toContain('9,100');
  });
});
