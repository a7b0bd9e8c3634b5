import { oracleAnswers, oracles as oracleRows } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { readMarket, readPrices, sendSetFeed, sendSetRate } from '@hypothec/sdk';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { asking } from './asking.testing.ts';

const HOUR = 3_600;

let story: TestHistory;
let app: Api;

beforeAll(async () => {
  story = await startHistory();
  const { chain, world } = story;
  const { curator, oracles } = world;
  await world.setPrice('eth', 1_900n);
  await world.setPrice('eth', 1_900n, 2_200n);
  await sendSetRate(curator, { source: oracles.rate, rate: 121n * 10n ** 16n });
  await chain.pass(BigInt(5 * HOUR));
  await sendSetFeed(curator, { feed: oracles.feeds.usd, answer: 10n ** 8n });
  await story.indexed();
  app = await startTestServer(story.database);
});

afterAll(async () => {
  await app.close();
  await story.end();
});

const { get, all } = asking(() => app);

/** What an oracle says on the chain, as the API says it. */
async function said(oracle: Address, block?: number) {
  const at = block === undefined ? {} : { blockNumber: BigInt(block) };
  const answer = (await readPrices(story.chain.client, { oracles: [oracle], ...at })).get(oracle);
  return answer?.priced === true
    ? { low: `${answer.low}`, high: `${answer.high}`, refusal: null }
    : { low: null, high: null, refusal: { name: answer?.refusal.errorName } };
}

describe('prices', () => {
  test('are what the oracles answer', async () => {
    const items = await all('/v1/prices', 1);
    expect(items).toHaveLength(4);
    expect(new Set(items.map(({ kind }) => kind)).size).toBe(3);
    for (const { oracle, price, derived } of items) {
      expect(derived).toBe(true);
      expect(price).toMatchObject(await said(oracle));
    }
    const refused = items.filter(({ price }) => price.refusal !== null);
    expect(refused.map(({ oracle }) => oracle)).toContain(story.world.oracles.of.eth);
    expect(refused.length).toBeLessThan(items.length);
    for (const { price } of refused) expect(price.refusal.message).toMatch(/\S \S/);
  });

  test('are told for one whole token', async () => {
    const { items } = await get('/v1/prices');
    const { of, feeds } = story.world.oracles;
    const btc = items.find(({ oracle }: { oracle: string }) => oracle === of.btc);
    expect(btc.price.lowOfOne).toMatchObject({ amount: `${60_000n * 10n ** 6n}`, symbol: 'USD' });
    expect(btc.sources).toMatchObject([
      { oracle: of.btc, source: feeds.btc, role: 'base', answer: '6000000000000' },
      { oracle: of.btc, source: feeds.usd, role: 'quote', answer: '100000000', age: 0 },
    ]);
    expect(btc.sources[0].age).toBeGreaterThanOrEqual(5 * HOUR);
    expect(btc.sources[0].maxAge).toBe(172_800);
  });

  test('name what stands behind a rate and behind two sources', async () => {
    const { items } = await get('/v1/prices');
    const { of, feeds, rate } = story.world.oracles;
    const byOracle = new Map(items.map((item: { oracle: string }) => [item.oracle, item]));
    const sourcesOf = (oracle: string) =>
      (byOracle.get(oracle) as { sources: { source: string }[] }).sources.map(
        ({ source }) => source,
      );
    expect(sourcesOf(of.steth)).toEqual([rate, feeds.eth, feeds.usd]);
    expect(sourcesOf(of.eth)).toEqual([feeds.eth, feeds.usd, feeds.eth2, feeds.usd]);
    const [own] = (byOracle.get(of.steth) as { sources: object[] }).sources;
    expect(own).toMatchObject({ role: 'rate', answer: `${121n * 10n ** 16n}` });
  });

  test('are as of an older block', async () => {
    const { asOf } = await get('/v1/prices');
    const block = asOf.number - 20;
    const { items } = await get(`/v1/prices?block=${block}`);
    for (const { oracle, price } of items) expect(price).toMatchObject(await said(oracle, block));
    await get('/v1/prices?block=1000000', 404);
  });
});

