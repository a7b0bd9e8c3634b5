import {
  convertToAssets,
  indexAt,
  load,
  parseLoanId,
  riskClassOf,
  shareInterest,
  toDebt,
} from '@hypothec/model';
import type { Address, CollateralId, Loan, LoanId, Pool, Shares, Timestamp } from '@hypothec/model';
import { FIRST_LOSS, lenderSubject } from './leaf.ts';
import type { Leaf } from './leaf.ts';

/** A loan with its id. */
export interface LoanEntry {
  readonly id: LoanId;
  readonly loan: Loan;
}

/**
 * Returns what the book owes back of one token: a leaf for each loan that holds it. Exact.
 *
 * @param token - Lower case.
 * @param tokenOf - The token of a listing, by creditor and collateral; lower case. A loan may hold
 * one token by two listings: its leaf has both.
 * @example A loan that holds 1 BTC as collateral 8 and 0.5 BTC as 16: one leaf of `150_000_000n`.
 * @source contracts/src/LoanBook.sol
 */
export function collateralLeaves(
  token: Address,
  loans: Iterable<LoanEntry>,
  tokenOf: (creditorId: number, collateralId: CollateralId) => Address,
): readonly Leaf[] {
  return [...loans].flatMap(({ id, loan }) => {
    const { borrower, creditorId } = parseLoanId(id);
    let amount = 0n;
    for (const holding of loan.holdings) {
      if (tokenOf(creditorId, holding.id) === token) amount += holding.amount;
    }
    const subject = id.toLowerCase() as LoanId;
    return amount === 0n ? [] : [{ account: borrower, subject, amount, parts: amount }];
  });
}

/**
 * Returns what a pool owes: a leaf for each lender, what the shares are worth rounded down, and one
 * for the first loss.
 *
 * @param pool - As read at the block; see `readPool`.
 * @param now - The block's time.
 * @param balances - Every holder of shares, each once; who has none gets no leaf.
 * @example Shares of `1_000_000_000_000n` in a pool that never lent: a leaf of `1_000_000n`.
 * @source contracts/src/credit/PoolShares.sol; packages/model/src/pool/shares.ts
 */
export function lenderLeaves(
  pool: Pool,
  now: Timestamp,
  balances: Iterable<readonly [owner: Address, balance: Shares]>,
): readonly Leaf[] {
  const leaves = [...balances].flatMap(([owner, balance]): readonly Leaf[] => {
    if (balance === 0n) return [];
    const account = owner.toLowerCase() as Address;
    const amount = convertToAssets(pool, now, balance);
    return [{ account, subject: lenderSubject(account), amount, parts: balance }];
  });
  const { firstLoss } = shareInterest(load(pool, now));
  return [...leaves, { account: pool.address, subject: FIRST_LOSS, amount: firstLoss, parts: 0n }];
}

/**
 * Returns what a pool's loans owe, each rounded up; loans of other creditors and loans without
 * debt get no leaf.
 *
 * @param pool - As read at the block.
 * @param now - The block's time.
 * @example A draw of 30,000 at an index of 1: amount and parts `30_000_000_000n`.
 * @source contracts/src/credit/LendingPool.sol `debtOf`; packages/model/src/pool/lines.ts
 */
export function loanLeaves(
  pool: Pool,
  now: Timestamp,
  loans: Iterable<LoanEntry>,
): readonly Leaf[] {
  const position = load(pool, now);
  return [...loans].flatMap(({ id, loan }) => {
    const { borrower, creditorId } = parseLoanId(id);
    const first = loan.holdings[0];
    if (creditorId !== pool.creditorId || loan.units === 0n || first === undefined) return [];
    const amount = toDebt(loan.units, indexAt(position, riskClassOf(first.id)));
    const subject = id.toLowerCase() as LoanId;
    return [{ account: borrower, subject, amount, parts: loan.units }];
  });
}
