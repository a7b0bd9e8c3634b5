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
 * `2^256 - 1` while the sequencer is down: no clock runs when borrowers cannot act. Exact; means
 * something for a called loan only.
 *
 * @example Called at 1,000 with a window of 24 h: `87_400n`.
 * @source contracts/src/libraries/MarginCall.sol; vectors/margin-call.json
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
 * What began after the call had lapsed does not bring it back: a void call stays void. A sequencer
 * that is down keeps a call in force as long as it is; one that does not say since when (`since` 0)
 * leaves the call its own clock.
 *
 * @example Called at 1,000,000 with a window of 86,400 and a lapse of 3,600: in force up to and
 * including 1,089,999.
 * @source contracts/src/libraries/MarginCall.sol; vectors/margin-call.json
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
