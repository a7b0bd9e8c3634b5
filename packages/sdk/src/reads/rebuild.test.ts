import { bps, makeLoanId, Rebuild } from '@hypothec/model';
import type { LoanId, Shares, Timestamp } from '@hypothec/model';
import { deployWorld, startAnvil, toTestChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { zeroAddress } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ensureAllowance,
  readApproval,
  readBalances,
  readBlock,
  readEvents,
  readMarket,
  readPool,
  readSnapshots,
  sendCall,
  sendClear,
  sendDraw,
  sendLiquidate,
  sendOpen,
  sendPledge,
  sendPoolAccrue,
  sendPoolCloseListing,
  sendPoolFund,
  sendPoolLowerLimits,
  sendPoolRedeem,
  sendPoolSetLimits,
  sendPoolSetPremium,
  sendPoolSetRates,
  sendRepay,
  sendSetOperator,
  sendTransfer,
  sendWithdraw,
} from '../index.ts';
import type { ChainEvent, PlacedEvent, Sender } from '../index.ts';
import { BTC, ETHER, USD } from '../story.testing.ts';

const HOUR = 3_600n;
const DAY = 24n * HOUR;

let chain: TestChain;
let world: ChainWorld;
let alice: Sender;
let bob: Sender;
let ids: readonly LoanId[];

beforeAll(async () => {
  chain = toTestChain(await startAnvil(), { pollingInterval: 2 });
  world = await deployWorld(chain, { callFee: USD });
  alice = await chain.sender(2);
  bob = await chain.sender(3);
  await world.fund(alice, {
    btc: 10n * BTC,
    eth: 100n * ETHER,
    alt: 10_000n * ETHER,
    usd: 1_000_000n * USD,
  });
  await world.fund(bob, { usd: 1_000_000n * USD });
  ids = [1n, 2n, 3n].map((number) => makeLoanId(alice.address, 1, number));
  await borrowAndCure(ids[0] as LoanId);
  await sellOut(ids[1] as LoanId);
  await lend();
  await curate();
  await lose(ids[2] as LoanId);
});

afterAll(() => chain.stop());

/** Two collaterals, a call that ends by health, a lead that changes twice. */
async function borrowAndCure(id: LoanId): Promise<void> {
  const { book, listings } = world;
  const { btc, eth, alt } = listings;
  const loan = { book, id };
  await sendOpen(alice, { ...loan, collateralId: btc, pledged: BTC, drawn: 20_000n * USD });
  await chain.pass(HOUR / 3n);
  await sendPledge(alice, { ...loan, collateralId: alt, amount: 2_000n * ETHER });
  await sendDraw(alice, { ...loan, amount: 1_000n * USD });
  await chain.pass(HOUR);
  await sendWithdraw(alice, { ...loan, collateralId: alt });
  await sendPledge(alice, { ...loan, collateralId: eth, amount: ETHER });
  await world.setPrice('btc', 26_000n);
  await sendCall(bob, loan);
  await chain.pass(HOUR);
  await sendRepay(bob, { ...loan, amount: 8_000n * USD });
  await world.setPrice('btc', 15_000n);
  await sendCall(bob, loan);
  await world.setPrice('btc', 60_000n);
  await sendClear(bob, loan);
}

/** A first collateral that is sold whole, after which the debt moves on. */
async function sellOut(id: LoanId): Promise<void> {
  const { book, listings } = world;
  const loan = { book, id };
  await sendPledge(alice, { ...loan, collateralId: listings.btc, amount: BTC });
  await sendPledge(alice, { ...loan, collateralId: listings.alt, amount: 100n * ETHER });
  await sendDraw(alice, { ...loan, amount: 25_000n * USD });
  await world.setPrice('btc', 30_000n);
  await chain.pass(5n);
  await sendLiquidate(bob, loan);
  await world.setPrice('btc', 60_000n);
}

async function lend(): Promise<void> {
  const { lender, pool, usd } = world;
  const receipt = { token: pool, amount: 10n ** 12n };
  await sendPoolRedeem(lender, { pool, shares: 10n ** 14n });
  await sendTransfer(lender, { ...receipt, to: bob.address });
  await sendTransfer(lender, { ...receipt, to: zeroAddress });
  await sendPoolAccrue(bob, { pool });
  await ensureAllowance(bob, { token: usd, spender: pool, amount: USD });
  await sendPoolFund(bob, { pool, amount: USD });
}

