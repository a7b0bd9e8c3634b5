import { ladderState, totalAssets } from '@hypothec/model';
import type { BookEvent, LoanId, PoolEvent } from '@hypothec/model';
import { readEvents, readMarket, readSnapshot } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { ask, askAll } from './loans.testing.ts';
import type { Amount } from './loans.testing.ts';

let history: TestHistory;
let app: Api;

beforeAll(async () => {
  history = await startHistory();
  app = await startTestServer(history.database);
});

afterAll(async () => {
  await app.close();
  await history.end();
});

type Placed<Event> = { readonly event: Event; readonly block: number; readonly logIndex: number };

/** What the chain itself tells, of the book and the pool. */
async function told(): Promise<Placed<BookEvent | PoolEvent>[]> {
  const { chain, world } = history;
  const rows = await readEvents(chain.client, {
    book: world.book,
    pools: [world.pool],
    fromBlock: 0n,
    toBlock: BigInt(app.tip.current?.number ?? 0),
  });
  return rows.map(({ event, blockNumber, logIndex }) => ({
    event: event as BookEvent,
    block: Number(blockNumber),
    logIndex,
  }));
}

async function ofKind<Name extends (BookEvent | PoolEvent)['event']>(name: Name) {
  type Event = Extract<BookEvent | PoolEvent, { readonly event: Name }>;
  return (await told()).filter((row): row is Placed<Event> => row.event.event === name);
}

interface Movement extends Record<string, unknown> {
  readonly block: number;
  readonly logIndex: number;
  readonly kind: string;
  readonly amount: Amount;
  readonly debtAfter: Amount;
}

const place = ({ block, logIndex }: { readonly block: number; readonly logIndex: number }) =>
  `${block}:${logIndex}`;

const sumOf = (amounts: readonly bigint[]): string => `${amounts.reduce((a, b) => a + b, 0n)}`;

describe('movements', () => {
  test('are what the chain tells of each loan, newest first, each on one page', async () => {
    const kinds = new Set(['Pledged', 'Withdrawn', 'Drawn', 'Repaid', 'Called', 'Liquidated']);
    const events = (await told()).filter(({ event }) => kinds.has(event.event));
    for (const id of Object.values(history.story)) {
      const own = events.filter(({ event }) => 'id' in event && event.id === id);
      const rows = await askAll<Movement>(app, `/v1/loans/${id}/movements`, 2);
      expect(rows.map(place)).toEqual(own.map(place).reverse());
    }
  });

  test('tell what was owed after each as the chain does', async () => {
    const { chain, world, story } = history;
    const rows = await askAll<Movement>(app, `/v1/loans/${story.toppedUp}/movements`, 50);
    // The last of each block, which the chain can be asked about.
    for (const [i, { block, debtAfter }] of rows.entries()) {
      if (rows[i - 1]?.block === block) continue;
      const where = { book: world.book, id: story.toppedUp, blockNumber: BigInt(block) };
      const { debt } = ladderState(await readSnapshot(chain.client, where));
      expect(debtAfter.amount).toBe(`${debt}`);
    }
  });
});

interface Call {
  readonly block: number;
  readonly logIndex: number;
  readonly loanId: LoanId;
  readonly outcome: string;
  readonly repayment: Amount;
  readonly cureEnd: number;
}

