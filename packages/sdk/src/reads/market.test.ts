import { emptyLoan, ladderState, makeLoanId, poolListing } from '@hypothec/model';
import type { CollateralId } from '@hypothec/model';
import {
  anvilRequest,
  deployArtifact,
  deployWorld,
  FEED_USD,
  startChain,
  startFaultyNode,
} from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import {
  createClient,
  custom,
  decodeAbiParameters,
  defineChain,
  encodeFunctionData,
  http,
  zeroAddress,
} from 'viem';
import type { Hex } from 'viem';
import { multicall } from 'viem/actions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextOf,
  createNodeClient,
  erc20Abi,
  loanBookAbi,
  readActor,
  readBalances,
  readCreditors,
  readLender,
  readListing,
  readListings,
  readMarket,
  readPool,
  readPrices,
  readSequencer,
  readSnapshot,
  readSnapshots,
  sendDeploy,
  sendOpen,
  sendPoolCloseListing,
  sendPoolListCollateral,
  sendRegister,
  sendSetFeed,
  UnsupportedCreditorError,
} from '../index.ts';
import type { Sender } from '../index.ts';
import { BTC, USD } from '../story.testing.ts';
import { toCreditorTermsArg } from '../writes/creditor.ts';

let chain: TestChain;
let world: ChainWorld;
let alice: Sender;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  alice = await chain.sender(2);
  await world.fund(alice, { btc: 10n * BTC });
});

afterAll(() => chain.stop());

const at = () => ({ book: world.book, pool: world.pool });

/** The creation code of the usual multicall contract, as viem carries it. */
async function multicallBytecode(): Promise<Hex> {
  let sent = '';
  const spy = createClient({
    transport: custom({
      request: async ({ params }: { params: readonly [{ data: string }] }) => {
        sent = params[0].data;
        return '0x';
      },
    }),
  });
  const contracts = [
    { address: world.usd, abi: erc20Abi, functionName: 'decimals' },
    { address: world.usd, abi: erc20Abi, functionName: 'symbol' },
  ] as const;
  await multicall(spy, { contracts, deployless: true });
  // The code and the call stand at the end as two `bytes`: the first begins after two words.
  const args = sent.slice(sent.indexOf(`${'0'.repeat(62)}40${'0'.repeat(60)}`));
  const [code] = decodeAbiParameters([{ type: 'bytes' }, { type: 'bytes' }], `0x${args}`);
  return code;
}

