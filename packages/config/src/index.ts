/** Tokens, feeds, ladders and markets of the local stack: checked, each number with its reason. */
export {
  feedSchema,
  ladderSchema,
  listingSchema,
  localSchema,
  oracleSchema,
  poolSchema,
  shareSchema,
  stackSchema,
  tokenSchema,
} from './schema.ts';
export type {
  FeedConfig,
  LadderConfig,
  ListingConfig,
  OracleConfig,
  PoolConfig,
  ShareConfig,
  StackConfig,
  TokenConfig,
} from './schema.ts';
export { collateralTerms } from './terms.ts';
export { feedOf, ladderOf, localStack, tokenOf, UnknownNameError } from './stack.ts';
