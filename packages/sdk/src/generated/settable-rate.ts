// Written by `npm run generate` from the build of the contracts. Do not edit.

/** Local chain: a settable rate. */
export const settableRateAbi = [
  {"type":"constructor","inputs":[{"name":"rate","type":"uint256"}],"stateMutability":"nonpayable"},
  {"type":"function","name":"OWNER","inputs":[],"outputs":[{"name":"","type":"address"}],"stateMutability":"view"},
  {"type":"function","name":"set","inputs":[{"name":"rate","type":"uint256"}],"outputs":[],"stateMutability":"nonpayable"},
  {"type":"function","name":"stEthPerToken","inputs":[],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"},
  {"type":"event","name":"RateSet","inputs":[{"name":"rate","type":"uint256","indexed":false}]},
  {"type":"error","name":"NotOwner","inputs":[{"name":"caller","type":"address"},{"name":"owner","type":"address"}]},
] as const;
