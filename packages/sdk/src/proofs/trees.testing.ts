import { makeLoanId } from '@hypothec/model';
import type { Address } from '@hypothec/model';
import fc from 'fast-check';
import type { Hex } from 'viem';
import type { Leaf, Side, TreeContext } from '../index.ts';
import { FIRST_LOSS, lenderSubject } from '../index.ts';

const hex = (digit: string, digits: number): Hex => `0x${digit.repeat(digits)}`;

export const POOL: Address = hex('b', 40);

/** A tree's subject matter, made up. */
export function contextFor(side: Side): TreeContext {
  const book: Address = hex('a', 40);
  return {
    chainId: 31_337,
    book,
    blockNumber: 1_234n,
    blockHash: hex('9', 64),
    holder: side === 'collateral' ? book : POOL,
    token: hex('c', 40),
    side,
  };
}

export function accountAt(i: number): Address {
  return `0x${(i + 1).toString(16).padStart(40, '0')}`;
}

/** The i-th leaf of a side; the first of the lenders is the first loss. */
export function leafAt(side: Side, i: number, amount: bigint): Leaf {
  const account = accountAt(i);
  if (side === 'lenders') {
    return i === 0
      ? { account: POOL, subject: FIRST_LOSS, amount, parts: 0n }
      : { account, subject: lenderSubject(account), amount, parts: amount * 1_000_000n + 1n };
  }
  const parts = side === 'collateral' ? amount : amount / 2n + 1n;
  return { account, subject: makeLoanId(account, 1, 1n), amount, parts };
}

/** Leaves of any side, 1 to `most` of them, of amounts that a token may have. */
export function anyLeaves(
  most: number,
): fc.Arbitrary<{ readonly context: TreeContext; readonly leaves: readonly Leaf[] }> {
  const amounts = fc.array(fc.bigInt({ min: 1n, max: 2n ** 104n }), {
    minLength: 1,
    maxLength: most,
  });
  return fc
    .record({ side: fc.constantFrom<Side>('collateral', 'lenders', 'loans'), amounts })
    .map(({ side, amounts: given }) => ({
      context: contextFor(side),
      leaves: given.map((amount, i) => leafAt(side, i, amount)),
    }));
}
