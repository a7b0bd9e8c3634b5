import type { Approval, BookEnv } from './book/env.ts';
import { ProtocolError, revert } from './errors.ts';
import { parseLoanId } from './ids.ts';
import type { Address, CollateralId, LoanId } from './ids.ts';
import type { Loan } from './loan.ts';
import type { Sequencer } from './marginCall.ts';
import { MAX_UINT256 } from './math.ts';
import { creditDebtOf } from './pool/credit.ts';
import type { Pool } from './pool/state.ts';
import type { Listing } from './terms.ts';
import type { LoanAssets, Timestamp } from './units.ts';
import { appraise } from './valuation.ts';
import type { Appraised, PriceBounds } from './valuation.ts';

/** What an oracle says in one block: bounds, or why it has none. */
export type PriceAnswer =
  | ({ readonly priced: true } & PriceBounds)
  | { readonly priced: false; readonly refusal: ProtocolError };

/** A listing with what can change about it. */
export interface ListingView {
  readonly listing: Listing;
  /** To loans that do not hold it yet. */
  readonly closed: boolean;
  readonly price: PriceAnswer;
}

/** A pool, its listings and their prices, all as of one block. */
export interface MarketSnapshot {
  /** The block's time. */
  readonly now: Timestamp;
  readonly pool: Pool;
  readonly sequencer: Sequencer;
  readonly listings: ReadonlyMap<CollateralId, ListingView>;
}

/** A loan with its market as of one block: all that its functions need. */
export interface LoanSnapshot extends MarketSnapshot {
  readonly id: LoanId;
  readonly loan: Loan;
}

/** Who acts, with what they may do and pay. */
export interface Actor {
  readonly address: Address;
  /** The borrower's approval of this actor; not looked at for the borrower. */
  readonly approval?: Approval;
  /** Whether the actor has, and has approved, this much of a token; everything without it. */
  readonly canPay?: (token: Address, amount: bigint) => boolean;
}

const noApproval: Approval = { rights: 0, expiry: 0n };

/**
 * Returns the loan's borrower, taken to have what an action asks for.
 *
 * @example Of a loan of `0xaa…aa`: `{ address: '0xaa…aa' }`.
 */
export function borrowerOf(snapshot: LoanSnapshot): Actor {
  return { address: parseLoanId(snapshot.id).borrower };
}

/**
 * Returns a listing of the snapshot.
 *
 * @throws {ProtocolError} UnknownListing where there is none, as the book does.
 * @example Listing 200 of a creditor with two: `UnknownListing(1, 200)`.
 */
export function listingView(market: MarketSnapshot, id: CollateralId): ListingView {
  const view = market.listings.get(id);
  return view ?? revert('UnknownListing', BigInt(market.pool.creditorId), BigInt(id));
}

/**
 * Returns the world of a snapshot as the book's functions ask for it, with `by` as the caller.
 *
 * `priceOf` throws the oracle's refusal where it has no price.
 */
export function envOf(market: MarketSnapshot, by: Actor): BookEnv {
  const answers = new Map<Address, PriceAnswer>();
  for (const { listing, price } of market.listings.values()) answers.set(listing.oracle, price);
  return {
    now: market.now,
    caller: by.address,
    sequencer: market.sequencer,
    listingOf: (id) => listingView(market, id).listing,
    isClosed: (id) => listingView(market, id).closed,
    priceOf: ({ oracle }) => {
      const answer = answers.get(oracle) ?? revert('UnknownRefusal', oracle, '0x');
      if (!answer.priced) throw answer.refusal;
      return answer;
    },
    approvalOf: (_, operator) =>
      operator === by.address ? (by.approval ?? noApproval) : noApproval,
    canPay: by.canPay ?? (() => true),
  };
}

/**
 * Returns the snapshot as of another instant at unchanged prices: interest and every clock go on.
 *
 * @param now - Not before the snapshot's own; the block that an action will be in.
 * @example Called at 1,000, window 24 h: a sale is due from `atTime(snapshot, 87_400n)` on.
 */
export function atTime<S extends MarketSnapshot>(snapshot: S, now: Timestamp): S {
  return { ...snapshot, now };
}

/**
 * Returns the loan's holdings with prices, in its order; the first refusal where an oracle has
 * none.
 *
 * @example With a feed that is two hours old where one is accepted: `StalePrice(feed, 7200, 3600)`.
 */
export function appraiseLoan(snapshot: LoanSnapshot): readonly Appraised[] | ProtocolError {
  try {
    return appraise(
      snapshot.loan,
      (id) => listingView(snapshot, id).listing,
      envOf(snapshot, borrowerOf(snapshot)).priceOf,
    );
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

/**
 * Returns debt and arrears as of the snapshot, rounded up; zeros without debt.
 *
 * @example A draw of 30,000 at an index of 1: debt `30_000_000_000n`, arrears `0n`.
 * @source contracts/src/credit/LendingPool.sol `debtOf`
 */
export function debtOf(snapshot: LoanSnapshot): {
  readonly debt: LoanAssets;
  readonly arrears: LoanAssets;
} {
  const { loan, pool, now } = snapshot;
  const first = loan.holdings[0];
  if (first === undefined || loan.units === 0n) {
    return { debt: 0n as LoanAssets, arrears: 0n as LoanAssets };
  }
  return creditDebtOf(pool, now, first.id, loan.units);
}

/** `2^256 - 1`: an instant that does not come while things stay as they are. */
export const NEVER = MAX_UINT256 as Timestamp;
