import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DocsSection } from './docs.testing.ts';
import { cure, ladderState } from './ladder.ts';
import { previewCall, previewLiquidate, previewPledge, previewRepay } from './preview.ts';
import {
  BOB,
  BTC,
  btcId,
  dollars,
  loanSnapshot,
  START,
  USD,
  withPrice,
} from './snapshot.testing.ts';
import { atTime } from './snapshot.ts';
import type { LoanSnapshot } from './snapshot.ts';
import { callPrice, liquidationPrice } from './triggerPrice.ts';
import { collateralAssets, loanAssets, timestamp } from './units.ts';
import { valueOf } from './valuation.ts';

// The worked example of docs/concepts/ladder.md: the model computes every number that stands there.
const path = new URL('../../../docs/concepts/ladder.md', import.meta.url);
const page = new DocsSection(readFileSync(path, 'utf8'), 'A worked example');
const { text } = page;

function at(snapshot: LoanSnapshot, price: bigint, after: bigint): LoanSnapshot {
  return atTime(withPrice(snapshot, btcId, dollars(price, 8)), timestamp(START + after));
}

const opened = loanSnapshot({ btc: BTC, debt: 30_000n * USD });
const called = loanSnapshot({ btc: BTC, debt: 30_000n * USD, called: 'price' });
const listing = opened.listings.get(btcId)!.listing;
const HOUR = 3_600n;

/** LTV as the contracts round it: up. */
function ltvOf(snapshot: LoanSnapshot): string {
  const wad = ladderState(snapshot).worth?.ltvWad ?? 0n;
  return page.bps((wad + 10n ** 14n - 1n) / 10n ** 14n);
}

/** A sale of the called loan at a price: bonus, repaid, seized, cost, debt left, LTV after. */
function sale(price: bigint, after: bigint): readonly string[] {
  const before = at(called, price, after);
  const done = previewLiquidate(before, {}, { address: BOB });
  if (!done.ok) throw done.error;
  const { repaid, seized, bonusWad } = done.outcome.returns;
  const answer = before.listings.get(btcId)!.price;
  const worth = answer.priced ? valueOf(seized, answer.high) : 0n;
  return [
    page.bps(bonusWad / 10n ** 14n),
    page.usd(repaid),
    page.btc(seized),
    worth > repaid ? page.usd(worth - repaid) : 'nothing',
    page.usd(ladderState(done.after).debt),
    ltvOf(done.after),
  ];
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

describe('the worked example of the ladder', () => {
  test('the terms', () => {
    const { openLtvBps: open, targetLtvBps: target, clearLtvBps: clear } = listing;
    expect(text).toContain(
      `${page.bps(open)} open, ${page.bps(target)} target, ${page.bps(clear)} clear, ` +
        `${page.bps(listing.callLtvBps)} call, ${page.bps(listing.liquidationLtvBps)} liquidation`,
    );
    expect(text).toContain(`largest bonus is ${page.bps(listing.maxBonusBps)}, reached`);
    expect(text).toContain(`reached ${page.tell(listing.ramp / 60n)} minutes after the window`);
    expect(text).toContain(`${page.tell(listing.cureWindow / HOUR)} hours after the call anyone`);
    const lapse = (listing.cureWindow + listing.lapse) / HOUR;
    expect(text).toContain(`${page.tell(lapse)} hours after the call it lapses`);
  });

  test('opening, and the prices that call and sell', () => {
    const { worth, debt } = ladderState(opened);
    expect(worth?.low.open).toBe(debt);
    const pledged = `Alice pledges ${page.btc(BTC)} while the price is ${page.usd(60_000n * USD)}`;
    expect(text).toContain(pledged);
    expect(text).toContain(`She draws ${page.usd(debt)}`);
    expect(text).toContain(`all that the open limit allows: LTV ${ltvOf(opened)}`);
    const [call] = callPrice(opened);
    const [liquidation] = liquidationPrice(opened);
    const scale = 10n ** 28n;
    expect(text).toContain(`below ${page.usd((call?.price ?? 0n) / scale)} a call is due`);
    expect(text).toContain(`below ${page.usd((liquidation?.price ?? 0n) / scale)} it is sold`);
  });

  test('the call, and what cures it', () => {
    const fallen = at(opened, 42_000n, 1n);
    const { worth } = ladderState(fallen);
    expect(text).toContain(`falls to ${page.usd(42_000n * USD)}.** LTV is ${ltvOf(fallen)}`);
    expect(text).toContain(`The call limit is ${page.usd(worth?.low.call ?? 0n)}`);
    expect(text).toContain(`The clear limit is ${page.usd(worth?.low.clear ?? 0n)}`);
    expect(previewCall(fallen).ok).toBe(true);
    const { repayment, topUps } = cure(fallen);
    const [topUp = 0n] = topUps;
    const due = at(called, 42_000n, 1n);
    const repaid = previewRepay(due, { amount: repayment });
    const pledged = previewPledge(due, { collateralId: btcId, amount: collateralAssets(topUp) });
    if (!repaid.ok || !pledged.ok) throw new TypeError('the cures are refused');
    expect([repaid.outcome.loan.called, pledged.outcome.loan.called]).toEqual([false, false]);
    expect(text).toContain(row('repay', page.usd(repayment), ltvOf(repaid.after)));
    expect(text).toContain(row('pledge', page.btc(topUp), ltvOf(pledged.after)));
  });

  test('one unit less does not cure', () => {
    const due = at(called, 42_000n, 1n);
    const { repayment, topUps } = cure(due);
    const repaid = previewRepay(due, { amount: loanAssets(repayment - 1n) });
    const amount = collateralAssets((topUps[0] ?? 0n) - 1n);
    const pledged = previewPledge(due, { collateralId: btcId, amount });
    expect(repaid.ok && repaid.outcome.loan.called).toBe(true);
    expect(pledged.ok && pledged.outcome.loan.called).toBe(true);
  });

  test('the price that clears it', () => {
    const back = at(called, 46_875n, 1n);
    expect(ladderState(back).worth?.low.clear).toBe(30_000n * USD);
    expect(text).toContain(`comes back to | ${page.usd(46_875n * USD)} | ${ltvOf(back)} |`);
  });

  test('the sales after the window', () => {
    const end = 24n * HOUR;
    expect(text).toContain(row('at once', ...sale(42_000n, end)));
    const half = sale(42_000n, end + HOUR / 2n);
    expect(text).toContain(row(`${page.tell(30n)} minutes`, ...half));
    const late = sale(42_000n, end + HOUR);
    expect(text).toContain(row(`${page.tell(60n)} minutes or more`, ...late));
    expect(sale(42_000n, 2n * end - 1n)).toEqual(late);
    expect(ladderState(at(called, 42_000n, 2n * end)).state).toBe('call-due');
  });

  test('the sale that does not wait', () => {
    const fallen = at(called, 37_000n, 1n);
    const price = page.usd(37_000n * USD);
    expect(text).toContain(`to ${price}, while the window runs.** LTV is ${ltvOf(fallen)}`);
    const limit = ladderState(fallen).worth?.high.liquidation ?? 0n;
    expect(text).toContain(`the liquidation limit is ${page.usd(limit)}`);
    const [bonus, repaid, seized, cost, left, ltv] = sale(37_000n, 1n);
    expect(text).toContain(`the excess over the limit, ${bonus}: ${repaid} are repaid`);
    expect(text).toContain(`repaid for ${seized}, which costs Alice ${cost}`);
    expect(text).toContain(`left with ${left} of debt at LTV ${ltv}`);
  });

  test('no number stands there that was not computed', () => {
    expect(page.strangers()).toEqual([]);
  });
});
