import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';
import { alt, btc, columns, limit, total } from './holding.ts';
import type { Held } from './holding.ts';
import { capBonus, hardBonus, softBonus } from './sale.ts';

const USD = 10n ** 6n;
const CALLED = 1_000_000n;
const END = 1_086_400n;
const LAPSE = 1_172_800n;
const MAX_BONUS = 500n;
const FLOOR = 50n;
const SLOPE = 10_000n;
const RAMP = 3_600n;

interface Situation {
  readonly items: readonly Held[];
  readonly debt: bigint;
  readonly now: bigint;
  readonly called?: boolean;
  readonly reason?: 'price' | 'default';
  readonly arrears?: bigint;
}

/** `soft` and `hard`: whether each part of the bonus is in force. */
function situation(
  name: string,
  s: Situation,
  due: 'none' | 'waiting' | 'soft' | 'hard',
  parts: { readonly soft?: boolean; readonly hard?: boolean } = {},
): Case {
  const { items, debt, now, called = true, reason = 'price', arrears = 0n } = s;
  const soft = parts.soft === true ? softBonus(MAX_BONUS, RAMP, now - END) : 0n;
  const line = limit(items, 'high', 'liquidationLtvBps');
  const hard = parts.hard === true ? hardBonus(MAX_BONUS, SLOPE, debt, line) : 0n;
  const sold = due === 'soft' || due === 'hard';
  const bonus = sold ? capBonus(FLOOR, soft > hard ? soft : hard, debt, total(items, 'high')) : 0n;
  return {
    name,
    given: {
      ...columns(items),
      ...fields({
        maxBonusBps: MAX_BONUS,
        floorBonusBps: FLOOR,
        slopeBps: SLOPE,
        cureWindow: 86_400n,
        ramp: RAMP,
        lapse: 86_400n,
        since: CALLED,
        called,
        reason,
        debt,
        arrears,
        now,
      }),
    },
    expect: fields({ due, bonus }),
  };
}

const one = 10n ** 8n;
const healthy = [btc(one, 60_000n)];
const fallen = [btc(one, 42_000n)];
const debt = 30_000n * USD;
const half = END + RAMP / 2n;

const bySoft: readonly Case[] = [
  situation('called, the window runs', { items: fallen, debt, now: END - 1n }, 'waiting'),
  situation('called, the window ends: from no bonus', { items: fallen, debt, now: END }, 'soft', {
    soft: true,
  }),
  situation('half of the ramp: 2.5 %', { items: fallen, debt, now: half }, 'soft', { soft: true }),
  situation(
    'the last second before the call lapses',
    { items: fallen, debt, now: LAPSE - 1n },
    'soft',
    { soft: true },
  ),
  situation('lapsed: nothing', { items: fallen, debt, now: LAPSE }, 'none'),
  situation(
    'never called: nothing, however long',
    { items: fallen, debt, now: half, called: false },
    'none',
  ),
  situation(
    'within the call limit again, although not cured',
    { items: fallen, debt: 29_400n * USD, now: half },
    'none',
  ),
  situation(
    'one unit above the call limit',
    { items: fallen, debt: 29_400n * USD + 1n, now: half },
    'soft',
    { soft: true },
  ),
  situation(
    'above it at the low price only: doubt never seizes',
    { items: [btc(one, 42_000n, 43_000n)], debt, now: half },
    'none',
  ),
  situation('above it at both', { items: [btc(one, 41_000n, 42_000n)], debt, now: half }, 'soft', {
    soft: true,
  }),
  situation(
    'a bonus above 1 / LTV - 1 is cut',
    { items: [btc(one, 30_300n)], debt: 29_900n * USD, now: END + RAMP },
    'hard',
    { soft: true, hard: true },
  ),
];

const byHard: readonly Case[] = [
  situation(
    'exactly at the liquidation limit: not yet',
    { items: healthy, debt: 48_000n * USD, now: 1n, called: false },
    'none',
  ),
  situation(
    'one unit above it, never called',
    { items: healthy, debt: 48_000n * USD + 1n, now: 1n, called: false },
    'hard',
    { hard: true },
  ),
  situation(
    'above it at the low price only',
    { items: [btc(one, 59_000n, 60_000n)], debt: 48_000n * USD, now: 1n, called: false },
    'none',
  ),
  situation(
    '2.5 % past it: 2.5 %',
    { items: healthy, debt: 49_200n * USD, now: 1n, called: false },
    'hard',
    { hard: true },
  ),
  situation(
    'in the window: at once',
    { items: healthy, debt: 49_200n * USD, now: END - 1n },
    'hard',
    { hard: true },
  ),
  situation(
    'after the window the larger bonus counts: the hard one',
    { items: healthy, debt: 49_200n * USD, now: END + 1n },
    'hard',
    { soft: true, hard: true },
  ),
  situation(
    'the larger one: the soft',
    { items: healthy, debt: 48_001n * USD, now: END + RAMP },
    'hard',
    { soft: true, hard: true },
  ),
  situation(
    'lapsed: the hard one alone',
    { items: healthy, debt: 48_001n * USD, now: LAPSE },
    'hard',
    { hard: true },
  ),
  situation(
    'insolvent: the floor',
    { items: healthy, debt: 60_001n * USD, now: END + RAMP },
    'hard',
    { soft: true, hard: true },
  ),
  situation(
    'insolvent at the low price only: the cap of the high one',
    { items: [btc(one, 48_000n, 60_000n)], debt: 59_000n * USD, now: 1n, called: false },
    'hard',
    { hard: true },
  ),
  situation(
    'two kinds, each by its own ladder',
    { items: [alt(1_000n, 10n), btc(one, 42_000n)], debt: 40_101n * USD, now: 1n, called: false },
    'hard',
    { hard: true },
  ),
];

const overdue: Situation = {
  items: healthy,
  debt,
  now: half,
  reason: 'default',
  arrears: 1_000n * USD,
};

const byDefault: readonly Case[] = [
  situation('called for default, the window runs', { ...overdue, now: END - 1n }, 'waiting'),
  situation('called for default, the window has ended', overdue, 'soft', { soft: true }),
  situation('called for default, nothing overdue any more', { ...overdue, arrears: 0n }, 'none'),
  situation(
    'called for default, above the call limit: the arrears decide',
    { ...overdue, items: fallen, arrears: 0n },
    'none',
  ),
  situation(
    'called for default, above the liquidation limit',
    { ...overdue, debt: 49_200n * USD, arrears: 0n },
    'hard',
    { hard: true },
  ),
  situation(
    'arrears of a loan called for price are not looked at',
    { ...overdue, reason: 'price' },
    'none',
  ),
];

export const saleDue: VectorFile = {
  name: 'sale-due',
  about: 'Which sale of a loan is due now, and at what bonus.',
  expected:
    'Which sale: worked by hand. Called at 1000000, window 86400, so it ends at 1086400 and the ' +
    'call lapses at 1172800; ramp 3600. The bonus: the exact fractions of sale.json.',
  groups: {
    verdict: {
      about: 'due: none, waiting for the end of the window, soft or hard. All at the high price.',
      cases: [...bySoft, ...byHard, ...byDefault],
    },
  },
};
