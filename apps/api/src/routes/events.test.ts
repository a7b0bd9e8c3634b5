import { toJson } from '@hypothec/database';
import { bookCall, readBlock, readEvents, request, sendMulticall } from '@hypothec/sdk';
import type { PlacedEvent } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { asking } from './asking.testing.ts';

let story: TestHistory;
let app: Api;
let told: readonly PlacedEvent[];

beforeAll(async () => {
  story = await startHistory();
  const { chain, world } = story;
  const { book, pool, listings } = world;
  const [bob, dave] = await Promise.all([chain.sender(3), chain.sender(5)]);
  const { toppedUp, repaid, recovered } = story.story;
  await world.setPrice('btc', 20_000n);
  const calls = [toppedUp, repaid, recovered].map((id) => bookCall('call', [id]));
  await sendMulticall(dave, { book, calls });
  const cures = [
    bookCall('pledge', [repaid, listings.btc, 10n ** 6n]),
    bookCall('repay', [repaid, 10n ** 6n]),
  ];
  await sendMulticall(bob, { book, calls: cures });
  await story.indexed();
  told = await readEvents(chain.client, { book, pools: [pool], fromBlock: 0n });
  app = await startTestServer(story.database);
});

afterAll(async () => {
  await app.close();
  await story.end();
});

const { get, all } = asking(() => app);

interface Told {
  readonly emitter: string;
  readonly name: string;
}

const isHandOver = ({ name }: Told) => name === 'AuthorityUpdated';

const ofProtocol = (item: Told) =>
  item.emitter === 'book' || (item.emitter === 'pool' && !isHandOver(item));

/** An event of the chain as the API has it. */
function shown({ event, blockNumber, logIndex, transactionHash, address }: PlacedEvent) {
  const { event: name, emitter, ...fields } = event;
  return {
    block: Number(blockNumber),
    logIndex,
    transactionHash,
    address,
    emitter,
    name,
    fields: toJson(fields),
  };
}

describe('events', () => {
  test('are those of the chain, each once, in both orders', async () => {
    const items = await all('/v1/events?order=asc', 23);
    expect(items.filter(ofProtocol)).toMatchObject(told.map(shown));
    expect(items.filter(ofProtocol)).toHaveLength(told.length);
    expect(await all('/v1/events', 17)).toEqual(items.toReversed());
    expect(items.some(({ emitter }) => emitter === 'authority')).toBe(true);
    const { manager: authority, pool } = story.world;
    const own = { address: pool, creditorId: 1, fields: { authority } };
    expect(items.filter(isHandOver)).toMatchObject([own]);
  });

  test('can be filtered, all filters together', async () => {
    const items = await all('/v1/events?order=asc', 200);
    const { lost } = story.story;
    const bob = (await story.chain.sender(3)).address;
    const { pool } = story.world;
    const [from, to] = [items[40].block, items.at(-30).block];
    const cases: [string, (item: (typeof items)[number]) => boolean][] = [
      [`loan=${lost}`, ({ loanId }) => loanId === lost],
      ['creditor=1', ({ creditorId }) => creditorId === 1],
      ['name=Called', ({ name }) => name === 'Called'],
      [`account=${bob}`, ({ accounts }) => accounts.includes(bob)],
      [`address=${pool}`, ({ address }) => address === pool],
      ['emitter=authority', ({ emitter }) => emitter === 'authority'],
      [`fromBlock=${from}&toBlock=${to}`, ({ block }) => block >= from && block <= to],
      [`loan=${lost}&name=Called`, ({ loanId, name }) => loanId === lost && name === 'Called'],
    ];
    for (const [filter, matches] of cases) {
      const wanted = items.filter(matches);
      expect([filter, wanted.length > 0]).toEqual([filter, true]);
      expect(await all(`/v1/events?order=asc&${filter}`, 9)).toEqual(wanted);
    }
    expect((await get('/v1/events?creditor=9')).items).toEqual([]);
    await get('/v1/events?name=%27;drop', 400);
    await get('/v1/events?order=up', 400);
  });
});

interface Receipt {
  readonly gasUsed: string;
  readonly from: string;
  readonly to: string | null;
  readonly effectiveGasPrice: string;
}

const receiptOf = (hash: string): Promise<Receipt> =>
  request<Receipt>(story.chain.client, 'eth_getTransactionReceipt', [hash]);

describe('transactions', () => {
  test('have the events, the gas and the sender of the chain', async () => {
    const hashes = [...new Set(told.map(({ transactionHash }) => transactionHash))];
    for (const hash of hashes.filter((_, i) => i % 6 === 0)) {
      const receipt = await receiptOf(hash);
      const own = await get(`/v1/transactions/${hash}`);
      expect(own).toMatchObject({
        hash,
        sender: receipt.from,
        recipient: receipt.to,
        gasUsed: `${BigInt(receipt.gasUsed)}`,
        fee: `${BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)}`,
      });
      expect(own.events.filter(ofProtocol)).toMatchObject(
        told.filter(({ transactionHash }) => transactionHash === hash).map(shown),
      );
    }
    await get(`/v1/transactions/0x${'ab'.repeat(32)}`, 404);
    await get('/v1/transactions/0x12', 400);
  });
});

