import { beforeEach, describe, expect, test } from 'vitest';
import { makeLoanId } from '../ids.ts';
import type { CollateralId } from '../ids.ts';
import { initialRates } from '../pool/curation.ts';
import { START } from '../pool/pool.testing.ts';
import { at, BTC, creditorTerms, ids, USD } from '../terms.testing.ts';
import { rate, shares } from '../units.ts';
import { RebuildError } from './error.ts';
import { Told } from './rebuild.testing.ts';

let told: Told;

beforeEach(() => {
  told = new Told();
});

describe('what does not fit', () => {
  const other = makeLoanId(at.bob, 1, 1n);
  const cases: readonly (readonly [string, () => void, string])[] = [
    ['a loan never seen', () => told.book({ event: 'Cleared', id: other }), 'no such loan'],
    [
      'a pool never seen',
      () => told.rebuild.pool(2, { event: 'RatesSet', config: initialRates }, told.now),
      'no creditor 2',
    ],
    [
      'a second registration',
      () =>
        told.book({
          event: 'CreditorRegistered',
          creditorId: 1,
          creditor: at.pool,
          terms: creditorTerms,
        }),
      'it registered before',
    ],
    [
      'time that runs back',
      () =>
        told.rebuild.pool(
          1,
          { event: 'Accrued', baseRate: rate(0n) },
          (START - 1n) as typeof START,
        ),
      `a block of ${START - 1n}`,
    ],
    [
      'debt that grows by a repayment',
      () => told.repaid(1n, 30_001n * USD),
      '30001000000 units after it',
    ],
    ['debt that falls by a draw', () => told.drawn(1n, 1n), '1 units after it'],
    [
      'more cash than there is',
      () => told.drawn(20_001n * USD, 50_001n * USD),
      '20001000000 taken from cash of 20000000000',
    ],
    ['a sale of what is not first', () => told.sold('eth', 1n, 1n, 1n), 'a sale of collateral 9'],
    [
      'a sale of more than is held',
      () => told.sold('btc', BTC + 1n, 1n, 1n),
      '100000001 taken from collateral 8 of 100000000',
    ],
    [
      'a withdrawal of what is not held',
      () => told.withdrawn('eth', 1n),
      'a collateral that the loan does not hold',
    ],
    [
      'debt of a collateral that is not listed',
      () => told.moved(ids.btc, 11 as CollateralId, 1n),
      'debt of collateral 11',
    ],
    [
      'more shares than someone has',
      () => told.pool({ event: 'Transfer', from: at.bob, to: at.alice, amount: shares(1n) }),
      `1 taken from a balance of 1:${at.bob} of 0`,
    ],
  ];

  test.each(cases)('%s is refused and changes nothing', (_, act, seen) => {
    told.opened();
    const before = structuredClone([told.rebuild.pools, told.rebuild.loans, told.rebuild.balances]);
    let error: unknown;
    try {
      act();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(RebuildError);
    expect(error).toMatchObject({ seen });
    expect([told.rebuild.pools, told.rebuild.loans, told.rebuild.balances]).toEqual(before);
  });

  test('it says of what, what was seen and what was expected', () => {
    expect(() => told.book({ event: 'Cleared', id: other })).toThrow(
      `Cleared of loan ${other}: saw no such loan, expected one with collateral. Load what a ` +
        `block touches before its events, and apply each event once, in the chain's order.`,
    );
  });
});
