import { makeLoanId, minus, plus } from '@hypothec/model';
import { anvilRequest, deployWorld, startChain, startFaultyNode } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createNodeClient,
  decodeEvents,
  findEvent,
  readEvents,
  readMarket,
  sendApprove,
  sendOpen,
  sendRepay,
} from '../index.ts';
import type { PlacedEvent, RawLog } from '../index.ts';
import { BTC, USD } from '../story.testing.ts';

let chain: TestChain;
let world: ChainWorld;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  const { book, pool, listings } = world;
  const alice = await chain.sender(2);
  await world.fund(alice, { btc: BTC, usd: 1_000n * USD });
  const id = makeLoanId(alice.address, 1, 1n);
  const opening = { book, id, collateralId: listings.btc, pledged: BTC };
  await sendOpen(alice, { ...opening, drawn: 20_000n * USD });
  await sendRepay(alice, { book, id, amount: 500n * USD });
  await sendApprove(alice, { token: pool, spender: book, amount: 3n });
});

afterAll(() => chain.stop());

const all = (client = chain.client) =>
  readEvents(client, { book: world.book, pools: [world.pool], fromBlock: 0n });

function named(events: readonly PlacedEvent[], name: string): readonly PlacedEvent[] {
  return events.filter(({ event }) => event.event === name);
}

describe('events', () => {
  test('carry what the chain holds: terms, listings, settings, amounts', async () => {
    const { book, pool, listings } = world;
    const { pool: now, listings: views } = await readMarket(chain.client, { book, pool });
    const events = await all();
    const [registered] = named(events, 'CreditorRegistered');
    expect(registered).toMatchObject({
      address: book,
      event: { emitter: 'book', creditorId: 1, creditor: pool, terms: now.terms },
    });
    const listed = named(events, 'CollateralListed').map(({ event }) => event);
    expect(listed).toEqual(
      [listings.btc, listings.eth, listings.steth, listings.alt].map((collateralId) => ({
        emitter: 'book',
        event: 'CollateralListed',
        creditorId: 1,
        collateralId,
        listing: views.get(collateralId)?.listing,
      })),
    );
    expect(named(events, 'RatesSet')[0]?.event).toMatchObject({ config: now.config });
    expect(named(events, 'PremiumSet')[0]?.event).toMatchObject({
      riskClass: 1,
      premiumBps: 100n,
    });
    expect(named(events, 'LimitsSet')).toHaveLength(4);
    expect(named(events, 'Approval')[0]?.event).toMatchObject({ spender: book, amount: 3n });
    const drawn = findEvent(
      events.map(({ event }) => event),
      'Drawn',
    );
    const repaid = findEvent(
      events.map(({ event }) => event),
      'Repaid',
    );
    expect(drawn?.amount).toBe(20_000n * USD);
    expect(minus(plus(now.cash, drawn?.amount ?? now.cash), repaid?.repaid ?? now.cash)).toBe(
      5_000_000n * USD,
    );
  });

  test('stand in the order of the chain', async () => {
    const places = (await all()).map(({ blockNumber, logIndex }) => [blockNumber, logIndex]);
    expect(places).toEqual(
      places.toSorted(
        ([a = 0n, i = 0], [b = 0n, k = 0]) => Number(a) - Number(b) || Number(i) - Number(k),
      ),
    );
  });

  test('a node that finds the range too long is asked for halves', async () => {
    const node = await startFaultyNode(chain.anvil.url);
    const client = createNodeClient(node.url, { retryCount: 0 });
    node.refuse('eth_getLogs', -32_005, 'query exceeds limit');
    expect(await all(client)).toEqual(await all());
    expect(node.count('eth_getLogs')).toBe(3);
    await node.stop();
  });

  test('look-alikes of other contracts are not believed', async () => {
    const { book, usd } = world;
    const logs = await anvilRequest<RawLog[]>(chain.client, 'eth_getLogs', [
      { address: book, fromBlock: '0x0' },
    ]);
    expect(decodeEvents(logs, { book })).toHaveLength(logs.length);
    const copied = logs.map((log) => ({ ...log, address: usd }));
    expect(decodeEvents(copied, { book, pools: [world.pool] })).toEqual([]);
    const foreign = { address: book, topics: [`0x${'11'.repeat(32)}`], data: '0x' } as const;
    expect(decodeEvents([foreign, { ...foreign, topics: [] }], { book })).toEqual([]);
  });
});
