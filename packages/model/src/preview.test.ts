import { describe, expect, test } from 'vitest';
import { ladderState } from './ladder.ts';
import { MAX_UINT256 } from './math.ts';
import {
  previewCall,
  previewClear,
  previewDraw,
  previewLiquidate,
  previewOpen,
  previewPledge,
  previewPoolDeposit,
  previewPoolFund,
  previewPoolMint,
  previewPoolRedeem,
  previewPoolWithdraw,
  previewRepay,
  previewWithdraw,
  previewWriteOff,
} from './preview.ts';
import type { Preview } from './preview.ts';
import {
  ALICE,
  BOB,
  BTC,
  btcId,
  dollars,
  ETH,
  ethId,
  loanSnapshot,
  USD,
  withPrice,
} from './snapshot.testing.ts';
import { atTime } from './snapshot.ts';
import type { LoanSnapshot } from './snapshot.ts';
import { collateralAssets, loanAssets, shares, timestamp } from './units.ts';

const bob = { address: BOB };

function errorOf(preview: Preview<object>): string {
  return preview.ok ? 'none' : preview.error.errorName;
}

function done<Done extends object>(preview: Preview<Done>): Done {
  if (!preview.ok) throw preview.error;
  return preview;
}

function opened(): LoanSnapshot {
  const args = {
    collateralId: btcId,
    pledged: collateralAssets(BTC),
    drawn: loanAssets(30_000n * USD),
  };
  return done(previewOpen(loanSnapshot(), args)).after;
}

function later(snapshot: LoanSnapshot, seconds: bigint): LoanSnapshot {
  return atTime(snapshot, timestamp(snapshot.now + seconds));
}

describe('previews of a loan', () => {
  test('tell its life: open, call, cure, close', () => {
    const fallen = later(withPrice(opened(), btcId, dollars(42_000n, 8)), 1n);
    const called = done(previewCall(fallen, bob));
    expect(called.outcome.returns.repayment).toBe(3_120n * USD);
    expect(ladderState(called.after).state).toBe('called');
    expect(errorOf(previewDraw(called.after, { amount: loanAssets(1n) }))).toBe('CallOpen');
    expect(errorOf(previewClear(called.after))).toBe('NotClear');
    const topUp = { collateralId: btcId, amount: collateralAssets(BTC / 5n) };
    const cured = done(previewPledge(called.after, topUp));
    expect(cured.outcome.events.map(({ event }) => event)).toEqual(['Pledged', 'Cleared']);
    const repaid = done(previewRepay(cured.after));
    expect(repaid.outcome.returns).toBe(30_000n * USD);
    const closed = done(previewWithdraw(repaid.after, { collateralId: btcId }));
    expect(closed.outcome.returns).toBe((BTC * 6n) / 5n);
    expect(closed.after.loan.holdings).toEqual([]);
    expect(closed.outcome.transfers.at(-1)?.to).toBe(ALICE);
  });

  test('a recovered price clears, and no call is due then', () => {
    const fallen = later(withPrice(opened(), btcId, dollars(42_000n, 8)), 1n);
    const { after } = done(previewCall(fallen, bob));
    const recovered = withPrice(after, btcId, dollars(60_000n, 8));
    const cleared = done(previewClear(recovered, bob)).after;
    expect(errorOf(previewCall(cleared, bob))).toBe('NotCallable');
  });

  test('a hard liquidation ends at the target and leaves the snapshot as it was', () => {
    const fallen = later(withPrice(opened(), btcId, dollars(37_000n, 8)), 1n);
    const { outcome, after } = done(previewLiquidate(fallen, {}, bob));
    const { debt, worth } = ladderState(after);
    expect(debt).toBeLessThanOrEqual(worth?.low.target ?? 0n);
    expect(outcome.returns.bonusWad).toBe(13_513_513_513_513_513n);
    expect(fallen.loan.units).toBe(30_000n * USD);
    expect(errorOf(previewLiquidate(fallen, {}, { address: ALICE }))).toBe('SelfLiquidation');
    const minSeized = collateralAssets(2n * BTC);
    expect(errorOf(previewLiquidate(fallen, { minSeized }, bob))).toBe('SeizedBelowMinimum');
  });

  test('errors are values: rights, funds, listings, limits', () => {
    const snapshot = opened();
    const more = { amount: loanAssets(1n) };
    expect(errorOf(previewDraw(snapshot, more))).toBe('AboveOpenLimit');
    expect(errorOf(previewDraw(snapshot, more, bob))).toBe('NotAllowed');
    const approval = { rights: 2, expiry: MAX_UINT256 };
    expect(errorOf(previewDraw(snapshot, more, { ...bob, approval }))).toBe('AboveOpenLimit');
    const poor = { ...bob, canPay: () => false };
    expect(errorOf(previewRepay(snapshot, {}, poor))).toBe('TransferFromFailed');
    const strange = { collateralId: 200 as typeof btcId, amount: collateralAssets(1n) };
    expect(errorOf(previewPledge(snapshot, strange))).toBe('UnknownListing');
    expect(errorOf(previewWriteOff(later(snapshot, 1n)))).toBe('NotWorthless');
    const all = { collateralId: btcId };
    expect(errorOf(previewWithdraw(snapshot, all))).toBe('NoCollateral');
  });

  test('a riskier newcomer takes the debt with it', () => {
    const args = { collateralId: ethId, amount: collateralAssets(ETH) };
    const { after } = done(previewPledge(opened(), args));
    expect(after.loan.holdings.map(({ id }) => id)).toEqual([ethId, btcId]);
  });
});

describe('previews of a lender', () => {
  const market = loanSnapshot();
  const assets = loanAssets(1_000n * USD);

  test('deposit, take out, and fund the first loss', () => {
    const lent = done(previewPoolDeposit(market, { assets, by: ALICE }));
    expect(lent.outcome.shares).toBe(1_000n * USD * 1_000_000n);
    const balance = lent.outcome.shares;
    const who = { by: ALICE, to: ALICE, owner: ALICE, balance, allowance: shares(0n) };
    const back = done(previewPoolWithdraw(lent.after, { assets, who }));
    expect(back.after.pool.cash).toBe(market.pool.cash);
    const redeemed = done(previewPoolRedeem(lent.after, { shares: balance, who }));
    expect(redeemed.outcome.assets).toBe(assets);
    const minted = done(previewPoolMint(market, { shares: balance, by: ALICE }));
    expect(minted.outcome.assets).toBe(assets);
    const funded = done(previewPoolFund(market, { amount: assets, from: BOB }));
    expect(funded.after.pool.firstLoss).toBe(assets);
  });

  test('errors are values', () => {
    expect(errorOf(previewPoolDeposit(market, { assets: loanAssets(0n), by: ALICE }))).toBe(
      'NothingMoved',
    );
    const zero = shares(0n);
    const who = { by: ALICE, to: ALICE, owner: ALICE, balance: zero, allowance: zero };
    const cash = loanAssets(market.pool.cash + 1n);
    expect(errorOf(previewPoolWithdraw(market, { assets: cash, who }))).toBe('NotEnoughCash');
  });

  test('a fault that is none of the protocol goes on as it is', () => {
    const broken = { ...market, listings: null as never };
    const args = { collateralId: btcId, amount: collateralAssets(1n) };
    expect(() => previewPledge(broken, args)).toThrow(TypeError);
  });
});
