import type { CallReason } from './loan.ts';
import { BPS, mulDivUp, PRICE_SCALE } from './math.ts';
import type { CollateralAssets, LoanAssets } from './units.ts';
import { limitAt, valueOf } from './valuation.ts';
import type { Appraised } from './valuation.ts';

/** What ends a margin call: any one of these alone. */
export interface CureAmounts {
  readonly debt: LoanAssets;
  readonly repayment: LoanAssets;
  /** One a collateral held, in the loan's order; empty in a call for default. */
  readonly topUps: readonly CollateralAssets[];
}

/**
 * Returns, for each collateral held, the smallest top-up that alone brings `debt` inside the clear
 * limit at the low price.
 *
 * With `need = debt - sum of the others' limits`: the value must be at least `v = ceil(need * 1e4 /
 * clearLtv)`, the amount at least `ceil(v * 1e36 / price)`. Rounds up, and exactly: one unit less
 * does not cure. Zeros when the debt is inside already.
 *
 * @param items - The loan's holdings with prices, in its order.
 * @returns One a collateral, in the same order; not bounded by what a slot holds.
 * @example 1 BTC at 42,000, clear 64 %, debt 30,000: `11_607_143n`, 0.11607143 BTC.
 * @source contracts/src/libraries/Cure.sol; vectors/cure.json
 */
export function topUps(items: readonly Appraised[], debt: LoanAssets): readonly CollateralAssets[] {
  const total = limitAt(items, 'low', 'clear');
  return items.map((item) => {
    if (debt <= total) return 0n as CollateralAssets;
    const { clearLtvBps } = item.listing;
    const own = (valueOf(item.amount, item.bounds.low) * clearLtvBps) / BPS;
    const need = mulDivUp(debt - (total - own), BPS, clearLtvBps);
    return (mulDivUp(need, PRICE_SCALE, item.bounds.low) - item.amount) as CollateralAssets;
  });
}

/**
 * Returns what cures a loan called for `reason`, each amount alone: for price the creditor's
 * repayment and the top-ups, for default the arrears.
 *
 * The whole debt where less would leave it between zero and `minDebt`.
 *
 * @param items - The loan's holdings with prices; null without a price, which only a default is
 * called without.
 * @param assessed - The creditor's word for the target, which is the clear limit at the low price,
 * or 0 in a default.
 * @example 1 BTC at 42,000, clear 64 %, debt 30,000: repay `3_120_000_000n` (3,120.00), or pledge
 * `11_607_143n`.
 * @source contracts/src/libraries/Cure.sol; vectors/cure.json
 */
export function cureAmounts(
  items: readonly Appraised[] | null,
  reason: CallReason,
  minDebt: LoanAssets,
  assessed: {
    readonly debt: LoanAssets;
    readonly arrears: LoanAssets;
    readonly repayment: LoanAssets;
    readonly left: LoanAssets;
  },
): CureAmounts {
  const { debt, arrears } = assessed;
  const byPrice = reason === 'price';
  const left = byPrice ? assessed.left : debt - arrears;
  const whole = left !== 0n && left < minDebt;
  const part = byPrice ? assessed.repayment : arrears;
  return {
    debt,
    repayment: whole ? debt : part,
    topUps: byPrice && items !== null ? topUps(items, debt) : [],
  };
}
