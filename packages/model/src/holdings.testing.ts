import { listing } from './terms.testing.ts';
import type { Listing } from './terms.ts';
import { bps, collateralAssets, oraclePrice } from './units.ts';
import type { Appraised } from './valuation.ts';

/** Holdings as the vectors write them: a column a field, an entry a holding. */
export interface HoldingColumns {
  readonly amounts: readonly string[];
  readonly lows: readonly string[];
  readonly highs: readonly string[];
  readonly openLtvBps: readonly string[];
  readonly targetLtvBps: readonly string[];
  readonly clearLtvBps: readonly string[];
  readonly callLtvBps: readonly string[];
  readonly liquidationLtvBps: readonly string[];
}

/** The holdings of a vector, with what else a test changes about their listings. */
export function appraisedOf(
  columns: HoldingColumns,
  change: Partial<Listing> = {},
): readonly Appraised[] {
  return columns.amounts.map((amount, i) => {
    const at = (column: readonly string[]): bigint => BigInt(column[i] ?? '');
    const ladder = {
      openLtvBps: bps(at(columns.openLtvBps)),
      targetLtvBps: bps(at(columns.targetLtvBps)),
      clearLtvBps: bps(at(columns.clearLtvBps)),
      callLtvBps: bps(at(columns.callLtvBps)),
      liquidationLtvBps: bps(at(columns.liquidationLtvBps)),
    };
    return {
      listing: listing('btc', { ...ladder, ...change }),
      amount: collateralAssets(BigInt(amount)),
      bounds: { low: oraclePrice(at(columns.lows)), high: oraclePrice(at(columns.highs)) },
    };
  });
}
