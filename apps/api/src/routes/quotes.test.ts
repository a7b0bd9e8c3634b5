import { makeLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { bookCall, sendCall, sendOpen, sendPoolSetLimits } from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { post, tryAt } from './acting.testing.ts';
import { asking } from './asking.testing.ts';

const USD = 10n ** 6n;
const BTC = 10n ** 8n;
const ETHER = 10n ** 18n;
const MOST = `${2n ** 256n - 1n}`;
const WAD = 10n ** 18n;

let history: TestHistory;
let app: Api;
let erin: Sender;

beforeAll(async () => {
  history = await startHistory();
  app = await startTestServer(history.database);
  const { chain, world } = history;
  erin = await chain.sender(6);
  await world.setPrice('eth', 3_000n);
  await world.fund(erin, { btc: 100n * BTC, eth: 100n * ETHER });
  // Interest moves the index off 1, where rounding shows.
  await chain.pass(30n * 60n);
});

afterAll(async () => {
  await app.close();
  await history.end();
});

const { get } = asking(() => app);

/** A quote for the next block but some, and that instant. */
async function quoteNext(wish: object) {
  const { chain, world, indexed } = history;
  await indexed();
  const at = (await chain.now()) + 12n;
  const { creditorId } = world;
  const borrower = erin.address;
  const body = { creditorId, collateralId: world.listings.btc, borrower, at: Number(at), ...wish };
  return { at, quote: await post(app, '/v1/quotes/open', body) };
}

/** What the chain would say to opening a loan at an instant: null for nothing. */
function tryOpen(id: LoanId, collateralId: number, amounts: readonly bigint[], at: bigint) {
  const { chain, world } = history;
  const [pledged = 0n, drawn = 0n] = amounts;
  const data = bookCall('open', [id, collateralId, pledged, drawn, erin.address]);
  return tryAt(chain.client, { from: erin.address, to: world.book, data }, at);
}

describe('the most and the least are so to the unit', () => {
  test.each([
    [12_345_678n, 'btc'],
    [BTC, 'btc'],
    [3_333_333_333_333_333_333n, 'eth'],
  ] as const)('most against %i base units of %s', async (pledged, coin) => {
    const collateralId = history.world.listings[coin];
    const { at, quote } = await quoteNext({ collateralId, pledged: `${pledged}` });
    expect(quote).toMatchObject({ ok: true, limit: { by: 'open-limit' }, leastPledged: null });
    const drawn = BigInt(quote.mostDrawn.amount);
    expect(quote.drawn).toEqual(quote.mostDrawn);
    expect(await tryOpen(quote.loanId, collateralId, [pledged, drawn], at)).toBeNull();
    expect(await tryOpen(quote.loanId, collateralId, [pledged, drawn + 1n], at)).toBe(
      'AboveOpenLimit',
    );
  });

  test.each([100n * USD, 1_234_567_891n, 30_000n * USD])('least for %i', async (drawn) => {
    const collateralId = history.world.listings.btc;
    const { at, quote } = await quoteNext({ drawn: `${drawn}` });
    expect(quote).toMatchObject({ ok: true, mostDrawn: null, limit: null });
    const pledged = BigInt(quote.leastPledged.amount);
    expect(await tryOpen(quote.loanId, collateralId, [pledged, drawn], at)).toBeNull();
    expect(await tryOpen(quote.loanId, collateralId, [pledged - 1n, drawn], at)).toBe(
      'AboveOpenLimit',
    );
  });

  test('at a wished LTV', async () => {
    const ltv = (WAD * 2n) / 5n;
    const most = (await quoteNext({ pledged: `${BTC}`, ltv: `${ltv}` })).quote;
    expect(most.limit).toEqual({ by: 'ltv', refusal: null });
    expect(BigInt(most.loan.ltv)).toBeLessThanOrEqual(ltv);
    const more = { pledged: `${BTC}`, drawn: `${BigInt(most.drawn.amount) + 1n}` };
    expect(BigInt((await quoteNext(more)).quote.loan.ltv)).toBeGreaterThan(ltv);
    const drawn = `${10_000n * USD}`;
    const least = (await quoteNext({ drawn, ltv: `${ltv}` })).quote;
    expect(BigInt(least.loan.ltv)).toBeLessThanOrEqual(ltv);
    const less = { drawn, pledged: `${BigInt(least.pledged.amount) - 1n}` };
    expect(BigInt((await quoteNext(less)).quote.loan.ltv)).toBeGreaterThan(ltv);
    // Far more collateral than there is of any coin, but the least for it.
    expect((await quoteNext({ drawn, ltv: '1000000' })).quote).toMatchObject({ ok: true });
  });

  test('with what else is in the way', async () => {
    const { world } = history;
    const pledged = `${50n * BTC}`;
    const by = async (): Promise<string> => (await quoteNext({ pledged })).quote.limit.by;
    const limits = { pool: world.pool, collateralId: world.listings.btc };
    await sendPoolSetLimits(world.curator, { ...limits, ceiling: 10n ** 14n, hourly: USD * 500n });
    expect(await by()).toBe('hourly-limit');
    const ceiling = 200_000n * USD;
    await sendPoolSetLimits(world.curator, { ...limits, ceiling, hourly: 10n ** 14n });
    expect(await by()).toBe('ceiling');
    await sendPoolSetLimits(world.curator, { ...limits, ceiling: 10n ** 15n, hourly: 10n ** 15n });
    const rich = await quoteNext({ pledged: `${10_000n * BTC}` });
    expect(rich.quote.limit.by).toBe('cash');
    expect(rich.quote.limit.refusal.message).toMatch(/^The pool has .* USD in cash/);
  });
});

describe('a quote of both amounts', () => {
  test('is the loan that is then opened, and what a call then asks for', async () => {
    const { chain, world } = history;
    const collateralId = world.listings.btc;
    const [pledged, drawn] = [BTC, 25_000n * USD];
    const { at, quote } = await quoteNext({ pledged: `${pledged}`, drawn: `${drawn}` });
    expect(quote.ok).toBe(true);
    const id: LoanId = quote.loanId;
    await chain.nextAt(at);
    await sendOpen(erin, { book: world.book, id, collateralId, pledged, drawn });
    await history.indexed();
    const { asOf: _, openedAt, openedBlock: __, ...loan } = await get(`/v1/loans/${id}`);
    expect(openedAt).toBe(Number(at));
    expect(quote.loan).toEqual(loan);
    expect(quote.rate.after.continuous).toBe(`${BigInt(loan.rate) / 10n ** 8n}`);
    expect((await quoteNext({ pledged: '1', drawn: '1' })).quote.loanId).not.toBe(id);

    expect(loan.state).toBe('healthy');
    const [{ call }] = quote.loan.holdings;
    // The first whole dollar below the price that calls: 6 decimals by 8, times 1e36.
    const dollars = (BigInt(call.price) - 1n) / 10n ** 34n;
    await world.setPrice('btc', dollars);
    const dave = await chain.sender(5);
    const { returns } = await sendCall(dave, { book: world.book, id });
    const asked = quote.atCallPrice;
    // A dollar's fraction and a minute's interest apart.
    const apart = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);
    expect(apart(BigInt(asked.repayment.amount), returns.repayment)).toBeLessThan(2n * USD);
    expect(apart(BigInt(asked.debt.amount), returns.debt)).toBeLessThan(USD / 100n);
    expect(asked.fee.amount).toBe(`${USD}`);
    await world.setPrice('btc', 60_000n);
  });

  test('costs what the debt grows by', async () => {
    const { quote } = await quoteNext({ pledged: `${BTC}`, drawn: `${20_000n * USD}` });
    const { day, days30, year } = quote.cost;
    const [a, b, c] = [day, days30, year].map(({ amount }: { amount: string }) => BigInt(amount));
    expect(a).toBeGreaterThan(0n);
    expect(b).toBeGreaterThanOrEqual((a ?? 0n) * 30n - 30n);
    const grown = (BigInt(quote.loan.debt.amount) * BigInt(quote.rate.after.apyWad)) / WAD;
    expect((c ?? 0n) - grown).toBeLessThanOrEqual(2n);
    expect(grown - (c ?? 0n)).toBeLessThanOrEqual(2n);
  });

  test('counts as long as its price does', async () => {
    const { chain, world } = history;
    const { quote } = await quoteNext({ pledged: `${BTC}`, drawn: `${20_000n * USD}` });
    const until = quote.pricedUntil;
    expect(until).toBeGreaterThan(Number(await chain.now()));
    const body = {
      creditorId: world.creditorId,
      collateralId: world.listings.btc,
      pledged: `${BTC}`,
      drawn: `${20_000n * USD}`,
    };
    const last = await post(app, '/v1/quotes/open', { ...body, at: until });
    expect(last.ok).toBe(true);
    const late = await post(app, '/v1/quotes/open', { ...body, at: until + 1 });
    expect(late).toMatchObject({ ok: false, refusal: { name: 'StalePrice' }, loan: null });
  });
});