async function curate(): Promise<void> {
  const { book, curator, listings, pool } = world;
  await chain.pass(DAY);
  const limits = { ceiling: 10n ** 14n, hourly: 10n ** 13n };
  await sendPoolSetPremium(curator, { pool, riskClass: 2, premiumBps: 700n });
  await sendPoolSetLimits(curator, { pool, collateralId: listings.btc, ...limits });
  const lower = { ...limits, hourly: 1n };
  await sendPoolLowerLimits(curator, { pool, collateralId: listings.steth, ...lower });
  await sendPoolCloseListing(curator, { pool, collateralId: listings.eth });
  const sloped = { baseBps: bps(100n), slopeBps: bps(500n), steepBps: bps(7_000n) };
  const rest = { kinkBps: bps(8_000n), reserveBps: bps(2_000n) };
  await sendPoolSetRates(curator, { pool, rates: { ...sloped, ...rest } });
  const expiry = (await chain.now()) + DAY;
  await sendSetOperator(alice, { book, operator: bob.address, rights: ['draw'], expiry });
}

/** Collateral that becomes worth less than the debt: bad debt. */
async function lose(id: LoanId): Promise<void> {
  const { book, listings } = world;
  const loan = { book, id };
  const opening = { collateralId: listings.alt, pledged: 1_000n * ETHER, drawn: 3_000n * USD };
  await world.setPrice('alt', 10n);
  await world.setPrice('btc', 60_000n);
  await sendOpen(alice, { ...loan, ...opening });
  await world.setPrice('alt', 1n);
  await chain.pass(5n);
  await sendLiquidate(bob, loan);
}

/** Feeds all events of the chain, with their blocks' times. */
async function rebuilt(events: readonly PlacedEvent[]): Promise<Rebuild> {
  const rebuild = new Rebuild();
  const times = new Map<bigint, Timestamp>();
  for (const { event, blockNumber } of events) {
    const known = times.get(blockNumber);
    const now = known ?? (await readBlock(chain.client, blockNumber)).timestamp;
    times.set(blockNumber, now);
    if (event.emitter === 'pool') rebuild.pool(1, event, now);
    else if (event.event !== 'NonceUsed') rebuild.book(event, now);
  }
  return rebuild;
}

test('events and block times alone rebuild what the chain holds', async () => {
  const { book, pool } = world;
  const { client } = chain;
  const events = await readEvents(client, { book, pools: [pool], fromBlock: 0n });
  const rebuild = await rebuilt(events);
  expect(rebuild.pools.get(1)).toEqual(await readPool(client, { book, pool }));
  const snapshots = await readSnapshots(client, { book, ids });
  expect(rebuild.loans).toEqual(new Map(snapshots.map(({ id, loan }) => [id, loan])));
  const { listings } = await readMarket(client, { book, pool });
  expect(rebuild.listings).toEqual(
    new Map([...listings].map(([id, view]) => [`1:${id}`, view.listing])),
  );
  expect([...rebuild.closed]).toEqual([`1:${world.listings.eth}`]);
  const approval = { book, borrower: alice.address, operator: bob.address };
  expect(rebuild.approvals.get(`${alice.address}:${bob.address}`)).toEqual(
    await readApproval(client, approval),
  );
  const seen = new Set(events.map(({ event }): ChainEvent['event'] => event.event));
  expect([...seen].toSorted()).toEqual([
    'Accrued',
    'BadDebtBooked',
    'Called',
    'Cleared',
    'CollateralListed',
    'CreditorRegistered',
    'Deposit',
    'Drawn',
    'FirstLossFunded',
    'InterestShared',
    'LimitsSet',
    'Liquidated',
    'ListingClosed',
    'OperatorApproved',
    'Pledged',
    'PremiumSet',
    'RatesSet',
    'Reclassified',
    'Repaid',
    'Transfer',
    'Withdraw',
    'Withdrawn',
  ]);
});

test('lenders’ shares are rebuilt, those of nobody too', async () => {
  const { book, lender, pool } = world;
  const { client } = chain;
  const events = await readEvents(client, { book, pools: [pool], fromBlock: 0n });
  const { balances } = await rebuilt(events);
  for (const owner of [lender.address, bob.address, zeroAddress]) {
    const held = (await readBalances(client, { tokens: [pool], owner })).get(pool)?.balance;
    expect(balances.get(`1:${owner}`)).toBe(held as Shares);
    expect(held).toBeGreaterThan(0n);
  }
});

test('a pool says nothing before it is registered', async () => {
  const { book, pool } = world;
  const events = await readEvents(chain.client, { book, pools: [pool], fromBlock: 0n });
  expect(events.slice(0, 2).map(({ event }) => event.event)).toEqual([
    'CreditorRegistered',
    'RatesSet',
  ]);
});
