import { Chance } from './chance.ts';
import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';
import { fromBps, fromWad, ratio } from './fraction.ts';

const WAD = 10n ** 18n;
const FULL_RATE = 10n ** 10n;
const MOST = 2n ** 104n - 1n;

export interface Curve {
  readonly baseBps: bigint;
  readonly slopeBps: bigint;
  readonly steepBps: bigint;
  readonly kinkBps: bigint;
}

/** `owed / (owed + cash)` in wad, rounded down; 0 where there is nothing. */
export function utilisation(owed: bigint, cash: bigint): bigint {
  return owed + cash === 0n
    ? 0n
    : ratio(owed, owed + cash)
        .times(WAD)
        .floor();
}

/**
 * `R0 + S1 * u / kink` up to the kink, then `R0 + S1 + S2 * (u - kink) / (1 - kink)`, in 1e-10 of
 * 100 % a year, each sloped part rounded down.
 */
export function curveRate(curve: Curve, owed: bigint, cash: bigint): bigint {
  const u = fromWad(utilisation(owed, cash));
  const kink = fromBps(curve.kinkBps);
  const flat = fromBps(curve.baseBps).times(FULL_RATE).floor();
  const slope = fromBps(curve.slopeBps).times(FULL_RATE);
  if (!u.isAbove(kink)) return flat + slope.times(u).over(kink).floor();
  const share = u.minus(kink).over(ratio(1n).minus(kink));
  return flat + slope.floor() + fromBps(curve.steepBps).times(FULL_RATE).times(share).floor();
}

/** Base 1 %, slope 4 %, steep 60 %, kink 90 %. */
const usual: Curve = { baseBps: 100n, slopeBps: 400n, steepBps: 6_000n, kinkBps: 9_000n };

function rate(name: string, owed: bigint, cash: bigint, change: Partial<Curve> = {}): Case {
  const curve = { ...usual, ...change };
  return {
    name,
    given: fields({ ...curve, owed, cash }),
    expect: fields({ rate: curveRate(curve, owed, cash) }),
  };
}

function rateCases(): readonly Case[] {
  const chance = new Chance('rates');
  const largest = { baseBps: 65_535n, slopeBps: 65_535n, steepBps: 65_535n };
  const random = Array.from({ length: 16 }, (_, i) =>
    rate(`random pool ${i + 1} of 16`, chance.magnitude(0n, MOST), chance.magnitude(0n, MOST), {
      baseBps: chance.magnitude(0n, 65_535n),
      slopeBps: chance.magnitude(0n, 65_535n),
      steepBps: chance.magnitude(0n, 65_535n),
      kinkBps: chance.between(1n, 9_999n),
    }),
  );
  return [
    rate('an empty pool pays the base', 0n, 0n),
    rate('nothing lent pays the base', 0n, 1_000n),
    rate('one unit of 1,000 lent', 1n, 999n),
    rate('half of the kink: 3 %', 450n, 550n),
    rate('one unit below the kink', 899_999n, 100_001n),
    rate('exactly at the kink: 5 %', 900n, 100n),
    rate('one unit above the kink', 900_001n, 99_999n),
    rate(
      'the smallest step above the kink that the steep part shows',
      9n * 10n ** 9n + 1n,
      10n ** 9n - 1n,
    ),
    rate('half way from the kink to everything lent: 35 %', 950n, 50n),
    rate('everything lent: 65 %', 1_000n, 0n),
    rate('one unit in all, lent', 1n, 0n),
    rate('a third lent, which no wad can write', 1n, 2n),
    rate('no interest at all', 500n, 500n, { baseBps: 0n, slopeBps: 0n, steepBps: 0n }),
    rate('a kink of 1 bp', 1n, 9_999n, { kinkBps: 1n }),
    rate('just above a kink of 1 bp', 2n, 9_998n, { kinkBps: 1n }),
    rate('a kink of 9,999 bps', 9_999n, 1n, { kinkBps: 9_999n }),
    rate('above a kink of 9,999 bps', 10_000n, 0n, { kinkBps: 9_999n }),
    rate('the largest settings, everything lent: 1,966.05 %', MOST, 0n, { ...largest }),
    rate('the largest pool, half lent', MOST, MOST, { ...largest }),
    rate('one unit of the largest pool', 1n, MOST),
    ...random,
  ];
}

function utilisationCases(): readonly Case[] {
  const shares = [
    ['an empty pool', 0n, 0n],
    ['nothing lent', 0n, 1n],
    ['everything lent', 1n, 0n],
    ['a third, rounded down', 1n, 2n],
    ['two thirds, rounded down', 2n, 1n],
    ['45 %', 450n, 550n],
    ['one unit short of everything', MOST - 1n, 1n],
    ['too little to show', 1n, MOST],
  ] as const;
  return shares.map(([name, owed, cash]) => ({
    name,
    given: fields({ owed, cash }),
    expect: fields({ wad: utilisation(owed, cash) }),
  }));
}

export const rates: VectorFile = {
  name: 'rates',
  about: 'The kinked rate of a pool and the utilisation it follows.',
  expected:
    'Exact fractions of the formula on paper, rounded down once for utilisation and once for the ' +
    'sloped part. The percentages in the names were worked by hand.',
  groups: {
    utilisation: { about: 'wad: 1e18 is everything lent.', cases: utilisationCases() },
    rate: {
      about: 'rate: 1e10 is 100 % a year; owed and cash in loan-token units.',
      cases: rateCases(),
    },
  },
};
