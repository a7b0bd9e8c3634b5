import { ladderState, noSequencer, oracleBounds, timestamp } from '@hypothec/model';
import type {
  Address,
  CollateralId,
  FeedRound,
  LadderState,
  Listing,
  ListingView,
  Loan,
  LoanId,
  LoanSnapshot,
  OracleConfig,
  OracleWorld,
  Outcome,
  Pool,
  Preview,
  RateAnchor,
  Timestamp,
} from '@hypothec/model';
import { emptyLoan, parseLoanId } from '@hypothec/model';
import { FaultError } from '../errors.ts';

/** What the oracles are made of, and what they read at the start. */
export interface OracleStart {
  /** Of the listings and of those inside others, by address. */
  readonly configs: ReadonlyMap<Address, OracleConfig>;
  readonly rounds: ReadonlyMap<Address, FeedRound>;
  /** By the source. */
  readonly rates: ReadonlyMap<Address, bigint>;
  readonly anchors: ReadonlyMap<Address, RateAnchor>;
}

/** What the mirror starts from: the chain after its setup. */
export interface MirrorStart {
  readonly book: Address;
  readonly now: bigint;
  readonly pools: readonly Pool[];
  /** By creditor, then by collateral. */
  readonly listings: ReadonlyMap<number, ReadonlyMap<CollateralId, Listing>>;
  readonly oracles: OracleStart;
  /** The feeds by symbol; their answers are dollars, 1e8 = 1. */
  readonly feeds: ReadonlyMap<string, Address>;
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
  readonly #feeds: MirrorStart['feeds'];
  readonly #rounds: Map<Address, FeedRound>;
  readonly #oracles: OracleWorld;
  readonly #listings: MirrorStart['listings'];
  #views = new Map<number, ReadonlyMap<CollateralId, ListingView>>();

  constructor(start: MirrorStart) {
    this.book = start.book;
    this.now = timestamp(start.now);
    for (const pool of start.pools) this.pools.set(pool.creditorId, pool);
    this.#listings = start.listings;
    const { configs, rounds, rates, anchors } = start.oracles;
    this.#feeds = start.feeds;
    this.#rounds = new Map(rounds);
    this.#oracles = {
      config: (oracle) => configs.get(oracle),
      round: (feed) => this.#rounds.get(feed),
      rate: (source) => rates.get(source),
      anchor: (oracle) => anchors.get(oracle),
    };
    this.balances = new Map(start.balances);
    this.advance(start.now, new Map());
  }

  /** Goes to an instant at which feeds answer anew. */
  advance(now: bigint, prices: ReadonlyMap<string, bigint>): void {
    this.now = timestamp(now);
    for (const [symbol, answer] of prices) {
      const feed = this.#feeds.get(symbol);
      if (feed !== undefined) this.#rounds.set(feed, { answer, startedAt: now, updatedAt: now });
    }
    this.#views = new Map(
      [...this.#listings].map(([creditorId, listings]) => [
        creditorId,
        new Map([...listings].map(([id, listing]) => [id, this.#view(listing)])),
      ]),
    );
  }

  #view(listing: Listing): ListingView {
    const price = oracleBounds(this.#oracles, listing.oracle, this.now);
    return { listing, closed: false, price };
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
