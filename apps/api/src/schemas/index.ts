export { BlockRef, toBlockRef } from './block.ts';
export { Address, Hash, LoanId, Subject } from './ids.ts';
export { Money, toMoney } from './money.ts';
export type { TokenRef } from './money.ts';
export {
  AmountInput,
  BlockQuery,
  Bps,
  Instant,
  InstantQuery,
  intQuery,
  SignedWhole,
  Wad,
  Whole,
} from './numbers.ts';
export { cursorsOf, LIMIT, pageOf, pageQuery, toPage } from './page.ts';
export { problems } from './problem.ts';
