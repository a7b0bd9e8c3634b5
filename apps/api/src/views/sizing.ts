import {
  appraiseLoan,
  ladderState,
  largestAccepted,
  limitAt,
  MAX_AMOUNT,
  mostDraw,
  previewOpen,
  previewPledge,
} from '@hypothec/model';
import type {
  CollateralAssets,
  CollateralId,
  LoanAssets,
  LoanDone,
  LoanSnapshot,
  Preview,
  ProtocolError,
} from '@hypothec/model';

/** A new loan as the model opens it, or why it does not. */
export type Opening = Preview<LoanDone<null>>;

/** An amount that was looked for, with the loan that has it; 0 with a refusal. */
export interface Sized {
  readonly amount: bigint;
  readonly opening: Opening;
}

/** Large enough for a price of few digits to say something. */
const PROBE = (2n ** 90n) as CollateralAssets;

function within(opening: Opening, ltv: bigint | undefined): boolean {
  if (!opening.ok || ltv === undefined) return opening.ok;
  const { worth } = ladderState(opening.after);
  return worth !== null && worth.ltvWad <= ltv;
}

/** Sizes a new loan by trying amounts in the model, which does what the contracts do. */
export class Sizing {
  readonly #empty: LoanSnapshot;
  readonly #collateralId: CollateralId;

  /** @param empty - A loan that holds nothing, at the instant that is meant. */
  constructor(empty: LoanSnapshot, collateralId: CollateralId) {
    this.#empty = empty;
    this.#collateralId = collateralId;
  }

  open(pledged: bigint, drawn: bigint): Opening {
    return previewOpen(this.#empty, {
      collateralId: this.#collateralId,
      pledged: pledged as CollateralAssets,
      drawn: drawn as LoanAssets,
    });
  }

  /** The most that can be drawn, to the unit. Where that is nothing, the smallest debt says why. */
  mostDrawn(pledged: bigint, ltv?: bigint): Sized {
    const amount = pledged as CollateralAssets;
    const held = previewPledge(this.#empty, { collateralId: this.#collateralId, amount });
    if (!held.ok) return { amount: 0n, opening: held };
    const most = mostDraw(held.after);
    const least = this.#empty.pool.terms.minDebt;
    if (most === 0n) return { amount: 0n, opening: this.open(pledged, least) };
    const fits = (value: bigint): boolean => {
      const opening = this.open(pledged, value);
      return opening.ok ? within(opening, ltv) : opening.error.errorName === 'DebtBelowMinimum';
    };
    const drawn = ltv === undefined ? most : largestAccepted(most, fits);
    const opening = this.open(pledged, drawn);
    return { amount: opening.ok ? drawn : 0n, opening };
  }

  /** What refuses one unit more than the most; null where only a wished LTV is in the way. */
  beyond(pledged: bigint, drawn: bigint): ProtocolError | null {
    const more = this.open(pledged, drawn + 1n);
    return more.ok ? null : more.error;
  }

  /** The least collateral, to the unit. Where no amount suffices, the largest says why. */
  leastPledged(drawn: bigint, ltv?: bigint): Sized {
    // Nothing but these is helped by more collateral.
    const short = (pledged: bigint): boolean => {
      if (pledged === 0n) return true;
      const opening = this.open(pledged, drawn);
      return opening.ok ? !within(opening, ltv) : opening.error.errorName === 'AboveOpenLimit';
    };
    const amount = largestAccepted(MAX_AMOUNT - 1n, short, this.#supporting(drawn)) + 1n;
    const opening = this.open(amount, drawn);
    return within(opening, ltv) ? { amount, opening } : { amount: 0n, opening };
  }

  /** About the collateral whose open limit is a debt; 1 where nothing says. */
  #supporting(debt: bigint): bigint {
    const collateralId = this.#collateralId;
    const held = previewPledge(this.#empty, { collateralId, amount: PROBE });
    const items = held.ok ? appraiseLoan(held.after) : [];
    const supported = Array.isArray(items) ? limitAt(items, 'low', 'open') : 0n;
    return supported === 0n ? 1n : (PROBE * debt) / supported;
  }
}
