import { Chance } from './chance.ts';
import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';
import { least } from './fraction.ts';
import { ln2, stepIndex, trueIndex } from './power.ts';

const YEAR = 31_536_000n;
const FULL = 10n ** 10n;
const MOST = 40n * FULL * YEAR;

function growth(name: string, accrued: bigint): Case {
  return {
    name,
    given: fields({ accrued }),
    expect: fields({ index: stepIndex(accrued), trueIndex: trueIndex(accrued) }),
  };
}

/** The first sum of rate and time at which growth reaches `2^k`. */
function doubled(k: bigint): bigint {
  return (k * ln2() * FULL * YEAR) / 10n ** 36n + 1n;
}

function growthCases(): readonly Case[] {
  const chance = new Chance('exponential');
  const doublings = [1n, 2n, 3n, 10n, 30n, 57n].flatMap((k) => [
    growth(`the last sum before growth reaches 2^${k}`, doubled(k) - 1n),
    growth(`the first sum at which growth reaches 2^${k}`, doubled(k)),
  ]);
  const random = Array.from({ length: 24 }, (_, i) =>
    growth(`random sum ${i + 1} of 24`, chance.magnitude(1n, MOST)),
  );
  return [
    growth('nothing accrued: no growth', 0n),
    growth('the smallest sum: 1e-10 of 100 % a year for one second', 1n),
    growth('1 bp a year for one second', 1_000_000n),
    growth('5 % for a day', 500_000_000n * 86_400n),
    growth('5 % for a year', 500_000_000n * YEAR),
    growth('64 % for an hour', 6_400_000_000n * 3_600n),
    growth('100 % for a year: e', FULL * YEAR),
    growth('100 % for two years: e squared', 2n * FULL * YEAR),
    growth('10,995 % for a week, the largest rate that is stored', 1_099_511_627_775n * 604_800n),
    ...doublings,
    growth('the last sum below the cap', MOST - 1n),
    growth('the cap: e^40', MOST),
    ...random,
  ];
}

function accrue(name: string, sum: bigint, rate: bigint, elapsed: bigint): Case {
  return {
    name,
    given: fields({ sum, rate, elapsed }),
    expect: fields({ sum: least(MOST, sum + rate * elapsed) }),
  };
}

function accrueCases(): readonly Case[] {
  const chance = new Chance('accrue');
  const rate = 500_000_000n;
  return [
    accrue('no time passes', 7n, rate, 0n),
    accrue('a rate of zero', 7n, 0n, YEAR),
    accrue('5 % for a day from nothing', 0n, rate, 86_400n),
    accrue('5 % for a year on top of another', rate * YEAR, rate, YEAR),
    accrue('one unit below the cap', MOST - 2n, 1n, 1n),
    accrue('exactly to the cap', MOST - 1n, 1n, 1n),
    accrue('one unit above the cap stays at it', MOST, 1n, 1n),
    accrue('far above the cap', MOST - 1n, 1_099_511_627_775n, 2n ** 40n - 1n),
    ...Array.from({ length: 8 }, (_, i) =>
      accrue(
        `random accrual ${i + 1} of 8`,
        chance.magnitude(0n, MOST),
        chance.magnitude(0n, 2n ** 40n - 1n),
        chance.magnitude(0n, 100n * YEAR),
      ),
    ),
  ];
}

export const exponential: VectorFile = {
  name: 'exponential',
  about: 'Growth of debt: e^(accrued / (1e10 * 31536000)) in ray, and the sum it is made of.',
  expected:
    'index: the published steps (y = k ln 2 + r, a series in 36 decimals) carried out apart from ' +
    'the code under test, with an ln 2 summed for it. trueIndex: e^x from a series with 120 ' +
    'digits, rounded down, checked against constants of another program. The two differ by at ' +
    'most 1 + 40 * 2^k / 1e9, where 2^k is the largest power of two in the growth.',
  groups: {
    growth: {
      about: 'accrued: sum of rate (1e10 = 100 % a year) times seconds.',
      cases: growthCases(),
    },
    accrue: { about: 'sum + rate * elapsed, held at 40 * 1e10 * 31536000.', cases: accrueCases() },
  },
};
