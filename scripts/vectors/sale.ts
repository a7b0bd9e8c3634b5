import { Chance } from './chance.ts';
import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';
import { fromBps, fromWad, least, ratio } from './fraction.ts';
import { dollars, PRICE_ONE, worth } from './holding.ts';

const WAD = 10n ** 18n;
const USD = 10n ** 6n;
const UNBOUNDED = 2n ** 256n - 1n;

/** `maxBonus * min(1, elapsed / ramp)`. */
export function softBonus(maxBonusBps: bigint, ramp: bigint, elapsed: bigint): bigint {
  const share = elapsed >= ramp ? ratio(1n) : ratio(elapsed, ramp);
  return fromBps(maxBonusBps).times(share).times(WAD).floor();
}

/** `min(maxBonus, slope * (debt / limit - 1))`; the whole of it where nothing supports the debt. */
export function hardBonus(
  maxBonusBps: bigint,
  slopeBps: bigint,
  debt: bigint,
  limit: bigint,
): bigint {
  const most = fromBps(maxBonusBps).times(WAD).floor();
  if (limit === 0n) return most;
  const excess = ratio(debt, limit).minus(1n);
  return least(most, fromBps(slopeBps).times(excess).times(WAD).floor());
}

/** At most `value / debt - 1` while solvent; the floor once not. */
export function capBonus(
  floorBonusBps: bigint,
  bonus: bigint,
  debt: bigint,
  value: bigint,
): bigint {
  if (value <= debt) return fromBps(floorBonusBps).times(WAD).floor();
  return least(bonus, ratio(value, debt).minus(1n).times(WAD).floor());
}

function soft(name: string, maxBonusBps: bigint, ramp: bigint, elapsed: bigint): Case {
  const bonus = softBonus(maxBonusBps, ramp, elapsed);
  return { name, given: fields({ maxBonusBps, ramp, elapsed }), expect: fields({ bonus }) };
}

const softCases: readonly Case[] = [
  soft('from zero, in the second in which the window ends', 500n, 3_600n, 0n),
  soft('after one second of an hour', 500n, 3_600n, 1n),
  soft('half of the ramp: 2.5 %', 500n, 3_600n, 1_800n),
  soft('one second before its end', 500n, 3_600n, 3_599n),
  soft('at its end: all', 500n, 3_600n, 3_600n),
  soft('one second after its end: no more', 500n, 3_600n, 3_601n),
  soft('long after', 500n, 3_600n, 10n ** 9n),
  soft('a third of a ramp, which no wad can write', 800n, 3n * 86_400n, 86_400n),
  soft('the shortest ramp', 800n, 60n, 59n),
  soft('the longest ramp', 1n, 604_800n, 1n),
  soft('no bonus at all', 0n, 3_600n, 3_600n),
];

function hard(
  name: string,
  given: {
    readonly maxBonusBps: bigint;
    readonly slopeBps: bigint;
    readonly debt: bigint;
    readonly limit: bigint;
  },
): Case {
  const bonus = hardBonus(given.maxBonusBps, given.slopeBps, given.debt, given.limit);
  return { name, given: fields(given), expect: fields({ bonus }) };
}

const usual = { maxBonusBps: 500n, slopeBps: 10_000n };

const hardCases: readonly Case[] = [
  hard('debt 82 against a limit of 80, slope 1: 2.5 %', { ...usual, debt: 82n, limit: 80n }),
  hard('one unit above the limit', { ...usual, debt: 24_000n * USD + 1n, limit: 24_000n * USD }),
  hard('exactly where it meets the maximum', { ...usual, debt: 84n, limit: 80n }),
  hard('just below that', { ...usual, debt: 84n * USD - 1n, limit: 80n * USD }),
  hard('far above: the maximum', { ...usual, debt: 160n, limit: 80n }),
  hard('nothing supports the debt: the maximum', { ...usual, debt: 1n, limit: 0n }),
  hard('a limit of one unit', { ...usual, debt: 2n, limit: 1n }),
  hard('slope 5', { maxBonusBps: 800n, slopeBps: 50_000n, debt: 81n, limit: 80n }),
  hard('slope 5, one part in 640', {
    maxBonusBps: 800n,
    slopeBps: 50_000n,
    debt: 641n,
    limit: 640n,
  }),
  hard('slope 0: no bonus however deep', {
    maxBonusBps: 800n,
    slopeBps: 0n,
    debt: 99n,
    limit: 80n,
  }),
  hard('slope 1 bp', { maxBonusBps: 800n, slopeBps: 1n, debt: 99n, limit: 80n }),
  hard('a third, which no wad can write', {
    maxBonusBps: 9_000n,
    slopeBps: 10_000n,
    debt: 4n,
    limit: 3n,
  }),
  hard('the largest numbers', { ...usual, debt: 2n ** 168n, limit: 2n ** 168n - 1n }),
];

