import {
  cure,
  ladderState,
  makeLoanId,
  NEVER,
  previewCall,
  previewClear,
  previewDraw,
  previewLiquidate,
  previewOpen,
  previewPledge,
  previewRepay,
  previewWithdraw,
  previewWriteOff,
} from '@hypothec/model';
import type { CollateralAssets, LoanAssets, LoanId } from '@hypothec/model';
import { deployWorld, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  sendCall,
  sendClear,
  sendDraw,
  sendLiquidate,
  sendOpen,
  sendPledge,
  sendRepay,
  sendSetFeed,
  sendWithdraw,
  sendWriteOff,
} from './index.ts';
import type { Sender, Snapshot } from './index.ts';
import { lensView, modelView } from './lens.testing.ts';
import { act, BTC, ETHER, readStory, USD } from './story.testing.ts';

let chain: TestChain;
let world: ChainWorld;
let alice: Sender;
let bob: Sender;

const dollars = (amount: bigint): LoanAssets => (amount * USD) as LoanAssets;
const sats = (amount: bigint): CollateralAssets => amount as CollateralAssets;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain, { callFee: USD, sequencer: true });
  alice = await chain.sender(2);
  bob = await chain.sender(3);
  const plenty = { btc: 10n * BTC, eth: 100n * ETHER, steth: 100n * ETHER, alt: 10_000n * ETHER };
  await world.fund(alice, { ...plenty, usd: 1_000_000n * USD });
  await world.fund(bob, { usd: 1_000_000n * USD });
});

afterAll(() => chain.stop());

/** What the lens says must be what the model says of the same block. */
async function expectLens(snapshot: Snapshot): Promise<void> {
  expect(modelView(snapshot)).toEqual(await lensView(world, snapshot));
}

function idOf(number: bigint): LoanId {
  return makeLoanId(alice.address, world.creditorId, number);
}

function opening(id: LoanId, pledged: bigint, drawn: bigint) {
  const { book, listings } = world;
  return { book, id, collateralId: listings.btc, pledged: sats(pledged), drawn: dollars(drawn) };
}

describe('a loan that is called, cured, called again and sold softly', () => {
  test('opens, takes another collateral, draws more', async () => {
    const id = idOf(1n);
    const { book, listings } = world;
    await world.setPrice('btc', 60_000n);
    const args = opening(id, BTC, 20_000n);
    await expectLens(
      await act(world, id, {
        by: alice,
        foretold: (snapshot, actor) => previewOpen(snapshot, args, actor),
        done: (by) => sendOpen(by, args),
      }),
    );
    const steth = { collateralId: listings.steth, amount: (5n * ETHER) as CollateralAssets };
    const reclassified = await act(world, id, {
      by: alice,
      after: 86_400n,
      foretold: (snapshot, actor) => previewPledge(snapshot, steth, actor),
      done: (by) => sendPledge(by, { book, id, ...steth }),
    });
    expect(reclassified.loan.holdings.map((item) => item.id)).toEqual([
      listings.steth,
      listings.btc,
    ]);
    await expectLens(reclassified);
    const more = { amount: dollars(10_000n) };
    const drawn = await act(world, id, {
      by: alice,
      foretold: (snapshot, actor) => previewDraw(snapshot, more, actor),
      done: (by) => sendDraw(by, { book, id, ...more }),
    });
    expect(ladderState(drawn).state).toBe('healthy');
    await expectLens(drawn);
  });

  test('is called with a fee, repaid in part, and cured by the top-up asked for', async () => {
    const id = idOf(1n);
    const { book, listings } = world;
    await world.setPrice('btc', 30_000n);
    await world.setPrice('eth', 1_800n, 1_790n);
    const due = await readStory(world, id);
    expect(ladderState(due).state).toBe('call-due');
    await expectLens(due);
    const called = await act(world, id, {
      by: bob,
      foretold: previewCall,
      done: (by) => sendCall(by, { book, id }),
    });
    expect(ladderState(called).state).toBe('called');
    await expectLens(called);
    const part = { amount: dollars(500n) };
    await act(world, id, {
      by: bob,
      foretold: (snapshot, actor) => previewRepay(snapshot, part, actor),
      done: (by) => sendRepay(by, { book, id, ...part }),
    });
    const { topUps } = cure(await readStory(world, id));
    const amount = sats((topUps[1] ?? 0n) + 100n);
    const cured = await act(world, id, {
      by: alice,
      foretold: (snapshot, actor) => {
        return previewPledge(snapshot, { collateralId: listings.btc, amount }, actor);
      },
      done: (by) => sendPledge(by, { book, id, collateralId: listings.btc, amount }),
    });
    expect(cured.loan.called).toBe(false);
    await expectLens(cured);
  });

  test('is called again, cleared by the price, called and sold after the window', async () => {
    const id = idOf(1n);
    const { book } = world;
    await world.setPrice('btc', 26_000n);
    const call = {
      by: bob,
      foretold: previewCall,
      done: (by: Sender) => sendCall(by, { book, id }),
    };
    await act(world, id, call);
    await world.setPrice('btc', 32_000n);
    await act(world, id, {
      by: bob,
      foretold: previewClear,
      done: (by) => sendClear(by, { book, id }),
    });
    await world.setPrice('btc', 26_000n);
    await act(world, id, call);
    await chain.pass(86_400n + 1_200n);
    await world.setPrice('btc', 26_000n);
    await world.setPrice('eth', 1_800n, 1_790n);
    const due = await readStory(world, id);
    expect(ladderState(due).state).toBe('soft-liquidation');
    await expectLens(due);
    const sold = await act(world, id, {
      by: bob,
      foretold: (snapshot, actor) => previewLiquidate(snapshot, {}, actor),
      done: (by) => sendLiquidate(by, { book, id }),
    });
    await expectLens(sold);
  });

  test('is sold hard, then closed', async () => {
    const id = idOf(1n);
    const { book, listings } = world;
    await world.setPrice('btc', 18_000n);
    const due = await readStory(world, id);
    expect(ladderState(due).state).toBe('hard-liquidation');
    await expectLens(due);
    const args = { maxRepaid: dollars(2_000n) };
    await act(world, id, {
      by: bob,
      foretold: (snapshot, actor) => previewLiquidate(snapshot, args, actor),
      done: (by) => sendLiquidate(by, { book, id, ...args }),
    });
    const repaid = await act(world, id, {
      by: alice,
      foretold: (snapshot, actor) => previewRepay(snapshot, {}, actor),
      done: (by) => sendRepay(by, { book, id }),
    });
    await expectLens(repaid);
    const collateralId = listings.btc;
    const closed = await act(world, id, {
      by: alice,
      foretold: (snapshot, actor) => previewWithdraw(snapshot, { collateralId }, actor),
      done: (by) => sendWithdraw(by, { book, id, collateralId }),
    });
    expect(closed.loan.holdings.some((item) => item.id === collateralId)).toBe(false);
  });
});

