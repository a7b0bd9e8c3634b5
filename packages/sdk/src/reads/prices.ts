import { oraclePrice, ProtocolError, sequencerAt } from '@hypothec/model';
import type { Address, PriceAnswer, Sequencer } from '@hypothec/model';
import { toRefusal } from '../errors/decode.ts';
import { aggregatorFeedAbi } from '../generated/aggregator-feed.ts';
import { priceOracleAbi } from '../generated/price-oracle.ts';
import { ask, askAll, viewCall } from './call.ts';
import type { Answer } from './call.ts';
import type { Pinned } from './pin.ts';

/** An oracle's answer as the book takes it: an empty range or one with zero is no price. */
function toPrice(oracle: Address, answer: Answer<readonly [bigint, bigint]>): PriceAnswer {
  if (!answer.ok) return { priced: false, refusal: toRefusal(oracle, answer.data) };
  const [low, high] = answer.value;
  if (low === 0n || low > high) {
    const refusal = new ProtocolError('OracleUnusable', [oracle, low, high]);
    return { priced: false, refusal };
  }
  return { priced: true, low: oraclePrice(low), high: oraclePrice(high) };
}

/** Reads each oracle's bounds, or why it has none. */
export async function readPriceAnswers(
  at: Pinned,
  oracles: readonly Address[],
): Promise<ReadonlyMap<Address, PriceAnswer>> {
  const unique = [...new Set(oracles)];
  const answers = await askAll(
    at,
    unique.map((oracle) => viewCall(oracle, 'oracle', priceOracleAbi, 'bounds')),
  );
  return new Map(
    unique.flatMap((oracle, i) => {
      const answer = answers[i];
      return answer === undefined ? [] : [[oracle, toPrice(oracle, answer)] as const];
    }),
  );
}

/** Reads whether the chain's sequencer is up, and since when; a chain without a feed is up. */
export async function readSequencerState(at: Pinned, feed: Address | null): Promise<Sequencer> {
  const { timestamp: now } = at.block;
  if (feed === null) return sequencerAt(null, now);
  const call = viewCall(feed, 'sequencer feed', aggregatorFeedAbi, 'latestRoundData');
  const said = await ask(at, call);
  if (!said.ok) return sequencerAt(undefined, now);
  const [, answer, startedAt, updatedAt] = said.value;
  return sequencerAt({ answer, startedAt, updatedAt }, now);
}
