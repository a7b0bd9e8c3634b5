// Written by `npm run generate` from the build of the contracts. Do not edit.

/** What every oracle answers. */
export const priceOracleAbi = [
  {"type":"function","name":"bounds","inputs":[],"outputs":[{"name":"low","type":"uint256"},{"name":"high","type":"uint256"}],"stateMutability":"view"},
  {"type":"function","name":"price","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
] as const;
