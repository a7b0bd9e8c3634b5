import {
  authorities,
  calls,
  creditors,
  events,
  liquidations,
  losses,
  operations,
  oracles,
  readAllLoans,
  readChainState,
} from '@hypothec/database';
import { dumpHistory, startTestDatabase } from '@hypothec/database/testing';
import type { TestDatabase } from '@hypothec/database/testing';
import { makeLoanId, mulDiv, PRICE_SCALE } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import {
  readBlock,
  readLender,
  readMarket,
  readSnapshots,
  sendOpen,
  sendPoolAccrue,
  sendSetFeed,
} from '@hypothec/sdk';
import {
  deploySecondManager,
  deployWorld,
  handOver,
  listOddOracle,
  registerOddCreditor,
  startChain,
  startFaultyNode,
  tellStory,
} from '@hypothec/testkit/chain';
import type { ChainWorld, Story, TestChain } from '@hypothec/testkit/chain';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestIndexer } from './history.testing.ts';
import type { TestIndexer } from './history.testing.ts';

/** 60,000 dollars of 6 decimals for a coin of 8. */
const PRICE = 6n * 10n ** 38n;

let chain: TestChain;
let world: ChainWorld;
let story: Story;
let server: TestDatabase;
let live: TestIndexer;

beforeAll(async () => {
  [chain, server] = await Promise.all([startChain(), startTestDatabase()]);
  world = await deployWorld(chain, { callFee: 10n ** 6n });
  live = startTestIndexer(server.url, [chain.anvil.url], world.book);
  story = await tellStory(world);
  await atHead(live);
});

afterAll(async () => {
  await live.end();
  await server.end();
  await chain.stop();
});

async function atHead(indexer: TestIndexer): Promise<void> {
  const { number, hash } = await readBlock(chain.client);
  await indexer.reaches(Number(number), hash);
}

/** Holds the tables against the chain: every loan, every field of the pool, every price. */
async function expectChain({ database }: TestIndexer): Promise<void> {
  const { book, pool } = world;
  const state = await readChainState(database.queries);
  const loans = await readAllLoans(database.queries);
  const market = await readMarket(chain.client, { book, pool });
  expect(state?.block.hash).toBe(market.block.hash);
  expect(state?.market(1)).toEqual({
    now: market.now,
    pool: market.pool,
    sequencer: market.sequencer,
    listings: market.listings,
  });
  const snapshots = await readSnapshots(chain.client, { book, ids: [...loans.keys()] });
  expect(new Map(snapshots.map(({ id, loan }) => [id, loan]))).toEqual(loans);
}

describe('the tables', () => {
  test('hold what the chain holds', async () => {
    await expectChain(live);
    const { queries } = live.database;
    const rows = await queries.query.lenderVersions.findMany({
      where: (row, { isNull }) => isNull(row.untilBlock),
    });
    expect(rows.length).toBe(3);
    for (const { account, shares } of rows) {
      const held = await readLender(chain.client, { pool: world.pool, owner: account });
      expect(shares).toBe(held.shares);
    }
  });

  test('tell how each call ended', async () => {
    const { queries } = live.database;
    const endings = async (id: LoanId) => {
      const rows = await queries
        .select()
        .from(calls)
        .where(eq(calls.loanId, id))
        .orderBy(calls.block);
      return rows.map(({ ending }) => ending);
    };
    expect(await endings(story.quiet)).toEqual([]);
    expect(await endings(story.toppedUp)).toEqual(['top-up']);
    expect(await endings(story.repaid)).toEqual(['repayment']);
    expect(await endings(story.recovered)).toEqual(['price']);
    expect(await endings(story.sold)).toEqual(['sale']);
    expect(await endings(story.lapsed)).toEqual(['lapse', null]);
    expect(await endings(story.lost)).toEqual(['lapse']);
  });

  test('tell at which price a sale was made, and where it came from', async () => {
    const rows = await live.database.queries
      .select()
      .from(liquidations)
      .orderBy(liquidations.block);
    expect(rows.map(({ loanId, kind }) => [loanId, kind])).toEqual([
      [story.sold, 'soft'],
      [story.lost, 'hard'],
    ]);
    const [soft] = rows;
    expect(soft?.priceHigh).toBe(395n * 10n ** 36n);
    expect(soft?.seizedValue).toBe(mulDiv(soft?.seized ?? 0n, soft?.priceHigh ?? 0n, PRICE_SCALE));
    expect(soft?.sources.map(({ answer }) => answer)).toEqual(['3950000000000', '100000000']);
  });

  test('tell what was lost, on which loan, and who bore it', async () => {
    const rows = await live.database.queries.select().from(losses);
    expect(rows.map(({ loanId, borne }) => [loanId, borne > 0n])).toEqual([[story.lost, true]]);
    const [loss] = rows;
    expect(loss?.badDebt).toBeGreaterThan(loss?.borne ?? 0n);
  });

  test('tell what is scheduled, and from when it may be done', async () => {
    const [row, ...others] = await live.database.queries.select().from(operations);
    expect(others).toEqual([]);
    expect(row?.target).toBe(world.pool);
    expect(row?.readyAt).toBe((row?.time ?? 0n) + 3_600n);
    expect(row?.outcome).toBeNull();
  });
});

