import { feedOf, ladderOf, tokenOf } from '@hypothec/config';
import type { ListingConfig, PoolConfig, StackConfig } from '@hypothec/config';
import type { Address } from '@hypothec/model';
import { FaultError } from '../errors.ts';
import { Dice, seedOf, WHOLE_SHARE } from './random.ts';

/** A loan that the population will open. Amounts are base units. */
export interface PlannedLoan {
  readonly borrower: Address;
  /** Shown instead of the address: `p001`. */
  readonly name: string;
  readonly collateral: string;
  readonly loanToken: string;
  readonly pledged: bigint;
  readonly drawn: bigint;
  /** What the draw makes of the open limit, bps. */
  readonly shareOfLimitBps: bigint;
}

/** A market with its part of the loans. */
export interface MarketWeight {
  readonly collateral: string;
  readonly loanToken: string;
  readonly weight: bigint;
}

/**
 * Debt by share of loans, dollars: quantiles of 78,126 daily states of crvUSD borrowers, October
 * 2023 to January 2024; below the least debt of a pool and above the 99th percentile they are cut.
 */
const SIZE_QUANTILES: readonly (readonly [share: bigint, dollars: bigint])[] = [
  [0n, 1_500n],
  [100_000_000n, 1_500n],
  [200_000_000n, 4_800n],
  [300_000_000n, 8_200n],
  [500_000_000n, 20_000n],
  [700_000_000n, 47_000n],
  [800_000_000n, 84_000n],
  [900_000_000n, 220_000n],
  [950_000_000n, 506_000n],
  [990_000_000n, 2_560_000n],
  [1_000_000_000n, 2_560_000n],
];

/** Least and greatest share of the open limit that a loan uses, bps. */
const LEAST_USED = 5_000n;
const MOST_USED = 9_800n;

/** What a report says of the population. */
export const populationText = {
  sizes:
    'Debts in dollars by quantiles: 10 % 1,500, 20 % 4,800, 30 % 8,200, 50 % 20,000, ' +
    '70 % 47,000, 80 % 84,000, 90 % 220,000, 95 % 506,000, 99 % 2,560,000, straight lines ' +
    'between; the quantiles are those of crvUSD borrowers, October 2023 to January 2024, cut at ' +
    'both ends.',
  ltvs:
    'At opening each loan uses between 50 % and 98 % of its open limit: the larger of two even ' +
    'draws, so more loans are near the limit than far from it.',
} as const;

function sizeInDollars(dice: Dice): bigint {
  const share = dice.share();
  for (let i = 1; i < SIZE_QUANTILES.length; i++) {
    const [to, high] = SIZE_QUANTILES[i] ?? [0n, 0n];
    if (share >= to) continue;
    const [from, low] = SIZE_QUANTILES[i - 1] ?? [0n, 0n];
    return low + ((high - low) * (share - from)) / (to - from);
  }
  throw new FaultError(`share ${share} is not below 1`);
}

function usedShare(dice: Dice): bigint {
  const [a, b] = [dice.share(), dice.share()];
  return LEAST_USED + ((MOST_USED - LEAST_USED) * (a > b ? a : b)) / WHOLE_SHARE;
}

function pickMarket(dice: Dice, weights: readonly MarketWeight[]): MarketWeight {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0n);
  let left = dice.below(total);
  for (const market of weights) {
    if (left < market.weight) return market;
    left -= market.weight;
  }
  throw new FaultError('the weights do not add up');
}

/** The address of the n-th of the population, readable as such: `0xb000…0007`. */
export function populationAddress(index: number): Address {
  return `0xb0${index.toString().padStart(38, '0')}`;
}

/** `p007` for an address of the population, null for any other. */
export function populationName(address: string): string | null {
  const match = /^0xb0(\d{38})$/.exec(address);
  return match === null
    ? null
    : `p${BigInt(match[1] ?? '')
        .toString()
        .padStart(3, '0')}`;
}

/** A pool's listing of a collateral. */
export function marketOf(
  stack: StackConfig,
  collateral: string,
  loanToken: string,
): { readonly pool: PoolConfig; readonly listing: ListingConfig } {
  const pool = stack.pools.find((item) => item.loanToken === loanToken);
  const listing = pool?.listings.find((item) => item.collateral === collateral);
  if (pool === undefined || listing === undefined) {
    throw new FaultError(`no market ${collateral}/${loanToken}`);
  }
  return { pool, listing };
}

/** What one whole collateral is worth, 1e8 = 1 dollar. */
export function dollarPriceE8(
  stack: StackConfig,
  listing: ListingConfig,
  prices: ReadonlyMap<string, bigint>,
): bigint {
  const { oracle } = listing;
  const symbol = oracle.kind === 'feeds' ? listing.collateral : oracle.inside;
  const price = prices.get(symbol) ?? feedOf(stack, symbol).standingPriceE8;
  return oracle.kind === 'feeds' ? price : (price * oracle.rateWad) / 10n ** 18n;
}

/**
 * Plans a population of loans, one a borrower.
 *
 * @param prices - Dollar prices by symbol at the moment of opening, 1e8 = 1 dollar.
 * @param weights - How the loans are spread over markets.
 * @returns As many loans as asked; the same for the same seed.
 */
export function planPopulation(
  stack: StackConfig,
  options: {
    readonly loans: number;
    readonly seed: bigint;
    readonly prices: ReadonlyMap<string, bigint>;
    readonly weights: readonly MarketWeight[];
  },
): readonly PlannedLoan[] {
  const { loans, seed, prices, weights } = options;
  const dice = new Dice(seedOf(seed, 'population'));
  return Array.from({ length: loans }, (_, index) => {
    const { collateral, loanToken } = pickMarket(dice, weights);
    const { pool, listing } = marketOf(stack, collateral, loanToken);
    const borrower = populationAddress(index + 1);
    const name = populationName(borrower) ?? borrower;
    const shareOfLimitBps = usedShare(dice);
    const loanUnit = 10n ** BigInt(tokenOf(stack, loanToken).decimals);
    const loanPriceE8 = prices.get(loanToken) ?? feedOf(stack, loanToken).standingPriceE8;
    const sized = (sizeInDollars(dice) * 10n ** 8n * loanUnit) / loanPriceE8;
    // A tenth above the minimum, so that interest and a price that moves do not make it dust.
    const least = (pool.minDebt * 11n) / 10n;
    const drawn = sized > least ? sized : least;
    const ltvBps = ladderOf(stack, listing.ladder).openLtvBps * shareOfLimitBps;
    const collateralUnit = 10n ** BigInt(tokenOf(stack, collateral).decimals);
    const price = dollarPriceE8(stack, listing, prices);
    const needed = drawn * loanPriceE8 * collateralUnit * 10n ** 8n;
    const pledged = needed / (loanUnit * price * ltvBps) + 1n;
    return { borrower, name, collateral, loanToken, pledged, drawn, shareOfLimitBps };
  });
}
