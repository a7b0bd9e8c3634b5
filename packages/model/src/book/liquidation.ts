import { revert } from '../errors.ts';
import type { Address, LoanId } from '../ids.ts';
import type { Loan } from '../loan.ts';
import { cureEnd } from '../marginCall.ts';
import { creditRepay, creditWriteOff } from '../pool/credit.ts';
import type { Pool } from '../pool/state.ts';
import { sizeSale } from '../sale.ts';
import type { SaleTerms } from '../sale.ts';
import { saleDue } from '../saleDue.ts';
import type { Listing } from '../terms.ts';
import type { CollateralAssets, LoanAssets, Units, Wad } from '../units.ts';
import { limitAt, totalValue } from '../valuation.ts';
import type { Appraised } from '../valuation.ts';
import { clearIfHealthy } from './calls.ts';
import { removeCollateral } from './collateral.ts';
import { Draft } from './draft.ts';
import type { Outcome } from './draft.ts';
import type { BookEnv } from './env.ts';

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

/** What a liquidation moved. */
export interface Sold {
  readonly repaid: LoanAssets;
  readonly seized: CollateralAssets;
  readonly badDebt: LoanAssets;
  readonly bonusWad: Wad;
}

/** The terms of the sale that is due; reverts when none is. */
function saleTerms(
  d: Draft,
  items: readonly [Appraised, ...Appraised[]],
): Omit<SaleTerms, 'maxRepaid'> {
  const { env, id, loan } = d;
  const [{ listing, amount, bounds }] = items;
  const owed = d.debt();
  const { due, bonusWad } = saleDue(loan, items, owed, env.sequencer, env.now);
  if (due === 'waiting') revert('CureWindowOpen', id, cureEnd(loan, listing, env.sequencer));
  if (due === 'none') {
    const [callLimit, limit] = [
      limitAt(items, 'high', 'call'),
      limitAt(items, 'high', 'liquidation'),
    ];
    revert('NotLiquidatable', id, owed.debt, callLimit, limit);
  }
  const forArrears = due === 'soft' && loan.reason === 'default';
  return {
    debt: owed.debt,
    arrears: forArrears ? owed.arrears : (0n as LoanAssets),
    targetLimit: limitAt(items, 'high', 'target'),
    bonusWad,
    amount,
    price: bounds.high,
  };
}

/**
 * Books a sale: the repayment, the collateral, bad debt if none is left, and the call if the loan
 * is healthy again.
 */
function settle(d: Draft, listing: Listing, sold: Omit<Sold, 'badDebt'>): LoanAssets {
  const { env, id } = d;
  const first = d.first();
  const result = creditRepay(d.pool, env.now, first, d.loan.units, sold.repaid);
  d.credit(result);
  d.loan = { ...d.loan, units: result.units };
  const held = d.loan.holdings[0]?.amount ?? 0n;
  d.setAmount(0, held - sold.seized);
  const soldOut = held === sold.seized;
  if (!soldOut && result.debt !== 0n && result.debt < listing.minDebt) {
    revert('DebtBelowMinimum', id, result.debt, listing.minDebt);
  }
  let badDebt = 0n as LoanAssets;
  if (soldOut && d.loan.holdings.length === 1 && d.loan.units !== 0n) {
    const lost = creditWriteOff(d.pool, env.now, first, d.loan.units);
    d.credit(lost);
    d.loan = { ...d.loan, units: 0n as Units };
    badDebt = lost.badDebt;
  }
  const { units } = d.loan;
  d.emit({
    event: 'Liquidated',
    id,
    collateralId: first,
    liquidator: env.caller,
    ...sold,
    badDebt,
    units,
  });
  if (soldOut) removeCollateral(d, 0, false);
  if (d.loan.called) clearIfHealthy(d, listing);
  return badDebt;
}

/**
 * Sells the first collateral down to the target, or as far as the arrears: see `sizeSale`.
 *
 * @param args.maxRepaid - Most that the caller will repay, loan-token units.
 * @param args.minSeized - Least that the caller will take, collateral-token units.
 * @throws {ProtocolError} ZeroAddress, SelfLiquidation, NoDebt, SameBlock, CureWindowOpen,
 * NotLiquidatable with debt and both limits, ZeroAmount, SeizedBelowMinimum, DebtBelowMinimum,
 * TransferFromFailed, and what an oracle without a price says.
 * @returns `repaid` rounded up, `seized` and the bonus down; bad debt where no collateral is left.
 * @example 1 BTC at 42,000, debt 30,000, 30 minutes after the window: bonus 2.5 %, repays
 * `10_864_197_531n` for `26_513_815n`, to 62 %.
 * @source contracts/src/LoanBook.sol `liquidate`
 */
export function liquidateLoan(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
  args: {
    readonly maxRepaid: LoanAssets;
    readonly minSeized: CollateralAssets;
    readonly receiver: Address;
  },
): Outcome<Sold> {
  const d = new Draft(env, id, loan, pool);
  if (args.receiver === ZERO_ADDRESS) revert('ZeroAddress');
  if (env.caller === d.borrower) revert('SelfLiquidation', id);
  if (loan.units === 0n) revert('NoDebt', id);
  if (loan.since === env.now) revert('SameBlock', id);
  const [lead, ...rest] = d.appraise();
  if (lead === undefined) return revert('NoCollateral', id);
  const { listing } = lead;
  const terms = saleTerms(d, [lead, ...rest]);
  const size = sizeSale(listing, { ...terms, maxRepaid: args.maxRepaid });
  if (size.repaid === 0n && size.seized === 0n) revert('ZeroAmount');
  if (size.seized < args.minSeized) revert('SeizedBelowMinimum', size.seized, args.minSeized);
  const { bonusWad } = terms;
  const badDebt = settle(d, listing, { ...size, bonusWad });
  d.send(listing.collateral, 'book', args.receiver, size.seized);
  d.pull(listing.loanToken, d.pool.address, size.repaid);
  return d.finish({ ...size, badDebt, bonusWad });
}

/**
 * Writes off the debt of a loan whose collateral is worth nothing even at the high price.
 *
 * @throws {ProtocolError} NoDebt, SameBlock, NotWorthless with the value, and what an oracle
 * without a price says.
 * @returns Loan-token units lost, up to one less than the debt, since classes round down.
 * @source contracts/src/LoanBook.sol `writeOff`
 */
export function writeOffLoan(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
): Outcome<LoanAssets> {
  const d = new Draft(env, id, loan, pool);
  if (loan.units === 0n) revert('NoDebt', id);
  if (loan.since === env.now) revert('SameBlock', id);
  const value = totalValue(d.appraise(), 'high');
  if (value !== 0n) revert('NotWorthless', id, value);
  const lost = creditWriteOff(d.pool, env.now, d.first(), loan.units);
  d.credit(lost);
  d.loan = { ...loan, units: 0n as Units };
  d.emit({ event: 'WrittenOff', id, badDebt: lost.badDebt });
  return d.finish(lost.badDebt);
}
