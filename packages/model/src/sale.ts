import { BPS, divUp, min, mulDiv, mulDivUp, WAD } from './math.ts';
import type { Listing } from './terms.ts';
import type { CollateralAssets, LoanAssets, OraclePrice, Seconds, Wad } from './units.ts';
import { valueOf } from './valuation.ts';

const BPS_TO_WAD = WAD / BPS;
const WAD_BPS = WAD * BPS;

/** One sale of one collateral, all values at the high price. */
export interface SaleTerms {
  readonly debt: LoanAssets;
  /** Debt that the target rung supports; below `debt` in a sale for price. */
  readonly targetLimit: LoanAssets;
  /** Overdue debt in a sale for default, else 0. */
  readonly arrears: LoanAssets;
  readonly bonusWad: Wad;
  readonly amount: CollateralAssets;
  readonly price: OraclePrice;
  /** Most that the liquidator will repay. */
  readonly maxRepaid: LoanAssets;
}

/**
 * Returns the bonus of a soft liquidation: `maxBonus * min(1, elapsed / ramp)`, rounded down,
 * against the liquidator.
 *
 * @param elapsed - Since the end of the cure window.
 * @returns `0` to `maxBonusBps * 1e14`.
 * @example 5 % over an hour, after 30 minutes: `25_000_000_000_000_000n`, 2.5 %.
 * @source contracts/src/libraries/Sale.sol; vectors/sale.json
 */
export function softBonus(listing: Listing, elapsed: Seconds): Wad {
  const most = listing.maxBonusBps * BPS_TO_WAD;
  return (elapsed >= listing.ramp ? most : (most * elapsed) / listing.ramp) as Wad;
}

/**
 * Returns the bonus of a hard liquidation: `min(maxBonus, slope * (debt - limit) / limit)`, rounded
 * down, against the liquidator.
 *
 * @param limit - Debt that the liquidation rung supports, `< debt`; where it is 0, the maximum.
 * @returns `0` to `maxBonusBps * 1e14`.
 * @example Debt 82, limit 80, slope 1: `25_000_000_000_000_000n`, 2.5 %.
 * @source contracts/src/libraries/Sale.sol; vectors/sale.json
 */
export function hardBonus(listing: Listing, debt: LoanAssets, limit: LoanAssets): Wad {
  const most = listing.maxBonusBps * BPS_TO_WAD;
  if (limit === 0n) return most as Wad;
  return min(most, mulDiv(debt - limit, listing.slopeBps * BPS_TO_WAD, limit)) as Wad;
}

/**
 * Returns what is left of a bonus: at most `value / debt - 1`, rounded down, while the loan is
 * solvent, since a larger one would raise its LTV; the floor once `value <= debt`.
 *
 * @param debt - `> 0`.
 * @param value - Of all the loan's collateral, at the high prices.
 * @example Debt 98, value 100: at most `20_408_163_265_306_122n`, 2.04 %.
 * @source contracts/src/libraries/Sale.sol; vectors/sale.json
 */
export function capBonus(listing: Listing, bonus: Wad, debt: LoanAssets, value: LoanAssets): Wad {
  if (value <= debt) return (listing.floorBonusBps * BPS_TO_WAD) as Wad;
  return min(bonus, mulDiv(value - debt, WAD, debt)) as Wad;
}

/**
 * Sizes one sale of one collateral, down to the target or as far as the arrears.
 *
 * With LIF = 1 + bonus: after repaying x and seizing x * LIF worth of collateral, the debt is `D -
 * x` and the limit `L - x * LIF * target`, so `x = ceil((D - L) / (1 - LIF * target))`. The whole
 * debt when it is below the minimum, or would be; at most what the liquidator brings. `seized =
 * floor(x * LIF / price)`; if that is as much as there is, all of it, for at most `ceil(value /
 * LIF)`.
 *
 * @param listing - Of the collateral on sale; `(1 + bonus) * target < 1`, as listing requires.
 * @returns `repaid` rounded up, `seized` rounded down, both against the liquidator.
 * @example Debt 750, value 1,000, target 62 %, no bonus: repays and seizes 343 (`130 / 0.38`,
 * rounded up), leaving 407 on 657.
 * @source contracts/src/libraries/Sale.sol; vectors/sale.json
 */
export function sizeSale(
  listing: Listing,
  t: SaleTerms,
): { readonly repaid: LoanAssets; readonly seized: CollateralAssets } {
  const lif = WAD + t.bonusWad;
  let repaid = min(wanted(listing, t, lif), t.maxRepaid);
  let seized = mulDiv(repaid * lif, WAD, t.price);
  if (seized >= t.amount) {
    seized = t.amount;
    repaid = min(repaid, mulDivUp(valueOf(t.amount, t.price), WAD, lif));
  }
  return { repaid: repaid as LoanAssets, seized: seized as CollateralAssets };
}

function wanted(listing: Listing, t: SaleTerms, lif: bigint): bigint {
  if (t.debt < listing.minDebt) return t.debt;
  const x =
    t.arrears !== 0n
      ? t.arrears
      : divUp((t.debt - t.targetLimit) * WAD_BPS, WAD_BPS - lif * listing.targetLtvBps);
  return x > t.debt || t.debt - x < listing.minDebt ? t.debt : x;
}
