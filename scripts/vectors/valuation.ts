import { Chance } from './chance.ts';
import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';
import {
  alt,
  btc,
  btcRungs,
  columns,
  dollars,
  limit,
  MOST_AMOUNT,
  PRICE_ONE,
  randomHeld,
  tightRungs,
  total,
  worth,
} from './holding.ts';
import type { Held } from './holding.ts';

const MOST_PRICE = 2n ** 256n - 1n;

function value(name: string, amount: bigint, price: bigint): Case {
  return {
    name,
    given: fields({ amount, price }),
    expect: fields({ value: worth(amount, price) }),
  };
}

const values: readonly Case[] = [
  value('nothing is worth nothing', 0n, dollars(60_000n, 8n)),
  value('1 BTC of 8 decimals at 60,000', 10n ** 8n, dollars(60_000n, 8n)),
  value('1 satoshi at 60,000: 600 units of a 6-decimal token', 1n, dollars(60_000n, 8n)),
  value('1 satoshi at 99 dollars: 0.99 units, worth nothing', 1n, dollars(99n, 8n)),
  value('1 satoshi at 100 dollars: one unit', 1n, dollars(100n, 8n)),
  value('1 ETH of 18 decimals at 2,000', 10n ** 18n, dollars(2_000n, 18n)),
  value('one unit less than what is worth one more', 5n * 10n ** 8n - 1n, dollars(2_000n, 18n)),
  value('exactly what is worth one more', 5n * 10n ** 8n, dollars(2_000n, 18n)),
  value('a token of 0 decimals', 7n, dollars(3n, 0n)),
  value('a token of 36 decimals at the smallest price', 10n ** 36n, 1n),
  value('one unit short of it', 10n ** 36n - 1n, 1n),
  value('the largest amount at the smallest price: nothing', MOST_AMOUNT, 1n),
  value('the largest amount at the largest price', MOST_AMOUNT, MOST_PRICE),
];

function limitsOf(name: string, items: readonly Held[]): Case {
  const side = (which: 'low' | 'high'): readonly bigint[] => [
    limit(items, which, 'openLtvBps'),
    limit(items, which, 'targetLtvBps'),
    limit(items, which, 'clearLtvBps'),
    limit(items, which, 'callLtvBps'),
    limit(items, which, 'liquidationLtvBps'),
  ];
  return {
    name,
    given: columns(items),
    expect: fields({
      valueLow: total(items, 'low'),
      valueHigh: total(items, 'high'),
      low: side('low'),
      high: side('high'),
    }),
  };
}

/** Worth `units` each: 18-decimal tokens at such a price that a unit is a unit. */
function plain(...units: readonly bigint[]): readonly Held[] {
  return units.map((amount) => ({ amount, low: PRICE_ONE, high: PRICE_ONE, ...btcRungs }));
}

function limitCases(): readonly Case[] {
  const chance = new Chance('limits');
  const largest = { amount: MOST_AMOUNT, low: MOST_PRICE, high: MOST_PRICE, ...btcRungs };
  const random = Array.from({ length: 12 }, (_, i) => {
    const items = Array.from({ length: Number(chance.between(1n, 8n)) }, () => randomHeld(chance));
    return limitsOf(`random loan ${i + 1} of 12`, items);
  });
  return [
    limitsOf('1 BTC at 60,000', [btc(10n ** 8n, 60_000n)]),
    limitsOf('1 BTC between 60,000 and 61,000', [btc(10n ** 8n, 60_000n, 61_000n)]),
    limitsOf('two kinds, each by its own ladder', [alt(1_000n, 10n), btc(10n ** 8n, 60_000n)]),
    limitsOf('worth 1: every limit rounds to nothing', plain(1n)),
    limitsOf('worth 2: half of it counts once', plain(2n)),
    limitsOf('each holding is rounded down by itself: 1 and 1 are not 2', plain(1n, 1n)),
    limitsOf('9,999 units, where no rung divides', plain(9_999n)),
    limitsOf('a ladder of 1, 1, 2, 3 and 4 bps', [{ ...btc(10n ** 8n, 60_000n), ...tightRungs }]),
    limitsOf('worthless collateral', [{ ...btc(1n, 1n), low: 1n, high: 1n }]),
    limitsOf('worthless at the low price only', [btc(1n, 99n, 100n)]),
    limitsOf(
      'eight of the largest',
      Array.from({ length: 8 }, () => largest),
    ),
    ...random,
  ];
}

export const valuation: VectorFile = {
  name: 'valuation',
  about: 'What collateral is worth, and the largest debt inside each rung of the ladder.',
  expected: 'Exact fractions, rounded down once a holding for its value and once for its limit.',
  groups: {
    value: {
      about:
        'price: loan units per collateral unit, times 1e36. value: floor(amount * price / 1e36).',
      cases: values,
    },
    limits: {
      about:
        'Columns have one entry a holding. low and high: the limits at the open, target, clear, ' +
        'call and liquidation rung, each the sum of floor(value * ltv / 1e4).',
      cases: limitCases(),
    },
  },
};
