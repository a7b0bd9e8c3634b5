import type { Bps, CollateralTerms } from '@hypothec/model';

/** One pool of a test world. Amounts are base units of its loan token. */
export interface PoolConfig {
  /** Index into `tokens`. */
  readonly token: number;
  readonly minDebt: bigint;
  readonly callFee: bigint;
  readonly cureWindow: bigint;
  readonly ramp: bigint;
  readonly lapse: bigint;
  /** Premium of classes 1 to 7. */
  readonly premiums: readonly Bps[];
}

/** One listing of a test world. */
export interface ListingConfig {
  /** Index into `pools`. */
  readonly pool: number;
  /** Index into `tokens`. */
  readonly token: number;
  readonly terms: Omit<CollateralTerms, 'collateral' | 'oracle'>;
  readonly ceiling: bigint;
  readonly hourly: bigint;
  /** Starting price, loan units per collateral unit times 1e36. */
  readonly price: bigint;
}

/** A world that both the model and the contracts can be set up as. */
export interface WorldConfig {
  readonly name: string;
  readonly startTime: bigint;
  readonly sequencer: boolean;
  /** Decimals of each token. */
  readonly tokens: readonly number[];
  /** What each actor starts with of each token, base units. */
  readonly balances: readonly bigint[];
  readonly pools: readonly PoolConfig[];
  readonly listings: readonly ListingConfig[];
  /** The first is the curator of all pools. */
  readonly actors: number;
  /** Of the actors, how many borrow. */
  readonly borrowers: number;
  /** How many loans a borrower has with each creditor. */
  readonly loansEach: number;
}
