import { expect, test } from 'vitest';
import { at, ids, USD } from '../terms.testing.ts';
import { loanAssets, rate, units } from '../units.ts';
import { creditDraw } from './credit.ts';
import { createPool } from './curation.ts';
import { borrowRate, classOwed, lendersRate } from './earnings.ts';
import { load } from './lines.ts';
import { fundedPool, rates, START } from './pool.testing.ts';

test('lenders earn what loans pay, less the first loss’s part, on all that is there', () => {
  const config = rates({ baseBps: 500n, reserveBps: 1_000n });
  const funded = fundedPool(config, 5_000n * USD);
  const amount = loanAssets(4_000n * USD);
  const { pool } = creditDraw(funded, START, ids.btc, units(0n), amount);
  const position = load({ ...pool, baseRate: rate(500_000_000n) }, START);
  expect(borrowRate(position.pool, 0)).toBe(500_000_000n);
  expect(classOwed(position, 0)).toBe(amount);
  expect(lendersRate(position)).toBe(36_000_000_000_000_000n);
});

test('an empty pool earns nothing', () => {
  const { terms } = fundedPool(rates({}), USD);
  expect(lendersRate(load(createPool(at.pool, 1, terms, START), START))).toBe(0n);
});