describe('loans that end badly', () => {
  test('the last collateral is sold, what is left is bad debt', async () => {
    const id = idOf(2n);
    const { book, listings } = world;
    await world.setPrice('btc', 60_000n);
    await world.setPrice('alt', 10n);
    const args = {
      collateralId: listings.alt,
      pledged: (1_000n * ETHER) as CollateralAssets,
      drawn: dollars(3_000n),
    };
    await act(world, id, {
      by: alice,
      foretold: (snapshot, actor) => previewOpen(snapshot, args, actor),
      done: (by) => sendOpen(by, { book, id, ...args }),
    });
    await world.setPrice('alt', 2n);
    const lost = await act(world, id, {
      by: bob,
      foretold: (snapshot, actor) => previewLiquidate(snapshot, {}, actor),
      done: (by) => sendLiquidate(by, { book, id }),
    });
    expect(lost.loan.holdings).toEqual([]);
    expect(lost.pool.lenderAssets).toBeLessThan(5_000_000n * USD);
  });

  test('a worthless collateral is written off', async () => {
    const id = idOf(3n);
    const { book, listings, oracles, curator } = world;
    await sendSetFeed(curator, { feed: oracles.feeds.alt, answer: 10n ** 16n - 1n });
    const args = {
      collateralId: listings.alt,
      pledged: (ETHER / 100_000n) as CollateralAssets,
      drawn: dollars(200n),
    };
    await act(world, id, {
      by: alice,
      foretold: (snapshot, actor) => previewOpen(snapshot, args, actor),
      done: (by) => sendOpen(by, { book, id, ...args }),
    });
    await sendSetFeed(curator, { feed: oracles.feeds.alt, answer: 1_001n });
    await expectLens(await readStory(world, id));
    await act(world, id, {
      by: bob,
      foretold: previewWriteOff,
      done: (by) => sendWriteOff(by, { book, id }),
    });
  });
});

describe('without a price, or with the sequencer down', () => {
  test('the snapshot says why, repaying works, and no clock runs', async () => {
    const id = idOf(4n);
    const { book, curator, oracles, sequencerFeed } = world;
    await world.setPrice('btc', 60_000n);
    const args = opening(id, BTC, 29_000n);
    await act(world, id, {
      by: alice,
      foretold: (snapshot, actor) => previewOpen(snapshot, args, actor),
      done: (by) => sendOpen(by, args),
    });
    await world.setPrice('btc', 41_000n);
    await act(world, id, {
      by: bob,
      foretold: previewCall,
      done: (by) => sendCall(by, { book, id }),
    });
    const old = (await chain.now()) - 172_801n;
    await sendSetFeed(curator, { feed: oracles.feeds.btc, answer: 1n, updatedAt: old });
    const dark = await readStory(world, id);
    expect(ladderState(dark)).toMatchObject({ state: 'called', worth: null });
    expect(ladderState(dark).refusal?.errorName).toBe('StalePrice');
    await expectLens(dark);
    await act(world, id, {
      by: bob,
      foretold: (snapshot, actor) => previewRepay(snapshot, { amount: dollars(1_000n) }, actor),
      done: (by) => sendRepay(by, { book, id, amount: 1_000n * USD }),
    });
    await sendSetFeed(curator, { feed: sequencerFeed ?? '0x', answer: 1n });
    const down = await readStory(world, id);
    expect(down.sequencer.up).toBe(false);
    expect(ladderState(down).call?.cureEnd).toBe(NEVER);
    expect(ladderState(down).refusal?.errorName).toBe('SequencerDown');
    await expectLens(down);
    await sendSetFeed(curator, { feed: sequencerFeed ?? '0x', answer: 0n });
    expect((await readStory(world, id)).sequencer.up).toBe(true);
  });
});
