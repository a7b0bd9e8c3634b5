import fc from 'fast-check';
import { PRICE_SCALE } from './math.ts';
import { listing } from './terms.testing.ts';
import type { Listing } from './terms.ts';
import { bps, collateralAssets, loanAssets, oraclePrice } from './units.ts';
import type { Appraised } from './valuation.ts';

/** A number of any order of magnitude: small ones are as likely as large. */
export function magnitude(most: bigint): fc.Arbitrary<bigint> {
  const bits = fc.integer({ min: 0, max: most.toString(2).length });
  return bits.chain((n) => {
    const top = 2n ** BigInt(n);
    return fc.bigInt({ min: 0n, max: top < most ? top : most });
  });
}

/** A listing whose rungs stand in order and whose bonus is bounded, as the book accepts it. */
export const listings: fc.Arbitrary<Listing> = fc
  .record({
    rungs: fc.uniqueArray(fc.integer({ min: 1, max: 9_400 }), { minLength: 5, maxLength: 5 }),
    bonus: fc.bigInt({ min: 0n, max: 10_000n }),
    floor: fc.bigInt({ min: 0n, max: 10_000n }),
    slope: fc.bigInt({ min: 0n, max: 50_000n }),
    minDebt: magnitude(10n ** 12n),
  })
  .map(({ rungs, bonus, floor, slope, minDebt }) => {
    const [open, target, clear, call, liquidation] = rungs.toSorted((a, b) => a - b).map(BigInt);
    const room = (10_000n * 10_000n - 1n) / (liquidation ?? 1n) - 10_000n;
    const maxBonus = bonus < room ? bonus : room;
    return listing('btc', {
      openLtvBps: bps(open ?? 0n),
      targetLtvBps: bps(target ?? 0n),
      clearLtvBps: bps(clear ?? 0n),
      callLtvBps: bps(call ?? 0n),
      liquidationLtvBps: bps(liquidation ?? 0n),
      maxBonusBps: bps(maxBonus),
      floorBonusBps: bps(floor < maxBonus ? floor : maxBonus),
      slopeBps: bps(slope),
      minDebt: loanAssets(minDebt + 1n),
    });
  });

/** A holding worth between nothing and 1e15 whole dollars, at a price or between two. */
export const holdings: fc.Arbitrary<Appraised> = fc
  .record({
    listing: listings,
    amount: magnitude(10n ** 26n),
    value: magnitude(10n ** 21n),
    spread: fc.option(magnitude(10n ** 18n), { nil: 0n }),
  })
  .map(({ listing: own, amount, value, spread }) => {
    const held = amount + 1n;
    const low = (value * PRICE_SCALE) / held + 1n;
    const high = low + (low * spread) / 10n ** 18n;
    return {
      listing: own,
      amount: collateralAssets(held),
      bounds: { low: oraclePrice(low), high: oraclePrice(high) },
    };
  });

/** One to eight holdings. */
export const appraisals: fc.Arbitrary<readonly [Appraised, ...Appraised[]]> = fc
  .tuple(holdings, fc.array(holdings, { maxLength: 7 }))
  .map(([first, rest]) => [first, ...rest]);
