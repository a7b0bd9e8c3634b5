import type { Address, CollateralId } from '../ids.ts';
import type { Sequencer } from '../marginCall.ts';
import type { Listing } from '../terms.ts';
import type { Timestamp } from '../units.ts';
import type { PriceBounds } from '../valuation.ts';

/** Rights of an operator, as bits. */
export const RIGHT = { pledge: 1, draw: 2, withdraw: 4 } as const;

/** A borrower's approval of an operator. */
export interface Approval {
  readonly rights: number;
  /** Last second in which it holds. */
  readonly expiry: bigint;
}

/**
 * What an action sees of the world around one loan. Every function is a plain look-up in the
 * caller's state.
 */
export interface BookEnv {
  readonly now: Timestamp;
  readonly caller: Address;
  readonly sequencer: Sequencer;
  /** The listing; reverts with UnknownListing where there is none. */
  readonly listingOf: (id: CollateralId) => Listing;
  readonly isClosed: (id: CollateralId) => boolean;
  /** The oracle's answer; reverts as the oracle does when it has none. */
  readonly priceOf: (listing: Listing) => PriceBounds;
  readonly approvalOf: (borrower: Address, operator: Address) => Approval;
  /** Whether the caller has, and has approved, this much of a token. */
  readonly canPay: (token: Address, amount: bigint) => boolean;
}

/** A token movement that the action makes, in order. */
export interface Transfer {
  readonly token: Address;
  readonly from: Address | 'book';
  readonly to: Address | 'book';
  readonly amount: bigint;
}
