import { readAllLoans, readChainState } from '@hypothec/database';
import { convertToAssets, ladderState, load, shares, totalAssets } from '@hypothec/model';
import type { CollateralId, Pool, PriceAnswer, Timestamp } from '@hypothec/model';
import { readBlock, readEvents, readMarket, sendSetFeed } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { asking } from './asking.testing.ts';

const HOUR = 3_600n;
const DAY = 86_400;

let story: TestHistory;
let app: Api;

beforeAll(async () => {
  story = await startHistory();
  await story.chain.pass(2n * HOUR);
  await story.world.setPrice('btc', 60_000n);
  await story.world.setPrice('eth', 1_000n);
  await story.indexed();
  app = await startTestServer(story.database);
});

afterAll(async () => {
  await app.close();
  await story.end();
});

const { get, all } = asking(() => app);

/** A pool on the chain, as it was in a block. */
async function poolIn(block: number): Promise<Pool> {
  const { book, pool } = story.world;
  const at = { book, pool, blockNumber: BigInt(block) };
  return (await readMarket(story.chain.client, at)).pool;
}

const figures = (pool: Pool, time: Timestamp) => ({
  cash: `${pool.cash}`,
  owed: `${load(pool, time).owed}`,
  totalAssets: `${totalAssets(pool, time)}`,
  baseRate: `${pool.baseRate}`,
  sharePriceWad: `${convertToAssets(pool, time, shares(10n ** 24n))}`,
});

describe('the history of a creditor', () => {
  test('is what the chain was, with interest up to each full hour', async () => {
    const points = await all('/v1/creditors/1/history?interval=hour', 200);
    expect(points.length).toBeGreaterThan(48);
    const times = points.map(({ time }) => time);
    expect(times).toEqual(times.map((_, i) => times[0] + i * Number(HOUR)));
    expect(times[0] % Number(HOUR)).toBe(0);
    const { time: head } = (await get('/v1/creditors/1')).asOf;
    expect(head - times.at(-1)).toBeLessThan(Number(HOUR));
    for (const point of points.filter((_, i) => i % 7 === 0 || i === points.length - 1)) {
      const next = { blockNumber: BigInt(point.block) + 1n };
      const block = await readBlock(story.chain.client, BigInt(point.block));
      expect(Number(block.timestamp)).toBeLessThanOrEqual(point.time);
      const after = await readBlock(story.chain.client, next.blockNumber);
      expect(Number(after.timestamp)).toBeGreaterThan(point.time);
      const pool = await poolIn(point.block);
      expect({
        cash: point.cash.amount,
        owed: point.owed.amount,
        totalAssets: point.totalAssets.amount,
        baseRate: point.baseRate.continuous,
        sharePriceWad: point.sharePriceWad,
      }).toEqual(figures(pool, BigInt(point.time) as Timestamp));
    }
  });

  test('tells the bad debt so far', async () => {
    const points = await all('/v1/creditors/1/history', 200);
    const { book, pool } = story.world;
    const told = await readEvents(story.chain.client, {
      book,
      pools: [pool],
      fromBlock: 0n,
    });
    const booked = told.flatMap(({ event, blockNumber }) =>
      event.event === 'BadDebtBooked' ? [{ ...event, blockNumber }] : [],
    );
    const sum = (block: number, field: 'badDebt' | 'borne'): string => {
      const until = booked.filter(({ blockNumber }) => Number(blockNumber) <= block);
      return `${until.reduce((total, event) => total + event[field], 0n)}`;
    };
    expect(booked.length).toBeGreaterThan(0);
    expect(points.map(({ badDebt }) => badDebt.amount)).toEqual(
      points.map(({ block }) => sum(block, 'badDebt')),
    );
    expect(points.map(({ borneByFirstLoss }) => borneByFirstLoss.amount)).toEqual(
      points.map(({ block }) => sum(block, 'borne')),
    );
    expect(points.at(-1).badDebt.amount).not.toBe('0');
  });

  test('comes in pages, each point once, and by days', async () => {
    const whole = await all('/v1/creditors/1/history', 200);
    expect(await all('/v1/creditors/1/history', 7)).toEqual(whole);
    const days = await all('/v1/creditors/1/history?interval=day', 1);
    expect(days).toEqual(whole.filter(({ time }) => time % DAY === 0));
    const [from, to] = [whole[3].time, whole[9].time];
    expect(await all(`/v1/creditors/1/history?from=${from}&to=${to}`, 3)).toEqual(
      whole.slice(3, 10),
    );
    const { items } = await get(`/v1/creditors/1/history?from=${to}&to=${from}`);
    expect(items).toEqual([]);
  });

  test('of a creditor that is not there is 404, a foreign cursor 400', async () => {
    await get('/v1/creditors/9/history', 404);
    await get('/v1/creditors/1/history?cursor=abc', 400);
    await get('/v1/creditors/1/history?interval=week', 400);
  });
});

