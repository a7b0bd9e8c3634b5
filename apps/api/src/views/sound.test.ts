import {
  creditors,
  lenderFlows,
  lenderVersions,
  listings,
  loanVersions,
  poolVersions,
} from '@hypothec/database';
import { makeLoanId } from '@hypothec/model';
import type { Address } from '@hypothec/model';
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { asking } from '../routes/asking.testing.ts';
import { startTestServer } from '../server.testing.ts';

const ABSURD = 2n ** 250n;
const hostile: Address = `0x${'e7'.repeat(20)}`;

let story: TestHistory;
let app: Api;
let carol: Address;

/** Anyone may register a creditor whose events say what they want. */
async function register(creditorId: number): Promise<void> {
  const { queries } = story.database;
  const [creditor] = await queries.select().from(creditors);
  const [pool] = await queries
    .select()
    .from(poolVersions)
    .where(and(eq(poolVersions.creditorId, 1), isNull(poolVersions.untilBlock)))
    .limit(1);
  const listed = await queries.select().from(listings);
  const flow = await queries.select().from(lenderFlows).limit(1);
  if (creditor === undefined || pool === undefined || flow[0] === undefined) return;
  await queries.insert(creditors).values({ ...creditor, creditorId, address: hostile });
  await queries.insert(listings).values(listed.map((row) => ({ ...row, creditorId })));
  await queries.insert(poolVersions).values({
    ...pool,
    creditorId,
    untilBlock: null,
    baseAccrued: ABSURD,
    baseRate: ABSURD,
    cash: ABSURD,
    lenderAssets: ABSURD,
    supply: 1n,
    config: { ...(pool.config as object), reserveBps: '65535' },
    classCount: 8,
  });
  const { fromBlock } = pool;
  const [loan] = await queries.select().from(loanVersions).where(isNull(loanVersions.untilBlock));
  const loanId = makeLoanId(carol, creditorId, 1n);
  if (loan === undefined) return;
  await queries.insert(loanVersions).values({ ...loan, loanId, creditorId, units: ABSURD });
  const own = { creditorId, account: carol };
  await queries.insert(lenderVersions).values({ ...own, fromBlock, shares: ABSURD });
  await queries
    .insert(lenderFlows)
    .values({ ...flow[0], ...own, logIndex: 9_999, assets: ABSURD, shares: ABSURD });
}

beforeAll(async () => {
  story = await startHistory();
  carol = (await story.chain.sender(4)).address;
});

afterAll(async () => {
  await app.close();
  await story.end();
});

const { get, all } = asking(() => app);

describe('a creditor with numbers that no pool can have', () => {
  test('keeps nothing else from being answered', async () => {
    const urls = ['/v1/creditors/1', `/v1/accounts/${carol}/lending`, '/v1/creditors/1/lenders'];
    app = await startTestServer(story.database);
    const before = await Promise.all(urls.map((url) => get(url)));
    const [own] = (await get('/v1/creditors')).items;
    await app.close();
    await register(2);
    app = await startTestServer(story.database);
    expect(await Promise.all(urls.map((url) => get(url)))).toEqual(before);
    const shown = await all('/v1/creditors', 1);
    expect(shown[0]).toEqual(own);
    expect(shown[1]).toMatchObject({ creditorId: 2, address: hostile, totals: null });
    expect(await all('/v1/prices', 3)).toHaveLength(8);
  });

  test('is answered itself, without them', async () => {
    expect((await get('/v1/creditors/2')).totals).toBeNull();
    expect((await get('/v1/creditors/2/history?interval=day')).items).toEqual([]);
    const { items } = await get('/v1/creditors/2/lenders');
    expect(items).toMatchObject([{ account: carol, shares: `${ABSURD}`, worth: null }]);
    expect((await get('/v1/creditors/2/losses')).items).toEqual([]);
    const { btc } = story.world.listings;
    await get(`/v1/creditors/2/liquidation-map?collateralId=${btc}`, 404);
  });
});
