/** Tokens, feeds, ladders and markets of the local stack, schema-checked, each number with its reason. */
export {
  feedSchema,
  ladderSchema,
  listingSchema,
  localSchema,
  oracleSchema,
  poolSchema,
  stackSchema,
  tokenSchema,
} from './schema.ts';
export type {
  FeedConfig,
  LadderConfig,
  ListingConfig,
  OracleConfig,
  PoolConfig,
  StackConfig,
  TokenConfig,
} from './schema.ts';
export { feedOf, ladderOf, localStack, tokenOf, UnknownNameError } from './stack.ts';