describe('margin calls', () => {
  test('end as the story says, and in pages each is there once', async () => {
    const { story } = history;
    const all = await askAll<Call>(app, '/v1/calls', 3);
    const events = await ofKind('Called');
    expect(all.map(place)).toEqual(events.map(place).reverse());
    expect(all.map(({ repayment }) => repayment.amount).reverse()).toEqual(
      events.map(({ event }) => `${event.repayment}`),
    );
    const endings = async (id: LoanId) =>
      (await askAll<Call>(app, `/v1/loans/${id}/calls`, 50)).map(({ outcome }) => outcome);
    expect(await endings(story.quiet)).toEqual([]);
    expect(await endings(story.toppedUp)).toEqual(['top-up']);
    expect(await endings(story.repaid)).toEqual(['repayment']);
    expect(await endings(story.recovered)).toEqual(['price']);
    expect(await endings(story.sold)).toEqual(['sale']);
    expect(await endings(story.lapsed)).toEqual(['open', 'lapse']);
    expect(await endings(story.lost)).toEqual(['lapse']);
  });

  test('in force alone are those that the chain has open', async () => {
    const { chain, world, story } = history;
    const open = await askAll<Call>(app, '/v1/calls?open=true', 1);
    expect(open.map(({ loanId }) => loanId)).toEqual([story.lapsed]);
    const snapshot = await readSnapshot(chain.client, { book: world.book, id: story.lapsed });
    expect(open[0]?.cureEnd).toBe(Number(ladderState(snapshot).call?.cureEnd));
  });

  test('are narrowed by creditor, loan and borrower', async () => {
    const { story } = history;
    const bob = story.sold.slice(0, 42);
    const all = await askAll<Call>(app, '/v1/calls', 50);
    expect(await askAll<Call>(app, `/v1/calls?borrower=${bob}&creditor=1`, 50)).toEqual(all);
    expect(await askAll<Call>(app, `/v1/calls?borrower=${story.quiet.slice(0, 42)}`, 50)).toEqual(
      [],
    );
    expect(await askAll<Call>(app, '/v1/calls?creditor=7', 50)).toEqual([]);
    const own = await askAll<Call>(app, `/v1/calls?loan=${story.lapsed}`, 1);
    expect(own.length).toBe(2);
  });
});

interface Sale {
  readonly block: number;
  readonly logIndex: number;
  readonly kind: string;
  readonly seized: Amount;
  readonly repaid: Amount;
  readonly seizedValue: Amount;
  readonly bonusPaid: Amount;
  readonly badDebt: Amount;
  readonly price: { readonly high: string };
  readonly sources: readonly { readonly answer: string }[];
}

describe('liquidations', () => {
  test('tell each lot with its price and where that came from', async () => {
    const rows = await askAll<Sale>(app, '/v1/liquidations', 1);
    const events = await ofKind('Liquidated');
    expect(rows.map((row) => [place(row), row.seized.amount, row.repaid.amount]).reverse()).toEqual(
      events.map((row) => [place(row), `${row.event.seized}`, `${row.event.repaid}`]),
    );
    const [soft, ...others] = await askAll<Sale>(app, '/v1/liquidations?kind=soft', 1);
    expect(others).toEqual([]);
    expect(soft?.price.high).toBe(`${395n * 10n ** 36n}`);
    expect(soft?.sources.map(({ answer }) => answer)).toEqual(['3950000000000', '100000000']);
    for (const { bonusPaid, seizedValue, repaid } of rows) {
      const more = BigInt(seizedValue.amount) - BigInt(repaid.amount);
      expect(bonusPaid.amount).toBe(`${more}`);
    }
    const own = await askAll<Sale>(app, `/v1/loans/${history.story.lost}/liquidations`, 1);
    expect(own.map(({ kind }) => kind)).toEqual(['hard']);
  });
});

interface Outcomes {
  readonly loans: Record<string, unknown> & { readonly drawn: Amount; readonly opened: number };
  readonly calls: Readonly<Record<string, number>>;
  readonly liquidations: {
    readonly soft: { readonly sales: number };
    readonly hard: { readonly sales: number };
    readonly seizedValue: Amount;
    readonly repaid: Amount;
    readonly seized: readonly { readonly amount: Amount }[];
  };
  readonly bonusPaid: Amount;
  readonly liquidatedDebt: Amount;
  readonly badDebt: Amount;
  readonly borne: Amount;
  readonly lost: Amount;
  readonly pool: {
    readonly before: { readonly firstLoss: Amount; readonly lenderAssets: Amount };
    readonly after: { readonly firstLoss: Amount; readonly lenderAssets: Amount };
  };
}

