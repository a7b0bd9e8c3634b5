import { ladderState, noSequencer, timestamp } from '@hypothec/model';
import type {
  Address,
  CollateralId,
  LadderState,
  Listing,
  ListingView,
  Loan,
  LoanId,
  LoanSnapshot,
  Outcome,
  Pool,
  Preview,
  Timestamp,
} from '@hypothec/model';
import { emptyLoan, parseLoanId } from '@hypothec/model';
import { FaultError } from '../errors.ts';
import { oracleAnswer } from '../play/oracle.ts';
import type { FeedAnswer, OracleShape } from '../play/oracle.ts';

/** A market as the mirror starts with it. */
export interface MirrorListing {
  readonly listing: Listing;
  readonly oracle: OracleShape;
}

/** What the mirror starts from: the chain after its setup. */
export interface MirrorStart {
  readonly book: Address;
  readonly now: bigint;
  readonly pools: readonly Pool[];
  /** By creditor, then by collateral. */
  readonly listings: ReadonlyMap<number, ReadonlyMap<CollateralId, MirrorListing>>;
  readonly feeds: ReadonlyMap<string, FeedAnswer>;
  /** Balances by `token:account`, of the book and the pools. */
  readonly balances: ReadonlyMap<string, bigint>;
}

/**
 * The model run beside the chain: every action that is sent is made here too, and nothing is read
 * from the chain again, so that the two can be compared at the end.
 */
export class Mirror {
  readonly book: Address;
  now: Timestamp;
  readonly pools = new Map<number, Pool>();
  readonly loans = new Map<LoanId, Loan>();
  readonly balances: Map<string, bigint>;
  readonly feeds: Map<string, FeedAnswer>;
  readonly #listings: MirrorStart['listings'];
  #views = new Map<number, ReadonlyMap<CollateralId, ListingView>>();

  constructor(start: MirrorStart) {
    this.book = start.book;
    this.now = timestamp(start.now);
    for (const pool of start.pools) this.pools.set(pool.creditorId, pool);
    this.#listings = start.listings;
    this.feeds = new Map(start.feeds);
    this.balances = new Map(start.balances);
    this.advance(start.now, new Map());
  }

  /** Goes to an instant at which feeds answer anew. */
  advance(now: bigint, prices: ReadonlyMap<string, bigint>): void {
    this.now = timestamp(now);
    for (const [symbol, priceE8] of prices) {
      const feed = this.feeds.get(symbol);
      if (feed !== undefined) this.feeds.set(symbol, { ...feed, priceE8, updatedAt: now });
    }
    this.#views = new Map(
      [...this.#listings].map(([creditorId, listings]) => [
        creditorId,
        new Map(
          [...listings].map(([id, { listing, oracle }]) => [
            id,
            { listing, closed: false, price: oracleAnswer(oracle, this.feeds, now) },
          ]),
        ),
      ]),
    );
  }

  pool(creditorId: number): Pool {
    const pool = this.pools.get(creditorId);
    if (pool === undefined) throw new FaultError(`no creditor ${creditorId} in the mirror`);
    return pool;
  }

  loan(id: LoanId): Loan {
    return this.loans.get(id) ?? emptyLoan;
  }

  /** The listings of a creditor with their prices now. */
  views(creditorId: number): ReadonlyMap<CollateralId, ListingView> {
    return this.#views.get(creditorId) ?? new Map();
  }

  snapshot(id: LoanId): LoanSnapshot {
    const { creditorId } = parseLoanId(id);
    return {
      id,
      loan: this.loan(id),
      now: this.now,
      pool: this.pool(creditorId),
      sequencer: noSequencer,
      listings: this.views(creditorId),
    };
  }

  ladder(id: LoanId): LadderState {
    return ladderState(this.snapshot(id));
  }

  /**
   * Makes an action that is sent to the chain.
   *
   * @throws {FaultError} when the model refuses: nothing is sent that it has not allowed.
   */
  apply<Returns>(
    id: LoanId,
    preview: Preview<{ readonly outcome: Outcome<Returns> }>,
  ): Outcome<Returns> {
    if (!preview.ok) throw new FaultError(`the model refuses: ${preview.error.message}`);
    const { outcome } = preview;
    this.loans.set(id, outcome.loan);
    this.pools.set(outcome.pool.creditorId, outcome.pool);
    for (const { token, from, to, amount } of outcome.transfers) {
      this.#move(token, from === 'book' ? this.book : from, -amount);
      this.#move(token, to === 'book' ? this.book : to, amount);
    }
    return outcome;
  }

  #move(token: Address, account: Address, amount: bigint): void {
    const key = `${token}:${account}`;
    const held = this.balances.get(key);
    // Of the book and the pools alone: what people have is theirs.
    if (held !== undefined) this.balances.set(key, held + amount);
  }
}
