import {
  atTime,
  bps,
  makeLoanId,
  previewCall,
  previewClear,
  previewDraw,
  previewLiquidate,
  previewOpen,
  previewPledge,
  previewRepay,
  previewWithdraw,
  previewWriteOff,
  timestamp,
} from '@hypothec/model';
import type {
  Actor,
  CollateralAssets,
  CollateralId,
  LoanAssets,
  LoanDone,
  LoanId,
  Preview,
} from '@hypothec/model';
import { anvilRequest, deployWorld, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, Coin, TestChain } from '@hypothec/testkit/chain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextOf,
  readActor,
  readListing,
  readMarket,
  readSnapshot,
  RevertError,
  sendCall,
  sendClear,
  sendDraw,
  sendLiquidate,
  sendList,
  sendOpen,
  sendPledge,
  sendPoolCloseListing,
  sendPoolListCollateral,
  sendRegister,
  sendRepay,
  sendSetFeed,
  sendWithdraw,
  sendWriteOff,
  withContext,
} from '../index.ts';
import type { Sender, Snapshot, Written } from '../index.ts';
import { BTC, ETHER, USD } from '../story.testing.ts';

let chain: TestChain;
let world: ChainWorld;
let alice: Sender;
let bob: Sender;

const dollars = (amount: bigint) => (amount * USD) as LoanAssets;
const units = (amount: bigint) => amount as CollateralAssets;
const idOf = (number: bigint): LoanId => makeLoanId(alice.address, world.creditorId, number);
/** Called, owing, healthy, empty and worthless loans of Alice. */
const [CALLED, OWING, EMPTY, BARE] = [1n, 2n, 3n, 4n];

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain, { ceiling: 100_000n * USD, hourly: 90_000n * USD });
  const { book, pool, listings, curator } = world;
  const context = contextOf(await readMarket(chain.client, { book, pool }));
  alice = withContext(await chain.sender(2), context);
  bob = withContext(await chain.sender(3), context);
  await world.fund(alice, { btc: 30n * BTC, alt: 1_000n * ETHER });
  await world.fund(bob, { btc: BTC, usd: 5n * USD });
  const opening = { book, collateralId: listings.btc, pledged: BTC };
  await sendOpen(alice, { ...opening, id: idOf(CALLED), drawn: 30_000n * USD - 1n });
  await sendOpen(alice, { ...opening, id: idOf(OWING), drawn: 20_000n * USD });
  await sendPledge(alice, { ...opening, id: idOf(BARE), amount: BTC });
  await sendPoolCloseListing(curator, { pool, collateralId: listings.steth });
  await world.setPrice('btc', 41_000n);
  await sendCall(bob, { book, id: idOf(CALLED) });
  await chain.pass(60n);
});

afterAll(() => chain.stop());

type Foretell = (snapshot: Snapshot, by: Actor) => Preview<LoanDone<unknown>>;
type Do = (
  by: Sender,
  at: { readonly book: string; readonly id: LoanId },
) => Promise<Written<unknown>>;

/** The model's refusal and the chain's, of the same instant. */
async function refusals(number: bigint, by: Sender, foretell: Foretell, act: Do) {
  const { book } = world;
  const id = idOf(number);
  const snapshot = await readSnapshot(chain.client, { book, id });
  const at = timestamp(snapshot.now + 5n);
  const actor = await readActor(chain.client, snapshot, by.address);
  const preview = foretell(atTime(snapshot, at), actor);
  await chain.nextAt(at);
  const error = await act(by, { book, id }).then(
    () => null,
    (failed: unknown) => failed,
  );
  return { preview, error };
}

const zero: `0x${string}` = `0x${'00'.repeat(20)}`;
const listed = (coin: Coin): CollateralId => world.listings[coin];

