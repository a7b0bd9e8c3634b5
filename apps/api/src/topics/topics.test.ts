import { cure, ladderState } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { readSnapshot, sendCall, sendRepay } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { ask } from '../routes/loans.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { listenTo } from './stream.testing.ts';
import type { Heard, TestStream } from './stream.testing.ts';

let history: TestHistory;
let app: Api;
let stream: TestStream;
let others: TestStream;

beforeAll(async () => {
  history = await startHistory();
  app = await startTestServer(history.database);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { lapsed, quiet } = history.story;
  stream = await listenTo(app, [`loan:${lapsed}`, `loan:${quiet}`, 'calls', 'calls:1', 'prices']);
  others = await listenTo(app, ['calls:7']);
});

afterAll(async () => {
  stream.end();
  others.end();
  await app.close();
  await history.end();
});

/** What is heard from here on, once it is what a test waits for. */
async function next(
  from: number,
  fits: (heard: Heard<Record<string, unknown>>) => boolean,
): Promise<Heard<Record<string, unknown>>> {
  await expect.poll(() => stream.heard.slice(from).some(fits), { timeout: 10_000 }).toBe(true);
  return stream.heard.slice(from).find(fits) as Heard<Record<string, unknown>>;
}

const blockOf = ({ data }: Heard<Record<string, unknown>>): number =>
  (data['block'] as { readonly number: number }).number;

/** What is told of a loan, by the chain and the model. */
async function byChain(id: LoanId, block: number) {
  const { chain, world } = history;
  const where = { book: world.book, id, blockNumber: BigInt(block) };
  const snapshot = await readSnapshot(chain.client, where);
  const { state, debt, worth, call } = ladderState(snapshot);
  return {
    loanId: id,
    state,
    debt: { amount: `${debt}` },
    ltv: worth === null ? null : `${worth.ltvWad}`,
    call: call === null ? null : { calledAt: Number(call.calledAt) },
    cure: worth === null ? null : { repayment: { amount: `${cure(snapshot).repayment}` } },
  };
}

describe('on connecting', () => {
  test('each topic tells how things stand', async () => {
    const { lapsed, quiet } = history.story;
    await expect.poll(() => stream.heard.length, { timeout: 10_000 }).toBe(8);
    const names = stream.heard.map(({ event }) => event);
    expect(names.toSorted()).toEqual([
      'calls-open',
      'calls-open',
      'loan',
      'loan',
      'price',
      'price',
      'price',
      'price',
    ]);
    for (const heard of stream.heard.filter(({ event }) => event === 'loan')) {
      const { loanId } = heard.data as { readonly loanId: LoanId };
      expect([lapsed, quiet]).toContain(loanId);
      expect(heard.data).toMatchObject(await byChain(loanId, blockOf(heard)));
    }
    for (const heard of stream.heard.filter(({ event }) => event === 'calls-open')) {
      const { open } = heard.data as { readonly open: readonly { readonly loanId: LoanId }[] };
      expect(open.map(({ loanId }) => loanId)).toEqual([lapsed]);
    }
  });

  test('a topic that is none is refused, with those that there are', async () => {
    const refused = await ask<{ detail: string }>(app, '/v1/live?topics=calls:x', 400);
    expect(refused.detail).toContain('calls, calls:<argument>');
    await ask(app, '/v1/live?topics=loan', 400);
  });
});

describe('as it happens', () => {
  test('a price is told once it changes, and what it does to a loan', async () => {
    const from = stream.heard.length;
    await history.world.setPrice('btc', 39_500n);
    const price = await next(from, ({ event }) => event === 'price');
    expect(price.data).toMatchObject({
      oracle: history.world.oracles.of.btc,
      price: { low: `${395n * 10n ** 36n}`, high: `${395n * 10n ** 36n}` },
      refusal: null,
    });
    const { lapsed } = history.story;
    const loan = await next(
      from,
      ({ event, data }) => event === 'loan' && data['loanId'] === lapsed,
    );
    expect(loan.data).toMatchObject(await byChain(lapsed, blockOf(loan)));
    expect(loan.data['state']).toBe('called');
  });

  test('a call is told as it is made and as it is cured', async () => {
    const { chain, world, story } = history;
    const [bob, dave] = await Promise.all([chain.sender(3), chain.sender(5)]);
    const from = stream.heard.length;
    await sendCall(dave, { book: world.book, id: story.recovered });
    const made = await next(from, ({ event }) => event === 'call-opened');
    expect(made.data['call']).toMatchObject({ loanId: story.recovered, outcome: 'open' });
    await sendRepay(bob, { book: world.book, id: story.recovered, amount: 4_000n * 10n ** 6n });
    const ended = await next(from, ({ event }) => event === 'call-ended');
    expect(ended.data['call']).toMatchObject({
      loanId: story.recovered,
      outcome: 'repayment',
      endBlock: blockOf(ended),
    });
    const both = stream.heard.slice(from).filter(({ event }) => event === 'call-ended');
    expect(both.length).toBe(2);
  });

  test('a call that lapses is told, though nothing on the chain says so', async () => {
    const { chain, story, indexed } = history;
    const from = stream.heard.length;
    await chain.pass(49n * 3_600n);
    await indexed();
    const ended = await next(from, ({ event }) => event === 'call-ended');
    expect(ended.data['call']).toMatchObject({
      loanId: story.lapsed,
      outcome: 'lapse',
      endedAt: null,
    });
    const stale = await next(
      from,
      ({ event, data }) => event === 'price' && data['price'] === null,
    );
    expect(stale.data['refusal']).toMatchObject({ name: 'StalePrice' });
    const loan = await next(
      from,
      ({ event, data }) => event === 'loan' && data['loanId'] === story.lapsed,
    );
    expect(loan.data).toMatchObject({ call: null, ltv: null });
  });

  test('a loan is told of at most once a block', () => {
    const places = stream.heard
      .slice(8)
      .filter(({ event }) => event === 'loan')
      .map((heard) => `${String(heard.data['loanId'])} ${blockOf(heard)}`);
    expect(places.length).toBeGreaterThanOrEqual(2);
    expect(new Set(places).size).toBe(places.length);
  });

  test('who listens to another creditor hears nothing of it', () => {
    expect(others.heard.map(({ event, data }) => [event, data['open']])).toEqual([
      ['calls-open', []],
    ]);
  });

  test('after a reorganisation, all is told again', async () => {
    const { chain, world, story } = history;
    const before = await chain.snapshot();
    await world.setPrice('btc', 50_000n);
    await history.indexed();
    await chain.revert(before);
    const from = stream.heard.length;
    await chain.pass(7n);
    await history.indexed();
    await world.setPrice('btc', 51_000n);
    await history.indexed();
    await next(from, ({ event }) => event === 'reset');
    const fresh = ({ event, data }: Heard<Record<string, unknown>>) =>
      event === 'price' && JSON.stringify(data['price']).includes(`${510n * 10n ** 36n}`);
    const block = blockOf(await next(from, fresh));
    const loan = await next(
      from,
      (heard) => heard.data['loanId'] === story.lapsed && blockOf(heard) === block,
    );
    expect(loan.data).toMatchObject(await byChain(story.lapsed, block));
  });
});
