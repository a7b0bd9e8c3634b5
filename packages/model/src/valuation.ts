import type { Loan } from './loan.ts';
import { BPS, mulDiv, PRICE_SCALE } from './math.ts';
import type { Ladder, Listing } from './terms.ts';
import type { Bps, CollateralAssets, LoanAssets, OraclePrice } from './units.ts';

/** What an oracle answers: the true price is believed to lie between the two. */
export interface PriceBounds {
  readonly low: OraclePrice;
  readonly high: OraclePrice;
}

/** Which price of the two. */
export type Side = 'low' | 'high';

/** Which rung of the ladder a limit is taken at. */
export type Rung = 'open' | 'target' | 'clear' | 'call' | 'liquidation';

/** One holding with its listing and its price, in the loan's order. */
export interface Appraised {
  readonly listing: Listing;
  readonly amount: CollateralAssets;
  readonly bounds: PriceBounds;
}

const rungField = {
  open: 'openLtvBps',
  target: 'targetLtvBps',
  clear: 'clearLtvBps',
  call: 'callLtvBps',
  liquidation: 'liquidationLtvBps',
} as const satisfies Record<Rung, keyof Ladder>;

/** A rung's ratio, bps of value. */
export function ltvBpsOf(ladder: Ladder, rung: Rung): Bps {
  return ladder[rungField[rung]];
}

/**
 * Returns what an amount of collateral is worth: `floor(amount * price / 1e36)`, against the
 * borrower.
 *
 * @param amount - Below 2^104.
 * @param price - Any; below 2^256.
 * @returns Loan-token units, below 2^241.
 * @example 1 BTC (8 decimals) at 60,000 (6 decimals): `valueOf(100_000_000n, 6n * 10n ** 38n)` is
 * `60_000_000_000n`.
 * @source contracts/src/libraries/Valuation.sol; vectors/valuation.json
 */
export function valueOf(amount: CollateralAssets, price: OraclePrice): LoanAssets {
  return mulDiv(amount, price, PRICE_SCALE) as LoanAssets;
}

/**
 * Returns the value of all collateral on one side: the sum of `valueOf`, each rounded down.
 *
 * @example 1 BTC at 60,000 and 1,000 of an altcoin at 10: `70_000_000_000n`.
 * @source contracts/src/libraries/Valuation.sol; vectors/valuation.json
 */
export function totalValue(items: readonly Appraised[], side: Side): LoanAssets {
  let sum = 0n;
  for (const item of items) sum += valueOf(item.amount, item.bounds[side]);
  return sum as LoanAssets;
}

/**
 * Returns the largest debt inside a rung of the ladder: `sum of floor(value_i * ltv_i / 1e4)`.
 *
 * A loan is inside the limit when `debt <= limit`. Each holding rounds down, against the borrower.
 *
 * @param items - The loan's holdings with prices; none support nothing.
 * @param side - Draws, withdrawals, calls and clearing use `low`, liquidations `high`.
 * @example 1 BTC at 60,000 and an open LTV of 50 %: `30_000_000_000n`.
 * @source contracts/src/libraries/Valuation.sol; vectors/valuation.json
 */
export function limitAt(items: readonly Appraised[], side: Side, rung: Rung): LoanAssets {
  let sum = 0n;
  for (const item of items) {
    sum += (valueOf(item.amount, item.bounds[side]) * ltvBpsOf(item.listing, rung)) / BPS;
  }
  return sum as LoanAssets;
}

/**
 * Puts a loan's holdings together with their listings and prices, in the loan's order. What either
 * look-up throws goes on to the caller.
 */
export function appraise(
  loan: Loan,
  listingOf: (id: Loan['holdings'][number]['id']) => Listing,
  priceOf: (listing: Listing) => PriceBounds,
): readonly Appraised[] {
  return loan.holdings.map(({ id, amount }) => {
    const listing = listingOf(id);
    return { listing, amount, bounds: priceOf(listing) };
  });
}
