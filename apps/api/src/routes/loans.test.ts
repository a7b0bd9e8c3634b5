import { readAllLoans } from '@hypothec/database';
import {
  callPrice,
  cure,
  ladderState,
  liquidationPrice,
  MAX_UINT256,
  mostDraw,
  mostWithdraw,
} from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { readSnapshot } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import type { Head } from '../plugins/head.ts';
import { startTestServer } from '../server.testing.ts';
import { readWorld } from '../views/world.ts';

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

async function get(url: string, status = 200) {
  const answer = await app.inject(url);
  expect([url, answer.statusCode, status === 200 ? '' : answer.body]).toEqual([
    url,
    status,
    status === 200 ? '' : answer.body,
  ]);
  return answer.json();
}

/** What is not there, and what no number could be, is null. */
const textOf = (value: bigint | null): string | null =>
  value === null || value === MAX_UINT256 ? null : `${value}`;

/** Everything that a loan's page says in numbers, by the chain and the model. */
async function byChain(id: LoanId, blockNumber?: bigint) {
  const { chain, world } = history;
  const where = { book: world.book, id, ...(blockNumber === undefined ? {} : { blockNumber }) };
  const snapshot = await readSnapshot(chain.client, where);
  const step = ladderState(snapshot);
  const owes = step.debt > 0n;
  return {
    state: step.state,
    debt: `${step.debt}`,
    ltv: step.worth === null ? null : `${step.worth.ltvWad}`,
    callLimit: step.worth === null ? null : `${step.worth.low.call}`,
    saleLimit: step.worth === null ? null : `${step.worth.high.liquidation}`,
    calledAt: step.call === null ? null : Number(step.call.calledAt),
    bonus: `${step.bonusWad}`,
    repayment: owes && step.worth !== null ? `${cure(snapshot).repayment}` : null,
    topUps: owes && step.worth !== null ? cure(snapshot).topUps.map((own) => `${own}`) : [],
    mostDraw: `${mostDraw(snapshot)}`,
    mostWithdraw: snapshot.loan.holdings.map((own) => `${mostWithdraw(snapshot, own.id)}`),
    calls: callPrice(snapshot).map(({ price }) => textOf(price)),
    sales: liquidationPrice(snapshot).map(({ price }) => textOf(price)),
    amounts: snapshot.loan.holdings.map(({ amount }) => `${amount}`),
  };
}

interface Amount {
  readonly amount: string;
}
interface Page {
  readonly state: string;
  readonly debt: Amount;
  readonly ltv: string | null;
  readonly limits: {
    readonly low: { call: Amount };
    readonly high: { liquidation: Amount };
  } | null;
  readonly call: { readonly calledAt: number } | null;
  readonly bonus: string;
  readonly cure: { readonly repayment: Amount } | null;
  readonly mostDraw: Amount;
  readonly holdings: readonly {
    readonly amount: Amount;
    readonly topUp: Amount | null;
    readonly mostWithdraw: Amount;
    readonly call: { readonly price: string | null };
    readonly liquidation: { readonly price: string | null };
  }[];
}

function byApi(page: Page) {
  return {
    state: page.state,
    debt: page.debt.amount,
    ltv: page.ltv,
    callLimit: page.limits?.low.call.amount ?? null,
    saleLimit: page.limits?.high.liquidation.amount ?? null,
    calledAt: page.call?.calledAt ?? null,
    bonus: page.bonus,
    repayment: page.cure?.repayment.amount ?? null,
    topUps: page.holdings.flatMap(({ topUp }) => (topUp === null ? [] : [topUp.amount])),
    mostDraw: page.mostDraw.amount,
    mostWithdraw: page.holdings.map((own) => own.mostWithdraw.amount),
    calls: page.holdings.map((own) => own.call.price),
    sales: page.holdings.map((own) => own.liquidation.price),
    amounts: page.holdings.map((own) => own.amount.amount),
  };
}

