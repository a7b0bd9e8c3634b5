import { readChainState } from '@hypothec/database';
import {
  convertToAssets,
  flowNow,
  growth,
  load,
  poolListing,
  RAY,
  shares,
  totalAssets,
  utilisation,
} from '@hypothec/model';
import type { Accrued, CollateralId } from '@hypothec/model';
import { readBlock, readMarket, readTokens } from '@hypothec/sdk';
import type { Market } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { asking } from './asking.testing.ts';

let story: TestHistory;
let app: Api;
let market: Market;

beforeAll(async () => {
  story = await startHistory();
  app = await startTestServer(story.database);
  const { book, pool } = story.world;
  market = await readMarket(story.chain.client, { book, pool });
});

afterAll(async () => {
  await app.close();
  await story.end();
});

const { get, all } = asking(() => app);

/** What a market's block looks like in an answer. */
const asOf = ({ block }: Market) => ({
  number: Number(block.number),
  hash: block.hash,
  time: Number(block.timestamp),
});

function expectTotals(totals: Record<string, never>, { pool, now, tokens }: Market): void {
  const position = load(pool, now);
  const token = tokens.get(pool.terms.loanToken);
  const money = (amount: bigint) => ({
    amount: `${amount}`,
    decimals: token?.decimals,
    symbol: token?.symbol,
    token: token?.address,
  });
  expect(totals).toMatchObject({
    cash: money(pool.cash),
    owed: money(position.owed),
    utilisationWad: `${utilisation(position.owed, pool.cash)}`,
    baseRate: { continuous: `${pool.baseRate}` },
    totalAssets: money(totalAssets(pool, now)),
    firstLossStored: money(pool.firstLoss),
    supply: `${pool.supply}`,
    sharePriceWad: `${convertToAssets(pool, now, shares(10n ** 24n))}`,
  });
}

describe('tokens', () => {
  test('are those that the chain names', async () => {
    const { items, next, asOf: block } = await get('/v1/tokens');
    expect(next).toBeNull();
    expect(block).toEqual(asOf(market));
    const { usd, coins } = story.world;
    const chain = await readTokens(story.chain.client, { tokens: [usd, ...Object.values(coins)] });
    const named = new Map(items.map((item: { address: string }) => [item.address, item]));
    expect(named.size).toBe(chain.size);
    for (const [address, { symbol, decimals }] of chain) {
      expect(named.get(address)).toMatchObject({ symbol, decimals });
    }
  });

  test('come in pages, each once', async () => {
    const { items } = await get('/v1/tokens');
    expect(await all('/v1/tokens', 2)).toEqual(items);
  });
});

describe('creditors', () => {
  test('have the numbers of the chain', async () => {
    const { items, asOf: block } = await get('/v1/creditors');
    expect(block).toEqual(asOf(market));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      creditorId: 1,
      address: story.world.pool,
      loanToken: { address: story.world.usd, decimals: 6 },
      authority: story.world.manager,
      fault: null,
      terms: { cureWindow: Number(market.pool.terms.cureWindow), callFee: { amount: '1000000' } },
    });
    expectTotals(items[0].totals, market);
  });

  test('have listings with what the chain says of each', async () => {
    const { listings, totals } = await get('/v1/creditors/1');
    expectTotals(totals, market);
    expect(listings.map((item: { collateralId: number }) => item.collateralId)).toEqual(
      [...market.listings.keys()].toSorted((a, b) => a - b),
    );
    for (const shown of listings) {
      const view = market.listings.get(shown.collateralId as CollateralId);
      if (view === undefined) continue;
      const { listing, price, closed } = view;
      expect(shown.closed).toBe(closed);
      expect(shown.ladder.callLtvBps).toBe(Number(listing.callLtvBps));
      expect(shown.bonus.maxBonusBps).toBe(Number(listing.maxBonusBps));
      expect(shown.price).toMatchObject(
        price.priced
          ? { low: `${price.low}`, high: `${price.high}`, refusal: null }
          : { low: null, refusal: { name: price.refusal.errorName } },
      );
      const item = poolListing(market.pool, shown.collateralId);
      const free = item.hourly - flowNow(item, market.now);
      expect(shown.limits.hourlyFree.amount).toBe(`${free}`);
      expect(shown.limits.ceiling.amount).toBe(`${item.ceiling}`);
    }
    expect(listings.some(({ closed }: { closed: boolean }) => closed)).toBe(true);
    expect(
      listings.some(({ price }: { price: { refusal: unknown } }) => price.refusal === null),
    ).toBe(true);
  });

  test('owe on their listings what their loans owe', async () => {
    const { listings, totals } = await get('/v1/creditors/1');
    const owed = listings.reduce(
      (sum: bigint, { debt }: { debt: { amount: string } }) => sum + BigInt(debt.amount),
      0n,
    );
    const rest = owed - BigInt(totals.owed.amount);
    expect(rest >= 0n && rest <= BigInt(listings.length)).toBe(true);
  });

  test('tell their rates in both forms', async () => {
    const { totals, listings } = await get('/v1/creditors/1');
    const { pool } = market;
    for (const { riskClass, borrowRate } of totals.classes) {
      const rate = pool.baseRate + (pool.classes[riskClass]?.premium ?? 0n);
      expect(borrowRate.continuous).toBe(`${rate}`);
      const year = growth((rate * 31_536_000n) as Accrued);
      expect(borrowRate.apyWad).toBe(`${(year - RAY) / 10n ** 9n}`);
    }
    for (const { riskClass, borrowRate } of listings) {
      expect(borrowRate).toEqual(totals.classes[riskClass].borrowRate);
    }
    // What lenders earn in a second, times the seconds of a year, by all that the pool holds.
    const span = 3_600n;
    const later = { ...pool, cash: pool.cash };
    const earned =
      totalAssets(later, (market.now + span) as Market['now']) - totalAssets(pool, market.now);
    const held = pool.cash + load(pool, market.now).owed;
    const rate = Number(earned) / Number(held) / (Number(span) / 31_536_000);
    expect(Number(totals.lendersRate.continuous) / 1e10).toBeCloseTo(rate, 5);
  });

  test('can be read as of an older block', async () => {
    const { number } = await readBlock(story.chain.client);
    const { book, pool } = story.world;
    for (const back of [1n, 12n, 30n]) {
      const blockNumber = number - back;
      const then = await readMarket(story.chain.client, { book, pool, blockNumber });
      const shown = await get(`/v1/creditors/1?block=${blockNumber}`);
      expect(shown.asOf).toEqual(asOf(then));
      expectTotals(shown.totals, then);
      for (const { collateralId, price, closed } of shown.listings) {
        const view = then.listings.get(collateralId);
        expect(closed).toBe(view?.closed);
        expect(price.low).toBe(view?.price.priced === true ? `${view.price.low}` : null);
      }
    }
  });

  test('that are not there, and blocks that are not indexed, are 404', async () => {
    await get('/v1/creditors/2', 404);
    await get('/v1/creditors/1?block=1000000', 404);
    await get('/v1/tokens?block=1000000', 404);
    const state = await readChainState(story.database.queries);
    const { detail } = await get('/v1/creditors?block=1000000', 404);
    expect(detail).toContain(`to ${state?.block.number}`);
    await get('/v1/creditors/0', 400);
    await get('/v1/creditors/2147483648', 400);
  });
});
