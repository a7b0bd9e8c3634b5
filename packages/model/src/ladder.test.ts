import { describe, expect, test } from 'vitest';
import { ProtocolError } from './errors.ts';
import { cure, ladderState, ratioUp } from './ladder.ts';
import { MAX_UINT256 } from './math.ts';
import { previewPledge, previewRepay } from './preview.ts';
import {
  between,
  BTC,
  btcId,
  dollars,
  ETH,
  ethId,
  loanSnapshot,
  stale,
  START,
  USD,
  withPrice,
} from './snapshot.testing.ts';
import { atTime, NEVER } from './snapshot.ts';
import type { LoanSnapshot } from './snapshot.ts';
import { collateralAssets, loanAssets, timestamp } from './units.ts';

const owing30k = loanSnapshot({ btc: BTC, debt: 30_000n * USD });
const called30k = loanSnapshot({ btc: BTC, debt: 30_000n * USD, called: 'price' });

function atBtc(snapshot: LoanSnapshot, low: bigint, high = low): LoanSnapshot {
  return withPrice(snapshot, btcId, between(low, high, 8));
}

function stateAt(snapshot: LoanSnapshot, after: bigint): string {
  return ladderState(atTime(snapshot, timestamp(START + after))).state;
}

describe('ladderState', () => {
  test('follows the price down the ladder, one unit at a time at the lines', () => {
    expect(ladderState(loanSnapshot({ btc: BTC })).state).toBe('none');
    expect(ladderState(owing30k).state).toBe('healthy');
    // 30,000 / 0.7 = 42,857.14…, 30,000 / 0.8 = 37,500.
    expect(ladderState(atBtc(owing30k, 42_858n)).state).toBe('healthy');
    expect(ladderState(atBtc(owing30k, 42_857n)).state).toBe('call-due');
    expect(ladderState(atBtc(owing30k, 37_500n)).state).toBe('call-due');
    expect(ladderState(atBtc(owing30k, 37_499n)).state).toBe('hard-liquidation');
  });

  test('has the limits, the values and the LTV', () => {
    const { worth, debt, bonusWad } = ladderState(atBtc(owing30k, 42_000n, 44_000n));
    expect(debt).toBe(30_000n * USD);
    expect(worth?.valueLow).toBe(42_000n * USD);
    expect(worth?.valueHigh).toBe(44_000n * USD);
    expect(worth?.ltvWad).toBe(714_285_714_285_714_286n);
    expect(worth?.low).toEqual({
      open: 21_000n * USD,
      target: 26_040n * USD,
      clear: 26_880n * USD,
      call: 29_400n * USD,
      liquidation: 33_600n * USD,
    });
    expect(worth?.high.call).toBe(30_800n * USD);
    expect(bonusWad).toBe(0n);
  });

  test('runs the call through its window, the soft sale and the lapse', () => {
    const snapshot = atBtc(called30k, 42_000n);
    expect(stateAt(snapshot, 86_399n)).toBe('called');
    expect(stateAt(snapshot, 86_400n)).toBe('soft-liquidation');
    expect(stateAt(snapshot, 172_799n)).toBe('soft-liquidation');
    expect(stateAt(snapshot, 172_800n)).toBe('call-due');
    const half = ladderState(atTime(snapshot, timestamp(START + 86_400n + 1_800n)));
    expect(half.bonusWad).toBe(25_000_000_000_000_000n);
    expect(half.call).toEqual({
      calledAt: START,
      cureEnd: START + 86_400n,
      lapseAt: START + 172_800n,
      reason: 'price',
    });
  });

  test('opens small and never seizes where the price is in doubt', () => {
    // Called at the low price; at the high one the cause is gone, so nothing is sold.
    const doubt = atBtc(called30k, 42_000n, 43_000n);
    expect(stateAt(doubt, 86_400n)).toBe('called');
    expect(ladderState(atBtc(owing30k, 37_000n, 43_000n)).state).toBe('call-due');
  });

  test('says why there is no price, and knows no more than that', () => {
    const dark = withPrice(owing30k, btcId, stale);
    const { state, worth, refusal } = ladderState(dark);
    expect([state, worth]).toEqual(['healthy', null]);
    expect(refusal?.errorName).toBe('StalePrice');
    expect(ladderState(withPrice(called30k, btcId, stale)).state).toBe('called');
  });

  test('stops every clock while the sequencer is down', () => {
    const down = { ...atBtc(called30k, 42_000n), sequencer: { up: false, since: START } };
    const { state, call } = ladderState(atTime(down, timestamp(START + 10_000_000n)));
    expect(state).toBe('called');
    expect([call?.cureEnd, call?.lapseAt]).toEqual([NEVER, NEVER]);
    // A feed that does not say since when: the window has no end, the call keeps its own clock.
    const silent = { ...down, sequencer: { up: false, since: timestamp(0n) } };
    const { call: own } = ladderState(silent);
    expect([own?.cureEnd, own?.lapseAt]).toEqual([NEVER, START + 172_800n]);
  });

  test('a worthless loan has no LTV that fits', () => {
    const { state, worth, bonusWad } = ladderState(
      withPrice(loanSnapshot({ btc: 1n, debt: 1_000n * USD }), btcId, dollars(1n, 18)),
    );
    expect(state).toBe('hard-liquidation');
    expect(worth?.ltvWad).toBe(MAX_UINT256);
    expect(bonusWad).toBe(5_000_000_000_000_000n);
  });

  test('ratioUp rounds up and saturates', () => {
    expect(ratioUp(1n, 3n)).toBe(333_333_333_333_333_334n);
    expect(ratioUp(0n, 0n)).toBe(0n);
    expect(ratioUp(MAX_UINT256, 1n)).toBe(MAX_UINT256);
    expect(ratioUp(MAX_UINT256, MAX_UINT256)).toBe(MAX_UINT256);
  });
});