describe('a loan', () => {
  test('is what the chain and the model say, now and at every earlier block', async () => {
    const { story } = history;
    const seen = new Set<string>();
    const last = app.tip.current?.number ?? 0;
    for (const id of Object.values(story)) {
      expect(byApi(await get(`/v1/loans/${id}`))).toEqual(await byChain(id));
      const { openedBlock } = await get(`/v1/loans/${id}`);
      for (let block = openedBlock; block <= last; block += 7) {
        const page = await get(`/v1/loans/${id}?block=${block}`);
        expect(page.asOf.number).toBe(block);
        expect(byApi(page)).toEqual(await byChain(id, BigInt(block)));
        seen.add(page.state);
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(4);
  });

  test('that never was is a 404, and so is one that was not yet', async () => {
    const { quiet } = history.story;
    const none = await get(`/v1/loans/0x${'9'.repeat(64)}`, 404);
    expect(none.detail).toContain('No loan has the id');
    const { openedBlock } = await get(`/v1/loans/${quiet}`);
    const early = await get(`/v1/loans/${quiet}?block=${openedBlock - 1}`, 404);
    expect(early.detail).toContain(`opened in block ${openedBlock}`);
    const late = await get(`/v1/loans/${quiet}?block=99999999`, 404);
    expect(late.detail).toContain('is not indexed');
  });
});

test('of a creditor whose prices nothing can be made of, nothing is computed', async () => {
  // A copy of the head shares nothing with the server, whose world must stay whole.
  const read = () => readWorld(history.database.queries, { ...(app.tip.current as Head) });
  const [whole, world] = [await read(), await read()];
  expect(whole.market(1)?.listings.size).toBe(4);
  world.state.sources.anchors.clear();
  expect(world.market(1)).toBeNull();
  const [row] = await readAllLoans(history.database.queries);
  expect(row && world.snapshot(row[0], row[1])).toBeNull();
});

describe('the list', () => {
  type Item = { readonly id: string; readonly state: string; readonly ltv: string | null };

  async function walk(query: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: { items: Item[]; next: string | null } = await get(
        `/v1/loans?limit=2&${query}${next === '' ? '' : `&cursor=${next}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      items.push(...page.items);
      next = page.next;
    }
    return items;
  }

  test.each(['order=opened', 'order=ltv', 'order=call', 'creditor=1'])(
    'in pages, by %s, has every loan once',
    async (query) => {
      const ids = (await walk(query)).map(({ id }) => id);
      expect(ids.toSorted()).toEqual(Object.values(history.story).toSorted());
    },
  );

  test('by LTV has the highest first', async () => {
    const ratios = (await walk('order=ltv')).map(({ ltv }) => BigInt(ltv ?? -1n));
    expect(ratios).toEqual(ratios.toSorted((a, b) => (a > b ? -1 : 1)));
  });

  test('is narrowed by borrower, state, collateral and creditor', async () => {
    const { story, world } = history;
    const all = await walk('');
    const alice = story.quiet.slice(0, 42);
    expect((await walk(`borrower=${alice}`)).map(({ id }) => id)).toEqual([story.quiet]);
    for (const state of ['none', 'healthy', 'called', 'call-due']) {
      const own = all.filter((item) => item.state === state).map(({ id }) => id);
      expect((await walk(`state=${state}`)).map(({ id }) => id)).toEqual(own);
    }
    const eth = await walk(`collateral=${world.coins.eth}`);
    expect(eth.map(({ id }) => id)).toEqual([story.quiet]);
    expect(await walk('creditor=2')).toEqual([]);
  });

  test('refuses the cursor of another order', async () => {
    const { next } = await get('/v1/loans?limit=1&order=ltv');
    const refused = await get(`/v1/loans?limit=1&cursor=${next}`, 400);
    expect(refused.detail).toContain('in the order "ltv"');
  });
});
