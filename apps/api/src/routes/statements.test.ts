import { atTime, debtOf, timestamp } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { readSnapshot } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import type { StatementView } from '../schemas/statement.ts';
import { startTestServer } from '../server.testing.ts';
import { statementPdf } from '../views/statement-pdf.ts';
import { ask, askAll } from './loans.testing.ts';

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

const statementOf = (id: LoanId, query = ''): Promise<StatementView> =>
  ask(app, `/v1/loans/${id}/statement${query}`);

const units = ({ amount }: { readonly amount: string }): bigint => BigInt(amount);

/** Every figure of a statement must follow from the others and from its own lines. */
function expectExact({ debt, collateral, movements, liquidations }: StatementView): void {
  const moved = (kind: string, id: number | null = null): bigint =>
    movements
      .filter((row) => row.kind === kind && row.collateralId === id)
      .reduce((sum, { amount }) => sum + units(amount), 0n);
  expect(units(debt.closing)).toBe(
    units(debt.opening) +
      moved('draw') +
      moved('call-fee') +
      units(debt.interest) -
      moved('repay') -
      moved('sale') -
      liquidations.reduce((sum, { badDebt }) => sum + units(badDebt), 0n),
  );
  for (const { collateralId, opening, seized, closing } of collateral) {
    expect(units(closing)).toBe(
      units(opening) +
        moved('pledge', collateralId) -
        moved('withdraw', collateralId) -
        liquidations
          .filter((sale) => sale.collateralId === collateralId)
          .reduce((sum, { seized: lot }) => sum + units(lot), 0n),
    );
    expect(units(seized)).toBeGreaterThanOrEqual(0n);
  }
}

/** Owed and held at an instant, by the chain and the model. */
async function byChain(id: LoanId, time: number, block: number) {
  const { chain, world } = history;
  const where = { book: world.book, id, blockNumber: BigInt(block) };
  const snapshot = atTime(await readSnapshot(chain.client, where), timestamp(BigInt(time)));
  const held = snapshot.loan.holdings.map((own) => [own.id as number, `${own.amount}`] as const);
  return { debt: `${debtOf(snapshot).debt}`, held: held.toSorted(([a], [b]) => a - b) };
}

const held = ({ collateral }: StatementView) =>
  collateral
    .map(({ collateralId, closing }) => [collateralId, closing.amount] as const)
    .filter(([, amount]) => amount !== '0');

describe('a statement', () => {
  test('of the whole life of every loan adds up to what the chain has', async () => {
    for (const id of Object.values(history.story)) {
      const whole = await statementOf(id);
      expectExact(whole);
      expect(whole.debt.opening.amount).toBe('0');
      const { to, closingBlock } = whole.period;
      const chain = await byChain(id, to, closingBlock);
      expect(whole.debt.closing.amount).toBe(chain.debt);
      expect(held(whole)).toEqual(chain.held);
    }
  });

  test('of two periods in a row adds up to one, wherever the life of a loan is split', async () => {
    for (const id of Object.values(history.story)) {
      const whole = await statementOf(id);
      const { from, to } = whole.period;
      const points = await askAll<{ time: number }>(app, `/v1/loans/${id}/history`, 1_000);
      const times = new Set(points.flatMap(({ time }) => [time, time + 1_000]));
      for (const time of [...times].filter((one) => one > from && one < to)) {
        const first = await statementOf(id, `?to=${time}`);
        const second = await statementOf(id, `?from=${time}`);
        expectExact(first);
        expectExact(second);
        expect(second.debt.opening).toEqual(first.debt.closing);
        const both = units(first.debt.interest) + units(second.debt.interest);
        expect(both).toBe(units(whole.debt.interest));
        expect([...first.movements, ...second.movements]).toEqual(whole.movements);
        expect([...first.liquidations, ...second.liquidations]).toEqual(whole.liquidations);
        for (const { collateralId, closing } of first.collateral) {
          const next = second.collateral.find((own) => own.collateralId === collateralId);
          expect(next?.opening ?? { ...closing, amount: '0' }).toEqual(closing);
        }
      }
    }
  });

  test('charges interest for time alone', async () => {
    const { debt } = await statementOf(history.story.quiet);
    expect(units(debt.interest)).toBeGreaterThan(0n);
    expect(units(debt.interest)).toBeLessThan(units(debt.drawn) / 100n);
  });

  test('tells calls as they stood at its end, and sales with their bonus', async () => {
    const { lost, sold } = history.story;
    const whole = await statementOf(sold);
    expect(whole.calls.map(({ outcome }) => outcome)).toEqual(['sale']);
    const [call] = whole.calls;
    const early = await statementOf(sold, `?to=${call?.time ?? 0}`);
    expect(early.calls.map(({ outcome, endedAt }) => [outcome, endedAt])).toEqual([['open', null]]);
    const late = await statementOf(sold, `?from=${call?.time ?? 0}`);
    expect(late.calls.map(({ outcome }) => outcome)).toEqual(['sale']);
    for (const id of [sold, lost]) {
      const { liquidations, bonusPaid, debt } = await statementOf(id);
      expect(liquidations.length).toBe(1);
      const [sale] = liquidations;
      expect(bonusPaid).toEqual(sale?.bonusPaid);
      expect(debt.badDebt.amount === '0').toBe(id === sold);
    }
  });

  test('refuses a period that is none', async () => {
    await ask(app, `/v1/loans/${history.story.quiet}/statement?from=20&to=20`, 400);
    await ask(app, `/v1/loans/${history.story.quiet}/statement?from=99999999999`, 400);
    await ask(app, `/v1/loans/0x${'7'.repeat(64)}/statement`, 404);
  });
});