describe('cure', () => {
  const snapshot = atBtc(called30k, 42_000n);

  test('names the smallest amounts: they cure, one unit less does not', () => {
    const { repayment, topUps, reason, debt } = cure(snapshot);
    const [topUp = 0n] = topUps;
    expect([reason, debt, repayment, topUp]).toEqual([
      'price',
      30_000n * USD,
      3_120n * USD,
      11_607_143n,
    ]);
    for (const [less, called] of [
      [0n, false],
      [1n, true],
    ] as const) {
      const repaid = previewRepay(snapshot, { amount: loanAssets(repayment - less) });
      const pledged = previewPledge(snapshot, {
        collateralId: btcId,
        amount: collateralAssets(topUp - less),
      });
      expect(repaid.ok && repaid.outcome.loan.called).toBe(called);
      expect(pledged.ok && pledged.outcome.loan.called).toBe(called);
    }
  });

  test('has one top-up a collateral, in the order of the loan', () => {
    const two = loanSnapshot({ btc: BTC, eth: 10n * ETH, debt: 45_000n * USD });
    const { topUps } = cure(withPrice(atBtc(two, 42_000n), ethId, dollars(1_500n, 18)));
    expect(topUps).toHaveLength(2);
    expect(topUps[0]).toBeGreaterThan(ETH);
    expect(topUps[1]).toBeLessThan(BTC);
  });

  test('asks for all of the debt where less would leave dust', () => {
    const dust = atBtc(loanSnapshot({ btc: BTC / 300n, debt: 120n * USD }), 42_000n);
    expect(cure(dust).repayment).toBe(120n * USD);
  });

  test('needs debt and a price', () => {
    expect(() => cure(loanSnapshot({ btc: BTC }))).toThrow(ProtocolError);
    expect(() => cure(withPrice(called30k, btcId, stale))).toThrow(/StalePrice/);
    const byDefault = loanSnapshot({ btc: BTC, debt: 30_000n * USD, called: 'default' });
    expect(cure(withPrice(byDefault, btcId, stale))).toMatchObject({ reason: 'default' });
  });
});