describe('the history of a price', () => {
  test.each(['btc', 'eth', 'steth'] as const)('of %s is what the chain answered', async (coin) => {
    const oracle = story.world.oracles.of[coin];
    const points = await all(`/v1/prices/${oracle}/history`, 200);
    expect(points.length).toBeGreaterThan(2);
    for (const { block, price } of points) {
      expect([block, price]).toMatchObject([block, await said(oracle, block)]);
    }
    const { items } = await get(`/v1/prices?block=${points.at(-1).block}`);
    const own = items.find((item: { oracle: string }) => item.oracle === oracle);
    expect(own.price).toEqual(points.at(-1).price);
    expect(await all(`/v1/prices/${oracle}/history`, 2)).toEqual(points);
  });

  test('misses no answer of a feed', async () => {
    const oracle = story.world.oracles.of.btc;
    const points = await all(`/v1/prices/${oracle}/history`, 200);
    const { book, pool } = story.world;
    const { asOf } = await get('/v1/prices');
    let [last, changes] = ['', 0];
    for (let block = points[0].block; block <= asOf.number; block += 1) {
      const at = { book, pool, blockNumber: BigInt(block) };
      const market = await readMarket(story.chain.client, at);
      const price = market.listings.get(story.world.listings.btc)?.price;
      const text = price?.priced === true ? `${price.low}` : '';
      if (text === last) continue;
      [last, changes] = [text, changes + 1];
      expect(points.map((point) => point.block)).toContain(block);
    }
    expect(changes).toBeGreaterThan(5);
  });

  test('at full hours is what the model says then', async () => {
    const oracle = story.world.oracles.of.btc;
    const points = await all(`/v1/prices/${oracle}/history?interval=hour`, 7);
    const times = points.map(({ time }) => time);
    expect(times).toEqual(times.map((_, i) => times[0] + i * HOUR));
    const changes = await all(`/v1/prices/${oracle}/history`, 200);
    for (const { time, price } of points) {
      const newest = changes.findLast((change) => change.time <= time);
      expect([time, price.low]).toEqual([time, newest.price.low]);
    }
    const from = times[4];
    const cut = await all(
      `/v1/prices/${oracle}/history?interval=hour&from=${from}&to=${times[9]}`,
      2,
    );
    expect(cut).toEqual(points.slice(4, 10));
  });

  test('of a period begins with how things stood', async () => {
    const oracle = story.world.oracles.of.btc;
    const points = await all(`/v1/prices/${oracle}/history`, 200);
    const [from, to] = [points[3].time + 1, points.at(-2).time];
    const cut = await all(`/v1/prices/${oracle}/history?from=${from}&to=${to}`, 2);
    const inside = points.filter(({ time }) => time >= from && time <= to);
    const rest = cut[0].block === inside[0].block ? cut : cut.slice(1);
    expect(rest).toEqual(inside);
    expect(cut[0].time).toBeGreaterThanOrEqual(from);
  });

  test('of an oracle that is read has each answer that was read', async () => {
    const { alt } = story.world.oracles.of;
    const { queries } = story.database;
    const { asOf } = await get('/v1/prices');
    const [first, second] = [asOf.number - 9, asOf.number - 4];
    const refusal = { name: 'IncompleteRound', args: [alt] };
    await queries
      .update(oracleRows)
      .set({ kind: 'other', config: null })
      .where(eq(oracleRows.address, alt));
    await queries.insert(oracleAnswers).values([
      { oracle: alt, fromBlock: first, untilBlock: second, low: 7n, high: 9n },
      { oracle: alt, fromBlock: second, refusal },
    ]);
    const { curator } = story.world;
    await sendSetFeed(curator, { feed: story.world.oracles.feeds.usd, answer: 10n ** 8n });
    await story.indexed();
    await expect.poll(() => app.tip.current?.number).toBeGreaterThan(asOf.number);
    const points = await all(`/v1/prices/${alt}/history`, 1);
    expect(points.map(({ block, price }) => [block, price.low, price.refusal?.name])).toEqual([
      [points[0].block, null, 'UnknownRefusal'],
      [first, '7', undefined],
      [second, null, 'IncompleteRound'],
    ]);
  });

  test('of what is no listing’s oracle is 404, a cursor of another interval 400', async () => {
    await get(`/v1/prices/0x${'ab'.repeat(20)}/history`, 404);
    const url = `/v1/prices/${story.world.oracles.of.btc}/history`;
    const { next } = await get(`${url}?limit=1`);
    await get(`${url}?interval=hour&cursor=${next}`, 400);
  });
});