describe('a market', () => {
  test('reads the same by single calls, in one request, and by a multicall contract', async () => {
    const plain = createClient({ transport: http(chain.anvil.url) });
    const batched = createNodeClient(chain.anvil.url);
    const bytecode = await multicallBytecode();
    const deployed = await sendDeploy(alice, { abi: [], bytecode, args: [] as never });
    const node = await startFaultyNode(chain.anvil.url);
    const known = defineChain({
      id: 31_337,
      name: 'local',
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [node.url] } },
      contracts: { multicall3: { address: deployed.returns } },
    });
    const aggregated = createNodeClient(node.url, { chain: known });
    const { block, ...first } = await readMarket(plain, at());
    const where = { ...at(), blockNumber: block.number };
    expect(await readMarket(batched, where)).toEqual({ ...first, block });
    expect(await readMarket(aggregated, where)).toEqual({ ...first, block });
    expect(node.count('eth_call')).toBeLessThan(20);
    await node.stop();
    expect(await readPool(batched, where)).toEqual(first.pool);
  });

  test('is of the block that is asked for', async () => {
    const before = await readMarket(chain.client, at());
    await world.setPrice('btc', 50_000n);
    const { number: blockNumber } = before.block;
    expect(await readMarket(chain.client, { ...at(), blockNumber })).toEqual(before);
    const price = (await readMarket(chain.client, at())).listings.get(world.listings.btc)?.price;
    expect(price).toEqual({ priced: true, low: 5n * 10n ** 38n, high: 5n * 10n ** 38n });
    await world.setPrice('btc', 60_000n);
  });

  test('finds every listing, closed ones too, however many a class has', async () => {
    const { curator, pool, listings, book, creditorId } = world;
    const like = await readListing(chain.client, {
      book,
      creditorId,
      collateralId: listings.alt,
    });
    const limits = { ceiling: 7n, hourly: 8n };
    for (let i = 0; i < 6; i++) {
      const terms = { ...like, riskClass: 2 };
      await sendPoolListCollateral(curator, { pool, terms, ...limits });
    }
    await sendPoolCloseListing(curator, { pool, collateralId: 58 as CollateralId });
    const market = await readMarket(chain.client, at());
    const ofClass = [...market.listings].filter(([id]) => id % 8 === 2);
    expect(ofClass.map(([id]) => id)).toEqual([10, 18, 26, 34, 42, 50, 58]);
    expect(ofClass.map(([, { closed }]) => closed).lastIndexOf(true)).toBe(6);
    expect(poolListing(market.pool, 58 as CollateralId)).toMatchObject(limits);
    const alone = await readListings(chain.client, { book, creditorId });
    expect([...alone.values()]).toEqual(
      [...market.listings.values()].map(({ listing }) => listing),
    );
    expect(await readCreditors(chain.client, { book })).toEqual([{ creditorId: 1, address: pool }]);
  });

  test('knows its tokens', async () => {
    const context = contextOf(await readMarket(chain.client, at()));
    expect(context.loanToken).toMatchObject({ symbol: 'USD', decimals: 6 });
    expect(context.collaterals?.get(world.listings.btc)).toMatchObject({
      symbol: 'BTC',
      decimals: 8,
    });
  });

  test('refuses a creditor that gives itself another number than the book does', async () => {
    const { pool } = world;
    const book = await deployArtifact(alice, 'LoanBook', loanBookAbi, [zeroAddress]);
    const { terms } = await readPool(chain.client, at());
    await sendRegister(alice, { book, terms });
    const data = encodeFunctionData({
      abi: loanBookAbi,
      functionName: 'register',
      args: [toCreditorTermsArg(terms)],
    });
    await anvilRequest(chain.client, 'anvil_impersonateAccount', [pool]);
    await anvilRequest(chain.client, 'anvil_setBalance', [pool, '0xde0b6b3a7640000']);
    await anvilRequest(chain.client, 'eth_sendTransaction', [{ from: pool, to: book, data }]);
    const id = makeLoanId(alice.address, 2, 1n);
    await expect(readSnapshot(chain.client, { book, id })).rejects.toThrow(
      UnsupportedCreditorError,
    );
  });
});

