import { ladderOf, localStack, tokenOf } from '@hypothec/config';
import { describe, expect, it } from 'vitest';
import { loadHistory } from '../play/history.ts';
import { firstPrices } from '../play/timeline.ts';
import {
  dollarPriceE8,
  marketOf,
  planPopulation,
  populationAddress,
  populationName,
} from './population.ts';

async function planned(loans: number, seed: bigint) {
  const source = { kind: 'scenario', name: 'march-2020', seed: 1n } as const;
  const prices = firstPrices((await loadHistory(localStack, source, {})).tracks);
  const weights = localStack.local.population;
  return { prices, plans: planPopulation(localStack, { loans, seed, prices, weights }) };
}

describe('planPopulation', () => {
  it('keeps every loan above the least debt and inside its open limit, as stated', async () => {
    const { plans, prices } = await planned(400, 1n);
    expect(plans).toHaveLength(400);
    for (const { collateral, loanToken, pledged, drawn, shareOfLimitBps } of plans) {
      const { pool, listing } = marketOf(localStack, collateral, loanToken);
      const open = Number(ladderOf(localStack, listing.ladder).openLtvBps) / 1e4;
      const value =
        (Number(pledged) / 10 ** tokenOf(localStack, collateral).decimals) *
        Number(dollarPriceE8(localStack, listing, prices));
      const debt =
        (Number(drawn) / 10 ** tokenOf(localStack, loanToken).decimals) *
        Number(prices.get(loanToken)!);
      expect(drawn).toBeGreaterThan(pool.minDebt);
      expect(debt / value / open).toBeCloseTo(Number(shareOfLimitBps) / 1e4, 4);
      expect(shareOfLimitBps >= 5_000n && shareOfLimitBps < 9_800n).toBe(true);
    }
  });

  it('has the stated sizes: a median of 20,000 dollars, a tail to 2,560,000', async () => {
    const { plans } = await planned(4_000, 2n);
    const dollars = plans
      .filter(({ loanToken }) => loanToken === 'USDC')
      .map(({ drawn }) => Number(drawn) / 1e6)
      .sort((a, b) => a - b);
    const quantile = (share: number) => dollars[Math.floor(share * dollars.length)]!;
    expect(quantile(0.5)).toBeGreaterThan(17_000);
    expect(quantile(0.5)).toBeLessThan(23_000);
    expect(quantile(0.9)).toBeGreaterThan(180_000);
    expect(quantile(0.9)).toBeLessThan(270_000);
    expect(dollars.at(-1)).toBeLessThanOrEqual(2_560_000);
  });

  it('is the same for the same seed, and another for another', async () => {
    const [one, again, other] = await Promise.all([
      planned(20, 1n),
      planned(20, 1n),
      planned(20, 2n),
    ]);
    expect(again.plans).toEqual(one.plans);
    expect(other.plans).not.toEqual(one.plans);
  });
});

describe('populationName', () => {
  it('names the population and nobody else', () => {
    expect(populationName(populationAddress(7))).toBe('p007');
    expect(populationName(populationAddress(1_234))).toBe('p1234');
    expect(populationName(`0x${'ab'.repeat(20)}`)).toBeNull();
  });
});