const cases: readonly (readonly [
  name: string,
  says: RegExp,
  number: bigint,
  who: 'alice' | 'bob',
  foretell: Foretell,
  act: Do,
])[] = [
  [
    'AboveOpenLimit',
    /^The debt would be 25,000[.\d]* USD, but this collateral supports at most 20,500 USD/,
    OWING,
    'alice',
    (s, by) => previewDraw(s, { amount: dollars(5_000n) }, by),
    (by, at) => sendDraw(by, { ...at, amount: dollars(5_000n) }),
  ],
  [
    'CallOpen',
    /^This loan was called on \d{4}-\d\d-\d\d .* UTC/,
    CALLED,
    'alice',
    (s, by) => previewDraw(s, { amount: dollars(1n) }, by),
    (by, at) => sendDraw(by, { ...at, amount: dollars(1n) }),
  ],
  ['CallOpen', /still open/, CALLED, 'bob', previewCall, (by, at) => sendCall(by, at)],
  [
    'NotClear',
    /still above the clear limit/,
    CALLED,
    'bob',
    previewClear,
    (by, at) => sendClear(by, at),
  ],
  [
    'NoOpenCall',
    /No margin call is open/,
    OWING,
    'bob',
    previewClear,
    (by, at) => sendClear(by, at),
  ],
  ['NotCallable', /inside the call limit/, OWING, 'bob', previewCall, (by, at) => sendCall(by, at)],
  ['NoDebt', /owes nothing/, BARE, 'bob', previewCall, (by, at) => sendCall(by, at)],
  [
    'CureWindowOpen',
    /^The borrower has until .* UTC to cure the call/,
    CALLED,
    'bob',
    (s, by) => previewLiquidate(s, {}, by),
    (by, at) => sendLiquidate(by, at),
  ],
  [
    'NotLiquidatable',
    /call limit is 28,700 USD, the liquidation limit 32,800 USD/,
    OWING,
    'bob',
    (s, by) => previewLiquidate(s, {}, by),
    (by, at) => sendLiquidate(by, at),
  ],
  [
    'SelfLiquidation',
    /Borrowers cannot liquidate their own loans/,
    CALLED,
    'alice',
    (s, by) => previewLiquidate(s, {}, by),
    (by, at) => sendLiquidate(by, at),
  ],
  [
    'NotWorthless',
    /still worth 41,000 USD/,
    OWING,
    'bob',
    previewWriteOff,
    (by, at) => sendWriteOff(by, at),
  ],
  [
    'DebtBelowMinimum',
    /^A debt of [\d.]+ USD would be left; the least a loan may owe is 100 USD/,
    OWING,
    'alice',
    (s, by) => previewRepay(s, { amount: dollars(19_950n) }, { ...by, canPay: () => true }),
    (by, at) => sendRepay(by, { ...at, amount: dollars(19_950n) }),
  ],
  [
    'TransferFromFailed',
    /balance or the approval/,
    OWING,
    'bob',
    (s, by) => previewRepay(s, { amount: dollars(50n) }, by),
    (by, at) => sendRepay(by, { ...at, amount: dollars(50n) }),
  ],
  [
    'ZeroAmount',
    /The amount is zero/,
    OWING,
    'alice',
    (s, by) => previewRepay(s, { amount: dollars(0n) }, by),
    (by, at) => sendRepay(by, { ...at, amount: 0n }),
  ],
  [
    'ZeroAddress',
    /zero address/,
    OWING,
    'alice',
    (s, by) => previewDraw(s, { amount: dollars(1n), receiver: zero }, by),
    (by, at) => sendDraw(by, { ...at, amount: dollars(1n), receiver: zero }),
  ],
  [
    'NotAllowed',
    /may not withdraw from this loan/,
    BARE,
    'bob',
    (s, by) => previewWithdraw(s, { collateralId: listed('btc') }, by),
    (by, at) => sendWithdraw(by, { ...at, collateralId: listed('btc') }),
  ],
  [
    'NotAllowed',
    /may not pledge a new kind of collateral for this loan/,
    EMPTY,
    'bob',
    (s, by) => previewPledge(s, { collateralId: listed('btc'), amount: units(1n) }, by),
    (by, at) => sendPledge(by, { ...at, collateralId: listed('btc'), amount: 1n }),
  ],
  [
    'NotHeld',
    /This loan does not hold WETH/,
    BARE,
    'alice',
    (s, by) => previewWithdraw(s, { collateralId: listed('eth') }, by),
    (by, at) => sendWithdraw(by, { ...at, collateralId: listed('eth') }),
  ],
  [
    'InsufficientCollateral',
    /The loan holds 1 BTC; 2 BTC cannot be taken out/,
    BARE,
    'alice',
    (s, by) => previewWithdraw(s, { collateralId: listed('btc'), amount: units(2n * BTC) }, by),
    (by, at) => sendWithdraw(by, { ...at, collateralId: listed('btc'), amount: 2n * BTC }),
  ],
  [
    'NoCollateral',
    /holds no collateral/,
    EMPTY,
    'alice',
    (s, by) => previewDraw(s, { amount: dollars(1n) }, by),
    (by, at) => sendDraw(by, { ...at, amount: dollars(1n) }),
  ],
  [
    'UnknownListing',
    /Creditor 1 has no listing 200/,
    EMPTY,
    'alice',
    (s, by) => previewPledge(s, { collateralId: 200 as CollateralId, amount: units(1n) }, by),
    (by, at) => sendPledge(by, { ...at, collateralId: 200 as CollateralId, amount: 1n }),
  ],
  [
    'ListingIsClosed',
    /STETH is closed to loans that do not hold it/,
    EMPTY,
    'alice',
    (s, by) => previewPledge(s, { collateralId: listed('steth'), amount: units(1n) }, by),
    (by, at) => sendPledge(by, { ...at, collateralId: listed('steth'), amount: 1n }),
  ],
  [
    'AmountTooLarge',
    /is above 20,282,409,603,651,670,423,947,251,286,015/,
    EMPTY,
    'alice',
    (s, by) => previewPledge(s, { collateralId: listed('btc'), amount: units(2n ** 104n) }, by),
    (by, at) => sendPledge(by, { ...at, collateralId: listed('btc'), amount: 2n ** 104n }),
  ],
];

