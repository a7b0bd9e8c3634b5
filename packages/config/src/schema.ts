import { ProtocolError, requireCollateralTerms } from '@hypothec/model';
import type { Address } from '@hypothec/model';
import { z } from 'zod';
import { collateralTerms } from './terms.ts';

const WHOLE_BPS = 10_000n;

const amount = z.bigint().nonnegative();
const positive = z.bigint().positive();
const bps = z.bigint().nonnegative().max(WHOLE_BPS);
const symbol = z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/);

/**
 * Adds `why` to a group of numbers: one reason or source for each of them, no more and no fewer.
 * What is not a number (names, addresses) says itself what it is.
 */
function reasoned<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...shape, why: z.record(z.string(), z.string().min(10)) }).refine(
    (group) => {
      const { why, ...fields } = group as { readonly why: object };
      const numbers = Object.entries(fields)
        .filter(([, value]) => typeof value === 'bigint' || typeof value === 'number')
        .map(([key]) => key);
      return [...numbers].sort().join() === Object.keys(why).sort().join();
    },
    { error: 'Each number needs its reason in "why", and nothing else has one.' },
  );
}

/** A token of a stack. */
export const tokenSchema = reasoned({
  symbol,
  name: z.string().min(3),
  /** How it comes to be on the local chain. */
  kind: z.enum(['faucet', 'wrapped-native', 'staked']),
  /** Digits after the point, 0 to 36. */
  decimals: z.number().int().min(0).max(36),
  /** What `hypothec faucet` gives without an amount, base units. */
  faucetAmount: positive,
});

/** A feed in dollars. Prices are 1e8 = 1 dollar: the feeds of the local chain have 8 decimals. */
export const feedSchema = reasoned({
  /** The token it prices. */
  symbol,
  /** Longest silence of the feed, seconds. */
  heartbeat: positive,
  /** Oldest answer that the oracle accepts, seconds, above the heartbeat. */
  maxAge: positive,
  /** Answers at or below this are refused. */
  minPriceE8: positive,
  /** Answers at or above this are refused. */
  maxPriceE8: positive,
  /** The price where no history says one. */
  standingPriceE8: positive,
}).refine((feed) => feed.maxAge > feed.heartbeat, { error: 'maxAge must be above the heartbeat.' });

