import type { ListingConfig, PoolConfig } from './schema.ts';
import { USDC, WHOLE } from './tokens.ts';

const HOUR = 3_600n;
const DAY = 86_400n;

const ceilingWhy =
  'what the local lenders bring is less: here the ceiling shows that there is one and never binds';
const altCeilingWhy = 'a fifth of the ceiling of the larger coins: thin markets sell slowly';
const hourlyWhy = 'a tenth of the ceiling: a wrong price costs no more than that in an hour';
const base = 'the base class';
const stakedClass =
  'one above the base: the token can lose its peg to ether besides falling with it';
const altClass = 'the riskiest here, so that it leads a mixed loan and is sold first';

const stakedOracle: ListingConfig['oracle'] = {
  kind: 'exchange-rate',
  inside: 'ETH',
  rateWad: (WHOLE * 118n) / 100n,
  growthPerDayWad: WHOLE / 2_000n,
  minRateWad: WHOLE,
  maxRateWad: 2n * WHOLE,
  why: {
    rateWad: 'a made-up first rate of the order of real ones: some years of staking income',
    growthPerDayWad: '0.05 % a day, five times what staking has paid: delays, never reprices',
    minRateWad: 'a staked token is worth the ether inside at least',
    maxRateWad: 'twice: decades away at the income of staking',
  },
};

const shared = {
  cureWindow: DAY,
  ramp: HOUR,
  lapse: DAY,
  baseBps: 0n,
  slopeBps: 400n,
  steepBps: 6_000n,
  kinkBps: 9_000n,
  reserveBps: 1_000n,
  premiums: [
    { premiumBps: 50n, why: { premiumBps: 'half a point for the risk of the peg to ether' } },
    {
      premiumBps: 300n,
      why: { premiumBps: 'three points: the bad debt of a crash is borne here' },
    },
  ],
} as const;

const sharedWhy = {
  callFee: 'none: the keeper of this stack calls without one, and a called borrower pays enough',
  cureWindow: 'a day: a borrower asleep anywhere on the globe has waking hours in it',
  ramp: 'an hour from no bonus to the largest: the sale goes to whoever needs least',
  lapse: 'a day after the window: a call that nobody acts on is void, not a threat for ever',
  baseBps: 'an unused pool costs nothing',
  slopeBps: '4 % at the kink: the order of what dollar pools pay in quiet months',
  steepBps: '64 % when all is lent, so that lenders can soon leave again',
  kinkBps: '90 %: a tenth stays for lenders who leave',
  reserveBps: 'a tenth of interest fills the first loss',
};

/** The pools of the local stack. Amounts are base units of their loan token. */
export const pools: readonly PoolConfig[] = [
  {
    ...shared,
    premiums: [...shared.premiums],
    loanToken: 'USDC',
    minDebt: 1_000n * USDC,
    callFee: 0n,
    why: {
      ...sharedWhy,
      minDebt: 'a liquidation of less would not pay for its own gas when blocks are full',
    },
    listings: [
      {
        collateral: 'BTC',
        ladder: 'btc',
        oracle: { kind: 'feeds' },
        riskClass: 0,
        ceiling: 100_000_000n * USDC,
        hourly: 10_000_000n * USDC,
        why: { riskClass: base, ceiling: ceilingWhy, hourly: hourlyWhy },
      },
      {
        collateral: 'ETH',
        ladder: 'eth',
        oracle: { kind: 'feeds' },
        riskClass: 0,
        ceiling: 100_000_000n * USDC,
        hourly: 10_000_000n * USDC,
        why: { riskClass: base, ceiling: ceilingWhy, hourly: hourlyWhy },
      },
      {
        collateral: 'STETH',
        ladder: 'eth',
        oracle: stakedOracle,
        riskClass: 1,
        ceiling: 100_000_000n * USDC,
        hourly: 10_000_000n * USDC,
        why: { riskClass: stakedClass, ceiling: ceilingWhy, hourly: hourlyWhy },
      },
      {
        collateral: 'ALT',
        ladder: 'alt',
        oracle: { kind: 'feeds' },
        riskClass: 2,
        ceiling: 20_000_000n * USDC,
        hourly: 2_000_000n * USDC,
        why: { riskClass: altClass, ceiling: altCeilingWhy, hourly: hourlyWhy },
      },
    ],
  },
  {
    ...shared,
    premiums: [...shared.premiums],
    loanToken: 'ETH',
    minDebt: WHOLE,
    callFee: 0n,
    why: { ...sharedWhy, minDebt: 'as for dollars: less would not pay for its own liquidation' },
    listings: [
      {
        collateral: 'BTC',
        ladder: 'btc',
        oracle: { kind: 'feeds' },
        riskClass: 0,
        ceiling: 50_000n * WHOLE,
        hourly: 5_000n * WHOLE,
        why: { riskClass: base, ceiling: ceilingWhy, hourly: hourlyWhy },
      },
      {
        collateral: 'STETH',
        ladder: 'eth',
        oracle: stakedOracle,
        riskClass: 1,
        ceiling: 50_000n * WHOLE,
        hourly: 5_000n * WHOLE,
        why: { riskClass: stakedClass, ceiling: ceilingWhy, hourly: hourlyWhy },
      },
    ],
  },
];
