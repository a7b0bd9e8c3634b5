import type { Address } from '@hypothec/model';
import {
  exchangeRateOracleAbi,
  feedOracleAbi,
  settableFeedAbi,
  settableRateAbi,
  twoSourceOracleAbi,
} from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import { toFunctionSelector, zeroAddress } from 'viem';
import { deployArtifact } from './deploy.ts';

/** One dollar in the unit of the feeds. */
export const FEED_USD = 10n ** 8n;

/** The oracles of a world, and the feeds that its owner sets. */
export interface WorldOracles {
  /** By coin; prices are in the loan token. */
  readonly of: Readonly<Record<'btc' | 'eth' | 'steth' | 'alt', Address>>;
  /** Dollar feeds, 8 decimals; ETH has two, which its oracle wants to agree within 2 %. */
  readonly feeds: Readonly<Record<'usd' | 'btc' | 'eth' | 'eth2' | 'alt', Address>>;
  /** ETH in one staked ETH, 18 decimals. */
  readonly rate: Address;
}

/** What the feeds first say, whole dollars. */
const firstPrices = { usd: 1n, btc: 60_000n, eth: 2_000n, eth2: 2_000n, alt: 10n } as const;

/** Two days: a test may jump over a cure window. */
const MAX_AGE = 172_800;
const GRACE = 3_600;

type Coins = Readonly<Record<'usd' | 'btc' | 'eth' | 'steth' | 'alt', Address>>;

async function deployFeeds(sender: Sender): Promise<WorldOracles['feeds']> {
  const feed = (dollars: bigint): Promise<Address> =>
    deployArtifact(sender, 'SettableFeed', settableFeedAbi, [8, dollars * FEED_USD]);
  return {
    usd: await feed(firstPrices.usd),
    btc: await feed(firstPrices.btc),
    eth: await feed(firstPrices.eth),
    eth2: await feed(firstPrices.eth2),
    alt: await feed(firstPrices.alt),
  };
}

function leg(feed: Address) {
  return { feed, maxAge: MAX_AGE, minAnswer: 1_000n, maxAnswer: 10n ** 16n };
}

/** Deploys feeds and oracles of every kind: two legs, two sources, an exchange rate. */
export async function deployOracles(
  sender: Sender,
  coins: Coins,
  sequencer: Address | null,
): Promise<WorldOracles> {
  const feeds = await deployFeeds(sender);
  const oracle = (collateral: Address, feed: Address): Promise<Address> =>
    deployArtifact(sender, 'FeedOracle', feedOracleAbi, [
      {
        collateral,
        loanToken: coins.usd,
        base: leg(feed),
        quote: leg(feeds.usd),
        sequencer: sequencer ?? zeroAddress,
        grace: sequencer === null ? 0 : GRACE,
      },
    ]);
  const first = await oracle(coins.eth, feeds.eth);
  const second = await oracle(coins.eth, feeds.eth2);
  const rate = await deployArtifact(sender, 'SettableRate', settableRateAbi, [12n * 10n ** 17n]);
  const steth = await deployArtifact(sender, 'ExchangeRateOracle', exchangeRateOracleAbi, [
    {
      underlying: first,
      rateSource: rate,
      rateSelector: toFunctionSelector('stEthPerToken()'),
      rateDecimals: 18,
      growthPerDayWad: 5n * 10n ** 14n,
      minRate: 10n ** 18n,
      maxRate: 2n * 10n ** 18n,
    },
  ]);
  const twoSources = [first, second, 200n] as const;
  return {
    feeds,
    rate,
    of: {
      btc: await oracle(coins.btc, feeds.btc),
      eth: await deployArtifact(sender, 'TwoSourceOracle', twoSourceOracleAbi, twoSources),
      steth,
      alt: await oracle(coins.alt, feeds.alt),
    },
  };
}
