/**
 * Every refusal of the oracles with its arguments, in order: why there is no price now.
 *
 * @source contracts/src/oracles
 */
export interface OracleErrorArgs {
  FeedFailed: readonly [feed: string];
  IncompleteRound: readonly [feed: string];
  StalePrice: readonly [feed: string, age: bigint, maxAge: bigint];
  AnswerFromFuture: readonly [feed: string, updatedAt: bigint, blockTime: bigint];
  NonPositiveAnswer: readonly [feed: string, answer: bigint];
  PriceOutOfBounds: readonly [feed: string, answer: bigint, least: bigint, most: bigint];
  SequencerDown: readonly [since: bigint];
  SequencerGrace: readonly [upSince: bigint, grace: bigint];
  SpreadTooWide: readonly [low: bigint, high: bigint, maxSpreadBps: bigint];
  InvalidBounds: readonly [source: string, low: bigint, high: bigint];
  RateSourceFailed: readonly [source: string];
  RateOutOfBounds: readonly [rate: bigint, least: bigint, most: bigint];
  ZeroPrice: readonly [underlyingLow: bigint, rate: bigint];
  /** Of an oracle that is none of ours: what it reverted with, undecoded; `0x` for nothing. */
  UnknownRefusal: readonly [oracle: string, data: string];
}
