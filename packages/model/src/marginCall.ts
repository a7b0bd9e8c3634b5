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

/** A call was made and has not lapsed. */
export function isCallOpen(
  loan: Loan,
  listing: Listing,
  sequencer: Sequencer,
  now: Timestamp,
): boolean {
  if (!loan.called) return false;
  const end = cureEnd(loan, listing, sequencer);
  return end === MAX_UINT256 || now < end + listing.lapse;
}
