import type { Loan } from './loan.ts';
import { MAX_UINT256 } from './math.ts';
import type { Listing } from './terms.ts';
import type { Timestamp } from './units.ts';

/** What the chain's sequencer says of itself; a chain without one is up since 0. */
export interface Sequencer {
  readonly up: boolean;
  readonly since: Timestamp;
}

/** A chain without a sequencer. */
export const noSequencer: Sequencer = { up: true, since: 0n as Timestamp };

/**
 * Returns the end of a called loan's cure window: `max(calledAt, sequencer up again) + cureWindow`.
 *
 * `2^256 - 1` while the sequencer is down: no clock runs when borrowers cannot act.
 *
 * @example Called at 1,000 with a window of 24 h: `87_400n`.
 * @source contracts/src/libraries/MarginCall.sol
 */
export function cureEnd(loan: Loan, listing: Listing, sequencer: Sequencer): Timestamp {
  if (!sequencer.up) return MAX_UINT256 as Timestamp;
  const from = sequencer.since > loan.since ? sequencer.since : loan.since;
  return (from + listing.cureWindow) as Timestamp;
}

/**
 * Says whether a call is in force: made, and not lapsed `cureWindow + lapse` after it was made or
 * after the sequencer came up again in the meantime.
 *
 * What began after the call had lapsed does not bring it back: a void call stays void.
 *
 * @source contracts/src/libraries/MarginCall.sol
 */
export function isCallOpen(
  loan: Loan,
  listing: Listing,
  sequencer: Sequencer,
  now: Timestamp,
): boolean {
  if (!loan.called) return false;
  const { up, since } = sequencer;
  const term = listing.cureWindow + listing.lapse;
  if (since >= loan.since + term) return false;
  if (!up && since !== 0n) return true;
  return now < (since > loan.since ? since : loan.since) + term;
}