describe('outcomes', () => {
  const url = '/v1/creditors/1/outcomes';

  test('of the whole history are the sums of what the chain tells', async () => {
    const { world } = history;
    const all = await ask<Outcomes>(app, url);
    const losses = (await ofKind('BadDebtBooked')).map(({ event }) => event);
    const sales = (await ofKind('Liquidated')).map(({ event }) => event);
    const rows = await askAll<Sale>(app, '/v1/liquidations', 50);
    expect(all.loans).toMatchObject({ opened: 7, called: 6, liquidated: 2, writtenOff: 0 });
    expect(all.loans.drawn.amount).toBe(
      sumOf((await ofKind('Drawn')).map(({ event }) => event.amount)),
    );
    expect(all.calls).toEqual({
      made: (await ofKind('Called')).length,
      curedByPrice: 1,
      curedByTopUp: 1,
      curedByRepayment: 1,
      endedBySale: 1,
      lapsed: 2,
      openAtTheEnd: 1,
    });
    expect([all.liquidations.soft.sales, all.liquidations.hard.sales]).toEqual([1, 1]);
    expect(all.liquidations.repaid.amount).toBe(sumOf(sales.map(({ repaid }) => repaid)));
    expect(all.liquidations.seized.map(({ amount }) => amount.amount)).toEqual([
      sumOf(sales.map(({ seized }) => seized)),
    ]);
    expect(all.bonusPaid.amount).toBe(sumOf(rows.map(({ bonusPaid }) => BigInt(bonusPaid.amount))));
    expect(all.badDebt.amount).toBe(sumOf(losses.map(({ badDebt }) => badDebt)));
    expect(all.borne.amount).toBe(sumOf(losses.map(({ borne }) => borne)));
    expect(all.lost.amount).toBe(sumOf(losses.map(({ badDebt, borne }) => badDebt - borne)));
    const { pool, now } = await readMarket(history.chain.client, world);
    expect(all.pool.before.lenderAssets.amount).toBe('0');
    expect(all.pool.after.lenderAssets.amount).toBe(`${totalAssets(pool, now)}`);
    expect(all.pool.after.firstLoss.amount).toBe(`${pool.firstLoss}`);
  });

  test('of two ranges together are those of both', async () => {
    const { start = 0, number = 0 } = app.tip.current ?? {};
    const all = await ask<Outcomes>(app, url);
    const figures = (one: Outcomes): bigint[] => [
      BigInt(one.loans.opened),
      BigInt(one.loans.drawn.amount),
      BigInt(one.calls['made'] ?? 0),
      BigInt(one.bonusPaid.amount),
      BigInt(one.badDebt.amount),
      BigInt(one.liquidations.seizedValue.amount),
    ];
    for (let middle = start; middle < number; middle += 11) {
      const first = await ask<Outcomes>(app, `${url}?toBlock=${middle}`);
      const second = await ask<Outcomes>(app, `${url}?fromBlock=${middle}`);
      const both = figures(first).map((one, i) => one + (figures(second)[i] ?? 0n));
      expect(both).toEqual(figures(all));
      expect(second.pool.before).toEqual(first.pool.after);
      const { made, ...endings } = first.calls;
      expect(Object.values(endings).reduce((a, b) => a + b, 0)).toBe(made);
    }
  });

  test('tell how calls stood at the end of the range, not later', async () => {
    const [called] = await ofKind('Called');
    const early = await ask<Outcomes>(app, `${url}?toBlock=${called?.block ?? 0}`);
    expect(early.calls).toMatchObject({ made: 1, openAtTheEnd: 1 });
  });

  test('refuse ranges that are none, and creditors that are not there', async () => {
    await ask(app, `${url}?fromBlock=20&toBlock=20`, 400);
    await ask(app, `${url}?toBlock=99999999`, 404);
    await ask(app, '/v1/creditors/9/outcomes', 404);
  });
});