describe('read again', () => {
  test('from an empty database, every row is the same', async () => {
    const { url } = await server.another('again');
    const again = startTestIndexer(url, [chain.anvil.url], world.book);
    await atHead(again);
    const [first, second] = [await dumpHistory(live.database), await dumpHistory(again.database)];
    for (const [table, rows] of first) expect([table, second.get(table)]).toEqual([table, rows]);
    await again.end();
  });

  test('by two at once, no row is missing or twice', async () => {
    const { url } = await server.another('both');
    const pair = [1, 2].map(() => startTestIndexer(url, [chain.anvil.url], world.book));
    await Promise.all(pair.map(atHead));
    expect(await dumpHistory((pair[0] as TestIndexer).database)).toEqual(
      await dumpHistory(live.database),
    );
    await Promise.all(pair.map((indexer) => indexer.end()));
  });

  test('with a node that fails, the next one is asked', async () => {
    const { url } = await server.another('failover');
    const broken = await startFaultyNode(chain.anvil.url);
    await broken.stop();
    const indexer = startTestIndexer(url, [broken.url, chain.anvil.url], world.book);
    await atHead(indexer);
    expect(indexer.warnings.length).toBeGreaterThan(0);
    await indexer.end();
  });
});

test('another manager of a pool is followed, from before it was that', async () => {
  const { queries } = live.database;
  const second = await deploySecondManager(world);
  await atHead(live);
  const before = await dumpHistory(live.database);
  const snapshot = await chain.snapshot();
  await handOver(world, second);
  await atHead(live);
  const versions = await queries.select().from(authorities).orderBy(authorities.fromBlock);
  expect(versions.map(({ authority }) => authority)).toEqual([world.manager, second]);
  expect(versions[0]?.untilBlock).toBe(versions[1]?.fromBlock);
  const told = await queries.select().from(operations).where(eq(operations.authority, second));
  expect(told.map(({ target, outcome }) => [target, outcome])).toEqual([[world.pool, null]]);
  const { url } = await server.another('managers');
  const again = startTestIndexer(url, [chain.anvil.url], world.book);
  await atHead(again);
  expect(await dumpHistory(live.database)).toEqual(await dumpHistory(again.database));
  await again.end();
  await chain.revert(snapshot);
  await chain.pass(5n);
  await atHead(live);
  // As if it had never been: all but the block that was mined in its place, and the cursor.
  const after = await dumpHistory(live.database);
  for (const [table, rows] of before) {
    if (table === 'block' || table === 'cursor') continue;
    expect([table, after.get(table)]).toEqual([table, rows]);
  }
});

