// Written by `npm run generate` from the build of the contracts. Do not edit.

/** A price from one or two feeds. */
export const feedOracleAbi = [
  {"type":"constructor","inputs":[{"name":"config_","type":"tuple","components":[{"name":"collateral","type":"address"},{"name":"loanToken","type":"address"},{"name":"base","type":"tuple","components":[{"name":"feed","type":"address"},{"name":"maxAge","type":"uint32"},{"name":"minAnswer","type":"uint128"},{"name":"maxAnswer","type":"uint128"}]},{"name":"quote","type":"tuple","components":[{"name":"feed","type":"address"},{"name":"maxAge","type":"uint32"},{"name":"minAnswer","type":"uint128"},{"name":"maxAnswer","type":"uint128"}]},{"name":"sequencer","type":"address"},{"name":"grace","type":"uint32"}]}],"stateMutability":"nonpayable"},
  {"type":"function","name":"MIN_PRICE","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"bounds","inputs":[],"outputs":[{"name":"low","type":"uint256"},{"name":"high","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"config","inputs":[],"outputs":[{"name":"","type":"tuple","components":[{"name":"collateral","type":"address"},{"name":"loanToken","type":"address"},{"name":"base","type":"tuple","components":[{"name":"feed","type":"address"},{"name":"maxAge","type":"uint32"},{"name":"minAnswer","type":"uint128"},{"name":"maxAnswer","type":"uint128"}]},{"name":"quote","type":"tuple","components":[{"name":"feed","type":"address"},{"name":"maxAge","type":"uint32"},{"name":"minAnswer","type":"uint128"},{"name":"maxAnswer","type":"uint128"}]},{"name":"sequencer","type":"address"},{"name":"grace","type":"uint32"}]}],"stateMutability":"view"},
  {"type":"function","name":"price","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"scale","inputs":[],"outputs":[{"name":"up","type":"uint256"},{"name":"down","type":"uint256"}],"stateMutability":"view"},
  {"type":"error","name":"AnswerFromFuture","inputs":[{"name":"feed","type":"address"},{"name":"updatedAt","type":"uint256"},{"name":"blockTime","type":"uint256"}]},
  {"type":"error","name":"DecimalsTooHigh","inputs":[{"name":"source","type":"address"},{"name":"decimals","type":"uint256"},{"name":"maxDecimals","type":"uint256"}]},
  {"type":"error","name":"FeedFailed","inputs":[{"name":"feed","type":"address"}]},
  {"type":"error","name":"IncompleteRound","inputs":[{"name":"feed","type":"address"}]},
  {"type":"error","name":"InvalidAnswerRange","inputs":[{"name":"feed","type":"address"},{"name":"min","type":"uint256"},{"name":"max","type":"uint256"}]},
  {"type":"error","name":"InvalidGrace","inputs":[{"name":"sequencer","type":"address"},{"name":"grace","type":"uint256"}]},
  {"type":"error","name":"InvalidMaxAge","inputs":[{"name":"feed","type":"address"},{"name":"maxAge","type":"uint256"},{"name":"limit","type":"uint256"}]},
  {"type":"error","name":"NoBaseFeed","inputs":[]},
  {"type":"error","name":"NoDecimals","inputs":[{"name":"source","type":"address"}]},
  {"type":"error","name":"NonPositiveAnswer","inputs":[{"name":"feed","type":"address"},{"name":"answer","type":"int256"}]},
  {"type":"error","name":"PriceOutOfBounds","inputs":[{"name":"feed","type":"address"},{"name":"answer","type":"uint256"},{"name":"min","type":"uint256"},{"name":"max","type":"uint256"}]},
  {"type":"error","name":"PriceRangeOverflow","inputs":[{"name":"baseAnswer","type":"uint256"},{"name":"quoteAnswer","type":"uint256"}]},
  {"type":"error","name":"PriceTooCoarse","inputs":[{"name":"lowest","type":"uint256"},{"name":"minPrice","type":"uint256"}]},
  {"type":"error","name":"QuoteWithoutFeed","inputs":[{"name":"maxAge","type":"uint32"},{"name":"minAnswer","type":"uint128"},{"name":"maxAnswer","type":"uint128"}]},
  {"type":"error","name":"ScaleOverflow","inputs":[{"name":"exponent","type":"uint256"},{"name":"maxExponent","type":"uint256"}]},
  {"type":"error","name":"SequencerDown","inputs":[{"name":"since","type":"uint256"}]},
  {"type":"error","name":"SequencerGrace","inputs":[{"name":"upSince","type":"uint256"},{"name":"grace","type":"uint256"}]},
  {"type":"error","name":"StalePrice","inputs":[{"name":"feed","type":"address"},{"name":"age","type":"uint256"},{"name":"maxAge","type":"uint256"}]},
] as const;
