import {
  addListing,
  composeListing,
  createPool,
  emptyLoan,
  makeCollateralId,
  noSequencer,
  ProtocolError,
  revert,
  setPremium,
} from '@hypothec/model';
import type {
  Address,
  Approval,
  CollateralId,
  Listing,
  Loan,
  LoanAssets,
  LoanId,
  OraclePrice,
  Pool,
  PriceBounds,
  Seconds,
  Sequencer,
  Timestamp,
} from '@hypothec/model';
import type { WorldAddresses } from './addresses.ts';
import type { WorldConfig } from './config.ts';

/** An oracle that answers what it was told. */
export interface SetOracle {
  readonly low: bigint;
  readonly high: bigint;
  readonly dead: boolean;
}

/** Something was asked of a world that it does not have: a fault of the test. */
export class UnknownInWorldError extends RangeError {
  override readonly name = 'UnknownInWorldError';
}

/**
 * A whole small economy in memory, run by the model: books, pools, tokens, oracles. A mutable
 * container: each action's result is put in after the model's pure functions accepted it.
 */
export class World {
  readonly config: WorldConfig;
  readonly at: WorldAddresses;
  now: Timestamp;
  readonly pools: Pool[] = [];
  readonly loans = new Map<LoanId, Loan>();
  readonly approvals = new Map<string, Approval>();
  readonly closed = new Set<string>();
  readonly oracles = new Map<Address, SetOracle>();
  /** Token balances, by `token:account`. */
  readonly balances = new Map<string, bigint>();
  /** Share balances, by `pool:account`, and allowances, by `pool:owner:spender`. */
  readonly shares = new Map<string, bigint>();
  readonly allowances = new Map<string, bigint>();
  sequencer: { readonly answer: bigint; readonly updatedAt: bigint };
  readonly listings = new Map<string, Listing>();

  constructor(config: WorldConfig, addresses: WorldAddresses) {
    this.config = config;
    this.at = addresses;
    this.now = config.startTime as Timestamp;
    this.sequencer = { answer: 0n, updatedAt: config.startTime };
    for (const [i, token] of addresses.tokens.entries()) {
      for (const actor of addresses.actors) {
        this.balances.set(`${token}:${actor}`, config.balances[i] ?? 0n);
      }
    }
    for (const index of config.pools.keys()) this.#addPool(index);
    for (const index of config.listings.keys()) this.#addListing(index);
  }

  #addPool(index: number): void {
    const item = this.config.pools[index];
    const loanToken = this.at.tokens[item?.token ?? -1];
    const address = this.at.pools[index];
    if (item === undefined || loanToken === undefined || address === undefined) {
      throw new UnknownInWorldError(`pool ${index}`);
    }
    const terms = {
      loanToken,
      minDebt: item.minDebt as LoanAssets,
      callFee: item.callFee as LoanAssets,
      cureWindow: item.cureWindow as Seconds,
      ramp: item.ramp as Seconds,
      lapse: item.lapse as Seconds,
    };
    let pool = createPool(address, index + 1, terms, this.now);
    for (const [k, premium] of item.premiums.entries()) {
      if (premium > 0n) pool = setPremium(pool, this.now, k + 1, premium).pool;
    }
    this.pools.push(pool);
  }

  #addListing(index: number): void {
    const item = this.config.listings[index];
    const pool = this.pools[item?.pool ?? -1];
    const collateral = this.at.tokens[item?.token ?? -1];
    const oracle = this.at.oracles[index];
    if (!item || !pool || !collateral || !oracle) throw new UnknownInWorldError(`listing ${index}`);
    this.oracles.set(oracle, { low: item.price, high: item.price, dead: false });
    const id = this.collateralIds(item.pool)[this.listedBefore(index)] as CollateralId;
    const terms = { ...item.terms, collateral, oracle };
    this.listings.set(`${pool.creditorId}:${id}`, composeListing(pool.address, pool.terms, terms));
    const ceiling = item.ceiling as LoanAssets;
    const hourly = item.hourly as LoanAssets;
    this.pools[item.pool] = addListing(pool, this.now, id, ceiling, hourly).pool;
  }

  /** How many listings of the same pool stand before this one in the configuration. */
  listedBefore(index: number): number {
    const pool = this.config.listings[index]?.pool;
    return this.config.listings.slice(0, index).filter((item) => item.pool === pool).length;
  }

  /** The ids that the book gives a pool's listings, in order of listing. */
  collateralIds(pool: number): readonly CollateralId[] {
    const count = new Map<number, number>();
    return this.config.listings
      .filter((item) => item.pool === pool)
      .map(({ terms: { riskClass } }) => {
        const ordinal = (count.get(riskClass) ?? 0) + 1;
        count.set(riskClass, ordinal);
        return makeCollateralId(ordinal, riskClass);
      });
  }

  pool(index: number): Pool {
    const pool = this.pools[index];
    if (pool === undefined) throw new UnknownInWorldError(`pool ${index}`);
    return pool;
  }

  loan(id: LoanId): Loan {
    return this.loans.get(id) ?? emptyLoan;
  }

  balance(token: Address, account: Address): bigint {
    return this.balances.get(`${token}:${account}`) ?? 0n;
  }

  sharesOf(pool: number, account: Address): bigint {
    return this.shares.get(`${pool}:${account}`) ?? 0n;
  }

  move(token: Address, from: Address, to: Address, amount: bigint): void {
    this.balances.set(`${token}:${from}`, this.balance(token, from) - amount);
    this.balances.set(`${token}:${to}`, this.balance(token, to) + amount);
  }

  listing(creditorId: number, id: CollateralId): Listing {
    const listing = this.listings.get(`${creditorId}:${id}`);
    return listing ?? revert('UnknownListing', BigInt(creditorId), BigInt(id));
  }

  /** What an oracle answers; reverts as the book does with a dead or a senseless one. */
  prices(listing: Listing): PriceBounds {
    const answer = this.oracles.get(listing.oracle);
    if (answer === undefined) throw new UnknownInWorldError(`oracle ${listing.oracle}`);
    if (answer.dead) throw new ProtocolError('Dead', []);
    const { low, high } = answer;
    if (low === 0n || low > high) revert('OracleUnusable', listing.oracle, low, high);
    return { low: low as OraclePrice, high: high as OraclePrice };
  }

  sequencerNow(): Sequencer {
    if (!this.config.sequencer) return noSequencer;
    const { answer, updatedAt } = this.sequencer;
    if (updatedAt === 0n || updatedAt > this.now) return { up: false, since: 0n as Timestamp };
    return { up: answer === 0n, since: updatedAt as Timestamp };
  }
}
