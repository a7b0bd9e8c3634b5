import type { Loan } from './loan.ts';
import { cureEnd, isCallOpen } from './marginCall.ts';
import type { Sequencer } from './marginCall.ts';
import { max } from './math.ts';
import { capBonus, hardBonus, softBonus } from './sale.ts';
import type { Listing } from './terms.ts';
import type { LoanAssets, Seconds, Timestamp, Wad } from './units.ts';
import { limitAt, totalValue } from './valuation.ts';
import type { Appraised } from './valuation.ts';

/**
 * Which sale of a loan is due: none; none yet, because the window of an open call runs while its
 * cause holds; soft; hard.
 */
export type Due = 'none' | 'waiting' | 'soft' | 'hard';

/** Which sale is due, and its bonus; all at the high price. */
export interface Verdict {
  readonly due: Due;
  /** Zero unless a sale is due. */
  readonly bonusWad: Wad;
}

function softDue(
  loan: Loan,
  listing: Listing,
  cause: boolean,
  sequencer: Sequencer,
  now: Timestamp,
): Verdict {
  const none: Verdict = { due: 'none', bonusWad: 0n as Wad };
  if (!cause || !isCallOpen(loan, listing, sequencer, now)) return none;
  const end = cureEnd(loan, listing, sequencer);
  if (now < end) return { ...none, due: 'waiting' };
  return { due: 'soft', bonusWad: softBonus(listing, (now - end) as Seconds) };
}

/**
 * Returns which sale of a loan is due, with its bonus: hard above the liquidation limit at any
 * time, soft after the cure window while the cause of the call holds.
 *
 * @param items - The loan's holdings with prices, in its order; at least one.
 * @param debt - As of now, `> 0`.
 * @param arrears - Part of it that is in default.
 * @example 1 BTC at 42,000, debt 30,000, called, 30 minutes after the window of 24 hours, maximum
 * 5 % over an hour: soft, `25_000_000_000_000_000n` (2.5 %).
 * @source contracts/src/libraries/SaleDue.sol; vectors/sale-due.json
 */
export function saleDue(
  loan: Loan,
  items: readonly [Appraised, ...Appraised[]],
  owed: { readonly debt: LoanAssets; readonly arrears: LoanAssets },
  sequencer: Sequencer,
  now: Timestamp,
): Verdict {
  const { debt, arrears } = owed;
  const { listing } = items[0];
  const cause = loan.reason === 'default' ? arrears !== 0n : debt > limitAt(items, 'high', 'call');
  const soft = softDue(loan, listing, cause, sequencer, now);
  const limit = limitAt(items, 'high', 'liquidation');
  const hard = debt > limit;
  if (!hard && soft.due !== 'soft') return soft;
  const bonus = max(soft.bonusWad, hard ? hardBonus(listing, debt, limit) : 0n) as Wad;
  return {
    due: hard ? 'hard' : 'soft',
    bonusWad: capBonus(listing, bonus, debt, totalValue(items, 'high')),
  };
}
