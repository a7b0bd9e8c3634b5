import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';

function loan(
  name: string,
  given: readonly [borrower: string, creditorId: bigint, number: bigint],
  id: string,
): Case {
  const [borrower, creditorId, number] = given;
  return { name, given: fields({ borrower, creditorId, number }), expect: fields({ id }) };
}

const nobody = `0x${'0'.repeat(40)}`;
const all = `0x${'f'.repeat(40)}`;
const borrower = '0x00112233445566778899aabbccddeeff01234567';

const loans: readonly Case[] = [
  loan('all zeros', [nobody, 0n, 0n], `0x${'0'.repeat(64)}`),
  loan('all ones', [all, 2n ** 32n - 1n, 2n ** 64n - 1n], `0x${'f'.repeat(64)}`),
  loan('loan 1 with creditor 1', [borrower, 1n, 1n], `${borrower}000000010000000000000001`),
  loan(
    'the creditor stands between',
    [nobody, 2n ** 32n - 1n, 0n],
    `${nobody}ffffffff${'0'.repeat(16)}`,
  ),
  loan(
    'the number stands last',
    [nobody, 0n, 2n ** 64n - 1n],
    `${nobody}00000000${'f'.repeat(16)}`,
  ),
  loan('the borrower stands first', [all, 0n, 0n], `${all}${'0'.repeat(24)}`),
  loan(
    'digits keep their places',
    [borrower, 0x89abcdefn, 0x0123456789abcdefn],
    `${borrower}89abcdef0123456789abcdef`,
  ),
];

function collateral(name: string, ordinal: bigint, riskClass: bigint, id: bigint): Case {
  return { name, given: fields({ ordinal, riskClass }), expect: fields({ id }) };
}

const collaterals: readonly Case[] = [
  collateral('the first of the base class', 1n, 0n, 8n),
  collateral('the second of the base class', 2n, 0n, 16n),
  collateral('the first of class 1', 1n, 1n, 9n),
  collateral('the first of the riskiest class', 1n, 7n, 15n),
  collateral('the first of class 2', 1n, 2n, 10n),
  collateral('the last of the base class', 31n, 0n, 248n),
  collateral('the last of the riskiest class', 31n, 7n, 255n),
];

export const ids: VectorFile = {
  name: 'ids',
  about: 'How the ids of loans and of collaterals are put together.',
  expected:
    'Written by hand: a loan id is borrower (160 bits), creditor (32), number (64); a collateral ' +
    'id is ordinal (5 bits), risk class (3).',
  groups: {
    loanId: { about: 'id: 32 bytes, hex.', cases: loans },
    collateralId: { about: 'id: one byte, decimal.', cases: collaterals },
  },
};