/** How far a collateral may be borrowed against, and what a liquidation pays. */
export const ladderSchema = reasoned({
  openLtvBps: bps,
  targetLtvBps: bps,
  clearLtvBps: bps,
  callLtvBps: bps,
  liquidationLtvBps: bps,
  maxBonusBps: bps,
  floorBonusBps: bps,
  slopeBps: z.bigint().nonnegative(),
}).superRefine((ladder, context) => {
  try {
    const address = '0x' as Address;
    const place = { collateral: address, oracle: address, riskClass: 0 };
    requireCollateralTerms(collateralTerms(ladder, place));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
});

/** How a collateral of a pool is priced. */
export const oracleSchema = z.discriminatedUnion('kind', [
  /** Two legs: the collateral's dollar feed over the loan token's. */
  z.strictObject({ kind: z.literal('feeds') }),
  /** The feeds of the token inside, times the exchange rate. */
  reasoned({
    kind: z.literal('exchange-rate'),
    /** Symbol of the token inside. */
    inside: symbol,
    /** First rate, 1e18 = 1. */
    rateWad: positive,
    growthPerDayWad: positive,
    minRateWad: positive,
    maxRateWad: positive,
  }),
]);

/** One collateral of a pool. */
export const listingSchema = reasoned({
  collateral: symbol,
  /** Name of a ladder of the stack. */
  ladder: z.string(),
  oracle: oracleSchema,
  riskClass: z.number().int().min(0).max(7),
  /** Most debt of all loans led by it, loan-token base units. */
  ceiling: amount,
  /** Most new debt an hour, loan-token base units. */
  hourly: amount,
});

/** A lending pool with its collaterals. */
export const poolSchema = reasoned({
  loanToken: symbol,
  /** Loan-token base units. */
  minDebt: positive,
  callFee: amount,
  /** Seconds. */
  cureWindow: positive,
  ramp: positive,
  lapse: positive,
  /** Rates a year, as `RateConfig` of the model. */
  baseBps: bps,
  slopeBps: bps,
  steepBps: bps,
  kinkBps: bps,
  reserveBps: bps,
  /** Premium of risk class 1, 2, …, bps a year, each with its reason. */
  premiums: z.array(reasoned({ premiumBps: bps })),
  listings: z.array(listingSchema).min(1),
});

/** A market's part of the population of loans. */
export const shareSchema = reasoned({
  collateral: symbol,
  loanToken: symbol,
  /** Against the sum of all. */
  weight: positive,
});

/** How the local stack is peopled and played. */
export const localSchema = reasoned({
  chainId: z.number().int().positive(),
  port: z.number().int().min(1).max(65_535),
  /** Share of the lenders' money that the population of loans borrows. */
  utilisationBps: bps,
  /** First loss, as a share of the lenders' money. */
  firstLossBps: bps,
  /** Loans at the start. */
  loans: z.number().int().positive(),
  population: z.array(shareSchema).min(1),
  /** Seconds of history in a second. */
  speed: positive,
});

const stackShape = z.strictObject({
  tokens: z.array(tokenSchema).min(2),
  feeds: z.array(feedSchema).min(2),
  ladders: z.record(z.string(), ladderSchema),
  pools: z.array(poolSchema).min(1),
  local: localSchema,
});

/** A whole stack: every name that is used must be defined, and only once. */
export const stackSchema = stackShape.superRefine((stack, context) => {
  const complain = (message: string): void => context.addIssue({ code: 'custom', message });
  const tokens = stack.tokens.map((token) => token.symbol);
  const feeds = stack.feeds.map((feed) => feed.symbol);
  if (new Set(tokens).size !== tokens.length) complain('A token is defined twice.');
  if (new Set(feeds).size !== feeds.length) complain('A feed is defined twice.');
  for (const { collateral, loanToken } of stack.local.population) {
    const pool = stack.pools.find((item) => item.loanToken === loanToken);
    const listed = pool?.listings.some((item) => item.collateral === collateral) ?? false;
    if (!listed) complain(`The population is in ${collateral}/${loanToken}, which is no market.`);
  }
  for (const pool of stack.pools) {
    for (const listing of pool.listings) {
      const market = `${listing.collateral}/${pool.loanToken}`;
      const { oracle } = listing;
      const priced = oracle.kind === 'feeds' ? listing.collateral : oracle.inside;
      for (const name of [listing.collateral, pool.loanToken]) {
        if (!tokens.includes(name)) complain(`${market} names ${name}, which is no token.`);
      }
      for (const name of [priced, pool.loanToken]) {
        if (!feeds.includes(name)) complain(`${market} needs a feed of ${name}.`);
      }
      if (!Object.hasOwn(stack.ladders, listing.ladder)) {
        complain(`${market} names the ladder ${listing.ladder}, which there is not.`);
      }
      if (listing.riskClass > pool.premiums.length) {
        complain(`${market} is of class ${listing.riskClass}, which has no premium.`);
      }
      if (listing.hourly > listing.ceiling) {
        complain(`${market} may lend more an hour than in all.`);
      }
    }
  }
});

/** A token of a stack, base units and decimals. */
export type TokenConfig = z.infer<typeof tokenSchema>;
/** A dollar feed of a stack. */
export type FeedConfig = z.infer<typeof feedSchema>;
/** A ladder with its bonus, in bps. */
export type LadderConfig = z.infer<typeof ladderSchema>;
/** How a collateral is priced. */
export type OracleConfig = z.infer<typeof oracleSchema>;
/** A collateral of a pool. */
export type ListingConfig = z.infer<typeof listingSchema>;
/** A lending pool. */
export type PoolConfig = z.infer<typeof poolSchema>;
/** A market's part of the population. */
export type ShareConfig = z.infer<typeof shareSchema>;
/** A whole stack. */
export type StackConfig = z.infer<typeof stackSchema>;
