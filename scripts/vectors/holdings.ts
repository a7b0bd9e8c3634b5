import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';

// Ids: ordinal * 8 + class. 8, 16 and 24 are of class 0; 9, 17 and 25 of class 1; 10 and 18 of 2;
// 15 of class 7. The amount of a collateral is its id times 1,000, so that a swapped pair shows.

function insert(
  name: string,
  before: readonly bigint[],
  id: bigint,
  after: readonly bigint[],
): Case {
  return {
    name,
    given: fields({ ids: before, amounts: before.map(amountOf), id }),
    expect: fields({
      ids: after,
      amounts: after.map((held) => (held === id ? 0n : amountOf(held))),
    }),
  };
}

function remove(
  name: string,
  before: readonly bigint[],
  index: bigint,
  after: readonly bigint[],
): Case {
  return {
    name,
    given: fields({ ids: before, amounts: before.map(amountOf), index }),
    expect: fields({ ids: after, amounts: after.map(amountOf) }),
  };
}

function amountOf(id: bigint): bigint {
  return id * 1_000n;
}

const inserts: readonly Case[] = [
  insert('the first', [], 8n, [8n]),
  insert('a riskier one goes to the front', [8n], 9n, [9n, 8n]),
  insert('one of the same class goes to the end', [8n], 16n, [8n, 16n]),
  insert('a safer one goes to the end', [9n], 8n, [9n, 8n]),
  insert('riskier than the first of three: all others move back', [9n, 8n, 16n], 10n, [
    10n,
    9n,
    8n,
    16n,
  ]),
  insert('riskier than the second, not than the first: to the end', [10n, 8n], 9n, [10n, 8n, 9n]),
  insert('as risky as the first: to the end', [10n, 9n], 18n, [10n, 9n, 18n]),
  insert('the riskiest class', [14n, 8n], 15n, [15n, 14n, 8n]),
  insert('the eighth, to the end', [15n, 8n, 9n, 10n, 11n, 12n, 13n], 14n, [
    15n,
    8n,
    9n,
    10n,
    11n,
    12n,
    13n,
    14n,
  ]),
  insert('the eighth, to the front', [8n, 16n, 24n, 32n, 40n, 48n, 56n], 9n, [
    9n,
    8n,
    16n,
    24n,
    32n,
    40n,
    48n,
    56n,
  ]),
];

const removals: readonly Case[] = [
  remove('the only one', [8n], 0n, []),
  remove('the first of two', [9n, 8n], 0n, [8n]),
  remove('the second of two', [9n, 8n], 1n, [9n]),
  remove('the first: the riskiest of the rest follows', [10n, 8n, 9n], 0n, [9n, 8n]),
  remove('the first: the earliest of the riskiest follows', [10n, 8n, 9n, 17n], 0n, [9n, 8n, 17n]),
  remove('the first: the rest keep their order', [15n, 8n, 16n, 10n, 9n], 0n, [10n, 8n, 16n, 9n]),
  remove('the first of equals: the next follows', [8n, 16n, 24n], 0n, [16n, 24n]),
  remove('the first: the last is the riskiest', [15n, 8n, 9n, 10n], 0n, [10n, 8n, 9n]),
  remove('one from the middle: no reordering', [9n, 8n, 17n, 16n], 1n, [9n, 17n, 16n]),
  remove('one from the middle: a riskier later one stays where it is', [10n, 8n, 9n, 18n], 1n, [
    10n,
    9n,
    18n,
  ]),
  remove('the last of eight', [15n, 8n, 9n, 10n, 11n, 12n, 13n, 14n], 7n, [
    15n,
    8n,
    9n,
    10n,
    11n,
    12n,
    13n,
  ]),
  remove('the first of eight', [15n, 8n, 9n, 10n, 11n, 12n, 13n, 14n], 0n, [
    14n,
    8n,
    9n,
    10n,
    11n,
    12n,
    13n,
  ]),
];

export const holdings: VectorFile = {
  name: 'holdings',
  about: "The order of a loan's collaterals: the riskiest first, then as pledged.",
  expected: 'Written by hand. The risk class is the rest of an id by 8.',
  groups: {
    insert: { about: 'id: the newcomer, with nothing of it yet.', cases: inserts },
    remove: { about: 'index: which one goes, from 0.', cases: removals },
  },
};
