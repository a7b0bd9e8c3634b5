import { riskClassOf } from './ids.ts';
import type { CollateralId } from './ids.ts';
import type { CollateralAssets, Timestamp, Units } from './units.ts';

/** Why a margin call was made. */
export type CallReason = 'price' | 'default';

export interface Holding {
  readonly id: CollateralId;
  readonly amount: CollateralAssets;
}

/**
 * A loan as the book keeps it. Holdings stand in the loan's own order: one of the riskiest class
 * first, then as pledged. A liquidation sells the first; then the riskiest of the rest comes first.
 */
export interface Loan {
  readonly units: Units;
  /** When it last drew, withdrew with debt, was called or was cleared; 0 without debt. */
  readonly since: Timestamp;
  /** A margin call was recorded at `since`; it may have lapsed. */
  readonly called: boolean;
  readonly reason: CallReason;
  readonly holdings: readonly Holding[];
}

/** A loan that does not exist yet. */
export const emptyLoan: Loan = {
  units: 0n as Units,
  since: 0n as Timestamp,
  called: false,
  reason: 'price',
  holdings: [],
};

/**
 * Returns the loan as it is stored: without debt it has no call and no date.
 *
 * @source contracts/src/libraries/LoanStore.sol
 */
export function stored(loan: Loan): Loan {
  return loan.units === 0n ? { ...emptyLoan, holdings: loan.holdings } : loan;
}

/** The position of a collateral among the holdings, from 0, or -1 where it is not held. */
export function holdingIndex(loan: Loan, id: CollateralId): number {
  return loan.holdings.findIndex((holding) => holding.id === id);
}

/**
 * Returns the loan with room for a collateral it does not hold, with nothing of it: at the front
 * when it is riskier than the first, else at the end.
 *
 * @param id - Not held; the caller checked that, and that fewer than 8 are.
 * @example Holding 8 (class 0), 9 (class 1) comes first: 9, 8. Holding 9, 8 comes last: 9, 8.
 * @source contracts/src/libraries/Holdings.sol; vectors/holdings.json
 */
export function insertHolding(loan: Loan, id: CollateralId): Loan {
  const added: Holding = { id, amount: 0n as CollateralAssets };
  const first = loan.holdings[0];
  const ahead = first !== undefined && riskClassOf(id) > riskClassOf(first.id);
  return { ...loan, holdings: ahead ? [added, ...loan.holdings] : [...loan.holdings, added] };
}

/** The loan with another amount of the i-th holding; the same where there is no i-th. */
export function setHolding(loan: Loan, i: number, amount: CollateralAssets): Loan {
  const holdings = loan.holdings.map((holding, k) => (k === i ? { ...holding, amount } : holding));
  return { ...loan, holdings };
}

/**
 * Returns the loan without its i-th holding. When the first goes, the riskiest of the rest, the
 * earliest among equals, becomes first; the others keep their order.
 *
 * @example The first of 10, 8, 9 (classes 2, 0, 1) goes: 9, 8.
 * @source contracts/src/libraries/Holdings.sol; vectors/holdings.json
 */
export function removeHolding(loan: Loan, i: number): Loan {
  const rest = loan.holdings.filter((_, k) => k !== i);
  if (i > 0 || rest.length < 2) return { ...loan, holdings: rest };
  const classes = rest.map((holding) => riskClassOf(holding.id));
  const first = classes.indexOf(Math.max(...classes));
  const lead = rest[first];
  return lead === undefined
    ? { ...loan, holdings: rest }
    : { ...loan, holdings: [lead, ...rest.filter((_, k) => k !== first)] };
}
