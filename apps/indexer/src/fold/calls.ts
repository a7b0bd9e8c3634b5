import { makeCollateralId, ratioUp, totalValue } from '@hypothec/model';
import type { BookEvent, LoanId, LoanSnapshot } from '@hypothec/model';
import { appraiseLoan, parseLoanId } from '@hypothec/model';
import type { Place } from './place.ts';
import type { CallEnd, Ending, Rows } from './rows.ts';

type Called = Extract<BookEvent, { readonly event: 'Called' }>;
type OfLoan = Extract<BookEvent, { readonly id: LoanId }>;

const causes: Partial<Record<OfLoan['event'], Ending>> = {
  Pledged: 'top-up',
  Repaid: 'repayment',
  Liquidated: 'sale',
  WrittenOff: 'sale',
};

/** Keeps margin calls: opened, and ended by what came right before in the same transaction. */
export class Calls {
  readonly #rows: Rows;
  /** Loans with a call that has no end yet; the rows of this batch, or null for earlier ones. */
  readonly #open: Map<LoanId, Rows['calls'][number] | null>;
  /** What was last done to a loan, in which transaction. */
  readonly #last = new Map<LoanId, { readonly transaction: string; readonly ending: Ending }>();

  /** Loans of this block that owe nothing any more. */
  readonly #free = new Map<LoanId, Place>();

  constructor(rows: Rows, open: Iterable<LoanId>) {
    this.#rows = rows;
    this.#open = new Map([...open].map((id) => [id, null]));
  }

  /** Takes note of an event of a loan that owes nothing any more, or still does. */
  tell(event: OfLoan, place: Place, owes: boolean): void {
    const ending = causes[event.event];
    if (ending !== undefined) {
      this.#last.set(event.id, { transaction: place.transactionHash, ending });
    }
    if (event.event === 'Cleared') this.#end(event.id, this.#cause(event.id, place), place);
    else if (event.event === 'WrittenOff') this.#end(event.id, 'sale', place);
    else if (!owes && this.#open.has(event.id)) this.#free.set(event.id, place);
  }

  /**
   * After a block: a debt that ends takes an open call with it, which is told right after. A call
   * of which that was not told had lapsed before.
   */
  settle(): void {
    for (const [id, place] of this.#free) this.#end(id, 'lapse', place);
    this.#free.clear();
  }

  #cause(id: LoanId, { transactionHash }: Place): Ending {
    const last = this.#last.get(id);
    return last?.transaction === transactionHash ? last.ending : 'price';
  }

  #end(id: LoanId, ending: Ending, { block, logIndex, time }: Place): void {
    const row = this.#open.get(id);
    if (row === undefined) return;
    this.#open.delete(id);
    const end: CallEnd = { loanId: id, ending, block, logIndex, time };
    if (row === null) this.#rows.callEnds.push(end);
    else Object.assign(row, { ending, endBlock: block, endLogIndex: logIndex, endTime: time });
  }

  /** A new call; one that was open before has lapsed, or this could not be. */
  open(event: Called, place: Place, before: LoanSnapshot): void {
    const { id, caller, reason, debt, fee, repayment, topUps } = event;
    this.#end(id, 'lapse', place);
    const { holdings } = before.loan;
    const [first] = holdings;
    const listing = before.listings.get(first?.id ?? makeCollateralId(0, 0))?.listing;
    const cureEnd = place.time + (listing?.cureWindow ?? 0n);
    const items = appraiseLoan(before);
    const row = {
      ...place,
      loanId: id,
      creditorId: parseLoanId(id).creditorId,
      caller,
      reason,
      debt,
      fee,
      repayment,
      topUps: topUps.map((amount, i) => [holdings[i]?.id ?? 0, `${amount}`] as const),
      ltvWad: Array.isArray(items) ? ratioUp(debt, totalValue(items, 'low')) : null,
      cureEnd,
      lapseAt: cureEnd + (listing?.lapse ?? 0n),
    };
    this.#rows.calls.push(row);
    this.#open.set(id, row);
  }
}