describe('a refusal is an answer', () => {
  test.each([
    [{ collateralId: 255, pledged: '1' }, 'UnknownListing'],
    [{ pledged: '0' }, 'ZeroAmount'],
    [{ pledged: '1' }, 'AboveOpenLimit'],
    [{ drawn: '0' }, 'ZeroAmount'],
    [{ drawn: '1' }, 'DebtBelowMinimum'],
    [{ drawn: MOST }, 'NotEnoughCash'],
    [{ pledged: MOST }, 'AmountTooLarge'],
    [{ pledged: MOST, drawn: MOST }, 'AmountTooLarge'],
    [{ pledged: '100000000', ltv: '1' }, 'DebtBelowMinimum'],
  ])('%j: %s', async (wish, name) => {
    const { quote } = await quoteNext(wish);
    expect(quote).toMatchObject({ ok: false, loan: null, cost: null, refusal: { name } });
    expect(quote.refusal.message).toMatch(/\.$/);
  });

  test('with what would go instead', async () => {
    const { quote } = await quoteNext({ pledged: `${BTC}`, drawn: `${40_000n * USD}` });
    expect(quote.refusal.name).toBe('AboveOpenLimit');
    const { mostDrawn, leastPledged } = quote;
    const drawn = { pledged: `${BTC}`, drawn: mostDrawn.amount };
    expect((await quoteNext(drawn)).quote).toMatchObject({ ok: true });
    const pledged = { pledged: leastPledged.amount, drawn: `${40_000n * USD}` };
    expect((await quoteNext(pledged)).quote).toMatchObject({ ok: true });
  });
});

