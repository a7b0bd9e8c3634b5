import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/ids.json' with { type: 'json' };
import { InvalidIdError, makeCollateralId, makeLoanId, parseLoanId, riskClassOf } from './ids.ts';
import type { Address } from './ids.ts';

const borrower: Address = `0x${'0'.repeat(38)}aa`;

describe('loan ids', () => {
  test.each(vectors.loanId.cases)('$name', ({ given, expect: wanted }) => {
    const owner = given.borrower as Address;
    const creditorId = Number(given.creditorId);
    const number = BigInt(given.number);
    expect(makeLoanId(owner, creditorId, number)).toBe(wanted.id);
    expect(parseLoanId(wanted.id)).toEqual({ borrower: owner, creditorId, number });
  });

  test('loan 1 of 0x00…aa with creditor 1', () => {
    expect(makeLoanId(borrower, 1, 1n)).toBe(`${borrower}000000010000000000000001`);
  });

  test('are written in lower case whatever the address came in', () => {
    const upper: Address = `0x${'AB'.repeat(20)}`;
    const id = makeLoanId(upper, 1, 1n);
    expect(id).toBe(`${upper.toLowerCase()}000000010000000000000001`);
    expect(parseLoanId(id.toUpperCase().replace('0X', '0x')).borrower).toBe(upper.toLowerCase());
  });

  test.each([
    ['a short address', '0xaa', 1, 1n, '0xaa is not an address: 0x and 40 hex digits.'],
    ['a creditor below 0', borrower, -1, 1n, 'Creditor -1 is outside 0 to 4294967295.'],
    ['one above 32 bits', borrower, 2 ** 32, 1n, 'Creditor 4294967296 is outside'],
    ['half a creditor', borrower, 1.5, 1n, 'Creditor 1.5 is outside 0 to 4294967295.'],
    ['a number below 0', borrower, 1, -1n, 'Loan number -1 is outside 0 to 2^64 - 1.'],
    ['one above 64 bits', borrower, 1, 2n ** 64n, `Loan number ${2n ** 64n} is outside`],
  ])('refuses %s', (_, owner, creditorId, number, message) => {
    const make = () => makeLoanId(owner as Address, creditorId, number);
    expect(make).toThrow(InvalidIdError);
    expect(make).toThrow(message);
  });

  test.each(['', '0x', `0x${'0'.repeat(63)}`, `0x${'0'.repeat(65)}`, `0x${'g'.repeat(64)}`])(
    'does not read %s as an id',
    (text) => {
      expect(() => parseLoanId(text)).toThrow(InvalidIdError);
      expect(() => parseLoanId(text)).toThrow('is not a loan id: 0x and 64 hex digits.');
    },
  );
});

describe('collateral ids', () => {
  test.each(vectors.collateralId.cases)('$name', ({ given, expect: wanted }) => {
    const id = makeCollateralId(Number(given.ordinal), Number(given.riskClass));
    expect(id).toBe(Number(wanted.id));
    expect(riskClassOf(id)).toBe(Number(given.riskClass));
  });

  test('the first of class 2 is 10', () => {
    expect(makeCollateralId(1, 2)).toBe(10);
    expect(riskClassOf(makeCollateralId(1, 2))).toBe(2);
  });
});
