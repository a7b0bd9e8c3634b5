import { plain } from './teller.ts';
import type { Sentences } from './teller.ts';

const wait =
  'Nothing that needs a price is possible meanwhile; repaying is, and pledging what is held.';

type OracleErrorName =
  | 'AnswerFromFuture'
  | 'FeedFailed'
  | 'IncompleteRound'
  | 'InvalidBounds'
  | 'NonPositiveAnswer'
  | 'PriceOutOfBounds'
  | 'RateOutOfBounds'
  | 'RateSourceFailed'
  | 'SequencerDown'
  | 'SequencerGrace'
  | 'SpreadTooWide'
  | 'StalePrice'
  | 'SyncTooSoon'
  | 'ZeroPrice';

/** Why there is no price now. */
export const oracleSentences: Sentences<OracleErrorName> = {
  StalePrice: ([feed, age, maxAge], tell) => ({
    message:
      `The price feed ${feed} was last updated ${tell.span(age)} ago; accepted is ` +
      `${tell.span(maxAge)}.`,
    advice: `Try again after its next update. ${wait}`,
  }),
  FeedFailed: ([feed]) => ({
    message: `The price feed ${feed} does not answer.`,
    advice: `Try again later. ${wait}`,
  }),
  IncompleteRound: ([feed]) => ({
    message: `The price feed ${feed} has not finished its newest round.`,
    advice: `Try again after its next update. ${wait}`,
  }),
  AnswerFromFuture: ([feed, updatedAt, blockTime], tell) => ({
    message:
      `The price feed ${feed} says it was updated on ${tell.instant(updatedAt)}, after this ` +
      'block ' +
      `(${tell.instant(blockTime)}).`,
    advice: `Try again later; if it lasts, the feed is broken. ${wait}`,
  }),
  NonPositiveAnswer: ([feed, answer]) => ({
    message: `The price feed ${feed} answered ${answer}, which is no price.`,
    advice: `The feed is broken: do not retry in a hurry. ${wait}`,
  }),
  PriceOutOfBounds: ([feed, answer, least, most], tell) => ({
    message:
      `The price feed ${feed} answered ${tell.number(answer)}; believed are answers between ` +
      `${tell.number(least)} and ${tell.number(most)}.`,
    advice: `The feed, or the market, is far from normal. ${wait}`,
  }),
  SequencerDown: ([since], tell) => ({
    message:
      since === 0n
        ? 'The chain’s sequencer is down, or does not say that it is up.'
        : `The chain’s sequencer is down since ${tell.instant(since)}.`,
    advice: `Try again when it is up; no cure window ends before. ${wait}`,
  }),
  SequencerGrace: ([upSince, grace], tell) => ({
    message:
      `The chain’s sequencer is up again since ${tell.instant(upSince)}; prices are believed ` +
      `${tell.span(grace)} after that.`,
    advice: `Try again then. ${wait}`,
  }),
  SpreadTooWide: ([low, high, maxSpreadBps], tell) => ({
    message:
      'Two price sources differ by ' +
      `${tell.bps(low === 0n ? 0n : ((high - low) * 10_000n) / low)}; ` +
      `accepted is ${tell.bps(maxSpreadBps)}.`,
    advice: `Try again when they agree. ${wait}`,
  }),
  InvalidBounds: ([source, low, high], tell) => ({
    message:
      `The price source ${source} answered ${tell.number(low)} to ${tell.number(high)}, which ` +
      'is no price.',
    advice: `The source is broken. ${wait}`,
  }),
  RateSourceFailed: ([source]) => ({
    message: `The exchange rate source ${source} does not answer.`,
    advice: `Try again later. ${wait}`,
  }),
  RateOutOfBounds: ([rate, least, most], tell) => ({
    message:
      `The exchange rate is ${tell.number(rate)}; believed are rates between ` +
      `${tell.number(least)} ` +
      `and ${tell.number(most)}.`,
    advice: `The token is far from normal: do not retry in a hurry. ${wait}`,
  }),
  ZeroPrice: plain('The price rounds to zero.', `The price is too small for this oracle. ${wait}`),
  SyncTooSoon: ([nextAt], tell) => ({
    message: `The exchange rate was anchored less than a day ago.`,
    advice: `Sync again from ${tell.instant(nextAt)} on.`,
  }),
};