describe('a request that does not fit is refused', () => {
  test.each([
    [{}],
    [{ ltv: '1' }],
    [{ pledged: '1', drawn: '1', ltv: '1' }],
    [{ pledged: '1', ltv: '0' }],
    [{ pledged: 1 }],
    [{ pledged: '1', borrower: 'me' }],
    [{ pledged: '1', at: 5 }],
  ])('%j', async (wish) => {
    const { creditorId, listings } = history.world;
    const body = { creditorId, collateralId: listings.btc, ...wish };
    const problem = await post(app, '/v1/quotes/open', body, 400);
    expect(problem.type).toBe('/problems/invalid-request');
  });

  test('of a creditor that is none', async () => {
    const body = { creditorId: 77, collateralId: 8, pledged: '1' };
    await post(app, '/v1/quotes/open', body, 404);
  });

  test('and without a borrower there is no id', async () => {
    const { creditorId, listings } = history.world;
    const body = { creditorId, collateralId: listings.btc, pledged: `${BTC}` };
    expect((await post(app, '/v1/quotes/open', body)).loanId).toBeNull();
    const borrower = (await history.chain.sender(9)).address;
    const { loanId } = await post(app, '/v1/quotes/open', { ...body, borrower });
    expect(loanId).toBe(makeLoanId(borrower, creditorId, 1n));
  });
});
