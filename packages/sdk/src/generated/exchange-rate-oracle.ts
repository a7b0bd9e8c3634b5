// Written by `npm run generate` from the build of the contracts. Do not edit.

/** A token worth a growing number of another. */
export const exchangeRateOracleAbi = [
  {"type":"constructor","inputs":[{"name":"config_","type":"tuple","components":[{"name":"underlying","type":"address"},{"name":"rateSource","type":"address"},{"name":"rateSelector","type":"bytes4"},{"name":"rateDecimals","type":"uint8"},{"name":"growthPerDayWad","type":"uint64"},{"name":"minRate","type":"uint128"},{"name":"maxRate","type":"uint128"}]}],"stateMutability":"nonpayable"},
  {"type":"function","name":"MAX_GROWTH_PER_DAY","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"MAX_RATE_DECIMALS","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"SYNC_INTERVAL","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"anchor","inputs":[],"outputs":[{"name":"rate","type":"uint128"},{"name":"setAt","type":"uint64"}],"stateMutability":"view"},
  {"type":"function","name":"bounds","inputs":[],"outputs":[{"name":"low","type":"uint256"},{"name":"high","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"cap","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"config","inputs":[],"outputs":[{"name":"","type":"tuple","components":[{"name":"underlying","type":"address"},{"name":"rateSource","type":"address"},{"name":"rateSelector","type":"bytes4"},{"name":"rateDecimals","type":"uint8"},{"name":"growthPerDayWad","type":"uint64"},{"name":"minRate","type":"uint128"},{"name":"maxRate","type":"uint128"}]}],"stateMutability":"view"},
  {"type":"function","name":"price","inputs":[],"outputs":[{"name":"low","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"rate","inputs":[],"outputs":[{"name":"current","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"sync","inputs":[],"outputs":[{"name":"anchorRate","type":"uint256"}],"stateMutability":"nonpayable"},
  {"type":"event","name":"AnchorMoved","inputs":[{"name":"from","type":"uint256","indexed":false},{"name":"to","type":"uint256","indexed":false},{"name":"rate","type":"uint256","indexed":false}]},
  {"type":"error","name":"InvalidBounds","inputs":[{"name":"source","type":"address"},{"name":"low","type":"uint256"},{"name":"high","type":"uint256"}]},
  {"type":"error","name":"InvalidGrowth","inputs":[{"name":"growthPerDayWad","type":"uint256"},{"name":"limit","type":"uint256"}]},
  {"type":"error","name":"InvalidRateRange","inputs":[{"name":"minRate","type":"uint256"},{"name":"maxRate","type":"uint256"}]},
  {"type":"error","name":"RateDecimalsTooHigh","inputs":[{"name":"rateDecimals","type":"uint256"},{"name":"limit","type":"uint256"}]},
  {"type":"error","name":"RateOutOfBounds","inputs":[{"name":"rate","type":"uint256"},{"name":"minRate","type":"uint256"},{"name":"maxRate","type":"uint256"}]},
  {"type":"error","name":"RateSourceFailed","inputs":[{"name":"source","type":"address"}]},
  {"type":"error","name":"SyncTooSoon","inputs":[{"name":"nextAt","type":"uint256"}]},
  {"type":"error","name":"ZeroPrice","inputs":[{"name":"underlyingLow","type":"uint256"},{"name":"rate","type":"uint256"}]},
] as const;
