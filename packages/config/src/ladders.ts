import type { LadderConfig } from './schema.ts';

const twoBelow =
  'two points below the clear rung, so that a sale leaves the loan safe and not only cured';
const slope = 'the bonus grows as fast as the excess over the liquidation limit: 1';
const floor = 'what it takes that someone sends the transaction for an insolvent loan';
const threeBelow =
  'three points below the BTC-like ladder: on 12 and 13 March 2020 ether fell by 56 %, ' +
  'bitcoin by 52 %';
const noStudy =
  'a first default, to be studied by the simulator; far below BTC because altcoins move 1.25 ' +
  'times as far or more';
const asBtc = 'the distance that the rung has in the BTC-like ladder';

/** The ladders of the stack: first defaults, each rung in bps of the collateral's value. */
export const ladders: Readonly<Record<'btc' | 'eth' | 'alt', LadderConfig>> = {
  btc: {
    openLtvBps: 5_000n,
    targetLtvBps: 6_200n,
    clearLtvBps: 6_400n,
    callLtvBps: 7_000n,
    liquidationLtvBps: 8_000n,
    maxBonusBps: 500n,
    floorBonusBps: 50n,
    slopeBps: 10_000n,
    why: {
      openLtvBps:
        'opened at the limit, a loan is called after a fall of 29 %, and sold after one of 37.5 %',
      targetLtvBps: twoBelow,
      clearLtvBps: 'six points below the call, so that a loan at the line does not flap',
      callLtvBps: 'ten points before liquidation: a fall of an eighth in the cure window is borne',
      liquidationLtvBps: 'a sale at the largest bonus still repays: 80 % times 1.05 is 84 %',
      maxBonusBps:
        'as Aave v3 pays liquidators of wrapped bitcoin; here it takes an hour to reach it',
      floorBonusBps: floor,
      slopeBps: slope,
    },
  },
  eth: {
    openLtvBps: 4_700n,
    targetLtvBps: 5_900n,
    clearLtvBps: 6_100n,
    callLtvBps: 6_700n,
    liquidationLtvBps: 7_700n,
    maxBonusBps: 500n,
    floorBonusBps: 50n,
    slopeBps: 10_000n,
    why: {
      openLtvBps: threeBelow,
      targetLtvBps: threeBelow,
      clearLtvBps: threeBelow,
      callLtvBps: threeBelow,
      liquidationLtvBps: threeBelow,
      maxBonusBps: 'as Aave v3 pays liquidators of ether; here it takes an hour to reach it',
      floorBonusBps: floor,
      slopeBps: slope,
    },
  },
  alt: {
    openLtvBps: 3_500n,
    targetLtvBps: 4_700n,
    clearLtvBps: 4_900n,
    callLtvBps: 5_500n,
    liquidationLtvBps: 6_500n,
    maxBonusBps: 800n,
    floorBonusBps: 50n,
    slopeBps: 10_000n,
    why: {
      openLtvBps: noStudy,
      targetLtvBps: asBtc,
      clearLtvBps: asBtc,
      callLtvBps: noStudy,
      liquidationLtvBps: noStudy,
      maxBonusBps: 'thinner markets, so a liquidator loses more on the way out',
      floorBonusBps: floor,
      slopeBps: slope,
    },
  },
};
