import type { Sources } from '@hypothec/database';
import {
  debtOf,
  ladderState,
  listingView,
  mulDiv,
  parseLoanId,
  PRICE_SCALE,
} from '@hypothec/model';
import type { BookEvent, LoanSnapshot } from '@hypothec/model';
import type { Place } from './place.ts';
import type { Rows } from './rows.ts';

type Liquidated = Extract<BookEvent, { readonly event: 'Liquidated' }>;

/**
 * Books a sale with the price it was made at: the oracle's high bound in its block.
 *
 * @param before - The loan as it was right before, at the block's time.
 * @param after - The same, right after.
 */
export function bookSale(
  rows: Rows,
  event: Liquidated,
  place: Place,
  world: { readonly before: LoanSnapshot; readonly after: LoanSnapshot; readonly sources: Sources },
): void {
  const { before, after, sources } = world;
  const { id, collateralId, liquidator, repaid, seized, bonusWad, badDebt } = event;
  const { state, debt } = ladderState(before);
  const { listing, price } = listingView(before, collateralId);
  // A sale without a price reverts, so there is one.
  const { low, high } = price.priced ? price : { low: 0n, high: 0n };
  rows.liquidations.push({
    ...place,
    loanId: id,
    creditorId: parseLoanId(id).creditorId,
    collateralId,
    liquidator,
    kind: state === 'soft-liquidation' ? 'soft' : 'hard',
    reason: before.loan.called ? before.loan.reason : 'price',
    repaid,
    seized,
    bonusWad,
    badDebt,
    debtBefore: debt,
    debtAfter: debtOf(after).debt,
    priceLow: low,
    priceHigh: high,
    seizedValue: mulDiv(seized, high, PRICE_SCALE),
    sources: sources.behind(listing.oracle),
  });
}
