import { makeLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import {
  sendCall,
  sendClear,
  sendDraw,
  sendLiquidate,
  sendOpen,
  sendPledge,
  sendPoolDeposit,
  sendPoolFund,
  sendPoolMint,
  sendPoolRedeem,
  sendPoolWithdraw,
  sendRepay,
  sendWithdraw,
  ensureAllowance,
  sendFaucet,
  readLender,
} from '@hypothec/sdk';
import type { Sender, Written } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { asPreviewed, post } from './acting.testing.ts';

const USD = 10n ** 6n;
const BTC = 10n ** 8n;
const ETHER = 10n ** 18n;
const MOST = `${2n ** 256n - 1n}`;

let history: TestHistory;
let app: Api;
let erin: Sender;
let dave: Sender;
let id: LoanId;

beforeAll(async () => {
  history = await startHistory();
  app = await startTestServer(history.database);
  const { chain, world } = history;
  erin = await chain.sender(6);
  dave = await chain.sender(5);
  await world.fund(erin, { btc: 3n * BTC, eth: 10n * ETHER, usd: 100_000n * USD });
  await world.setPrice('eth', 3_000n);
  id = makeLoanId(erin.address, world.creditorId, 9n);
  await history.indexed();
});

afterAll(async () => {
  await app.close();
  await history.end();
});

/** What a preview says for an instant, and what then happens in the block of that instant. */
async function foretold(action: object, act: () => Promise<Written<unknown>>) {
  const { chain, indexed } = history;
  await indexed();
  const at = (await chain.now()) + 12n;
  const preview = await post(app, `/v1/loans/${id}/preview`, { ...action, at: Number(at) });
  expect(preview.refusal).toBeNull();
  await chain.nextAt(at);
  const written = await act();
  expect(preview.outcome.events).toEqual(asPreviewed(written.events));
  await indexed();
  const answer = await app.inject(`/v1/loans/${id}?block=${written.blockNumber}`);
  const { asOf, openedAt: _, openedBlock: __, ...loan } = answer.json();
  expect(asOf.time).toBe(Number(at));
  expect(preview.after).toEqual(loan);
  return preview;
}

/** The same of what a lender does. */
async function foretoldOfPool(action: object, by: Sender, act: () => Promise<Written<unknown>>) {
  const { chain, world, indexed } = history;
  const { creditorId, pool } = world;
  await indexed();
  const at = (await chain.now()) + 12n;
  const body = { by: by.address, ...action, at: Number(at) };
  const preview = await post(app, `/v1/creditors/${creditorId}/preview`, body);
  expect(preview.refusal).toBeNull();
  await chain.nextAt(at);
  const { blockNumber, events } = await act();
  expect(preview.outcome.events).toEqual(asPreviewed(events));
  const lender = await readLender(chain.client, { pool, owner: by.address, blockNumber });
  expect(preview.after.lender.shares).toBe(`${lender.shares}`);
  await indexed();
  const answer = await app.inject(`/v1/creditors/${creditorId}?block=${blockNumber}`);
  expect(preview.after.pool).toEqual(answer.json().totals);
  return preview;
}

describe('a preview of a loan’s action is what then happens', () => {
  test('from its opening to its sale', async () => {
    const { world, chain } = history;
    const { book, listings } = world;
    const collateralId = listings.btc;
    const on = { book, id };
    const opening = { collateralId, pledged: 2n * BTC, drawn: 40_000n * USD };
    const opened = await foretold(
      { action: 'open', collateralId, pledged: `${2n * BTC}`, drawn: `${40_000n * USD}` },
      () => sendOpen(erin, { ...on, ...opening }),
    );
    expect(opened.before).toMatchObject({ state: 'none', holdings: [] });
    expect(opened.outcome.transfers).toEqual([
      { amount: expect.objectContaining({ symbol: 'BTC' }), from: opened.by, to: book },
      {
        amount: expect.objectContaining({ amount: '40000000000' }),
        from: world.pool,
        to: opened.by,
      },
    ]);
    const more = { collateralId: listings.eth, amount: ETHER };
    await foretold({ action: 'pledge', ...more, amount: `${ETHER}` }, () =>
      sendPledge(erin, { ...on, ...more }),
    );
    await foretold({ action: 'draw', amount: `${10_000n * USD}` }, () =>
      sendDraw(erin, { ...on, amount: 10_000n * USD }),
    );
    await foretold({ action: 'repay', amount: `${777n}` }, () =>
      sendRepay(erin, { ...on, amount: 777n }),
    );
    const taken = await foretold({ action: 'withdraw', collateralId: listings.eth }, () =>
      sendWithdraw(erin, { ...on, collateralId: listings.eth }),
    );
    expect(taken.outcome.returns.withdrawn).toMatchObject({ amount: `${ETHER}` });

    await world.setPrice('btc', 34_000n);
    const by = dave.address;
    const called = await foretold({ action: 'call', by }, () => sendCall(dave, on));
    expect(called.outcome.returns.call.fee).toMatchObject({ amount: `${USD}` });
    expect(called.after).toMatchObject({ state: 'called', call: { reason: 'price' } });
    await world.setPrice('btc', 60_000n);
    await foretold({ action: 'clear', by }, () => sendClear(dave, on));
    await world.setPrice('btc', 30_000n);
    await chain.pass(12n);
    const sold = await foretold({ action: 'liquidate', by, maxRepaid: `${5_000n * USD}` }, () =>
      sendLiquidate(dave, { ...on, maxRepaid: 5_000n * USD }),
    );
    expect(sold.outcome.returns.sold.repaid).toMatchObject({ amount: `${5_000n * USD}` });
    await world.setPrice('btc', 60_000n);
    await foretold({ action: 'repay' }, () => sendRepay(erin, on));
  });

  test('of an operator, by the rights that the borrower gave', async () => {
    const { chain, story, world } = history;
    await history.indexed();
    const [bob, carol] = await Promise.all([chain.sender(3), chain.sender(4)]);
    const url = `/v1/loans/${story.quiet}/preview`;
    const draw = { action: 'draw', amount: '1000000' };
    expect(await post(app, url, { ...draw, by: bob.address })).toMatchObject({ refusal: null });
    const stranger = await post(app, url, { ...draw, by: carol.address });
    expect(stranger).toMatchObject({ ok: false, outcome: null, after: null });
    expect(stranger.refusal.name).toBe('NotAllowed');
    const out = { action: 'withdraw', collateralId: world.listings.eth, by: bob.address };
    expect((await post(app, url, out)).refusal.name).toBe('NotAllowed');
  });
});

describe('a preview of a lender’s action is what then happens', () => {
  test('in and out', async () => {
    const { world } = history;
    const { pool, usd: token } = world;
    const amount = 50_000n * USD;
    await sendFaucet(erin, { token, amount });
    await ensureAllowance(erin, { token, spender: pool, amount });
    await foretoldOfPool({ action: 'deposit', assets: `${12_345n * USD}` }, erin, () =>
      sendPoolDeposit(erin, { pool, assets: 12_345n * USD }),
    );
    await foretoldOfPool({ action: 'mint', shares: `${10n ** 15n + 1n}` }, erin, () =>
      sendPoolMint(erin, { pool, shares: 10n ** 15n + 1n }),
    );
    await foretoldOfPool({ action: 'withdraw', assets: '777' }, erin, () =>
      sendPoolWithdraw(erin, { pool, assets: 777n }),
    );
    await foretoldOfPool({ action: 'redeem', shares: `${10n ** 15n}` }, erin, () =>
      sendPoolRedeem(erin, { pool, shares: 10n ** 15n }),
    );
    const funded = await foretoldOfPool({ action: 'fund', amount: '1000000' }, erin, () =>
      sendPoolFund(erin, { pool, amount: 1_000_000n }),
    );
    expect(funded.outcome).toMatchObject({ shares: '0', assets: { amount: '1000000' } });
    expect(funded.after.lender.shares).toBe(funded.before.lender.shares);
  });
});

describe('a refusal is an answer', () => {
  const amounts = ['0', '1', `${2n ** 104n}`, MOST];

  test('whatever the amount', async () => {
    await history.indexed();
    const { story, world } = history;
    const by = dave.address;
    for (const amount of amounts) {
      const actions = [
        { action: 'open', collateralId: 8, pledged: amount, drawn: amount },
        { action: 'pledge', collateralId: 255, amount },
        { action: 'pledge', collateralId: world.listings.btc, amount },
        { action: 'withdraw', collateralId: world.listings.btc, amount },
        { action: 'draw', amount },
        { action: 'repay', amount },
        { action: 'liquidate', by, maxRepaid: amount, minSeized: amount },
      ];
      for (const loan of [story.quiet, story.lapsed, makeLoanId(by, world.creditorId, 77n)]) {
        for (const action of actions) {
          const answer = await post(app, `/v1/loans/${loan}/preview`, action);
          expect(answer.ok).toBe(answer.refusal === null);
        }
      }
      const lending = [
        { action: 'deposit', by, assets: amount },
        { action: 'mint', by, shares: amount },
        { action: 'withdraw', by, assets: amount },
        { action: 'redeem', by, shares: amount },
        { action: 'fund', by, amount },
      ];
      for (const action of lending) {
        const answer = await post(app, `/v1/creditors/${world.creditorId}/preview`, action);
        expect(answer.ok).toBe(answer.refusal === null);
      }
    }
  });

  test('told as a sentence with the tokens’ own units', async () => {
    const { story } = history;
    const { refusal } = await post(app, `/v1/loans/${story.quiet}/preview`, {
      action: 'repay',
      amount: '10990000000',
    });
    expect(refusal.name).toBe('DebtBelowMinimum');
    expect(refusal.message).toMatch(/ USD would be left; the least a loan may owe is 100 USD/);
  });
});

describe('a request that does not fit is refused', () => {
  const url = () => `/v1/loans/${history.story.quiet}/preview`;

  test.each([
    [{}],
    [{ action: 'repay', amount: 1 }],
    [{ action: 'repay', amount: '-1' }],
    [{ action: 'repay', amount: '1.5' }],
    [{ action: 'repay', amount: `${2n ** 256n}` }],
    [{ action: 'repay', more: true }],
    [{ action: 'steal', amount: '1' }],
    [{ action: 'liquidate' }],
    [{ action: 'repay', by: '0x12' }],
    [{ action: 'call', at: 1 }],
    [{ action: 'call', at: 253_402_300_799 }],
    [{ action: 'call', at: 1.5 }],
  ])('%j', async (body) => {
    const problem = await post(app, url(), body, 400);
    expect(problem.type).toBe('/problems/invalid-request');
    expect(problem.errors[0].in).toBe('body');
  });

  test('of a creditor that is none', async () => {
    const loan = makeLoanId(dave.address, 2 ** 32 - 1, 1n);
    await post(app, `/v1/loans/${loan}/preview`, { action: 'call' }, 404);
    const fund = { action: 'fund', by: dave.address, amount: '1' };
    await post(app, '/v1/creditors/77/preview', fund, 404);
  });

  test('of a creditor that does not follow the rules of a pool', async () => {
    const { database, story, world } = history;
    const { creditorId, listings } = world;
    // The newest state is kept in memory until the next block.
    const setFault = async (block: number | null): Promise<void> => {
      await database.sql`update history.creditor set fault_block = ${block}`;
      await history.chain.pass(1n);
      await history.indexed();
      await app.tip.refresh();
    };
    await setFault(1);
    const answers = [
      await post(app, url(), { action: 'call' }, 404),
      await post(
        app,
        `/v1/creditors/${creditorId}/preview`,
        { action: 'fund', by: dave.address, amount: '1' },
        404,
      ),
      await post(
        app,
        '/v1/quotes/open',
        { creditorId, collateralId: listings.btc, pledged: '1' },
        404,
      ),
      (await app.inject(`/v1/proofs/loans/${story.quiet}`)).json(),
    ];
    const roots = (await app.inject('/v1/proofs/roots')).json();
    await setFault(null);
    for (const { detail } of answers) expect(detail).toMatch(/has not kept the rules/);
    expect(roots.roots).toEqual([]);
  });
});
