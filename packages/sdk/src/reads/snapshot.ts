import { parseLoanId } from '@hypothec/model';
import type {
  Actor,
  Address,
  Approval,
  Listing,
  Loan,
  LoanId,
  LoanSnapshot,
} from '@hypothec/model';
import { toAddress } from '../address.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { ask, readAll, valueOf, viewCall } from './call.ts';
import { toListing, toLoan } from './convert.ts';
import { marketOf } from './market.ts';
import type { ChainView, Market } from './market.ts';
import { atBlock } from './pin.ts';
import type { Pinned } from './pin.ts';
import { readRegistered } from './registry.ts';
import type { ReadClient } from './rpc.ts';
import { readFunds } from './tokens.ts';

const what = 'book of loans';

/** A loan with its market, all of one block. */
export interface Snapshot extends LoanSnapshot, ChainView {}

/** Which loan of which book, and when; the newest block without a number. */
export interface LoanAt {
  readonly book: string;
  readonly id: LoanId;
  readonly blockNumber?: bigint;
}

async function loansOf(
  at: Pinned,
  book: Address,
  ids: readonly LoanId[],
): Promise<readonly Loan[]> {
  const calls = ids.map((id) => viewCall(book, what, loanBookAbi, 'loan', [id]));
  return (await readAll(at, calls)).map(toLoan);
}

/**
 * Reads a loan as the book stores it; an empty one where there is none.
 *
 * @throws {InvalidIdError} when the id does not read as one.
 * @source contracts/src/types/Loan.sol; packages/model/src/loan.ts
 */
export async function readLoan(client: ReadClient, where: LoanAt): Promise<Loan> {
  parseLoanId(where.id);
  return atBlock(client, where.blockNumber, async (at) => {
    const asked = viewCall(where.book, what, loanBookAbi, 'loan', [where.id]);
    return toLoan(valueOf(asked, await ask(at, asked)));
  });
}

/**
 * Reads one listing.
 *
 * @throws {RevertError} UnknownListing where there is none.
 */
export async function readListing(
  client: ReadClient,
  where: {
    readonly book: string;
    readonly creditorId: number;
    readonly collateralId: number;
    readonly blockNumber?: bigint;
  },
): Promise<Listing> {
  const { book, creditorId, collateralId } = where;
  return atBlock(client, where.blockNumber, async (at) => {
    const asked = viewCall(book, what, loanBookAbi, 'listing', [creditorId, collateralId]);
    return toListing(valueOf(asked, await ask(at, asked)));
  });
}

/**
 * Reads many loans with their markets, all of one block: each market once, each loan in one call.
 *
 * @returns In the order of the ids.
 * @throws As `readSnapshot`.
 */
export async function readSnapshots(
  client: ReadClient,
  where: { readonly book: string; readonly ids: readonly LoanId[]; readonly blockNumber?: bigint },
): Promise<readonly Snapshot[]> {
  const book = toAddress(where.book);
  const creditorOf = where.ids.map((id) => parseLoanId(id).creditorId);
  return atBlock(client, where.blockNumber, async (at) => {
    const creditorIds = [...new Set(creditorOf)];
    const [loans, ...markets] = await Promise.all([
      loansOf(at, book, where.ids),
      ...creditorIds.map(async (creditorId) =>
        marketOf(at, book, await readRegistered(at, book, creditorId)),
      ),
    ]);
    const byCreditor = new Map<number, Market>();
    for (const market of markets) byCreditor.set(market.pool.creditorId, market);
    return where.ids.flatMap((id, i) => {
      const market = byCreditor.get(parseLoanId(id).creditorId);
      const loan = loans[i];
      return market === undefined || loan === undefined ? [] : [{ ...market, id, loan }];
    });
  });
}

/**
 * Reads everything that one loan's functions need, from one block: `ladderState`, `cure`,
 * `callPrice`, `liquidationPrice` and the previews of the model take it as it is.
 *
 * Two rounds of requests after the block's; a transport with `batch: true` sends each as one.
 *
 * @throws {InvalidIdError} when the id does not read as one.
 * @throws {UnknownCreditorError} when the book has no such creditor.
 * @throws {UnsupportedCreditorError} when the creditor is not a lending pool as known here.
 * @throws {NodeUnreachableError} when the node does not answer; retry.
 * @example `ladderState(await readSnapshot(client, { book, id })).state`
 */
export async function readSnapshot(client: ReadClient, where: LoanAt): Promise<Snapshot> {
  const { id, ...rest } = where;
  const [snapshot] = await readSnapshots(client, { ...rest, ids: [id] });
  // One id was asked for, so one snapshot or an error has come back.
  return snapshot as Snapshot;
}

/** Reads what a borrower lets an operator do. */
export async function readApproval(
  client: ReadClient,
  where: {
    readonly book: string;
    readonly borrower: string;
    readonly operator: string;
    readonly blockNumber?: bigint;
  },
): Promise<Approval> {
  return atBlock(client, where.blockNumber, (at) =>
    approvalOf(at, toAddress(where.book), where.borrower, where.operator),
  );
}

async function approvalOf(
  at: Pinned,
  book: Address,
  borrower: string,
  operator: string,
): Promise<Approval> {
  const args = [borrower as Address, operator as Address] as const;
  const asked = viewCall(book, what, loanBookAbi, 'operatorOf', args);
  const [rights, expiry] = valueOf(asked, await ask(at, asked));
  return { rights, expiry: BigInt(expiry) };
}

/**
 * Reads who would act on a loan: the borrower's approval, and what the account has and has approved
 * to the book. With it a preview refuses what the chain would.
 *
 * @returns An actor for the previews, as of the snapshot's block.
 */
export async function readActor(
  client: ReadClient,
  snapshot: Snapshot,
  account: string,
): Promise<Actor> {
  const { book, block, id, tokens } = snapshot;
  const address = toAddress(account);
  const at = { client, block };
  const { borrower } = parseLoanId(id);
  const [approval, funds] = await Promise.all([
    approvalOf(at, book, borrower, address),
    readFunds(at, tokens.keys(), address, book),
  ]);
  return {
    address,
    approval,
    canPay: (token, amount) => {
      const { balance, allowance } = funds.get(token) ?? { balance: 0n, allowance: 0n };
      return amount <= balance && amount <= allowance;
    },
  };
}
