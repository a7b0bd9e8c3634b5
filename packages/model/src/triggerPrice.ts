import type { CollateralId } from './ids.ts';
import { ratioUp } from './ladder.ts';
import { BPS, MAX_UINT256, mulDivUp, PRICE_SCALE } from './math.ts';
import { debtOf, listingView } from './snapshot.ts';
import type { LoanSnapshot } from './snapshot.ts';
import type { CollateralAssets, LoanAssets, OraclePrice, Wad } from './units.ts';
import { limitAt, ltvBpsOf, valueOf } from './valuation.ts';
import type { Appraised, Rung, Side } from './valuation.ts';

/** At which price of one collateral a rung of the ladder is passed, other prices unchanged. */
export interface TriggerPrice {
  readonly id: CollateralId;
  readonly amount: CollateralAssets;
  /**
   * Smallest price inside the limit: one less and it is passed. 0 if it is passed at no price,
   * `2^256 - 1` if at every price. Null where an oracle of another collateral has no price.
   */
  readonly price: OraclePrice | null;
  /**
   * `price` by the price now, rounded up: above `1e18` the rung is passed already. Null without
   * either.
   */
  readonly fractionWad: Wad | null;
}

/**
 * The smallest price of one holding at which `debt <= limit`. With `need = debt - limit of the
 * others`: `floor(v * ltv / 1e4) >= need` from `v = ceil(need * 1e4 / ltv)` on, and `floor(amount *
 * p / 1e36) >= v` from `p = ceil(v * 1e36 / amount)` on.
 */
function smallestInside(
  own: { readonly listing: Appraised['listing']; readonly amount: CollateralAssets },
  others: LoanAssets,
  rung: Rung,
  debt: LoanAssets,
): OraclePrice {
  if (debt <= others) return 0n as OraclePrice;
  const value = mulDivUp(debt - others, BPS, ltvBpsOf(own.listing, rung));
  if (value > valueOf(own.amount, MAX_UINT256 as OraclePrice)) return MAX_UINT256 as OraclePrice;
  return mulDivUp(value, PRICE_SCALE, own.amount) as OraclePrice;
}

function triggerPrices(snapshot: LoanSnapshot, side: Side, rung: Rung): readonly TriggerPrice[] {
  const { debt } = debtOf(snapshot);
  const views = snapshot.loan.holdings.map((holding) => ({
    ...holding,
    ...listingView(snapshot, holding.id),
  }));
  return views.map((own, i) => {
    const { id, amount, listing, price: now } = own;
    const others: Appraised[] = [];
    for (const [k, other] of views.entries()) {
      if (k === i) continue;
      if (!other.price.priced) return { id, amount, price: null, fractionWad: null };
      others.push({ listing: other.listing, amount: other.amount, bounds: other.price });
    }
    const price = smallestInside({ listing, amount }, limitAt(others, side, rung), rung, debt);
    return { id, amount, price, fractionWad: now.priced ? ratioUp(price, now[side]) : null };
  });
}

/**
 * Returns, for each collateral held, the low price below which a margin call is due, other prices
 * unchanged.
 *
 * Exact as of the snapshot; interest moves it up.
 *
 * @returns One a collateral, in the loan's order. Prices are loan-token units per collateral unit
 * times `1e36`.
 * @example 1 BTC, debt 30,000, call 70 %: `42_857_142_858n * 10n ** 28n`, 42,857.14 rounded up.
 * @source contracts/src/periphery/LoanLens.sol `pricesOf`
 */
export function callPrice(snapshot: LoanSnapshot): readonly TriggerPrice[] {
  return triggerPrices(snapshot, 'low', 'call');
}

/**
 * Returns, for each collateral held, the high price below which hard liquidation begins, other
 * prices unchanged.
 *
 * Exact as of the snapshot; interest moves it up.
 *
 * @returns One a collateral, in the loan's order.
 * @example 1 BTC, debt 30,000, liquidation 80 %: `375n * 10n ** 36n`, 37,500.
 * @source contracts/src/periphery/LoanLens.sol `pricesOf`
 */
export function liquidationPrice(snapshot: LoanSnapshot): readonly TriggerPrice[] {
  return triggerPrices(snapshot, 'high', 'liquidation');
}
