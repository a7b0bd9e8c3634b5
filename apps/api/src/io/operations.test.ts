import type { Address } from '@hypothec/model';
import { accessManagerAbi, lendingPoolAbi, readBlock, writeTransaction } from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import { encodeFunctionData } from 'viem';
import type { Hex } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { asking } from '../routes/asking.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { decodeCall } from './decode-call.ts';

const DAY = 86_400n;
const abi = accessManagerAbi;

let story: TestHistory;
let app: Api;
let slow: Sender;

beforeAll(async () => {
  story = await startHistory();
  slow = await story.chain.sender(7);
  app = await startTestServer(story.database);
});

afterAll(async () => {
  await app.close();
  await story.end();
});

const { get, all } = asking(() => app);

async function indexed(): Promise<void> {
  await story.indexed();
  const { hash } = await readBlock(story.chain.client);
  await expect.poll(() => app.tip.current?.hash).toBe(hash);
}

/** Sends what the slow curator says to the manager, and waits for the tables. */
async function say(data: Hex): Promise<void> {
  await writeTransaction(slow, { to: story.world.manager, data });
  await indexed();
}

const premium = (bps: number): Hex =>
  encodeFunctionData({ abi: lendingPoolAbi, functionName: 'setPremium', args: [1n, bps] });

const schedule = (target: Address, data: Hex): Promise<void> =>
  say(encodeFunctionData({ abi, functionName: 'schedule', args: [target, data, 0] }));

describe('operations', () => {
  test('say what is scheduled, from when, and what it would do', async () => {
    const { items, asOf } = await get('/v1/operations');
    const { world } = story;
    expect(items).toHaveLength(1);
    const [own] = items;
    expect(own).toMatchObject({
      authority: world.manager,
      caller: slow.address,
      target: world.pool,
      creditorId: 1,
      state: 'ready',
      data: premium(150),
      outcomeBlock: null,
      readyAt: own.scheduledAt + 3_600,
      expiresAt: own.scheduledAt + 3_600 + 7 * Number(DAY),
    });
    expect(own.call).toEqual({
      name: 'setPremium',
      args: [
        { name: expect.stringMatching(/\S/), type: 'uint256', value: '1' },
        { name: expect.stringMatching(/\S/), type: 'uint16', value: '150' },
      ],
    });
    expect(asOf.time).toBeGreaterThan(own.readyAt);
    const then = await get(`/v1/operations?block=${own.scheduledBlock}`);
    expect(then.items).toMatchObject([{ state: 'scheduled' }]);
    expect((await get(`/v1/operations?block=${own.scheduledBlock - 1}`)).items).toEqual([]);
  });

  test('say what became of them', async () => {
    const { chain, world } = story;
    const { pool } = world;
    await say(encodeFunctionData({ abi, functionName: 'execute', args: [pool, premium(150)] }));
    const { asOf } = await get('/v1/operations');
    await schedule(pool, premium(160));
    await say(
      encodeFunctionData({
        abi,
        functionName: 'cancel',
        args: [slow.address, pool, premium(160)],
      }),
    );
    await schedule(pool, premium(170));
    await schedule(pool, '0x12345678');
    await chain.pass(8n * DAY);
    await schedule(pool, premium(180));
    const items = await all('/v1/operations?order=asc', 2);
    expect(items.map(({ state }) => state)).toEqual([
      'executed',
      'cancelled',
      'expired',
      'expired',
      'scheduled',
    ]);
    expect(items[0].outcomeBlock).toBe(asOf.number);
    expect(items[3]).toMatchObject({ call: null, data: '0x12345678' });
    expect(await all('/v1/operations', 1)).toEqual(items.toReversed());
    for (const state of ['executed', 'cancelled', 'expired', 'scheduled', 'ready']) {
      const own = await all(`/v1/operations?order=asc&state=${state}`, 1);
      expect(own).toEqual(items.filter((item) => item.state === state));
      const before = asOf.number - 1;
      const then = await all(`/v1/operations?block=${before}&state=${state}`, 1);
      expect(then.map((item) => item.state)).toEqual(state === 'ready' ? ['ready'] : []);
    }
    expect(await all('/v1/operations?creditor=1&order=asc', 9)).toEqual(items);
    expect((await get('/v1/operations?creditor=9')).items).toEqual([]);
    await get('/v1/operations?state=done', 400);
  });
});

describe('a call', () => {
  test('is told with lists, tuples and addresses', () => {
    const target: Address = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
    const args = [target, ['0x12345678'], 7n] as const;
    const data = encodeFunctionData({ abi, functionName: 'setTargetFunctionRole', args });
    expect(decodeCall('authority', data)).toEqual({
      name: 'setTargetFunctionRole',
      args: [
        { name: 'target', type: 'address', value: target.toLowerCase() },
        { name: 'selectors', type: 'bytes4[]', value: ['0x12345678'] },
        { name: 'roleId', type: 'uint64', value: '7' },
      ],
    });
  });

  test('that the contract does not know, or that is cut short, is none', () => {
    expect(decodeCall('pool', '0x')).toBeNull();
    expect(decodeCall('pool', '0xffffffff')).toBeNull();
    expect(decodeCall('pool', premium(9).slice(0, -2) as Hex)).toBeNull();
  });
});
