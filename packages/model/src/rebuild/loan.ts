import type { BookEvent } from '../events.ts';
import type { LoanId } from '../ids.ts';
import { holdingIndex, insertHolding, removeHolding, setHolding, stored } from '../loan.ts';
import type { Loan } from '../loan.ts';
import type { CollateralAssets, Timestamp, Units } from '../units.ts';
import { left, misfit } from './error.ts';
import type { About } from './error.ts';

/** An event of one loan. */
export type LoanEvent = Extract<BookEvent, { readonly id: LoanId }>;

/** An event of a loan that changes what it owes. */
export type DebtEvent = Exclude<LoanEvent, { readonly event: 'Pledged' | 'Withdrawn' | 'Cleared' }>;

/** Whether an event of a loan changes what it owes. */
export function isDebtEvent(event: LoanEvent): event is DebtEvent {
  return event.event !== 'Pledged' && event.event !== 'Withdrawn' && event.event !== 'Cleared';
}

function dated(loan: Loan, now: Timestamp): Loan {
  return { ...loan, since: now, called: false, reason: 'price' };
}

function pledged(loan: Loan, event: Extract<LoanEvent, { readonly event: 'Pledged' }>): Loan {
  const { collateralId, amount } = event;
  const held = holdingIndex(loan, collateralId) < 0 ? insertHolding(loan, collateralId) : loan;
  const i = holdingIndex(held, collateralId);
  const before = held.holdings[i]?.amount ?? 0n;
  return setHolding(held, i, (before + amount) as CollateralAssets);
}

function taken(about: About, loan: Loan, i: number, amount: CollateralAssets): Loan {
  const holding = loan.holdings[i];
  if (holding === undefined) misfit(about, 'a collateral that the loan does not hold', 'one held');
  const rest = left(about, `collateral ${holding.id}`, holding.amount, amount);
  return rest === 0n ? removeHolding(loan, i) : setHolding(loan, i, rest as CollateralAssets);
}

function sold(
  about: About,
  loan: Loan,
  { collateralId, seized, units }: Extract<LoanEvent, { readonly event: 'Liquidated' }>,
): Loan {
  const first = loan.holdings[0]?.id;
  if (first !== collateralId) {
    misfit(about, `a sale of collateral ${collateralId}`, `one of the first, ${first}`);
  }
  return { ...taken(about, loan, 0, seized), units };
}

function changed(about: About, loan: Loan, event: LoanEvent, now: Timestamp): Loan {
  switch (event.event) {
    case 'Pledged':
      return pledged(loan, event);
    case 'Withdrawn': {
      const rest = taken(about, loan, holdingIndex(loan, event.collateralId), event.amount);
      return dated(rest, now);
    }
    case 'Drawn':
      return dated({ ...loan, units: event.units }, now);
    case 'Repaid':
    case 'Reclassified':
      return { ...loan, units: event.units };
    case 'Called': {
      const { reason, units } = event;
      return { ...loan, since: now, called: true, reason, units };
    }
    case 'Cleared':
      return dated(loan, now);
    case 'Liquidated':
      return sold(about, loan, event);
    case 'WrittenOff':
      return { ...loan, units: 0n as Units };
  }
}

/**
 * Returns a loan after one of its events, as the book stores it.
 *
 * The order of holdings follows by its rule: riskiest first where one is new or the first goes. A
 * change of the leading collateral is said before the pledge or withdrawal that brings it, and
 * after the sale that does, so `Reclassified` changes nothing but the units.
 *
 * @param now - The time of the event's block.
 * @throws {RebuildError} when the event takes what the loan does not hold.
 * @example Holding 1 BTC, `Withdrawn` of 0.4 BTC at 1,000 leaves `60_000_000n`, dated 1,000 if it
 * owes anything.
 */
export function loanAfter(about: About, loan: Loan, event: LoanEvent, now: Timestamp): Loan {
  return stored(changed(about, loan, event, now));
}

/** Whether a sale took the last of the first collateral of a loan that still owes on others. */
export function sellsOut(
  loan: Loan,
  { seized, units }: Extract<LoanEvent, { readonly event: 'Liquidated' }>,
): boolean {
  return loan.holdings[0]?.amount === seized && loan.holdings.length > 1 && units !== 0n;
}