describe('blocks', () => {
  test('are found by number and by time', async () => {
    const { asOf } = await get('/v1/activity');
    for (const number of [asOf.number, asOf.number - 25]) {
      const block = await readBlock(story.chain.client, BigInt(number));
      const own = await get(`/v1/blocks/${number}`);
      const time = Number(block.timestamp);
      expect(own).toMatchObject({ number, hash: block.hash, time, transactions: 1 });
      expect((await get(`/v1/blocks/${number - 1}`)).hash).toBe(own.parentHash);
      // Blocks of one second share their time.
      expect((await get(`/v1/blocks?time=${time}`)).time).toBe(time);
      const before = await get(`/v1/blocks?time=${time - 1}`);
      expect(before.time).toBeLessThan(time);
      expect((await get(`/v1/blocks/${before.number + 1}`)).time).toBe(time);
    }
    expect((await get(`/v1/blocks?time=${asOf.time + 10 ** 6}`)).number).toBe(asOf.number);
    await get('/v1/blocks?time=1', 404);
    await get('/v1/blocks', 400);
    await get(`/v1/blocks/${asOf.number + 1}`, 404);
  });
});

describe('activity', () => {
  /** Gas and number of the transactions in which the chain told some events. */
  async function carriers(events: readonly PlacedEvent[]) {
    const hashes = [...new Set(events.map(({ transactionHash }) => transactionHash))];
    const receipts = await Promise.all(hashes.map(receiptOf));
    const gas = receipts.reduce((sum, { gasUsed }) => sum + BigInt(gasUsed), 0n);
    return { acts: events.length, transactions: hashes.length, gas: `${gas}` };
  }

  test('counts each kind of act, and the gas of each transaction once', async () => {
    const { gas } = await get('/v1/activity');
    const { quiet, toppedUp, repaid, recovered } = story.story;
    const last = told.at(-1)?.transactionHash;
    const named = (name: string, ...ids: string[]) =>
      told.filter(
        ({ event, transactionHash }) =>
          event.event === name &&
          transactionHash !== last &&
          (ids.length === 0 || ('id' in event && ids.includes(event.id))),
      );
    const calls = await carriers(named('Called'));
    expect(calls).toMatchObject({ acts: 10, transactions: 8 });
    const sales = await carriers(named('Liquidated'));
    // Alice's second collateral came after her draw; her first, and Bob's, before.
    const pledges = named('Pledged', quiet, toppedUp).filter(
      ({ event }, i) => event.event === 'Pledged' && (i === 1 || i === 3),
    );
    const repayments = named('Repaid', quiet, repaid);
    const wanted = [
      { act: 'call', ...calls },
      { act: 'clear', ...(await carriers(named('Cleared', recovered))) },
      { act: 'top-up', ...(await carriers(pledges)) },
      { act: 'repay', ...(await carriers(repayments)) },
      { act: 'liquidate', ...sales },
      {
        act: 'several',
        acts: 2,
        transactions: 1,
        gas: `${BigInt((await receiptOf(last ?? '')).gasUsed)}`,
      },
    ].map((row) => ({ ...row, gasEach: `${BigInt(row.gas) / BigInt(row.acts)}` }));
    expect(gas).toEqual(wanted);
    expect(wanted.map(({ act, acts }) => [act, acts])).toEqual([
      ['call', 10],
      ['clear', 1],
      ['top-up', 2],
      ['repay', 2],
      ['liquidate', 2],
      ['several', 2],
    ]);
  });

  test('counts blocks, transactions of anyone, and events', async () => {
    const { asOf } = await get('/v1/activity');
    const [from, to] = [asOf.number - 60, asOf.number - 3];
    const own = await get(`/v1/activity?fromBlock=${from}&toBlock=${to}`);
    let transactions = 0;
    for (let block = from; block <= to; block += 1) {
      const params = [`0x${block.toString(16)}`];
      transactions += Number(
        await request<string>(story.chain.client, 'eth_getBlockTransactionCountByNumber', params),
      );
    }
    expect(own).toMatchObject({ blocks: to - from + 1, transactions });
    expect(own.from.number).toBe(from);
    const inside = told.filter(({ blockNumber }) => blockNumber >= from && blockNumber <= to);
    const counted = own.eventsByName.filter(ofProtocol);
    const names = Map.groupBy(inside, ({ event }) => event.event);
    expect(
      new Map(counted.map(({ name, count }: { name: string; count: number }) => [name, count])),
    ).toEqual(new Map([...names].map(([name, items]) => [name, items.length])));
  });

  test('refuses a range that is none or not indexed', async () => {
    await get('/v1/activity?fromBlock=9&toBlock=8', 400);
    await get('/v1/activity?toBlock=1000000', 404);
  });
});
