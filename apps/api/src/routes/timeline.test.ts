import { atTime, ladderState, timestamp } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { readSnapshot } from '@hypothec/sdk';
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

interface Point {
  readonly time: number;
  readonly block: number;
  readonly state: string;
  readonly debt: Amount;
  readonly ltv: string | null;
  readonly refusal: { readonly name: string } | null;
}

/** What a loan was at a block, or later at its prices, by the chain and the model. */
async function byChain(id: LoanId, { block, time }: Point): Promise<Point> {
  const { chain, world } = history;
  const where = { book: world.book, id, blockNumber: BigInt(block) };
  const step = ladderState(
    atTime(await readSnapshot(chain.client, where), timestamp(BigInt(time))),
  );
  const ltv = step.worth === null ? null : `${step.worth.ltvWad}`;
  const refusal = step.refusal === null ? null : { name: step.refusal.errorName };
  return { time, block, state: step.state, debt: { amount: `${step.debt}` }, ltv, refusal };
}

const short = ({ time, block, state, debt, ltv, refusal }: Point): Point => ({
  time,
  block,
  state,
  debt: { amount: debt.amount },
  ltv,
  refusal: refusal === null ? null : { name: refusal.name },
});

describe('a loan over time', () => {
  test('is in every block what the chain has', async () => {
    const { quiet, lost } = history.story;
    for (const id of [quiet, lost]) {
      const points = await askAll<Point>(app, `/v1/loans/${id}/history`, 1_000);
      expect(points.length).toBeGreaterThan(8);
      for (const point of points) expect(short(point)).toEqual(await byChain(id, point));
    }
  });

  test('in pages, is the same', async () => {
    const url = `/v1/loans/${history.story.sold}/history`;
    const whole = await askAll<Point>(app, url, 1_000);
    expect(await askAll<Point>(app, url, 3)).toEqual(whole);
    const hours = await askAll<Point>(app, `${url}?interval=hour`, 1_000);
    expect(await askAll<Point>(app, `${url}?interval=hour`, 7)).toEqual(hours);
  });

  test('by the hour and by the day, goes on in between blocks', async () => {
    const id = history.story.toppedUp;
    for (const [interval, step] of [
      ['hour', 3_600],
      ['day', 86_400],
    ] as const) {
      const points = await askAll<Point>(app, `/v1/loans/${id}/history?interval=${interval}`, 100);
      expect(points.length).toBeGreaterThan(interval === 'hour' ? 40 : 0);
      for (const [i, point] of points.entries()) {
        expect(point.time).toBe((points[0]?.time ?? 0) + i * step);
        expect(point.time % step).toBe(0);
        expect(short(point)).toEqual(await byChain(id, point));
      }
    }
  });

  test('within a period alone', async () => {
    const url = `/v1/loans/${history.story.sold}/history`;
    const whole = await askAll<Point>(app, url, 1_000);
    const [from, to] = [whole[3]?.time ?? 0, whole[6]?.time ?? 0];
    const some = await askAll<Point>(app, `${url}?from=${from}&to=${to}`, 1_000);
    expect(some).toEqual(whole.filter(({ time }) => time >= from && time <= to));
    expect(await askAll<Point>(app, `${url}?to=1`, 10)).toEqual([]);
  });

  test('refuses a period without a length, and a cursor of another interval', async () => {
    const url = `/v1/loans/${history.story.sold}/history`;
    await ask(app, `${url}?from=20&to=10`, 400);
    const { next } = await ask<{ next: string }>(app, `${url}?interval=hour&limit=1`);
    await ask(app, `${url}?limit=1&cursor=${next}`, 400);
  });
});
