import type { LoanId } from '@hypothec/model';

/** A loan by what it owes on what it holds. */
interface Entry {
  readonly id: LoanId;
  readonly units: bigint;
  readonly amount: bigint;
}

/** A bound `numerator / denominator` on debt units per collateral unit. */
export interface RatioBound {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Negative when `a` owes less on its collateral than `b`. */
function compare(a: Omit<Entry, 'id'>, b: Omit<Entry, 'id'>): number {
  const [left, right] = [a.units * b.amount, b.units * a.amount];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * Loans of one listing in the order in which a falling price reaches them.
 *
 * All debts of a listing grow with one index, so the order by debt units per collateral unit is the
 * order by trigger price at every instant: nothing is sorted anew when time passes, and a price
 * costs what it triggers.
 */
export class RatioIndex {
  readonly #sorted: Entry[] = [];
  readonly #entries = new Map<LoanId, Entry>();

  get size(): number {
    return this.#sorted.length;
  }

  add(id: LoanId, units: bigint, amount: bigint): void {
    this.remove(id);
    const entry = { id, units, amount };
    this.#entries.set(id, entry);
    this.#sorted.splice(this.#firstNotBelow(entry), 0, entry);
  }

  remove(id: LoanId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    let at = this.#firstNotBelow(entry);
    while (this.#sorted[at]?.id !== id) at += 1;
    this.#sorted.splice(at, 1);
  }

  /** Loans whose ratio is the bound or above it. */
  atLeast(bound: RatioBound): readonly LoanId[] {
    return this.#sorted.slice(this.#cut(bound)).map(({ id }) => id);
  }

  /** Loans whose ratio is below the bound. */
  below(bound: RatioBound): readonly LoanId[] {
    return this.#sorted.slice(0, this.#cut(bound)).map(({ id }) => id);
  }

  #cut({ numerator, denominator }: RatioBound): number {
    return this.#firstNotBelow({ units: numerator, amount: denominator });
  }

  #firstNotBelow(wanted: Omit<Entry, 'id'>): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#sorted[middle];
      if (entry !== undefined && compare(entry, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