describe('prices', () => {
  async function priceOf(coin: 'btc' | 'eth' | 'steth' | 'alt') {
    const oracle = world.oracles.of[coin];
    return (await readPrices(chain.client, { oracles: [oracle] })).get(oracle);
  }

  test('of two sources are the lower and the higher', async () => {
    await world.setPrice('eth', 2_000n, 2_030n);
    expect(await priceOf('eth')).toEqual({
      priced: true,
      low: 2n * 10n ** 27n,
      high: 203n * 10n ** 25n,
    });
  });

  test('are refused by name, with what was seen and accepted', async () => {
    await world.setPrice('eth', 2_000n, 2_100n);
    expect(await priceOf('eth')).toMatchObject({
      priced: false,
      refusal: { errorName: 'SpreadTooWide', args: [2n * 10n ** 27n, 21n * 10n ** 26n, 200n] },
    });
    const { feeds } = world.oracles;
    const [owner, feed] = [world.curator, feeds.alt];
    await sendSetFeed(owner, { feed, answer: 0n });
    expect(await priceOf('alt')).toMatchObject({ refusal: { errorName: 'NonPositiveAnswer' } });
    await sendSetFeed(owner, { feed, answer: 10n ** 17n });
    expect(await priceOf('alt')).toMatchObject({ refusal: { errorName: 'PriceOutOfBounds' } });
    await sendSetFeed(owner, { feed, answer: FEED_USD, updatedAt: 0n });
    expect(await priceOf('alt')).toMatchObject({ refusal: { errorName: 'IncompleteRound' } });
    const future = (await chain.now()) + 1_000_000n;
    await sendSetFeed(owner, { feed, answer: FEED_USD, updatedAt: future });
    expect(await priceOf('alt')).toMatchObject({ refusal: { errorName: 'AnswerFromFuture' } });
    await sendSetFeed(owner, { feed, answer: FEED_USD, updatedAt: 1n });
    expect(await priceOf('alt')).toMatchObject({ refusal: { errorName: 'StalePrice' } });
    await world.setPrice('alt', 10n);
    await world.setPrice('eth', 2_000n);
  });

  test('that are none, and oracles that say nothing', async () => {
    const state = await chain.snapshot();
    const oracle = world.oracles.of.btc;
    const code = (runtime: string) =>
      anvilRequest(chain.client, 'anvil_setCode', [oracle, runtime]);
    // Returns two zero words; returns one word; reverts without data.
    await code('0x60405ff3');
    expect(await priceOf('btc')).toMatchObject({
      refusal: { errorName: 'OracleUnusable', args: [oracle, 0n, 0n] },
    });
    for (const runtime of ['0x60205ff3', '0x5f5ffd', '0x']) {
      await code(runtime);
      expect(await priceOf('btc')).toMatchObject({
        refusal: { errorName: 'UnknownRefusal', args: [oracle, '0x'] },
      });
    }
    await chain.revert(state);
  });

  test('a chain without a sequencer is up', async () => {
    const { book } = world;
    expect(await readSequencer(chain.client, { book })).toEqual({ up: true, since: 0n });
  });
});

describe('loans and accounts', () => {
  beforeAll(async () => {
    const id = makeLoanId(alice.address, 1, 1n);
    const opening = { book: world.book, id, collateralId: world.listings.btc };
    await sendOpen(alice, { ...opening, pledged: BTC, drawn: 1_000n * USD });
  });

  test('many loans come with one market, in the order asked for', async () => {
    const { book } = world;
    const [one, two] = [makeLoanId(alice.address, 1, 1n), makeLoanId(alice.address, 1, 2n)];
    const snapshots = await readSnapshots(chain.client, { book, ids: [two, one] });
    expect(snapshots.map(({ id }) => id)).toEqual([two, one]);
    expect(snapshots.map((snapshot) => ladderState(snapshot).state)).toEqual(['none', 'healthy']);
    expect(snapshots[0]?.loan).toEqual(emptyLoan);
    expect(snapshots[0]?.pool).toBe(snapshots[1]?.pool);
    expect(await readSnapshots(chain.client, { book, ids: [] })).toEqual([]);
  });

  test('an actor can pay what it has and has approved', async () => {
    const { book, coins, usd } = world;
    const snapshot = await readSnapshot(chain.client, {
      book,
      id: makeLoanId(alice.address, 1, 1n),
    });
    const actor = await readActor(chain.client, snapshot, alice.address);
    expect(actor.canPay?.(coins.btc, 9n * BTC)).toBe(true);
    expect(actor.canPay?.(coins.btc, 9n * BTC + 1n)).toBe(false);
    expect(actor.canPay?.(usd, 1n)).toBe(false);
    expect(actor.canPay?.(`0x${'77'.repeat(20)}`, 1n)).toBe(false);
    expect(actor.approval).toEqual({ rights: 0, expiry: 0n });
  });

  test('a lender’s shares, and what they are worth', async () => {
    const { lender, pool, usd } = world;
    const found = await readLender(chain.client, { pool, owner: lender.address });
    expect(found.shares).toBe(5_000_000n * USD * 1_000_000n);
    expect(found.assets).toBeGreaterThanOrEqual(5_000_000n * USD - 1n);
    expect(found.maxWithdraw).toBeLessThan(found.assets);
    const held = await readBalances(chain.client, { tokens: [usd], owner: alice.address });
    expect(held.get(usd)?.balance).toBe(1_000n * USD);
  });
});
