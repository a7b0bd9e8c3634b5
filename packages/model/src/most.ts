import type { CollateralId } from './ids.ts';
import { holdingIndex } from './loan.ts';
import { previewDraw, previewWithdraw } from './preview.ts';
import { largestAccepted } from './search.ts';
import { appraiseLoan, borrowerOf, debtOf } from './snapshot.ts';
import type { Actor, LoanSnapshot } from './snapshot.ts';
import type { CollateralAssets, LoanAssets } from './units.ts';
import { limitAt } from './valuation.ts';

/**
 * Returns the most that can be drawn at the snapshot's instant: what the open limit, the pool's
 * cash, the ceiling and the hourly limit leave, to the unit.
 *
 * Rounding can take a unit or so from `limit - debt`, since units of debt are rounded up.
 *
 * @param by - Who draws; the borrower without it.
 * @returns Loan-token units; 0 when nothing can be drawn, for whatever reason: `previewDraw` says
 * which.
 * @example 1 BTC at 60,000, open 50 %, no debt, at an index of 1: `30_000_000_000n`.
 * @source contracts/src/LoanBook.sol `draw`
 */
export function mostDraw(snapshot: LoanSnapshot, by: Actor = borrowerOf(snapshot)): LoanAssets {
  const items = appraiseLoan(snapshot);
  if (!Array.isArray(items)) return 0n as LoanAssets;
  const previewOf = (value: bigint) => previewDraw(snapshot, { amount: value as LoanAssets }, by);
  const room = limitAt(items, 'low', 'open') - debtOf(snapshot).debt;
  const most = largestAccepted(room, (value) => {
    const preview = previewOf(value);
    return preview.ok || preview.error.errorName === 'DebtBelowMinimum';
  });
  return (previewOf(most).ok ? most : 0n) as LoanAssets;
}

/** About what of a holding the open limit can do without; all of it where nothing says. */
function spareOf(snapshot: LoanSnapshot, id: CollateralId, held: bigint): bigint {
  const items = appraiseLoan(snapshot);
  const own = Array.isArray(items)
    ? items.filter((_, i) => snapshot.loan.holdings[i]?.id === id)
    : [];
  const supported = limitAt(own, 'low', 'open');
  if (!Array.isArray(items) || supported === 0n) return held;
  const spare = limitAt(items, 'low', 'open') - debtOf(snapshot).debt;
  return spare <= 0n ? 0n : (held * spare) / supported;
}

/**
 * Returns the most of a collateral that can be taken out at the snapshot's instant: all of it
 * without debt, else to within the open limit, to the unit.
 *
 * @param by - Who withdraws; the borrower without it.
 * @returns Collateral-token units; 0 when nothing can be taken out: `previewWithdraw` says why.
 * @example 1 BTC at 60,000, open 50 %, debt 15,000: `50_000_000n`, half of it.
 * @source contracts/src/LoanBook.sol `withdraw`
 */
export function mostWithdraw(
  snapshot: LoanSnapshot,
  collateralId: CollateralId,
  by: Actor = borrowerOf(snapshot),
): CollateralAssets {
  const held = snapshot.loan.holdings[holdingIndex(snapshot.loan, collateralId)]?.amount ?? 0n;
  const accepted = (value: bigint): boolean => {
    const amount = value as CollateralAssets;
    return previewWithdraw(snapshot, { collateralId, amount }, by).ok;
  };
  return largestAccepted(held, accepted, spareOf(snapshot, collateralId, held)) as CollateralAssets;
}
