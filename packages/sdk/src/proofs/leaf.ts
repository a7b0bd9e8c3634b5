import { MAX_UINT256, parseLoanId } from '@hypothec/model';
import type { Address, LoanId } from '@hypothec/model';
import { pad } from 'viem';
import type { Hex } from 'viem';

/**
 * What a tree counts.
 *
 * - `collateral`: what the book owes back to borrowers, one token.
 * - `lenders`: what a pool owes to its lenders, and its first loss.
 * - `loans`: what loans owe to a pool.
 */
export type Side = 'collateral' | 'lenders' | 'loans';

/** The sides, in the order of their numbers in a hash. */
export const SIDES: readonly Side[] = ['collateral', 'lenders', 'loans'];

/** What a tree is about; every leaf commits to all of it. */
export interface TreeContext {
  /** From 1 to 2^53 - 1. */
  readonly chainId: number;
  readonly book: Address;
  /** From 0 to 2^64 - 1. */
  readonly blockNumber: bigint;
  /** 32 bytes, lower case. */
  readonly blockHash: Hex;
  /** Who holds the token: the book for collateral, else the pool. */
  readonly holder: Address;
  /** A collateral token, or the pool's loan token. */
  readonly token: Address;
  readonly side: Side;
}

/** What is held for, or owed by, one account. */
export interface Leaf {
  /** Borrower or lender; the pool itself for the first loss. */
  readonly account: Address;
  /** 32 bytes: the loan's id, the lender's address with zeros before it, or `FIRST_LOSS`. */
  readonly subject: Hex;
  /** Token units; what is owed to the account rounded down, what it owes rounded up. */
  readonly amount: bigint;
  /**
   * What the contracts count themselves: a lender's shares, a loan's debt units, for collateral
   * the amount. Their sum has no rounding, so that it can be compared exactly.
   */
  readonly parts: bigint;
}

/** The subject of the first loss; no lender can have it. */
export const FIRST_LOSS: Hex = `0x${'f'.repeat(64)}`;

/** The subject of a lender: the address with zeros before it. */
export function lenderSubject(account: Address): Hex {
  return pad(account.toLowerCase() as Address);
}

const isAddress = (text: unknown): boolean =>
  typeof text === 'string' && /^0x[0-9a-f]{40}$/.test(text);

/** 32 bytes in lower-case hex. */
export const isHash = (text: unknown): boolean =>
  typeof text === 'string' && /^0x[0-9a-f]{64}$/.test(text);

/** Whether a number fits the 256 bits that it has in a hash. */
export function isUint256(value: bigint): boolean {
  return value >= 0n && value <= MAX_UINT256;
}

/** What is wrong with a field, and which. */
export interface Fault {
  readonly at: string;
  readonly fault: string;
}

const address = 'is not an address: 0x and 40 lower-case hex digits';
const hash = 'is not a hash: 0x and 64 lower-case hex digits';

function fault(field: string, text: string): Fault {
  return { at: `context.${field}`, fault: text };
}

/** What keeps a context from being one, or null. */
export function contextFault(context: TreeContext): Fault | null {
  const { chainId, book, blockNumber, blockHash, holder, token, side } = context;
  if (!Number.isSafeInteger(chainId) || chainId < 1) {
    return fault('chainId', 'is not a whole number from 1 to 2^53 - 1');
  }
  if (blockNumber < 0n || blockNumber >= 2n ** 64n) {
    return fault('blockNumber', 'is not a whole number from 0 to 2^64 - 1');
  }
  if (!isHash(blockHash)) return fault('blockHash', hash);
  if (!isAddress(book)) return fault('book', address);
  if (!isAddress(holder)) return fault('holder', address);
  if (!isAddress(token)) return fault('token', address);
  if (!SIDES.includes(side)) return fault('side', `is not one of ${SIDES.join(', ')}`);
  if ((side === 'collateral') !== (holder === book)) {
    return fault('holder', 'must be the book for collateral, and a pool for the other sides');
  }
  return null;
}

function ofLoan({ side }: TreeContext, { account, subject, amount, parts }: Leaf): Fault | null {
  if (parseLoanId(subject as LoanId).borrower !== account) {
    return { at: 'leaf.account', fault: 'is not the borrower that the loan’s id names' };
  }
  if (parts === 0n) return { at: 'leaf.parts', fault: 'is 0: such a loan has no leaf' };
  if (side === 'collateral' && parts !== amount) {
    return { at: 'leaf.parts', fault: 'must be the amount for collateral' };
  }
  return null;
}

function ofLender({ holder }: TreeContext, { account, subject, parts }: Leaf): Fault | null {
  if (subject === FIRST_LOSS) {
    if (account !== holder) return { at: 'leaf.account', fault: 'must be the pool, whose it is' };
    return parts === 0n ? null : { at: 'leaf.parts', fault: 'must be 0: it has no shares' };
  }
  if (subject !== lenderSubject(account)) {
    return { at: 'leaf.subject', fault: 'is not the account with zeros before it' };
  }
  return parts > 0n ? null : { at: 'leaf.parts', fault: 'is 0: who has no shares has no leaf' };
}

/** What keeps a leaf from standing in a tree of this context, or null. */
export function leafFault(context: TreeContext, leaf: Leaf): Fault | null {
  if (!isAddress(leaf.account)) return { at: 'leaf.account', fault: address };
  if (!isHash(leaf.subject)) return { at: 'leaf.subject', fault: hash };
  const numbers = [
    ['leaf.amount', leaf.amount],
    ['leaf.parts', leaf.parts],
  ] as const;
  for (const [at, value] of numbers) {
    if (!isUint256(value)) return { at, fault: 'is not a whole number from 0 to 2^256 - 1' };
  }
  return context.side === 'lenders' ? ofLender(context, leaf) : ofLoan(context, leaf);
}
