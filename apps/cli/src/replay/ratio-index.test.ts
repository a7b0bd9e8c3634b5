import type { LoanId } from '@hypothec/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RatioIndex } from './ratio-index.ts';

const id = (n: number): LoanId => `0x${n}` as LoanId;

describe('RatioIndex', () => {
  it('gives the loans that a bound reaches, whatever was added and removed before', () => {
    const entry = fc.record({
      loan: fc.integer({ min: 0, max: 8 }),
      units: fc.bigInt({ min: 1n, max: 12n }),
      amount: fc.bigInt({ min: 1n, max: 12n }),
      gone: fc.boolean(),
    });
    const bound = fc.record({
      numerator: fc.bigInt({ min: 1n, max: 12n }),
      denominator: fc.bigInt({ min: 1n, max: 12n }),
    });
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 30 }),
        bound,
        (entries, { numerator, denominator }) => {
          const index = new RatioIndex();
          const plain = new Map<LoanId, { units: bigint; amount: bigint }>();
          for (const { loan, units, amount, gone } of entries) {
            if (gone) {
              index.remove(id(loan));
              plain.delete(id(loan));
            } else {
              index.add(id(loan), units, amount);
              plain.set(id(loan), { units, amount });
            }
          }
          const reached = [...plain].filter(
            ([, { units, amount }]) => units * denominator >= numerator * amount,
          );
          const missed = [...plain].filter(
            ([, { units, amount }]) => units * denominator < numerator * amount,
          );
          const cut = { numerator, denominator };
          expect([...index.atLeast(cut)].sort()).toEqual(reached.map(([loan]) => loan).sort());
          expect([...index.below(cut)].sort()).toEqual(missed.map(([loan]) => loan).sort());
          expect(index.size).toBe(plain.size);
        },
      ),
    );
  });

  it('orders by debt on collateral, the safest first', () => {
    const index = new RatioIndex();
    index.add(id(1), 30n, 10n);
    index.add(id(2), 10n, 10n);
    index.add(id(3), 40n, 20n);
    expect(index.below({ numerator: 100n, denominator: 1n })).toEqual([id(2), id(3), id(1)]);
  });
});