function cap(
  name: string,
  floorBonusBps: bigint,
  bonus: bigint,
  debt: bigint,
  value: bigint,
): Case {
  const capped = capBonus(floorBonusBps, bonus, debt, value);
  return {
    name,
    given: fields({ floorBonusBps, bonus, debt, value }),
    expect: fields({ bonus: capped }),
  };
}

const five = 5n * 10n ** 16n;

const capCases: readonly Case[] = [
  cap('debt 98, value 100: at most 2.04 %', 50n, five, 98n, 100n),
  cap('far from insolvent: kept', 50n, five, 80n, 100n),
  cap('exactly at 1 / LTV - 1: kept', 50n, five, 100n, 105n),
  cap('just past it', 50n, five, 100n * USD + 1n, 105n * USD),
  cap('one unit of equity', 50n, five, 100n * USD, 100n * USD + 1n),
  cap('value equals debt: the floor', 50n, five, 100n, 100n),
  cap('insolvent: the floor', 50n, five, 101n, 100n),
  cap('worthless: the floor', 50n, five, 100n, 0n),
  cap('insolvent with a bonus below the floor: the floor', 50n, 0n, 101n, 100n),
  cap('solvent with no bonus: none, not the floor', 50n, 0n, 80n, 100n),
  cap('insolvent with a floor of zero', 0n, five, 101n, 100n),
];

/** A sale of one collateral; the rest of the loan stands in `targetLimit` alone. */
export interface SaleGiven {
  readonly minDebt: bigint;
  readonly targetLtvBps: bigint;
  readonly debt: bigint;
  readonly targetLimit: bigint;
  readonly arrears: bigint;
  readonly bonus: bigint;
  readonly amount: bigint;
  readonly price: bigint;
  readonly maxRepaid: bigint;
}

/** What a sale should repay before what the liquidator and the collateral allow. */
function due(s: SaleGiven): bigint {
  const lif = fromWad(s.bonus).plus(1n);
  if (s.debt < s.minDebt) return s.debt;
  const part = ratio(1n).minus(lif.times(fromBps(s.targetLtvBps)));
  const x =
    s.arrears !== 0n
      ? s.arrears
      : ratio(s.debt - s.targetLimit)
          .over(part)
          .ceil();
  return x > s.debt || s.debt - x < s.minDebt ? s.debt : x;
}

export function size(s: SaleGiven): { readonly repaid: bigint; readonly seized: bigint } {
  const lif = fromWad(s.bonus).plus(1n);
  const repaid = least(due(s), s.maxRepaid);
  const seized = lif.times(repaid).times(PRICE_ONE).over(s.price).floor();
  if (seized < s.amount) return { repaid, seized };
  const whole = ratio(worth(s.amount, s.price)).over(lif).ceil();
  return { repaid: least(repaid, whole), seized: s.amount };
}

/** Debt 750 on 1,000 units worth one each, target 62 %, no bonus. */
const plain: SaleGiven = {
  minDebt: 1n,
  targetLtvBps: 6_200n,
  debt: 750n,
  targetLimit: 620n,
  arrears: 0n,
  bonus: 0n,
  amount: 1_000n,
  price: PRICE_ONE,
  maxRepaid: UNBOUNDED,
};

/** 1 BTC at 42,000, debt 30,000, target 62 %, minimum debt 100. */
const btc: SaleGiven = {
  ...plain,
  minDebt: 100n * USD,
  debt: 30_000n * USD,
  targetLimit: 26_040n * USD,
  amount: 10n ** 8n,
  price: dollars(42_000n, 8n),
};

function sale(name: string, given: SaleGiven): Case {
  return { name, given: fields({ ...given }), expect: fields({ ...size(given) }) };
}

const atTwoAndAHalf = 25n * 10n ** 15n;

const toTarget: readonly Case[] = [
  sale('to target without a bonus: 130 / 0.38, rounded up', plain),
  sale('to target with 2.5 %', { ...btc, bonus: atTwoAndAHalf }),
  sale('to target with 5 %', { ...btc, bonus: five }),
  sale('one unit above the target', { ...btc, debt: 26_040n * USD + 1n }),
  sale('the liquidator brings less', { ...btc, bonus: five, maxRepaid: 1_000n * USD }),
  sale('the liquidator brings exactly what is due', { ...plain, maxRepaid: 343n }),
  sale('the liquidator brings one less', { ...plain, maxRepaid: 342n }),
  sale('the liquidator brings nothing', { ...plain, maxRepaid: 0n }),
  sale('a unit of collateral dearer than what is repaid', { ...plain, price: 400n * PRICE_ONE }),
];

