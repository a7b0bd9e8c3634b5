import type { Address, CollateralId } from '../ids.ts';
import type { RateConfig } from '../rates.ts';
import type { CreditorTerms } from '../terms.ts';
import type { Accrued, LoanAssets, Rate, Shares, Timestamp, Units } from '../units.ts';

/** What a pool stores of one risk class. */
export interface PoolClass {
  readonly units: Units;
  /** Sum of premium times seconds up to `premiumAt`. */
  readonly premiumAccrued: Accrued;
  readonly premiumAt: Timestamp;
  readonly premium: Rate;
}

/** What a pool stores of one listing. */
export interface PoolListing {
  /** Units of the loans led by this collateral. */
  readonly units: Units;
  /** Level of the hourly limit at `flowAt`. */
  readonly flow: LoanAssets;
  readonly flowAt: Timestamp;
  readonly ceiling: LoanAssets;
  readonly hourly: LoanAssets;
}

/** All of a pool's storage but its lenders' balances. Immutable: an action returns a new one. */
export interface Pool {
  readonly address: Address;
  readonly creditorId: number;
  readonly terms: CreditorTerms;
  readonly baseAccrued: Accrued;
  readonly updatedAt: Timestamp;
  readonly baseRate: Rate;
  readonly cash: LoanAssets;
  readonly classes: readonly PoolClass[];
  readonly config: RateConfig;
  /** Highest class in use plus one. */
  readonly classCount: number;
  readonly lenderAssets: LoanAssets;
  readonly firstLoss: LoanAssets;
  readonly supply: Shares;
  readonly listings: ReadonlyMap<CollateralId, PoolListing>;
}

/** A listing without debt or limits, as storage is before it is written. */
export const emptyPoolListing: PoolListing = {
  units: 0n as Units,
  flow: 0n as LoanAssets,
  flowAt: 0n as Timestamp,
  ceiling: 0n as LoanAssets,
  hourly: 0n as LoanAssets,
};

/** What a pool knows of a listing. */
export function poolListing(pool: Pool, id: CollateralId): PoolListing {
  return pool.listings.get(id) ?? emptyPoolListing;
}

/** The pool with one listing changed. */
export function withListing(pool: Pool, id: CollateralId, change: Partial<PoolListing>): Pool {
  const listings = new Map(pool.listings);
  listings.set(id, { ...poolListing(pool, id), ...change });
  return { ...pool, listings };
}