describe('a reorganisation', () => {
  test.each([1, 40])(
    'of %i blocks leaves what is on the chain, and nothing else',
    async (depth) => {
      const { alt: feed } = world.oracles.feeds;
      const set = (answer: bigint) => sendSetFeed(world.curator, { feed, answer });
      const before = await chain.snapshot();
      for (let i = 0; i < depth; i += 1) await set(10n ** 9n + BigInt(i));
      await atHead(live);
      const gone = await readBlock(chain.client);
      await chain.revert(before);
      await chain.pass(5n);
      for (let i = 0; i < depth + 1; i += 1) await set(2n * 10n ** 9n + BigInt(i));
      await atHead(live);
      expect((await readBlock(chain.client)).hash).not.toBe(gone.hash);
      await expectChain(live);
      const { url } = await server.another(`after_${depth}`);
      const again = startTestIndexer(url, [chain.anvil.url], world.book);
      await atHead(again);
      expect(await dumpHistory(live.database)).toEqual(await dumpHistory(again.database));
      await again.end();
    },
  );

  test('below the whole protocol empties the tables of it', async () => {
    const other = await startChain();
    const start = await other.snapshot();
    const second = await deployWorld(other);
    const { url } = await server.another('below');
    const indexer = startTestIndexer(url, [other.anvil.url], second.book);
    await indexer.reaches(Number((await readBlock(other.client)).number));
    await other.revert(start);
    await other.pass(10n);
    const redeployed = await deployWorld(other);
    expect(redeployed.book).toBe(second.book);
    const { number, hash } = await readBlock(other.client);
    await indexer.reaches(Number(number), hash);
    const state = await readChainState(indexer.database.queries);
    const { book, pool } = redeployed;
    expect(state?.market(1)?.pool).toEqual((await readMarket(other.client, { book, pool })).pool);
    await indexer.end();
    await other.stop();
  });
});

test('an oracle of another kind is read, in blocks in which something happens', async () => {
  const { oracle, collateralId, set } = await listOddOracle(world, PRICE);
  await set(PRICE / 2n, PRICE);
  await sendPoolAccrue(world.curator, { pool: world.pool });
  await atHead(live);
  const { queries } = live.database;
  const [row] = await queries.select().from(oracles).where(eq(oracles.address, oracle));
  expect(row?.kind).toBe('other');
  const state = await readChainState(queries);
  const { price } = state?.market(1)?.listings.get(collateralId) ?? {};
  expect(price).toEqual({ priced: true, low: PRICE / 2n, high: PRICE });
});

test('a creditor that is no lending pool stops nothing, and is not followed', async () => {
  const { creditor, creditorId, collateralId } = await registerOddCreditor(world);
  const { book, pool } = world;
  const bob = await chain.sender(3);
  await world.fund(bob, { btc: 10n ** 8n });
  const id = makeLoanId(bob.address, creditorId, 1n);
  const drawn = 1_000_000_000n;
  await sendOpen(bob, { book, id, collateralId, pledged: 10n ** 8n, drawn });
  await sendPoolAccrue(world.curator, { pool });
  await atHead(live);
  const { queries } = live.database;
  const [row] = await queries.select().from(creditors).where(eq(creditors.address, creditor));
  expect(row?.creditorId).toBe(creditorId);
  expect(row?.fault).toContain('Drawn of');
  const state = await readChainState(queries);
  expect(state?.pools.get(1)).toEqual((await readMarket(chain.client, { book, pool })).pool);
  const told = await queries.select().from(events).where(eq(events.loanId, id));
  expect(told.map(({ name }) => name)).toEqual(['Pledged', 'Drawn']);
});

test('a database of another chain is refused, and one that is away is waited for', async () => {
  const { url } = await server.another('foreign');
  const other = await startChain({ chainId: 4_242 });
  const second = await deployWorld(other);
  const first = startTestIndexer(url, [other.anvil.url], second.book);
  await first.reaches(Number((await readBlock(other.client)).number));
  await first.end();
  await other.stop();
  const wrong = startTestIndexer(url, [chain.anvil.url], world.book);
  await expect(wrong.done).rejects.toThrow('on chain 4242');
  await wrong.database.close();
});