const wholeOrPart: readonly Case[] = [
  sale('the debt is below the minimum: whole', { ...plain, minDebt: 751n }),
  sale('the debt is exactly the minimum: whole, less would be left', { ...plain, minDebt: 750n }),
  sale('it would leave less than the minimum: whole', { ...plain, minDebt: 408n }),
  sale('it leaves exactly the minimum', { ...plain, minDebt: 407n }),
  sale('a small repayment of a debt below the minimum', {
    ...plain,
    minDebt: 751n,
    maxRepaid: 10n,
  }),
  sale('more than the debt would be needed: whole', { ...plain, targetLimit: 400n }),
  sale('a default: as far as the arrears', { ...btc, arrears: 1_000n * USD, bonus: five }),
  sale('arrears that leave less than the minimum: whole', {
    ...btc,
    arrears: 29_950n * USD,
    bonus: five,
  }),
  sale('arrears above the debt: whole', { ...btc, arrears: 30_001n * USD }),
  sale('arrears of a healthy loan: the target is not looked at', {
    ...btc,
    arrears: 1_000n * USD,
    targetLimit: 40_000n * USD,
  }),
];

const byCollateral: readonly Case[] = [
  sale('too little collateral: all of it for its value', { ...plain, amount: 300n }),
  sale('all of it at a bonus: value / 1.05, rounded up', { ...plain, amount: 300n, bonus: five }),
  sale('exactly all of it', { ...plain, amount: 343n }),
  sale('one unit too little', { ...plain, amount: 342n }),
  sale('a fraction of a unit more than there is: all of it, for its value', {
    ...plain,
    amount: 1n,
    price: 200n * PRICE_ONE,
  }),
  sale('one unit left over', { ...plain, amount: 344n }),
  sale('insolvent, with the floor of 0.5 %', {
    ...plain,
    amount: 700n,
    targetLimit: 434n,
    bonus: 5n * 10n ** 15n,
  }),
  sale('worthless: all of it for nothing', { ...plain, targetLimit: 0n, price: 1n }),
  sale('so little collateral that its value is zero, for a small repayment', {
    ...plain,
    amount: 3n,
    price: PRICE_ONE / 4n,
    maxRepaid: 1n,
  }),
  sale('a price at which the value of all is rounded down', {
    ...plain,
    amount: 10n,
    price: (PRICE_ONE * 15n) / 10n + 1n,
  }),
  sale('the tightest listing: 1.05 * 95 % leaves a quarter of a percent', {
    ...plain,
    targetLtvBps: 9_500n,
    targetLimit: 740n,
    bonus: five,
  }),
];

function randomSales(): readonly Case[] {
  const chance = new Chance('sale');
  return Array.from({ length: 24 }, (_, i) => {
    const targetLtvBps = chance.between(1n, 8_500n);
    const bonus = chance.between(0n, 10n ** 17n);
    const amount = chance.magnitude(1n, 10n ** 24n);
    const price = chance.magnitude(1n, 10n ** 40n);
    const targetLimit = fromBps(targetLtvBps).times(worth(amount, price)).floor();
    const debt = targetLimit + chance.magnitude(1n, targetLimit + 1_000n);
    return sale(`random sale ${i + 1} of 24`, {
      minDebt: chance.magnitude(1n, debt),
      targetLtvBps,
      debt,
      targetLimit,
      arrears: chance.chance(20n) ? chance.between(1n, debt) : 0n,
      bonus,
      amount: chance.chance(70n) ? amount : chance.magnitude(1n, amount),
      price,
      maxRepaid: chance.chance(70n) ? UNBOUNDED : chance.magnitude(0n, debt),
    });
  });
}

export const saleFile: VectorFile = {
  name: 'sale',
  about: 'How much a liquidation sells, and at what bonus.',
  expected:
    'Exact fractions of the algebra on paper: after repaying x and seizing x * LIF, the debt D ' +
    '- x meets the limit L - x * LIF * target, so x = (D - L) / (1 - LIF * target), rounded up ' +
    'once; what is seized is rounded down once. The percentages in the names were worked by ' +
    'hand.',
  groups: {
    softBonus: { about: 'ramp and elapsed in seconds; bonus in wad.', cases: softCases },
    hardBonus: {
      about: 'limit: debt that the liquidation rung supports; bonus in wad.',
      cases: hardCases,
    },
    capBonus: {
      about: 'value: of all collateral; bonus in wad, before and after.',
      cases: capCases,
    },
    size: {
      about:
        'targetLimit: debt that the target rung supports; arrears: 0 in a sale for price; bonus ' +
        'in wad; amount and price of the collateral on sale; maxRepaid: what the liquidator ' +
        'brings.',
      cases: [...toTarget, ...wholeOrPart, ...byCollateral, ...randomSales()],
    },
  },
};
