import { cureAmounts } from '../cure.ts';
import type { CureAmounts } from '../cure.ts';
import { revert } from '../errors.ts';
import type { LoanId } from '../ids.ts';
import type { CallReason, Loan } from '../loan.ts';
import { creditAssess, creditCallFee } from '../pool/credit.ts';
import type { Pool } from '../pool/state.ts';
import type { Listing } from '../terms.ts';
import type { LoanAssets } from '../units.ts';
import { limitAt } from '../valuation.ts';
import type { Appraised } from '../valuation.ts';
import { Draft } from './draft.ts';
import type { Outcome } from './draft.ts';
import type { BookEnv } from './env.ts';

/** Reverts with CallOpen while a call is in force. */
export function requireNoOpenCall(d: Draft, listing: Listing): void {
  if (d.callIsOpen(listing)) revert('CallOpen', d.id, d.loan.since);
}

function endCall(d: Draft): void {
  d.mark();
  d.emit({ event: 'Cleared', id: d.id });
}

/** Ends an open call if health is measured; without a price the call simply stays. */
export function clearIfHealthy(d: Draft, listing: Listing): void {
  if (!d.callIsOpen(listing)) return;
  if (d.loan.units !== 0n) {
    const { debt, arrears } = d.debt();
    if (d.loan.reason === 'default') {
      if (arrears !== 0n) return;
    } else {
      const items = d.tryAppraise();
      if (items === null || debt > limitAt(items, 'low', 'clear')) return;
    }
  }
  endCall(d);
}

/**
 * Price before default. Without a price only a default can be called; else the oracle's own error
 * says why.
 */
function requireCallable(
  d: Draft,
  items: readonly Appraised[] | null,
): { readonly reason: CallReason; readonly debt: LoanAssets } {
  const { debt, arrears } = d.debt();
  const limit = items === null ? (0n as LoanAssets) : limitAt(items, 'low', 'call');
  if (items !== null && debt > limit) return { reason: 'price', debt };
  if (arrears !== 0n) return { reason: 'default', debt };
  if (items === null) d.appraise();
  return revert('NotCallable', d.id, debt, limit);
}

/** No fee may itself bring the loan to the liquidation limit: there it is left out. */
function chargeCallFee(
  d: Draft,
  items: readonly Appraised[],
  listing: Listing,
  debt: LoanAssets,
): LoanAssets {
  const { callFee, loanToken } = listing;
  const none = 0n as LoanAssets;
  if (callFee === 0n || debt + callFee >= limitAt(items, 'low', 'liquidation')) return none;
  const charged = creditCallFee(d.pool, d.env.now, d.first(), d.loan.units, callFee);
  d.credit(charged);
  d.loan = { ...d.loan, units: charged.units };
  d.send(loanToken, d.pool.address, d.env.caller, charged.paid);
  return charged.paid;
}

/** What cures the loan as it stands in the draft. */
function cureOf(d: Draft, items: readonly Appraised[] | null, listing: Listing): CureAmounts {
  const { reason, units } = d.loan;
  const byPrice = reason === 'price' && items !== null;
  const target = byPrice ? limitAt(items, 'low', 'clear') : (0n as LoanAssets);
  const assessed = creditAssess(d.pool, d.env.now, d.first(), units, target);
  return cureAmounts(items, reason, listing.minDebt, assessed);
}

/**
 * Makes a margin call: debt is above the call limit at the low price, or the creditor reports a
 * default. Anyone may.
 *
 * The creditor's fee is added to the debt and paid to the caller, unless it would itself bring the
 * debt to the liquidation limit.
 *
 * @throws {ProtocolError} NoDebt, CallOpen, NotCallable with debt and limit, and what an oracle
 * without a price says.
 * @returns What cures it, as the `Called` event carries it; the fee is counted.
 * @example 1 BTC at 42,000, debt 30,000, call 70 %: called, since 30,000 > 29,400; repay
 * `3_120_000_000n` or pledge `11_607_143n`.
 * @source contracts/src/LoanBook.sol `call`
 */
export function callLoan(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
): Outcome<CureAmounts> {
  const d = new Draft(env, id, loan, pool);
  if (loan.units === 0n) revert('NoDebt', id);
  const listing = env.listingOf(d.first());
  if (d.callIsOpen(listing)) revert('CallOpen', id, loan.since);
  const items = d.tryAppraise();
  const { reason, debt } = requireCallable(d, items);
  d.loan = { ...loan, called: true, reason, since: env.now };
  const fee = items === null ? (0n as LoanAssets) : chargeCallFee(d, items, listing, debt);
  const cure = cureOf(d, items, listing);
  d.emit({ event: 'Called', id, caller: env.caller, reason, fee, units: d.loan.units, ...cure });
  return d.finish(cure);
}

/**
 * Ends an open call of a healthy loan: debt within the clear limit at the low price, or no arrears
 * left. Anyone may.
 *
 * @throws {ProtocolError} NoOpenCall, NotClear with debt and limit, ArrearsRemain, and what an
 * oracle without a price says.
 * @example Called with a debt of 30,000, clear 64 %: from a price of 46,875 on.
 * @source contracts/src/LoanBook.sol `clear`
 */
export function clearLoan(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
): Outcome<null> {
  const d = new Draft(env, id, loan, pool);
  if (!loan.called || !d.callIsOpen(env.listingOf(d.first()))) revert('NoOpenCall', id);
  const { debt, arrears } = d.debt();
  if (loan.reason === 'default') {
    if (arrears !== 0n) revert('ArrearsRemain', id, arrears);
  } else {
    const limit = limitAt(d.appraise(), 'low', 'clear');
    if (debt > limit) revert('NotClear', id, debt, limit);
  }
  endCall(d);
  return d.finish(null);
}
