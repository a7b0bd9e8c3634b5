// Written by `npm run generate` from the build of the contracts. Do not edit.

/** Two oracles that must agree. */
export const twoSourceOracleAbi = [
  {"type":"constructor","inputs":[{"name":"sourceA","type":"address"},{"name":"sourceB","type":"address"},{"name":"maxSpreadBps","type":"uint256"}],"stateMutability":"nonpayable"},
  {"type":"function","name":"MAX_SPREAD_BPS","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"SOURCE_A","inputs":[],"outputs":[{"name":"","type":"address"}],"stateMutability":"view"},
  {"type":"function","name":"SOURCE_B","inputs":[],"outputs":[{"name":"","type":"address"}],"stateMutability":"view"},
  {"type":"function","name":"SPREAD_LIMIT_BPS","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"bounds","inputs":[],"outputs":[{"name":"low","type":"uint256"},{"name":"high","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"price","inputs":[],"outputs":[{"name":"low","type":"uint256"}],"stateMutability":"view"},
  {"type":"error","name":"InvalidBounds","inputs":[{"name":"source","type":"address"},{"name":"low","type":"uint256"},{"name":"high","type":"uint256"}]},
  {"type":"error","name":"InvalidMaxSpread","inputs":[{"name":"maxSpreadBps","type":"uint256"},{"name":"limit","type":"uint256"}]},
  {"type":"error","name":"SameSource","inputs":[{"name":"source","type":"address"}]},
  {"type":"error","name":"SpreadTooWide","inputs":[{"name":"low","type":"uint256"},{"name":"high","type":"uint256"},{"name":"maxSpreadBps","type":"uint256"}]},
] as const;
