import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/holdings.json' with { type: 'json' };
import { riskClassOf } from './ids.ts';
import type { CollateralId } from './ids.ts';
import {
  emptyLoan,
  holdingIndex,
  insertHolding,
  removeHolding,
  setHolding,
  stored,
} from './loan.ts';
import type { Holding, Loan } from './loan.ts';
import { collateralAssets, timestamp, units } from './units.ts';

interface Columns {
  readonly ids: readonly string[];
  readonly amounts: readonly string[];
}

function holdingsOf({ ids, amounts }: Columns): readonly Holding[] {
  return ids.map((id, i) => ({
    id: Number(id) as CollateralId,
    amount: collateralAssets(BigInt(amounts[i] ?? '')),
  }));
}

describe('insertHolding', () => {
  test.each(vectors.insert.cases)('$name', ({ given, expect: wanted }) => {
    const loan = { ...emptyLoan, holdings: holdingsOf(given) };
    const after = insertHolding(loan, Number(given.id) as CollateralId);
    expect(after.holdings).toEqual(holdingsOf(wanted));
  });
});

describe('removeHolding', () => {
  test.each(vectors.remove.cases)('$name', ({ given, expect: wanted }) => {
    const loan = { ...emptyLoan, holdings: holdingsOf(given) };
    expect(removeHolding(loan, Number(given.index)).holdings).toEqual(holdingsOf(wanted));
  });
});

test('the first collateral is of the riskiest class held, whatever comes and goes', () => {
  const ids = fc.integer({ min: 8, max: 255 });
  const steps = fc.array(fc.tuple(fc.boolean(), ids, fc.nat(7)), { maxLength: 40 });
  const property = fc.property(steps, (list) => {
    let loan: Loan = emptyLoan;
    for (const [add, id, index] of list) {
      const held = holdingIndex(loan, id as CollateralId) >= 0;
      if (add && !held && loan.holdings.length < 8) {
        loan = insertHolding(loan, id as CollateralId);
      } else if (!add && index < loan.holdings.length) loan = removeHolding(loan, index);
      const classes = loan.holdings.map((holding) => riskClassOf(holding.id));
      expect(classes[0] ?? 0).toBe(Math.max(0, ...classes));
    }
  });
  fc.assert(property);
});

describe('a loan', () => {
  const holdings = holdingsOf({ ids: ['8', '16'], amounts: ['5', '7'] });
  const owing: Loan = {
    units: units(3n),
    since: timestamp(9n),
    called: true,
    reason: 'default',
    holdings,
  };

  test('without debt is stored without a call and a date', () => {
    expect(stored({ ...owing, units: units(0n) })).toEqual({ ...emptyLoan, holdings });
    expect(stored(owing)).toEqual(owing);
  });

  test('finds what it holds', () => {
    expect(holdingIndex(owing, 16 as CollateralId)).toBe(1);
    expect(holdingIndex(owing, 24 as CollateralId)).toBe(-1);
  });

  test('changes one amount and nothing else', () => {
    const after = setHolding(owing, 1, collateralAssets(8n));
    expect(after).toEqual({
      ...owing,
      holdings: holdingsOf({ ids: ['8', '16'], amounts: ['5', '8'] }),
    });
    expect(owing.holdings).toEqual(holdings);
  });
});
