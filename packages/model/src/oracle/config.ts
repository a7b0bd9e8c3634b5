import type { Address } from '../ids.ts';

/** What a feed last answered, or a sequencer's feed: its newest round. Unix seconds. */
export interface FeedRound {
  /** In the feed's own units; may be zero or negative. Of a sequencer's feed: 0 is up. */
  readonly answer: bigint;
  /** When the round began; of a sequencer's feed, when the status last changed. */
  readonly startedAt: bigint;
  /** When the answer was computed; 0 while the round is not complete. */
  readonly updatedAt: bigint;
}

/** One feed and what it may answer. */
export interface Leg {
  readonly feed: Address;
  /** Oldest answer accepted, seconds. */
  readonly maxAge: bigint;
  /** An answer must be above this, in the feed's own units. */
  readonly minAnswer: bigint;
  /** An answer must be below this. */
  readonly maxAnswer: bigint;
}

/**
 * A price from one or two feeds: `floor(base * scaleUp / (quote * scaleDown))`, without a quote leg
 * `floor(base * scaleUp / scaleDown)`.
 *
 * @source contracts/src/oracles/FeedOracle.sol
 */
export interface FeedOracleConfig {
  readonly kind: 'feeds';
  /** The collateral in a common unit. */
  readonly base: Leg;
  /** The loan token in the same unit; null where the base feed is in the loan token. */
  readonly quote: Leg | null;
  /** Power of ten; one of the two scales is 1. */
  readonly scaleUp: bigint;
  readonly scaleDown: bigint;
  /** Uptime feed of the chain's sequencer, or null. */
  readonly sequencer: Address | null;
  /** Seconds for which the sequencer has to have been up. */
  readonly grace: bigint;
}

/**
 * Two oracles that must agree: the lower of both and the higher.
 *
 * @source contracts/src/oracles/TwoSourceOracle.sol
 */
export interface TwoSourceOracleConfig {
  readonly kind: 'two-source';
  readonly a: Address;
  readonly b: Address;
  /** Largest distance between low and high, bps of low. */
  readonly maxSpreadBps: bigint;
}

/**
 * A token worth a growing number of another. Its anchor is state: see `OracleWorld`.
 *
 * @source contracts/src/oracles/ExchangeRateOracle.sol
 */
export interface ExchangeRateOracleConfig {
  readonly kind: 'exchange-rate';
  /** Oracle of the asset inside. */
  readonly underlying: Address;
  /** Contract that answers the rate. */
  readonly rateSource: Address;
  /** Digits after the point in the rate, 0 to 36. */
  readonly rateDecimals: number;
  /** Growth a day that `low` believes, 1e18 = 100 %. */
  readonly growthPerDayWad: bigint;
  /** Rates outside of these two are refused, in the rate's own units. */
  readonly minRate: bigint;
  readonly maxRate: bigint;
}

/** What one of the protocol's oracles is made of; fixed when it is deployed. */
export type OracleConfig = FeedOracleConfig | TwoSourceOracleConfig | ExchangeRateOracleConfig;

/** The rate that an exchange-rate oracle last believed without a cap, and when. */
export interface RateAnchor {
  /** In the rate's own units. */
  readonly rate: bigint;
  /** Unix seconds. */
  readonly setAt: bigint;
}

/** All that oracles are and read, as of one block. Every function is a plain look-up. */
export interface OracleWorld {
  /** Undefined for what is none of the protocol's oracles. */
  config(oracle: Address): OracleConfig | undefined;
  /** Undefined for a feed that does not answer. */
  round(feed: Address): FeedRound | undefined;
  /** Undefined for a source that does not answer. */
  rate(source: Address): bigint | undefined;
  /** Of every exchange-rate oracle: it has one from its deployment on. */
  anchor(oracle: Address): RateAnchor | undefined;
}