describe('the liquidation map', () => {
  const url = (id: number) => `/v1/creditors/1/liquidation-map?collateralId=${id}`;

  /** The state of every loan with debt, at a price of bitcoin that the model is given. */
  async function statesAt(percent: bigint) {
    const state = await readChainState(story.database.queries);
    const loans = await readAllLoans(story.database.queries);
    const market = state?.market(1);
    if (market === undefined || market === null) return [];
    const id = story.world.listings.btc;
    const views = new Map(market.listings);
    const view = views.get(id);
    const price = view?.price;
    if (view === undefined || price?.priced !== true) return [];
    const [low, high] = [(price.low * percent) / 100n, (price.high * percent) / 100n];
    views.set(id, { ...view, price: { ...price, low, high } as PriceAnswer });
    return [...loans].flatMap(([loanId, loan]) => {
      const uncalled = { ...loan, called: false };
      const at = ladderState({ ...market, listings: views, id: loanId, loan: uncalled });
      return at.debt === 0n || !loan.holdings.some((item) => item.id === id) ? [] : [at];
    });
  }

  test('is what the model says of each loan at each price', async () => {
    const map = await get(url(story.world.listings.btc));
    expect(map.steps.map(({ fallPercent }: { fallPercent: number }) => fallPercent)).toEqual(
      Array.from({ length: 101 }, (_, i) => i),
    );
    let risky = 0;
    for (const { fallPercent, callable, liquidatable } of map.steps.slice(0, 100)) {
      const states = await statesAt(BigInt(100 - fallPercent));
      const called = states.filter(({ debt, worth }) => debt > (worth?.low.call ?? 0n));
      const sold = states.filter(({ debt, worth }) => debt > (worth?.high.liquidation ?? 0n));
      const sumOf = (items: typeof states) => ({
        loans: items.length,
        debt: { amount: `${items.reduce((sum, { debt }) => sum + debt, 0n)}` },
      });
      expect([fallPercent, callable]).toMatchObject([fallPercent, sumOf(called)]);
      expect([fallPercent, liquidatable]).toMatchObject([fallPercent, sumOf(sold)]);
      risky = Math.max(risky, sold.length);
    }
    expect(risky).toBeGreaterThan(3);
    expect(map.steps[100].liquidatable).toEqual(map.all);
  });

  test('says what is called and due already', async () => {
    const map = await get(url(story.world.listings.btc));
    const state = await readChainState(story.database.queries);
    const loans = await readAllLoans(story.database.queries);
    const steps = [...loans].map(([id, loan]) => {
      const snapshot = state?.snapshot(id, loan) ?? null;
      return snapshot === null ? 'none' : ladderState(snapshot).state;
    });
    const count = (step: string) => steps.filter((item) => item === step).length;
    expect(map.now).toMatchObject({
      callDue: { loans: count('call-due') },
      called: { loans: count('called') },
      softLiquidation: { loans: count('soft-liquidation') },
      hardLiquidation: { loans: count('hard-liquidation') },
    });
    expect(count('called')).toBeGreaterThan(0);
  });

  test('has no steps while there is no price, and knows what it does not know', async () => {
    const { eth, btc } = story.world.listings;
    const { asOf } = await get(url(btc));
    await story.chain.pass(40n * 24n * HOUR);
    const feed = story.world.oracles.feeds.alt;
    await sendSetFeed(story.world.curator, { feed, answer: 10n ** 9n });
    await story.indexed();
    await expect.poll(() => app.tip.current?.number).toBeGreaterThan(asOf.number);
    const map = await get(url(eth));
    expect(map.price.refusal.name).toBe('StalePrice');
    expect(map.steps).toEqual([]);
    expect(map.unknown).toEqual(map.all);
    expect(map.all.loans).toBe(1);
    const then = await get(`${url(btc)}&block=${asOf.number}`);
    expect(then.asOf).toEqual(asOf);
    expect(then.steps).toHaveLength(101);
  });

  test('of what is not there is 404', async () => {
    await get(url(77 as CollateralId), 404);
    await get('/v1/creditors/9/liquidation-map?collateralId=0', 404);
    await get('/v1/creditors/1/liquidation-map', 400);
  });
});
