import { makeLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import {
  ensureAllowance,
  sendCall,
  sendClear,
  sendFaucet,
  sendLiquidate,
  sendOpen,
  sendPledge,
  sendPoolCloseListing,
  sendPoolDeposit,
  sendPoolFund,
  sendPoolSetLimits,
  sendPoolSetPremium,
  sendPoolWithdraw,
  sendRepay,
  sendSetOperator,
  sendTransfer,
  sendWithdraw,
} from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import { scheduleChange } from './manager.ts';
import type { ChainWorld } from './world.ts';

/** Loans of a told story, by what becomes of them; all but the first are Bob's. */
export interface Story {
  /** Alice's, in bitcoin and ether; repaid in part, never called. */
  readonly quiet: LoanId;
  /** Called and cured, by what its name says. */
  readonly toppedUp: LoanId;
  readonly repaid: LoanId;
  readonly recovered: LoanId;
  /** Called and sold after the window, without a bonus to begin with. */
  readonly sold: LoanId;
  /** Called, not sold, called again. */
  readonly lapsed: LoanId;
  /** Sold at once in a crash, for less than it owed. */
  readonly lost: LoanId;
}

const USD = 10n ** 6n;
const BTC = 10n ** 8n;
const ETHER = 10n ** 18n;
const HOUR = 3_600n;

const DRAWN = 28_000n * USD;

/** Accounts: 2 Alice, 3 Bob, 4 Carol who lends, 5 Dave who sells, 6 Erin, 7 a slow curator. */
async function cast({ chain }: ChainWorld) {
  const [alice, bob, carol, dave] = await Promise.all([2, 3, 4, 5].map((i) => chain.sender(i)));
  return { alice, bob, carol, dave } as Record<'alice' | 'bob' | 'carol' | 'dave', Sender>;
}

async function lend(world: ChainWorld, carol: Sender): Promise<void> {
  const { chain, pool, usd: token, listings, curator, lender } = world;
  const amount = 200_000n * USD;
  await sendFaucet(carol, { token, amount });
  await ensureAllowance(carol, { token, spender: pool, amount });
  await sendPoolDeposit(carol, { pool, assets: amount });
  await sendPoolWithdraw(carol, { pool, assets: 20_000n * USD });
  const erin = (await chain.sender(6)).address;
  await sendTransfer(carol, { token: pool, to: erin, amount: 10n ** 16n });
  await sendFaucet(lender, { token, amount: 1_000n * USD });
  await ensureAllowance(lender, { token, spender: pool, amount: 1_000n * USD });
  await sendPoolFund(lender, { pool, amount: 1_000n * USD });
  await sendPoolSetPremium(curator, { pool, riskClass: 2, premiumBps: 600n });
  const limits = { ceiling: 10n ** 14n, hourly: 10n ** 14n };
  await sendPoolSetLimits(curator, { pool, collateralId: listings.btc, ...limits });
  await sendPoolCloseListing(curator, { pool, collateralId: listings.alt });
}

async function open(world: ChainWorld, { alice, bob }: Awaited<ReturnType<typeof cast>>) {
  const { book, creditorId, listings } = world;
  await world.fund(alice, { btc: BTC, eth: 10n * ETHER, usd: 5_000n * USD });
  await world.fund(bob, { btc: 7n * BTC, usd: 10_000n * USD });
  const quiet = makeLoanId(alice.address, creditorId, 1n);
  const first = { book, id: quiet, collateralId: listings.btc, pledged: BTC };
  await sendOpen(alice, { ...first, drawn: 15_000n * USD });
  const more = { book, id: quiet, collateralId: listings.eth, amount: 10n * ETHER };
  await sendPledge(alice, more);
  await sendRepay(alice, { book, id: quiet, amount: 4_000n * USD });
  await sendWithdraw(alice, { ...more, amount: ETHER });
  const operator = bob.address;
  await sendSetOperator(alice, {
    book,
    operator,
    rights: ['pledge', 'draw'],
    expiry: 2n ** 40n - 1n,
  });
  const ids: LoanId[] = [];
  for (let number = 1n; number <= 6n; number += 1n) {
    const id = makeLoanId(bob.address, creditorId, number);
    const collateralId = listings.btc;
    await sendOpen(bob, { book, id, collateralId, pledged: BTC, drawn: DRAWN });
    ids.push(id);
  }
  const [toppedUp, repaid, recovered, sold, lapsed, lost] = ids as [LoanId, ...LoanId[]];
  return { quiet, toppedUp, repaid, recovered, sold, lapsed, lost } as Story;
}

async function callAll(world: ChainWorld, by: Sender, ids: readonly LoanId[]): Promise<void> {
  for (const id of ids) await sendCall(by, { book: world.book, id });
}

/**
 * Tells a story on a fresh world: lenders come and go, a curator sets and schedules, seven loans
 * are opened, six are called, and each ends in another way.
 *
 * @returns The loans by what became of them.
 */
export async function tellStory(world: ChainWorld): Promise<Story> {
  const { book, chain, listings } = world;
  const people = await cast(world);
  const { bob, carol, dave } = people;
  await lend(world, carol);
  await scheduleChange(world);
  const story = await open(world, people);
  const { toppedUp, repaid, recovered, sold, lapsed, lost } = story;
  await world.fund(dave, { usd: 200_000n * USD });
  await chain.pass(HOUR);
  await world.setPrice('btc', 39_500n);
  await callAll(world, dave, [toppedUp, repaid, recovered, sold, lapsed, lost]);
  const topUp = { book, id: toppedUp, collateralId: listings.btc, amount: BTC / 4n };
  await sendPledge(bob, topUp);
  await sendRepay(bob, { book, id: repaid, amount: 5_000n * USD });
  await chain.pass(HOUR);
  await world.setPrice('btc', 45_000n);
  await sendClear(dave, { book, id: recovered });
  await world.setPrice('btc', 39_500n);
  await chain.pass(24n * HOUR);
  await world.setPrice('btc', 39_500n);
  await sendLiquidate(dave, { book, id: sold });
  await chain.pass(24n * HOUR);
  await world.setPrice('btc', 39_500n);
  await callAll(world, dave, [lapsed]);
  await world.setPrice('btc', 20_000n);
  await sendLiquidate(dave, { book, id: lost });
  await world.setPrice('btc', 60_000n);
  return story;
}
