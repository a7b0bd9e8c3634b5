import { revert } from '../errors.ts';
import type { Address, CollateralId, LoanId } from '../ids.ts';
import type { Loan } from '../loan.ts';
import { creditDraw, creditRepay } from '../pool/credit.ts';
import type { Pool } from '../pool/state.ts';
import type { CollateralAssets, LoanAssets } from '../units.ts';
import { limitAt } from '../valuation.ts';
import { clearIfHealthy, requireNoOpenCall } from './calls.ts';
import { addCollateral } from './collateral.ts';
import { Draft } from './draft.ts';
import type { Outcome } from './draft.ts';
import type { BookEnv } from './env.ts';

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

function increaseDebt(d: Draft, amount: LoanAssets, receiver: Address): void {
  const { env, id } = d;
  d.requireRight('draw');
  if (amount === 0n) revert('ZeroAmount');
  if (receiver === ZERO_ADDRESS) revert('ZeroAddress');
  const listing = env.listingOf(d.first());
  requireNoOpenCall(d, listing);
  const items = d.appraise();
  const drawn = creditDraw(d.pool, env.now, d.first(), d.loan.units, amount);
  d.credit(drawn);
  d.send(listing.loanToken, d.pool.address, receiver, amount);
  const limit = limitAt(items, 'low', 'open');
  if (drawn.debt > limit) revert('AboveOpenLimit', id, drawn.debt, limit);
  if (drawn.debt < listing.minDebt) revert('DebtBelowMinimum', id, drawn.debt, listing.minDebt);
  d.loan = { ...d.loan, units: drawn.units };
  d.mark();
  d.emit({ event: 'Drawn', id, receiver, amount, units: drawn.units });
}

/**
 * Borrows more, to within the open limit at the low price; not while a call is open.
 *
 * The debt rounds up, so it may be one unit more than what was owed and drawn together.
 *
 * @param args.amount - Loan-token units, `> 0`.
 * @throws {ProtocolError} NotAllowed, ZeroAmount, ZeroAddress, NoCollateral, CallOpen,
 * NotEnoughCash, CeilingExceeded, HourlyLimitExceeded, AboveOpenLimit, DebtBelowMinimum, and what
 * an oracle without a price says.
 * @example 1 BTC at 60,000 with an open LTV of 50 %: up to `30_000_000_000n`.
 * @source contracts/src/LoanBook.sol `draw`
 */
export function drawLoan(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
  args: { readonly amount: LoanAssets; readonly receiver: Address },
): Outcome<null> {
  const d = new Draft(env, id, loan, pool);
  increaseDebt(d, args.amount, args.receiver);
  return d.finish(null);
}

/**
 * Pledges and draws in one act. Errors of both, in that order.
 *
 * @example 1 BTC at 60,000, open 50 %: draws up to `30_000_000_000n`.
 * @source contracts/src/LoanBook.sol `open`
 */
export function openLoan(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
  args: {
    readonly collateralId: CollateralId;
    readonly pledged: CollateralAssets;
    readonly drawn: LoanAssets;
    readonly receiver: Address;
  },
): Outcome<null> {
  const d = new Draft(env, id, loan, pool);
  addCollateral(d, args.collateralId, args.pledged);
  increaseDebt(d, args.drawn, args.receiver);
  return d.finish(null);
}

/**
 * Repays for any loan, from the caller. Works in every state; ends an open call if the loan
 * measures healthy.
 *
 * @param amount - Loan-token units, `> 0`; more than the debt means all of it.
 * @throws {ProtocolError} ZeroAmount, NoDebt, TransferFromFailed; DebtBelowMinimum where it would
 * leave a debt between zero and the minimum.
 * @returns Loan-token units taken, at most `amount`.
 * @example 1 BTC at 42,000, debt 30,000, called, clear 64 %: `3_120_000_000n` end the call, one
 * unit less does not.
 * @source contracts/src/LoanBook.sol `repay`
 */
export function repayLoan(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
  amount: LoanAssets,
): Outcome<LoanAssets> {
  const d = new Draft(env, id, loan, pool);
  if (amount === 0n) revert('ZeroAmount');
  if (loan.units === 0n) revert('NoDebt', id);
  const listing = env.listingOf(d.first());
  const { repaid, debt, units, ...credit } = creditRepay(
    d.pool,
    env.now,
    d.first(),
    loan.units,
    amount,
  );
  d.credit(credit);
  d.loan = { ...d.loan, units };
  if (debt !== 0n && debt < listing.minDebt) revert('DebtBelowMinimum', id, debt, listing.minDebt);
  d.emit({ event: 'Repaid', id, from: env.caller, repaid, units });
  if (loan.called) clearIfHealthy(d, listing);
  d.pull(listing.loanToken, d.pool.address, repaid);
  return d.finish(repaid);
}
