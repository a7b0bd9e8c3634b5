import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostDraw, mostWithdraw } from './most.ts';
import { setRates } from './pool/curation.ts';
import { previewDraw, previewWithdraw } from './preview.ts';
import { BTC, btcId, ETH, ethId, loanSnapshot, stale, USD, withPrice } from './snapshot.testing.ts';
import { atTime } from './snapshot.ts';
import type { LoanSnapshot } from './snapshot.ts';
import { bps, collateralAssets, loanAssets, timestamp } from './units.ts';

/** The snapshot some time later, with interest. */
function aged(snapshot: LoanSnapshot, seconds: bigint): LoanSnapshot {
  const rates = { ...snapshot.pool.config, baseBps: bps(900n) };
  const { pool } = setRates(snapshot.pool, snapshot.now, rates);
  return atTime({ ...snapshot, pool }, timestamp(snapshot.now + seconds));
}

const draws = (snapshot: LoanSnapshot, amount: bigint) =>
  previewDraw(snapshot, { amount: loanAssets(amount) }).ok;
const withdraws = (snapshot: LoanSnapshot, amount: bigint) =>
  previewWithdraw(snapshot, { collateralId: btcId, amount: collateralAssets(amount) }).ok;

describe('mostDraw', () => {
  test('is the open limit without debt, and what it leaves with one', () => {
    expect(mostDraw(loanSnapshot({ btc: BTC }))).toBe(30_000n * USD);
    expect(mostDraw(loanSnapshot({ btc: BTC, debt: 10_000n * USD }))).toBe(20_000n * USD);
    expect(mostDraw(loanSnapshot({ btc: BTC, debt: 30_000n * USD }))).toBe(0n);
  });

  test('is no more than the pool has', () => {
    expect(mostDraw(loanSnapshot({ btc: 1_000n * BTC }))).toBe(5_000_000n * USD);
  });

  test('is nothing for strangers, without a price, and below the least debt', () => {
    const snapshot = loanSnapshot({ btc: BTC });
    expect(mostDraw(snapshot, { address: `0x${'cc'.repeat(20)}` })).toBe(0n);
    expect(mostDraw(withPrice(snapshot, btcId, stale))).toBe(0n);
    expect(mostDraw(loanSnapshot({ btc: BTC / 1_000n }))).toBe(0n);
  });

  test('to the unit, at any index', () => {
    const of = {
      btc: fc.bigInt(BTC / 100n, 50n * BTC),
      eth: fc.bigInt(0n, 100n * ETH),
      debt: fc.bigInt(0n, 2_000n * USD),
      age: fc.bigInt(0n, 400_000_000n),
    };
    fc.assert(
      fc.property(fc.record(of), ({ age, ...loan }) => {
        const debt = loan.debt < 100n * USD ? 0n : loan.debt;
        const snapshot = aged(loanSnapshot({ ...loan, debt }), age);
        const most = mostDraw(snapshot);
        if (most > 0n) return draws(snapshot, most) && !draws(snapshot, most + 1n);
        // Nothing: neither the least that a loan may begin with, nor one unit more.
        return !draws(snapshot, debt === 0n ? 100n * USD : 1n);
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});

describe('mostWithdraw', () => {
  test('is all without debt, and half where half carries it', () => {
    expect(mostWithdraw(loanSnapshot({ btc: BTC }), btcId)).toBe(BTC);
    expect(mostWithdraw(loanSnapshot({ btc: BTC, debt: 15_000n * USD }), btcId)).toBe(BTC / 2n);
    expect(mostWithdraw(loanSnapshot({ btc: BTC }), ethId)).toBe(0n);
  });

  test('is nothing while called', () => {
    const called = loanSnapshot({ btc: BTC, debt: 15_000n * USD, called: 'price' });
    expect(mostWithdraw(called, btcId)).toBe(0n);
  });

  test('to the unit', () => {
    const of = {
      btc: fc.bigInt(BTC / 10n, 50n * BTC),
      debt: fc.bigInt(100n * USD, 2_000n * USD),
      age: fc.bigInt(0n, 400_000_000n),
    };
    fc.assert(
      fc.property(fc.record(of), ({ age, ...loan }) => {
        const snapshot = aged(loanSnapshot(loan), age);
        const most = mostWithdraw(snapshot, btcId);
        const held = snapshot.loan.holdings[0]?.amount ?? 0n;
        const exact = most === held || !withdraws(snapshot, most + 1n);
        return exact && (most === 0n || withdraws(snapshot, most));
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});
