import {
  collateralAssets,
  emptyLoan,
  makeCollateralId,
  makeLoanId,
  shares,
  units,
} from '@hypothec/model';
import type { CollateralId, Loan, Pool } from '@hypothec/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree, collateralLeaves, lenderLeaves, loanLeaves } from '../index.ts';
import type { Leaf, LoanEntry } from '../index.ts';
import { totalsOf } from './checks.ts';
import { accountAt, contextFor, NOW, POOL, poolOf } from './trees.testing.ts';

function entry(i: number, owed: bigint, holdings: Loan['holdings']): LoanEntry {
  const id = makeLoanId(accountAt(i), 1, BigInt(i));
  return { id, loan: { ...emptyLoan, units: units(owed), holdings } };
}

const holds = (id: CollateralId, amount: bigint) => ({ id, amount: collateralAssets(amount) });

/** How far the sum of a pool's leaves is from the least and the most that is allowed. */
function room(pool: Pool, side: 'lenders' | 'loans', leaves: readonly Leaf[]) {
  const { root } = buildTree(contextFor(side), leaves);
  const { least, most, parts } = totalsOf(pool, NOW, side, root.leaves);
  expect(root.parts).toBe(parts);
  return { below: root.sum - least, above: most - root.sum };
}

const amounts = fc.array(fc.bigInt({ min: 1n, max: 2n ** 80n }), { minLength: 1, maxLength: 12 });
const accrual = fc.bigInt({ min: 0n, max: 2n * 10n ** 18n });

describe('the rounding that totals allow (invariant 3)', () => {
  const total = (list: readonly bigint[]): bigint => list.reduce((sum, item) => sum + item, 0n);

  const lent = (balances: readonly bigint[], cash: bigint) => {
    const pool = poolOf({ cash, units: [0n], firstLoss: 7n, supply: total(balances) });
    const held = balances.map((balance, i) => [accountAt(i), shares(balance)] as const);
    return room(pool, 'lenders', lenderLeaves(pool, NOW, held));
  };

  test('holds for any lenders', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 7n, max: 2n ** 90n }), (balances, cash) => {
        const { below, above } = lent(balances, cash);
        expect(below >= 0n && above >= 0n).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  const owing = (list: readonly bigint[], classes: number, baseAccrued: bigint) => {
    const loans = list.map((own, i) =>
      entry(i, own, [holds(makeCollateralId(1, i % classes), 1n)]),
    );
    const sums = Array.from({ length: classes }, (_, k) =>
      total(list.filter((_own, i) => i % classes === k)),
    );
    const pool = poolOf({ cash: 10n, units: sums, firstLoss: 7n, baseAccrued });
    return room(pool, 'loans', loanLeaves(pool, NOW, loans));
  };

  test('holds for any loans of any classes', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 8 }), accrual, (list, classes, accrued) => {
        const { below, above } = owing(list, classes, accrued);
        expect(below >= 0n && above >= 0n).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('is as narrow as it can be: each end is reached', () => {
    // Three equal lenders: each lacks a third or two thirds of a unit, or one has it all.
    const third = 10n ** 30n;
    const lenders = [
      lent([third, third, third], 10n ** 9n),
      lent([third, third, third], 10n ** 9n + 1n),
      lent([third], 10n ** 9n),
    ];
    expect(lenders.map(({ below }) => below)).toContain(0n);
    expect(lenders.map(({ above }) => above)).toContain(0n);
    const none = owing([1_000n, 1_000n], 1, 0n);
    expect(none).toEqual({ below: 0n, above: 2n });
    // At an index just above 1 each of three loans owes a unit more, and the class none.
    expect(owing([10n, 10n, 10n], 1, 10n ** 8n)).toEqual({ below: 3n, above: 0n });
  });

  test('a pool without loans has a sum of 0, and one without lenders only the first loss', () => {
    const pool = poolOf({ cash: 10n, units: [0n], firstLoss: 10n, supply: 0n });
    expect(room(pool, 'loans', loanLeaves(pool, NOW, []))).toEqual({ below: 0n, above: 0n });
    expect(room(pool, 'lenders', lenderLeaves(pool, NOW, []))).toEqual({ below: 0n, above: 0n });
  });
});

describe('leaves', () => {
  const [first, second] = [makeCollateralId(1, 0), makeCollateralId(2, 0)];

  test('a loan that holds a token by two listings has one leaf of both', () => {
    const { token } = contextFor('collateral');
    const loans = [
      entry(0, 0n, [holds(first, 5n), holds(second, 6n)]),
      entry(1, 9n, [holds(second, 7n)]),
      entry(2, 0n, []),
    ];
    const all = collateralLeaves(token, loans, () => token);
    expect(all.map(({ amount, parts }) => [amount, parts])).toEqual([
      [11n, 11n],
      [7n, 7n],
    ]);
    const only = collateralLeaves(token, loans, (_, id) => (id === first ? token : POOL));
    expect(only.map(({ account, amount }) => [account, amount])).toEqual([[accountAt(0), 5n]]);
  });

  test('loans without debt, and those of another creditor, owe a pool nothing', () => {
    const pool = poolOf({ cash: 10n, units: [9n], firstLoss: 0n });
    const other = { ...entry(1, 9n, [holds(first, 1n)]), id: makeLoanId(accountAt(1), 2, 1n) };
    const loans = [entry(0, 0n, [holds(first, 1n)]), other];
    expect(loanLeaves(pool, NOW, loans)).toEqual([]);
  });

  test('who has no shares has no leaf, and upper case is one account with lower', () => {
    const pool = poolOf({ cash: 10n, units: [0n], firstLoss: 4n, supply: 6n });
    const upper = `0x${'A'.repeat(40)}` as const;
    const held = [
      [accountAt(0), shares(0n)],
      [upper, shares(6n)],
    ] as const;
    const leaves = lenderLeaves(pool, NOW, held);
    expect(leaves.map(({ account }) => account)).toEqual([`0x${'a'.repeat(40)}`, POOL]);
    const sides = ['lenders', 'loans'] as const;
    expect(sides.map((side) => totalsOf(pool, NOW, side, 2).parts)).toEqual([6n, 0n]);
  });
});
