import { z } from 'zod';
import { BlockRef } from './block.ts';
import { Address, Hash } from './ids.ts';
import { Money } from './money.ts';
import { Whole } from './numbers.ts';
import { firstLossProof, lendersRoot, rootsOfBlock } from './preview-examples.ts';

const Side = z.enum(['collateral', 'lenders', 'loans']).meta({
  description:
    'collateral: what the book owes back to borrowers, a leaf for each loan that holds the ' +
    'token. lenders: what a pool owes to lenders, and its first loss. loans: what loans owe it.',
});

/** What is published of a tree. */
export const ProofRoot = z
  .object({
    side: Side,
    holder: Address.meta({ description: 'The book for collateral, else the pool.' }),
    token: Address,
    root: Hash,
    sum: Money.meta({ description: 'What all leaves come to.' }),
    parts: Whole.meta({
      description: 'Shares, debt units, or the collateral itself: sums without rounding.',
    }),
    leaves: z.int().min(0),
    held: Money.nullable().meta({
      description:
        'What a pool has in cash and is owed, which covers its lenders. Null for what the tables ' +
        'do not have: ask the token for the holder’s balance, as `hypothec verify-proof` does.',
    }),
  })
  .meta({
    id: 'ProofRoot',
    description: 'The root of a Merkle-sum tree.',
    examples: [lendersRoot],
  });

export const ProofRoots = z.object({ asOf: BlockRef, roots: z.array(ProofRoot) }).meta({
  id: 'ProofRoots',
  description: 'Every tree as of one block.',
  examples: [rootsOfBlock],
});

const node = { hash: Hash, sum: Whole, parts: Whole };

/** A proof as `hypothec verify-proof` reads it. */
export const ProofFile = z
  .object({
    format: z.literal('hypothec-proof'),
    version: z.literal(1),
    context: z.object({
      chainId: z.int(),
      book: Address,
      blockNumber: Whole,
      blockHash: Hash,
      holder: Address,
      token: Address,
      side: Side,
    }),
    root: z.object({ ...node, leaves: z.int().min(1) }),
    leaf: z.object({ account: Address, subject: Hash, amount: Whole, parts: Whole }),
    index: z.int().min(0),
    path: z.array(z.object(node)),
  })
  .meta({
    id: 'Proof',
    description: 'A proof for one account: save it as it is, and check it with any node.',
    examples: [firstLossProof],
  });

export const LoanProofs = z.object({ asOf: BlockRef, proofs: z.array(ProofFile) }).meta({
  id: 'LoanProofs',
  description: 'Of a loan: one proof for each token that it holds, then one of its debt.',
});
