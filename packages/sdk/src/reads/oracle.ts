import type { Address, Leg, OracleConfig, RateAnchor } from '@hypothec/model';
import { zeroAddress } from 'viem';
import { toAddress } from '../address.ts';
import { exchangeRateOracleAbi } from '../generated/exchange-rate-oracle.ts';
import { feedOracleAbi } from '../generated/feed-oracle.ts';
import { twoSourceOracleAbi } from '../generated/two-source-oracle.ts';
import { ask, askAll, valueOf, viewCall } from './call.ts';
import type { ReadCall } from './call.ts';
import { atBlock } from './pin.ts';
import type { Pinned } from './pin.ts';
import type { ReadClient } from './rpc.ts';

/** Which oracle, and when; the newest block without a number. */
export interface OracleAt {
  readonly oracle: string;
  readonly blockNumber?: bigint;
}

type ResultOf<Call> = Call extends ReadCall<infer Result> ? Result : never;

const what = 'oracle';

function feedCalls(oracle: Address) {
  return [
    viewCall(oracle, what, feedOracleAbi, 'config'),
    viewCall(oracle, what, feedOracleAbi, 'scale'),
  ] as const;
}

function twoSourceCalls(oracle: Address) {
  return [
    viewCall(oracle, what, twoSourceOracleAbi, 'SOURCE_A'),
    viewCall(oracle, what, twoSourceOracleAbi, 'SOURCE_B'),
    viewCall(oracle, what, twoSourceOracleAbi, 'SPREAD_LIMIT_BPS'),
  ] as const;
}

function rateCalls(oracle: Address) {
  return [
    viewCall(oracle, what, exchangeRateOracleAbi, 'config'),
    viewCall(oracle, what, exchangeRateOracleAbi, 'anchor'),
  ] as const;
}

type FeedConfig = ResultOf<ReturnType<typeof feedCalls>[0]>;
type Scale = ResultOf<ReturnType<typeof feedCalls>[1]>;
type RateConfig = ResultOf<ReturnType<typeof rateCalls>[0]>;

function toLeg({ feed, maxAge, minAnswer, maxAnswer }: FeedConfig['base']): Leg {
  return { feed: toAddress(feed), maxAge: BigInt(maxAge), minAnswer, maxAnswer };
}

function toFeeds(config: FeedConfig, [scaleUp, scaleDown]: Scale): OracleConfig {
  const { base, quote, sequencer, grace } = config;
  return {
    kind: 'feeds',
    base: toLeg(base),
    quote: quote.feed === zeroAddress ? null : toLeg(quote),
    scaleUp,
    scaleDown,
    sequencer: sequencer === zeroAddress ? null : toAddress(sequencer),
    grace: BigInt(grace),
  };
}

function toExchangeRate(config: RateConfig): OracleConfig {
  const { underlying, rateSource, rateDecimals, growthPerDayWad, minRate, maxRate } = config;
  return {
    kind: 'exchange-rate',
    underlying: toAddress(underlying),
    rateSource: toAddress(rateSource),
    rateDecimals,
    growthPerDayWad,
    minRate,
    maxRate,
  };
}

/** What it answers as each of the kinds; none where it is not one of them. */
async function kindsOf(at: Pinned, oracle: Address): Promise<readonly OracleConfig[]> {
  const [feeds, twoSource, rate] = await Promise.all([
    askAll(at, feedCalls(oracle)),
    askAll(at, twoSourceCalls(oracle)),
    askAll(at, rateCalls(oracle)),
  ]);
  const found: OracleConfig[] = [];
  const [feedConfig, scale] = feeds;
  if (feedConfig.ok && scale.ok) found.push(toFeeds(feedConfig.value, scale.value));
  const [a, b, spread] = twoSource;
  if (a.ok && b.ok && spread.ok) {
    const [one, other] = [toAddress(a.value), toAddress(b.value)];
    found.push({ kind: 'two-source', a: one, b: other, maxSpreadBps: spread.value });
  }
  const [rateConfig, anchor] = rate;
  if (rateConfig.ok && anchor.ok) found.push(toExchangeRate(rateConfig.value));
  return found;
}

/**
 * Reads what one of the protocol's oracles is made of: the model's `OracleConfig`, which never
 * changes. The oracles it reads in turn (`a`, `b`, `underlying`) are asked for in the same way.
 *
 * Goes by what the contract answers, not by its code: another that answers the same is taken for
 * one of these, so compare `oracleBounds` with `readPrices` before relying on it.
 *
 * @returns Null when it is none of these, or nothing is there at that block.
 * @throws {NodeUnreachableError} when the node does not answer; retry.
 * @example `(await readOracle(client, { oracle: listing.oracle }))?.kind`
 * @source contracts/src/oracles
 */
export async function readOracle(
  client: ReadClient,
  where: OracleAt,
): Promise<OracleConfig | null> {
  return atBlock(client, where.blockNumber, async (at) => {
    const [found, ...others] = await kindsOf(at, toAddress(where.oracle));
    return found === undefined || others.length > 0 ? null : found;
  });
}

/**
 * Reads the anchor of an exchange-rate oracle: the rate last believed without a cap, and when.
 *
 * @throws {NoContractError} when no such oracle is there.
 * @throws {NodeUnreachableError} when the node does not answer; retry.
 * @example `(await readAnchor(client, { oracle })).setAt`
 * @source contracts/src/oracles/ExchangeRateOracle.sol `anchor`
 */
export async function readAnchor(client: ReadClient, where: OracleAt): Promise<RateAnchor> {
  return atBlock(client, where.blockNumber, async (at) => {
    const asked = viewCall(where.oracle, what, exchangeRateOracleAbi, 'anchor');
    const [rate, setAt] = valueOf(asked, await ask(at, asked));
    return { rate, setAt };
  });
}