describe('the chain refuses what the model foretells, with the same arguments', () => {
  test.each(cases)('%s: %s', async (name, says, number, who, foretell, act) => {
    const { preview, error } = await refusals(number, who === 'alice' ? alice : bob, foretell, act);
    expect(error).toBeInstanceOf(RevertError);
    const { protocol, shortMessage, errorName } = error as RevertError;
    expect(errorName).toBe(name);
    expect(shortMessage).toMatch(says);
    expect(preview).toMatchObject({ ok: false, error: { errorName: name, args: protocol?.args } });
  });

  test('limits of the pool', async () => {
    const { listings, book } = world;
    const open = (pledged: bigint, drawn: bigint) => ({
      collateralId: listings.btc,
      pledged: units(pledged),
      drawn: dollars(drawn),
    });
    for (const [name, args] of [
      ['CeilingExceeded', open(10n * BTC, 60_000n)],
      ['HourlyLimitExceeded', open(10n * BTC, 49_000n)],
    ] as const) {
      const { preview, error } = await refusals(
        EMPTY,
        alice,
        (s, by) => previewOpen(s, args, by),
        (by, at) => sendOpen(by, { ...at, ...args }),
      );
      expect(error).toMatchObject({ errorName: name });
      const { protocol } = error as RevertError;
      expect(preview).toMatchObject({
        ok: false,
        error: { errorName: name, args: protocol?.args },
      });
    }
    await expect(
      sendOpen(alice, { book, id: idOf(EMPTY), ...open(10n * BTC, 6_000_000n) }),
    ).rejects.toThrow(/^The pool has 4,9\d\d,[\d.]+ USD in cash; 6,000,000 USD was wanted/);
  });

  test('oracles without a price', async () => {
    const { oracles, curator } = world;
    const draw: Foretell = (s, by) => previewDraw(s, { amount: dollars(1n) }, by);
    const act: Do = (by, at) => sendDraw(by, { ...at, amount: dollars(1n) });
    await sendSetFeed(curator, { feed: oracles.feeds.btc, answer: 1n, updatedAt: 1n });
    const stale = await refusals(OWING, alice, draw, act);
    expect(stale.error).toMatchObject({ errorName: 'StalePrice' });
    expect(stale.preview).toMatchObject({ error: { errorName: 'StalePrice' } });
    const { protocol } = stale.error as RevertError;
    const { feeds } = oracles;
    expect(protocol?.args[0]).toBe(feeds.btc);
    await world.setPrice('btc', 41_000n);
    const state = await chain.snapshot();
    await anvilRequest(chain.client, 'anvil_setCode', [oracles.of.btc, '0x60405ff3']);
    const none = await refusals(OWING, alice, draw, act);
    expect(none.error).toMatchObject({ errorName: 'OracleUnusable' });
    expect(none.preview).toMatchObject({ error: { errorName: 'OracleUnusable' } });
    await chain.revert(state);
  });
});

describe('a sale', () => {
  test('is refused below the least collateral asked for', async () => {
    const state = await chain.snapshot();
    await world.setPrice('btc', 30_000n);
    const minSeized = units(10n * BTC);
    const { preview, error } = await refusals(
      CALLED,
      bob,
      (s, by) => previewLiquidate(s, { minSeized }, by),
      (by, at) => sendLiquidate(by, { ...at, minSeized }),
    );
    expect(error).toMatchObject({ errorName: 'SeizedBelowMinimum' });
    expect(preview).toMatchObject({ error: { args: (error as RevertError).args } });
    await chain.revert(state);
  });
});

describe('creditors and listings', () => {
  test('are refused with what is allowed', async () => {
    const { book, pool, listings, creditorId, curator } = world;
    const { client } = chain;
    const { terms } = (await readMarket(client, { book, pool })).pool;
    const like = await readListing(client, { book, creditorId, collateralId: listings.btc });
    const collateral = { ...like, riskClass: 0 };
    await expect(sendList(bob, { book, terms: collateral })).rejects.toThrow(
      `${bob.address} is no creditor of this book.`,
    );
    const short = { ...terms, cureWindow: 60n as typeof terms.cureWindow };
    await expect(sendRegister(bob, { book, terms: short })).rejects.toThrow(
      'The cure window is 60; allowed is 3,600 to 2,592,000.',
    );
    const limits = { pool, ceiling: 1n, hourly: 1n };
    const listWith = (change: Partial<typeof collateral>) =>
      sendPoolListCollateral(curator, { ...limits, terms: { ...collateral, ...change } });
    await expect(listWith({ callLtvBps: bps(9_000n) })).rejects.toThrow(
      'The ladder is open 50 %, target 62 %, clear 64 %, call 90 %, liquidation 80 %.',
    );
    await expect(listWith({ maxBonusBps: bps(3_000n) })).rejects.toThrow(
      /^A largest bonus of 30 %/,
    );
    await expect(listWith({ riskClass: 8 })).rejects.toThrow('There is no risk class 8');
    await expect(listWith({ oracle: bob.address })).rejects.toThrow(
      `There is no contract at ${bob.address}.`,
    );
    await expect(
      sendPoolListCollateral(bob, { ...limits, terms: collateral }),
    ).rejects.toMatchObject({
      errorName: 'AccessManagedUnauthorized',
    });
  });
});
