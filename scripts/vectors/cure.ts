import { Chance } from './chance.ts';
import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';
import { smallest } from './fraction.ts';
import {
  alt,
  btc,
  btcRungs,
  columns,
  limit,
  PRICE_ONE,
  randomHeld,
  tightRungs,
} from './holding.ts';
import type { Held } from './holding.ts';

const FAR = 2n ** 250n;

/** The smallest amount that, added to one holding, brings the debt inside the clear limit. */
function topUp(items: readonly Held[], i: number, debt: bigint): bigint {
  return smallest(0n, FAR, (extra) => {
    const more = items.map((item, k) =>
      k === i ? { ...item, amount: item.amount + extra } : item,
    );
    return debt <= limit(more, 'low', 'clearLtvBps');
  });
}

interface Assessed {
  readonly debt: bigint;
  readonly arrears?: bigint;
  /** What the creditor says cures it, and what would then be left. */
  readonly repayment?: bigint;
  readonly minDebt?: bigint;
}

/** With a creditor whose units are its debt: what is repaid is gone, to the unit. */
function called(name: string, items: readonly Held[], given: Assessed, reason = 'price'): Case {
  const { debt, arrears = 0n, minDebt = 1n } = given;
  const target = limit(items, 'low', 'clearLtvBps');
  const asked = reason === 'default' ? arrears : debt > target ? debt - target : 0n;
  const left = debt - asked;
  return {
    name,
    given: { ...columns(items), ...fields({ reason, debt, arrears, minDebt }) },
    expect: fields({
      target: reason === 'default' ? 0n : target,
      repayment: left > 0n && left < minDebt ? debt : asked,
      topUps: reason === 'default' ? [] : items.map((_, i) => topUp(items, i, debt)),
    }),
  };
}

function unitPriced(...amounts: readonly bigint[]): readonly Held[] {
  return amounts.map((amount) => ({ amount, low: PRICE_ONE, high: PRICE_ONE, ...btcRungs }));
}

function priceCases(): readonly Case[] {
  const usd = 10n ** 6n;
  const fallen = [btc(10n ** 8n, 42_000n)];
  const mixed = [alt(1_000n, 10n), btc(10n ** 8n, 42_000n)];
  // Seven units at a third: worth 2.33, so 2, which supports 1. Six would do.
  const aThird = { ...btc(7n, 1n), low: PRICE_ONE / 3n + 1n, high: PRICE_ONE / 3n + 1n };
  const chance = new Chance('cure');
  const random = Array.from({ length: 16 }, (_, i) => {
    const items = Array.from({ length: Number(chance.between(1n, 8n)) }, () => randomHeld(chance));
    const clear = limit(items, 'low', 'clearLtvBps');
    const debt = clear + chance.magnitude(0n, clear + 10n) + 1n;
    const minDebt = chance.magnitude(1n, debt);
    return called(`random loan ${i + 1} of 16`, items, { debt, minDebt });
  });
  return [
    called('1 BTC at 42,000, debt 30,000, clear 64 %', fallen, { debt: 30_000n * usd }),
    called('the low price counts, not the high', [btc(10n ** 8n, 42_000n, 60_000n)], {
      debt: 30_000n * usd,
    }),
    called('exactly at the clear limit: nothing to do', fallen, { debt: 26_880n * usd }),
    called('exactly at it, with a fraction of value to spare: nothing, not less', [aThird], {
      debt: 1n,
    }),
    called('one unit above it', fallen, { debt: 26_880n * usd + 1n }),
    called('far inside: zeros', fallen, { debt: usd }),
    called('two kinds: each top-up alone', mixed, { debt: 35_000n * usd }),
    called('the others hold more than their part', [btc(1n, 60_000n), ...mixed], {
      debt: 33_000n * usd,
    }),
    called('the rounding of the other holding counts', unitPriced(99n, 99n), { debt: 127n }),
    called('a unit of value at a time', unitPriced(100n), { debt: 65n }),
    called('a rung of 2 bps', [{ ...btc(10n ** 8n, 42_000n), ...tightRungs }], { debt: 9n * usd }),
    called('what was worthless can still cure', [{ ...btc(1n, 1n), low: 1n, high: 1n }], {
      debt: usd,
    }),
    called('a rest below the minimum: all of it', fallen, {
      debt: 30_000n * usd,
      minDebt: 26_880n * usd + 1n,
    }),
    called('a rest of exactly the minimum stays', fallen, {
      debt: 30_000n * usd,
      minDebt: 26_880n * usd,
    }),
    called('no rest at all is no dust', [{ ...btc(1n, 1n), low: 1n, high: 1n }], {
      debt: usd,
      minDebt: 100n * usd,
    }),
    called('a debt below the minimum that is inside: its own whole', fallen, {
      debt: 50n * usd,
      minDebt: 100n * usd,
    }),
    ...random,
  ];
}

function defaultCases(): readonly Case[] {
  const fallen = [btc(10n ** 8n, 42_000n)];
  const usd = 10n ** 6n;
  const debt = 30_000n * usd;
  return [
    called('the arrears cure a default', fallen, { debt, arrears: 1_000n * usd }, 'default'),
    called('all of a matured debt', fallen, { debt, arrears: debt }, 'default'),
    called(
      'arrears that leave less than the minimum: all of it',
      fallen,
      { debt, arrears: debt - 99n * usd, minDebt: 100n * usd },
      'default',
    ),
    called(
      'arrears that leave exactly the minimum',
      fallen,
      { debt, arrears: debt - 100n * usd, minDebt: 100n * usd },
      'default',
    ),
    called('no arrears left: nothing to repay', fallen, { debt }, 'default'),
  ];
}

export const cure: VectorFile = {
  name: 'cure',
  about: 'What ends a margin call: the repayment alone, or one of the top-ups alone.',
  expected:
    'topUps: found by halving an interval until the smallest addition is left that brings the ' +
    'debt inside the clear limit, so by what the words say and not by a formula. repayment: ' +
    'debt less what may stay, for a creditor whose units are its debt.',
  groups: {
    amounts: {
      about:
        'target: what the book asks the creditor to leave. A repayment that would leave a debt ' +
        'between zero and minDebt is the whole debt.',
      cases: [...priceCases(), ...defaultCases()],
    },
  },
};
