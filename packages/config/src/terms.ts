import type { Bps, CollateralTerms } from '@hypothec/model';

type Place = 'collateral' | 'oracle' | 'riskClass';

/** What a configured ladder gives a listing, plain numbers of bps. */
type LadderNumbers = Readonly<Record<Exclude<keyof CollateralTerms, Place>, bigint>>;

/**
 * Returns the terms of a listing with a ladder of the configuration.
 *
 * @param ladder - Its rungs and its bonus, bps; what else it has is left out.
 * @param place - The token, its oracle and its class.
 * @example The BTC ladder: open 5,000, target 6,200, liquidation 8,000, largest bonus 500.
 */
export function collateralTerms(
  ladder: LadderNumbers,
  place: Pick<CollateralTerms, Place>,
): CollateralTerms {
  return {
    ...place,
    openLtvBps: ladder.openLtvBps as Bps,
    targetLtvBps: ladder.targetLtvBps as Bps,
    clearLtvBps: ladder.clearLtvBps as Bps,
    callLtvBps: ladder.callLtvBps as Bps,
    liquidationLtvBps: ladder.liquidationLtvBps as Bps,
    maxBonusBps: ladder.maxBonusBps as Bps,
    floorBonusBps: ladder.floorBonusBps as Bps,
    slopeBps: ladder.slopeBps as Bps,
  };
}
