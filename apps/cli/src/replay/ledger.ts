import type { BookEvent, CollateralAssets, LoanAssets, LoanId } from '@hypothec/model';
import { min, mulDiv, parseLoanId, PRICE_SCALE, WAD } from '@hypothec/model';
import type { Done } from './acts.ts';
import type { Mirror } from './mirror.ts';

/** How a margin call ended. */
export type Ending =
  | 'price'
  | 'top-up'
  | 'repayment'
  | 'sale'
  | 'lapse'
  /** Still open when the history ended. */
  | 'open';

/** What happened to the loans of one creditor. Amounts are loan-token base units. */
export interface CreditorFigures {
  readonly calls: number;
  readonly calledLoans: number;
  readonly endings: Readonly<Record<Ending, number>>;
  readonly soft: SaleFigures;
  readonly hard: SaleFigures;
  readonly liquidatedLoans: number;
  /** Debt of the liquidated loans, each as it was before its first sale. */
  readonly liquidatedDebt: bigint;
  /** What borrowers lost by sales: value seized beyond the debt repaid. */
  readonly bonusPaid: bigint;
  readonly badDebt: bigint;
  /** What the first loss bore of it; the rest was the lenders'. */
  readonly borne: bigint;
  readonly writtenOff: number;
  /** Collateral base units by listing. */
  readonly seized: ReadonlyMap<number, bigint>;
  readonly seizedValue: bigint;
  readonly repaid: bigint;
}

/** Sales of one kind. */
export interface SaleFigures {
  readonly sales: number;
  readonly loans: number;
  readonly repaid: bigint;
  readonly seizedValue: bigint;
}

interface Sale {
  readonly id: LoanId;
  readonly soft: boolean;
  readonly collateralId: number;
  readonly repaid: LoanAssets;
  readonly seized: CollateralAssets;
  readonly seizedValue: bigint;
  readonly debtBefore: bigint;
}

type Liquidated = Extract<BookEvent, { event: 'Liquidated' }>;

function saleOf(mirror: Mirror, { before }: Done, event: Liquidated): Sale {
  const { creditorId } = parseLoanId(event.id);
  const view = mirror.views(creditorId).get(event.collateralId);
  const price = view?.price.priced === true ? view.price.high : 0n;
  return {
    id: event.id,
    soft: before.state === 'soft-liquidation',
    collateralId: event.collateralId,
    repaid: event.repaid,
    seized: event.seized,
    seizedValue: mulDiv(event.seized, price, PRICE_SCALE),
    debtBefore: before.debt,
  };
}

function endingOf(done: Done): Ending {
  if (done.act.kind === 'top-up') return 'top-up';
  if (done.act.kind === 'repay') return 'repayment';
  return done.act.kind === 'clear' ? 'price' : 'sale';
}

/** Books what happens, act by act. */
export class Ledger {
  readonly #calls = new Map<LoanId, number>();
  readonly #open = new Map<LoanId, bigint>();
  readonly #endings: { readonly id: LoanId; readonly ending: Ending }[] = [];
  readonly #sales: Sale[] = [];
  readonly #writtenOff: LoanId[] = [];
  readonly #losses: { readonly id: LoanId; readonly badDebt: bigint; readonly borne: bigint }[] =
    [];

  /** Books one act that was done at the mirror's present prices. */
  book(mirror: Mirror, done: Done): void {
    const { id } = done.act;
    for (const event of done.events) {
      if (event.event === 'Called') {
        // A call can only be made anew when the one before has lapsed.
        if (this.#open.has(id)) this.#end(id, 'lapse');
        this.#calls.set(id, (this.#calls.get(id) ?? 0) + 1);
        this.#open.set(id, mirror.now);
      } else if (event.event === 'Cleared') {
        this.#end(id, endingOf(done));
      } else if (event.event === 'Liquidated') {
        this.#sales.push(saleOf(mirror, done, event));
      } else if (event.event === 'WrittenOff') {
        this.#writtenOff.push(id);
      } else if (event.event === 'BadDebtBooked') {
        this.#losses.push({ id, badDebt: event.badDebt, borne: event.borne });
      }
    }
    // Whatever else ends the debt ends an open call, and says so: this one had lapsed before.
    const gone = done.after.debt === 0n && this.#open.has(id);
    if (gone) this.#end(id, done.act.kind === 'write-off' ? 'sale' : 'lapse');
  }

  #end(id: LoanId, ending: Ending): void {
    if (this.#open.delete(id)) this.#endings.push({ id, ending });
  }

  /** The figures of one creditor, as of the mirror's end. */
  figures(mirror: Mirror, creditorId: number): CreditorFigures {
    const own = (id: LoanId): boolean => parseLoanId(id).creditorId === creditorId;
    const sales = this.#sales.filter(({ id }) => own(id));
    const losses = this.#losses.filter(({ id }) => own(id));
    const calls = [...this.#calls].filter(([id]) => own(id));
    const firstDebts = new Map<LoanId, bigint>();
    for (const { id, debtBefore } of sales) {
      if (!firstDebts.has(id)) firstDebts.set(id, debtBefore);
    }
    const seized = new Map<number, bigint>();
    for (const sale of sales) {
      seized.set(sale.collateralId, (seized.get(sale.collateralId) ?? 0n) + sale.seized);
    }
    return {
      calls: calls.reduce((sum, [, count]) => sum + count, 0),
      calledLoans: calls.length,
      endings: this.#endingsOf(mirror, own),
      soft: saleFigures(sales.filter(({ soft }) => soft)),
      hard: saleFigures(sales.filter(({ soft }) => !soft)),
      liquidatedLoans: firstDebts.size,
      liquidatedDebt: total([...firstDebts.values()]),
      bonusPaid: total(sales.map(({ seizedValue, repaid }) => seizedValue - repaid)),
      badDebt: total(losses.map(({ badDebt }) => badDebt)),
      borne: total(losses.map(({ borne }) => borne)),
      writtenOff: this.#writtenOff.filter(own).length,
      seized,
      seizedValue: total(sales.map(({ seizedValue }) => seizedValue)),
      repaid: total(sales.map(({ repaid }) => repaid)),
    };
  }

  #endingsOf(mirror: Mirror, own: (id: LoanId) => boolean): Record<Ending, number> {
    const counts = { price: 0, 'top-up': 0, repayment: 0, sale: 0, lapse: 0, open: 0 };
    for (const { id, ending } of this.#endings) if (own(id)) counts[ending] += 1;
    for (const id of this.#open.keys()) {
      if (own(id)) counts[mirror.ladder(id).call === null ? 'lapse' : 'open'] += 1;
    }
    return counts;
  }
}

function saleFigures(sales: readonly Sale[]): SaleFigures {
  return {
    sales: sales.length,
    loans: new Set(sales.map(({ id }) => id)).size,
    repaid: total(sales.map(({ repaid }) => repaid)),
    seizedValue: total(sales.map(({ seizedValue }) => seizedValue)),
  };
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/** A part of a whole, wad, rounded down; 0 of nothing. */
export function shareWad(part: bigint, whole: bigint): bigint {
  return whole === 0n ? 0n : min(mulDiv(part < 0n ? 0n : part, WAD, whole), 10n ** 30n);
}
