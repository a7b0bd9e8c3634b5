import {
  appraise,
  creditDebtOf,
  limitAt,
  makeLoanId,
  parseLoanId,
  ProtocolError,
} from '@hypothec/model';
import type { Address, Appraised, Loan, LoanId } from '@hypothec/model';
import type { Random } from '../random.ts';
import type { Action } from '../world/actions.ts';
import type { World } from '../world/world.ts';

/** An action on one loan. */
export type LoanAction = Extract<Action, { readonly id: LoanId }>;

/** What the generator knows of one loan when it thinks of an action on it. */
export interface Subject {
  readonly id: LoanId;
  readonly loan: Loan;
  readonly borrower: Address;
  readonly pool: number;
  readonly debt: bigint;
  /** Null where an oracle has no price or nothing is held. */
  readonly items: readonly Appraised[] | null;
}

/** Finds the loans that an action is worth trying on. */
export class Subjects {
  readonly #random: Random;
  readonly #world: World;

  constructor(random: Random, world: World) {
    this.#random = random;
    this.#world = world;
  }

  /**
   * A loan: for most actions one with debt, for calls and sales mostly one that is due; sometimes
   * anyone's.
   */
  choose(kind: LoanAction['kind']): Subject {
    const r = this.#random;
    const world = this.#world;
    const live = this.live();
    const due = live.filter((id) => this.#isDue(kind, id));
    if (due.length > 0 && r.chance(80)) return this.look(r.pick(due));
    const wantsDebt = kind !== 'open' && kind !== 'pledge';
    if (wantsDebt && live.length > 0 && r.chance(94)) return this.look(r.pick(live));
    const { borrowers, loansEach, pools } = world.config;
    const borrower = world.at.actors[1 + Number(r.below(BigInt(borrowers)))] ?? world.at.curator;
    const creditor = 1 + Number(r.below(BigInt(pools.length)));
    return this.look(makeLoanId(borrower, creditor, 1n + r.below(BigInt(loansEach))));
  }

  #isDue(kind: LoanAction['kind'], id: LoanId): boolean {
    if (kind === 'clear') return this.#world.loan(id).called;
    if (kind !== 'call' && kind !== 'liquidate') return false;
    const { items, debt, loan } = this.look(id);
    if (items === null || (kind === 'call' && loan.called)) return false;
    return debt > limitAt(items, 'high', loan.called || kind === 'call' ? 'call' : 'liquidation');
  }

  /** A loan with its debt and what it holds, as of now. */
  look(id: LoanId): Subject {
    const world = this.#world;
    const loan = world.loan(id);
    const { borrower, creditorId } = parseLoanId(id);
    const pool = creditorId - 1;
    const first = loan.holdings[0]?.id;
    const debt =
      first === undefined ? 0n : creditDebtOf(world.pool(pool), world.now, first, loan.units).debt;
    return { id, loan, borrower, pool, debt, items: this.#appraise(creditorId, loan) };
  }

  #appraise(creditorId: number, loan: Loan): readonly Appraised[] | null {
    if (loan.holdings.length === 0) return null;
    try {
      return appraise(
        loan,
        (id) => this.#world.listing(creditorId, id),
        (listing) => this.#world.prices(listing),
      );
    } catch (error) {
      if (error instanceof ProtocolError) return null;
      throw error;
    }
  }

  /** The loans that owe something. */
  live(): readonly LoanId[] {
    return [...this.#world.loans.keys()].filter((id) => this.#world.loan(id).units !== 0n);
  }
}