/** A table without quoted line ends, which these have none of. */
function parse(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.trimEnd().split('\r\n');
  const cells = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
    );
  const names = cells(head);
  return lines.map((line) =>
    Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell])),
  );
}

describe('the table', () => {
  test('says the same in every line', async () => {
    const id = history.story.sold;
    const statement = await statementOf(id);
    const answer = await app.inject(`/v1/loans/${id}/statement.csv`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="loan-.*\.csv"$/);
    const rows = parse(answer.body);
    const of = (record: string, kind?: string) =>
      rows.filter((row) => row['record'] === record && (kind ?? row['kind']) === row['kind']);
    expect(of('movement').map((row) => [row['kind'], row['base_units']])).toEqual(
      statement.movements.map(({ kind, amount }) => [kind, amount.amount]),
    );
    expect(of('closing', 'debt')[0]?.['base_units']).toBe(statement.debt.closing.amount);
    expect(of('total', 'interest')[0]?.['base_units']).toBe(statement.debt.interest.amount);
    expect(of('sale', 'soft-lot')[0]?.['price']).toBe('39500');
    expect(of('call-cure', 'repayment')[0]?.['base_units']).toBe(
      statement.calls[0]?.repayment.amount,
    );
  });
});

describe('the document', () => {
  test('is a PDF of the same bytes wherever it is asked for', async () => {
    const url = `/v1/loans/${history.story.sold}/statement.pdf`;
    const other = await startTestServer(history.database);
    const [first, second] = [await app.inject(url), await other.inject(url)];
    await other.close();
    expect(first.headers['content-type']).toBe('application/pdf');
    expect(first.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
    const time = app.tip.current?.time ?? 0n;
    const day = new Date(Number(time) * 1000).toISOString().slice(0, 10).replaceAll('-', '');
    expect(first.rawPayload.toString('latin1')).toContain(`(D:${day}`);
  });

  test('goes on over pages, whatever tokens are called', async () => {
    const whole = await statementOf(history.story.sold);
    const [first] = whole.movements;
    if (first === undefined) throw new RangeError('the story has movements');
    const amount = { ...first.amount, symbol: `\n${'₮'.repeat(5_000)}` };
    const movements = Array.from({ length: 100 }, () => ({ ...first, amount }));
    const pages = async (statement: StatementView): Promise<number> =>
      Number(/\/Count (\d+)/.exec((await statementPdf(statement)).toString('latin1'))?.[1]);
    expect(await pages(whole)).toBe(2);
    expect(await pages({ ...whole, movements })).toBe(6);
  });

  test('is asked for by its type', async () => {
    const url = `/v1/loans/${history.story.sold}/statement.pdf`;
    const refused = await app.inject({ url, headers: { accept: 'text/csv' } });
    expect(refused.statusCode).toBe(406);
  });
});
