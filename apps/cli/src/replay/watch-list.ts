import { indexNow, isCallOpen, noSequencer, parseLoanId, RAY, riskClassOf } from '@hypothec/model';
import type { CollateralId, ListingView, Loan, LoanId, Rung } from '@hypothec/model';
import { ltvBpsOf } from '@hypothec/model';
import { FaultError } from '../errors.ts';
import type { Mirror } from './mirror.ts';
import { RatioIndex } from './ratio-index.ts';
import type { RatioBound } from './ratio-index.ts';

/** Values are floored, so a loan is looked at a millionth before its price: the model decides. */
const SLACK = 1_000_000n;

interface Shelf {
  /** Without an open call: watched for a price that calls or liquidates. */
  readonly quiet: RatioIndex;
  /** With an open call: watched for a price that clears or liquidates. */
  readonly called: RatioIndex;
}

/** Which loans a price or the clock may have reached; all others need no look. */
export class WatchList {
  readonly #shelves = new Map<string, Shelf>();
  readonly #cureEnds = new Map<LoanId, bigint>();

  /** Takes a loan over as it is now. Loans here hold one collateral. */
  update(mirror: Mirror, id: LoanId): void {
    const loan = mirror.loan(id);
    for (const shelf of this.#shelves.values()) {
      shelf.quiet.remove(id);
      shelf.called.remove(id);
    }
    this.#cureEnds.delete(id);
    const [holding, another] = loan.holdings;
    if (loan.units === 0n || holding === undefined) return;
    if (another !== undefined) throw new FaultError(`${id} holds more than one collateral`);
    const { creditorId } = parseLoanId(id);
    const shelf = this.#shelf(creditorId, holding.id);
    const view = mirror.views(creditorId).get(holding.id);
    if (view === undefined) throw new FaultError(`${id} holds what is not listed`);
    const open = isCallOpen(loan, view.listing, noSequencer, mirror.now);
    (open ? shelf.called : shelf.quiet).add(id, loan.units, holding.amount);
    if (open) this.#cureEnds.set(id, loan.since + view.listing.cureWindow);
  }

  /** Loans that may have something done to them now, each once. */
  candidates(mirror: Mirror): readonly LoanId[] {
    const found = new Set<LoanId>();
    for (const [key, shelf] of this.#shelves) {
      const [creditorId = 0, id = 0] = key.split(':').map(Number);
      const collateralId = id as CollateralId;
      const view = mirror.views(creditorId).get(collateralId);
      if (view === undefined || !view.price.priced) continue;
      const bound = (rung: Rung, up: boolean): RatioBound =>
        this.#bound(mirror, creditorId, collateralId, view, rung, up);
      for (const loan of shelf.quiet.atLeast(bound('call', false))) found.add(loan);
      for (const loan of shelf.called.atLeast(bound('liquidation', false))) found.add(loan);
      for (const loan of shelf.called.below(bound('clear', true))) found.add(loan);
    }
    for (const [loan, end] of this.#cureEnds) if (mirror.now >= end) found.add(loan);
    return [...found];
  }

  #shelf(creditorId: number, id: CollateralId): Shelf {
    const key = `${creditorId}:${id}`;
    const found = this.#shelves.get(key);
    if (found !== undefined) return found;
    const made = { quiet: new RatioIndex(), called: new RatioIndex() };
    this.#shelves.set(key, made);
    return made;
  }

  /** Debt is `units * index / 1e27`, a limit `amount * price / 1e36 * ltv / 1e4`. */
  #bound(
    mirror: Mirror,
    creditorId: number,
    id: CollateralId,
    { listing, price }: ListingView,
    rung: Rung,
    up: boolean,
  ): RatioBound {
    if (!price.priced) throw new FaultError('no bound without a price');
    const index = indexNow(mirror.pool(creditorId), riskClassOf(id), mirror.now);
    const exact = price.low * ltvBpsOf(listing, rung) * RAY;
    return {
      numerator: exact * (up ? SLACK + 1n : SLACK - 1n),
      denominator: index * 10n ** 40n * SLACK,
    };
  }
}

/** The amount of a loan's only collateral. */
export function onlyHolding(loan: Loan): Loan['holdings'][number] {
  const [holding] = loan.holdings;
  if (holding === undefined) throw new FaultError('the loan holds nothing');
  return holding;
}
