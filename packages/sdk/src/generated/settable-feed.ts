// Written by `npm run generate` from the build of the contracts. Do not edit.

/** Local chain: a settable feed. */
export const settableFeedAbi = [
  {"type":"constructor","inputs":[{"name":"decimals_","type":"uint8"},{"name":"answer","type":"int128"}],"stateMutability":"nonpayable"},
  {"type":"function","name":"OWNER","inputs":[],"outputs":[{"name":"","type":"address"}],"stateMutability":"view"},
  {"type":"function","name":"decimals","inputs":[],"outputs":[{"name":"","type":"uint8"}],"stateMutability":"view"},
  {"type":"function","name":"description","inputs":[],"outputs":[{"name":"","type":"string"}],"stateMutability":"pure"},
  {"type":"function","name":"latestRoundData","inputs":[],"outputs":[{"name":"roundId","type":"uint80"},{"name":"answer","type":"int256"},{"name":"startedAt","type":"uint256"},{"name":"updatedAt","type":"uint256"},{"name":"answeredInRound","type":"uint80"}],"stateMutability":"view"},
  {"type":"function","name":"set","inputs":[{"name":"answer","type":"int128"}],"outputs":[],"stateMutability":"nonpayable"},
  {"type":"function","name":"setAt","inputs":[{"name":"answer","type":"int128"},{"name":"updatedAt","type":"uint64"}],"outputs":[],"stateMutability":"nonpayable"},
  {"type":"event","name":"AnswerUpdated","inputs":[{"name":"current","type":"int256","indexed":true},{"name":"roundId","type":"uint256","indexed":true},{"name":"updatedAt","type":"uint256","indexed":false}]},
  {"type":"error","name":"NotOwner","inputs":[{"name":"caller","type":"address"},{"name":"owner","type":"address"}]},
] as const;
