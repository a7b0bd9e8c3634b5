import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DocsSection } from './docs.testing.ts';
import { accrue, growth, RATE, YEAR } from './exponential.ts';
import { ladderState } from './ladder.ts';
import { BPS, divUp, RAY, WAD } from './math.ts';
import { initialRates, setRates } from './pool/curation.ts';
import { totalAssets } from './pool/shares.ts';
import { previewCall, previewLiquidate, previewPoolFund } from './preview.ts';
import { baseRateAt } from './rates.ts';
import {
  between,
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
import { bps, loanAssets, seconds, timestamp } from './units.ts';
import type { Accrued, Rate } from './units.ts';

// The numbers of docs/concepts: the model computes each of them.
const HUNDRED = loanAssets(100n * USD);

function sectionOf(page: string, heading: string): DocsSection {
  const path = new URL(`../../../docs/concepts/${page}`, import.meta.url);
  return new DocsSection(readFileSync(path, 'utf8'), heading);
}

/** What a debt has grown by under a rate after a time, wad. */
function grown(rate: bigint, after: bigint): bigint {
  const sum = accrue(0n as Accrued, rate as Rate, seconds(after));
  return (growth(sum) - RAY) / 10n ** 9n;
}

describe('docs/concepts/lending.md', () => {
  const compounding = sectionOf('lending.md', 'Continuous compounding: what a quoted rate means');

  test('what a quoted rate means', () => {
    const { text } = compounding;
    const rate = RATE / 20n;
    const quoted = compounding.percent((rate * WAD) / RATE);
    expect(text).toContain(
      `A rate of ${quoted} multiplies a debt by \`e^${compounding.tell(5n, 2)}\``,
    );
    expect(text).toContain(`| ${quoted} a year |`);
    expect(text).toContain(`(APY) | ${compounding.percent(grown(rate, YEAR))} |`);
    const month = grown(rate, YEAR / 12n);
    expect(text).toContain(`a twelfth of a year | ${compounding.percent(month)} |`);
    expect(text).toContain(
      `monthly compounding that costs the same would read ${compounding.percent(12n * month)}`,
    );
    // The one number left is of the page that is linked.
    expect(compounding.strangers()).toEqual([]);
  });

  const numbers = sectionOf('lending.md', 'In numbers');

  test.each([0n, 45n, 70n, 90n, 95n, 100n])('at %s per cent utilisation', (used) => {
    const owed = loanAssets(used * USD);
    const rate = baseRateAt(initialRates, owed, loanAssets(HUNDRED - owed));
    const rateWad = (rate * WAD) / RATE;
    const lent = (rateWad * used * (BPS - initialRates.reserveBps)) / (100n * BPS);
    const cells = [
      numbers.tell(used) + ' %',
      ...[rateWad, grown(rate, YEAR), lent].map((wad) => numbers.percent(wad)),
    ];
    expect(numbers.text).toContain(`| ${cells.join(' | ')} |`);
  });

  test('the settings of a new pool', () => {
    const { baseBps, slopeBps, steepBps, kinkBps, reserveBps } = initialRates;
    expect(numbers.text).toContain(
      `base ${numbers.bps(baseBps)}, slope ${numbers.bps(slopeBps)}, ` +
        `steep ${numbers.bps(steepBps)}, kink ${numbers.bps(kinkBps)}, ` +
        `and gives ${numbers.bps(reserveBps)} of interest`,
    );
    expect(numbers.text).toContain(`rate × utilisation × ${numbers.bps(BPS - reserveBps)}`);
  });

  test('a year at a steady rate', () => {
    const opened = loanSnapshot({ btc: BTC, debt: 30_000n * USD });
    const flat = { baseBps: bps(1_000n), slopeBps: bps(0n), steepBps: bps(0n) };
    const { pool } = setRates(opened.pool, START, { ...initialRates, ...flat });
    const later = atTime({ ...opened, pool }, timestamp(START + YEAR));
    const { debt } = ladderState(later);
    const interest = (30_000n * USD * (growth(((RATE / 10n) * YEAR) as Accrued) - RAY)) / RAY;
    const lenders = totalAssets(pool, later.now) - totalAssets(pool, START);
    const { text } = numbers;
    expect(text).toContain(
      `A debt of ${numbers.usd(30_000n * USD)} at a steady ${numbers.bps(1_000n)} ` +
        `is ${numbers.usd(debt)}`,
    );
    expect(text).toContain(
      `Of the ${numbers.usd(interest)} of interest the first loss ` +
        `gets ${numbers.usd(interest - lenders)} and`,
    );
    expect(text).toContain(`and lenders get ${numbers.usd(lenders)}`);
  });

  test('no number stands there that was not computed', () => {
    expect(numbers.strangers()).toEqual([]);
  });
});

describe('docs/concepts/losses.md', () => {
  const page = sectionOf('losses.md', 'In numbers');

  test('bad debt, borne by the first loss and then by lenders', () => {
    const opened = loanSnapshot({ btc: BTC, debt: 30_000n * USD });
    const funded = previewPoolFund(opened, { amount: loanAssets(2_000n * USD), from: BOB });
    if (!funded.ok) throw funded.error;
    const fallen = withPrice({ ...opened, pool: funded.after.pool }, btcId, dollars(24_000n, 8));
    const sold = previewLiquidate(fallen, {}, { address: BOB });
    if (!sold.ok) throw sold.error;
    const { repaid, seized, badDebt, bonusWad } = sold.outcome.returns;
    const lenders = totalAssets(opened.pool, opened.now);
    const after = totalAssets(sold.after.pool, opened.now);
    expect(sold.after.pool.firstLoss).toBe(0n);
    const { text } = page;
    expect(text).toContain(
      `${page.usd(lenders)} of lenders and a first loss of ${page.usd(2_000n * USD)}`,
    );
    expect(text).toContain(`owes ${page.usd(30_000n * USD)} against ${page.btc(BTC)}`);
    expect(text).toContain(
      `to ${page.usd(24_000n * USD)}, below the debt. The floor bonus is ${page.percent(bonusWad)}`,
    );
    expect(text).toContain(`collateral seized | ${page.btc(seized)} |`);
    const divisor = page.tell((WAD + bonusWad) / 10n ** 15n, 3);
    expect(text).toContain(
      `debt repaid, ${page.tell(24_000n)} ÷ ${divisor} | ${page.usd(repaid)} |`,
    );
    expect(text).toContain(`bad debt | ${page.usd(badDebt)} |`);
    expect(text).toContain(`first loss | ${page.usd(2_000n * USD)} |`);
    expect(text).toContain(`by lenders | ${page.usd(lenders - after)} |`);
    const less = page.percent(divUp((lenders - after) * WAD, lenders), 3);
    expect(text).toContain(`assets after | ${page.usd(after)}, ${less} less |`);
    expect(page.strangers()).toEqual([]);
  });
});

describe('docs/concepts/oracles.md', () => {
  const page = sectionOf('oracles.md', 'In numbers');

  test('doubt opens small and never seizes', () => {
    const opened = loanSnapshot({ btc: BTC, debt: 30_000n * USD });
    const doubt = withPrice(opened, btcId, between(42_000n, 43_000n, 8));
    const called = previewCall(doubt);
    if (!called.ok) throw called.error;
    const { worth } = ladderState(doubt);
    const { text } = page;
    const { listing } = opened.listings.get(btcId)!;
    expect(text).toContain(
      `owes ${page.usd(30_000n * USD)} against ${page.btc(BTC)}, ` +
        `call line ${page.bps(listing.callLtvBps)}`,
    );
    expect(text).toContain(
      `says ${page.usd(42_000n * USD)} while another says ${page.usd(43_000n * USD)}`,
    );
    expect(text).toContain(
      `the call limit is ${page.usd(worth?.low.call ?? 0n)}: a call may be made`,
    );
    expect(text).toContain(`it is ${page.usd(worth?.high.call ?? 0n)}: the debt is inside`);
    const after = atTime(called.after, timestamp(doubt.now + listing.cureWindow));
    expect(ladderState(after).state).toBe('called');
    expect(page.strangers()).toEqual([]);
  });
});
