import { revert } from '../errors.ts';
import { MAX_COLLATERALS } from '../ids.ts';
import type { Address, CollateralId, LoanId } from '../ids.ts';
import { holdingIndex, insertHolding, removeHolding } from '../loan.ts';
import type { Loan } from '../loan.ts';
import { MAX_AMOUNT, MAX_UINT256 } from '../math.ts';
import { creditReclassify } from '../pool/credit.ts';
import type { Pool } from '../pool/state.ts';
import type { CollateralAssets } from '../units.ts';
import { limitAt } from '../valuation.ts';
import { clearIfHealthy, requireNoOpenCall } from './calls.ts';
import { Draft } from './draft.ts';
import type { Outcome } from './draft.ts';
import type { BookEnv } from './env.ts';

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

/** Adds collateral to the draft and brings it from the caller. */
export function addCollateral(d: Draft, id: CollateralId, amount: CollateralAssets): void {
  if (amount === 0n) revert('ZeroAmount');
  const listing = d.env.listingOf(id);
  if (holdingIndex(d.loan, id) < 0) bringCollateral(d, id);
  const i = holdingIndex(d.loan, id);
  const held = d.loan.holdings[i]?.amount ?? 0n;
  const room = MAX_AMOUNT - held;
  if (amount > room) revert('AmountTooLarge', amount, room);
  d.setAmount(i, held + amount);
  d.emit({ event: 'Pledged', id: d.id, collateralId: id, from: d.env.caller, amount });
  d.pull(listing.collateral, 'book', amount);
}

/**
 * A collateral the loan does not hold yet: the borrower's to choose. To a loan with debt it comes
 * with a price; a riskier one takes the debt to its listing.
 */
function bringCollateral(d: Draft, id: CollateralId): void {
  d.requireRight('pledge');
  if (d.env.isClosed(id)) revert('ListingIsClosed', BigInt(d.pool.creditorId), BigInt(id));
  if (d.loan.holdings.length === MAX_COLLATERALS) {
    revert('TooManyCollaterals', d.id, BigInt(MAX_COLLATERALS));
  }
  if (d.loan.units !== 0n) d.env.priceOf(d.env.listingOf(id));
  const from = d.loan.holdings[0]?.id;
  d.loan = insertHolding(d.loan, id);
  if (from !== undefined && d.first() !== from) reclassify(d, from, true);
}

/** Takes an emptied collateral out; the debt follows the next in order. */
export function removeCollateral(d: Draft, i: number, limited: boolean): void {
  const from = d.first();
  d.loan = removeHolding(d.loan, i);
  if (d.loan.holdings.length === 0) {
    if (limited && d.loan.units !== 0n) revert('NoCollateral', d.id);
  } else if (d.first() !== from) {
    reclassify(d, from, limited);
  }
}

function reclassify(d: Draft, from: CollateralId, limited: boolean): void {
  if (d.loan.units === 0n) return;
  const to = d.first();
  const result = creditReclassify(d.pool, d.env.now, from, to, d.loan.units, limited);
  d.credit(result);
  d.loan = { ...d.loan, units: result.units };
  d.emit({ event: 'Reclassified', id: d.id, from, to, units: result.units });
}

/**
 * Adds collateral from the caller. Anyone may add to what is held; only the borrower, or who may
 * for them, brings a new kind.
 *
 * Adding to what is held works in every state; ends an open call if the loan measures healthy, and
 * leaves it where there is no price.
 *
 * @param amount - Collateral-token units, `> 0`; with what is held at most 2^104 - 1.
 * @throws {ProtocolError} ZeroAmount, UnknownListing, AmountTooLarge, TransferFromFailed; for a new
 * kind NotAllowed, ListingIsClosed, TooManyCollaterals and, if there is debt, what an oracle
 * without a price says; for a riskier one CeilingExceeded, HourlyLimitExceeded.
 * @example 1 BTC at 42,000, debt 30,000, called, clear 64 %: `11_607_143n` more end the call, one
 * unit less does not.
 * @source contracts/src/LoanBook.sol `pledge`
 */
export function pledge(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
  collateralId: CollateralId,
  amount: CollateralAssets,
): Outcome<null> {
  const d = new Draft(env, id, loan, pool);
  addCollateral(d, collateralId, amount);
  if (d.loan.called) clearIfHealthy(d, env.listingOf(collateralId));
  return d.finish(null);
}

/**
 * Takes collateral out. Without debt, all of it whatever the oracle says; with debt, to within the
 * open limit at the low price and not while called.
 *
 * @param args.amount - Collateral-token units, `> 0`; `2^256 - 1` for all of it.
 * @throws {ProtocolError} NotAllowed, ZeroAddress, NotHeld, ZeroAmount, InsufficientCollateral;
 * with debt CallOpen, NoCollateral, InArrears, AboveOpenLimit, and what an oracle without a price
 * says; CeilingExceeded and HourlyLimitExceeded where the next collateral takes the lead.
 * @returns Collateral-token units sent.
 * @example 1 BTC at 75,000, debt 30,000, open 50 %: `20_000_000n`, 0.2 BTC, and not one unit more.
 * @source contracts/src/LoanBook.sol `withdraw`
 */
export function withdrawCollateral(
  env: BookEnv,
  id: LoanId,
  loan: Loan,
  pool: Pool | undefined,
  args: {
    readonly collateralId: CollateralId;
    readonly amount: CollateralAssets;
    readonly receiver: Address;
  },
): Outcome<CollateralAssets> {
  const d = new Draft(env, id, loan, pool);
  d.requireRight('withdraw');
  if (args.receiver === ZERO_ADDRESS) revert('ZeroAddress');
  const { collateralId, receiver } = args;
  const i = holdingIndex(loan, collateralId);
  const held = loan.holdings[i]?.amount;
  if (held === undefined) return revert('NotHeld', id, BigInt(collateralId));
  const amount = args.amount === MAX_UINT256 ? held : args.amount;
  if (amount === 0n) revert('ZeroAmount');
  if (amount > held) {
    revert('InsufficientCollateral', id, BigInt(collateralId), amount, held);
  }
  d.setAmount(i, held - amount);
  const listing = env.listingOf(collateralId);
  if (loan.units !== 0n) requireNoOpenCall(d, listing);
  if (amount === held) removeCollateral(d, i, true);
  if (d.loan.units !== 0n) requireInsideOpenLimit(d);
  d.emit({ event: 'Withdrawn', id, collateralId, receiver, amount });
  d.send(listing.collateral, 'book', receiver, amount);
  return d.finish(amount);
}

function requireInsideOpenLimit(d: Draft): void {
  const items = d.appraise();
  const { debt, arrears } = d.debt();
  if (arrears !== 0n) revert('InArrears', d.id, arrears);
  const limit = limitAt(items, 'low', 'open');
  if (debt > limit) revert('AboveOpenLimit', d.id, debt, limit);
  d.mark();
}
