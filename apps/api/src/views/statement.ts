import {
  calls,
  creditors,
  liquidations,
  losses,
  movements,
  readBlockAt,
  readLoans,
} from '@hypothec/database';
import type { IndexedBlock, Queries } from '@hypothec/database';
import { debtOf, emptyLoan, parseLoanId, timestamp } from '@hypothec/model';
import type { Loan, LoanId } from '@hypothec/model';
import { and, asc, eq, gt, lte, or } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import { toBlockRef } from '../schemas/index.ts';
import { bonusPaid, toCallItem, toLiquidationItem, toMovementView, withState } from './past.ts';
import type { LiquidationRow, MovementRow } from './past.ts';
import { readWorld, unfollowed } from './world.ts';
import type { World } from './world.ts';

/** Longest statement. */
const MOVEMENTS = 10_000;

const rounding =
  'Amounts are exact. What is owed is rounded up to the smallest unit of the loan token, what ' +
  'collateral is worth is rounded down. Interest is what remains of the debt after everything ' +
  'else, so that all figures of the statement add up to the last unit; it holds every rounding.';

/** One end of a period. */
interface End {
  readonly time: bigint;
  /** The last block that is not after it; null before the first. */
  readonly block: IndexedBlock | null;
  readonly loan: Loan;
  readonly debt: bigint;
}

async function readEnd(
  queries: Queries,
  head: Head,
  id: LoanId,
  time: bigint,
): Promise<End & { readonly world: World | null }> {
  const block = await readBlockAt(queries, time);
  if (block === null) return { time, block, loan: emptyLoan, debt: 0n, world: null };
  const world = await readWorld(queries, head, block.number);
  const loan = (await readLoans(queries, [id], block.number)).get(id);
  if (loan === undefined) return { time, block, loan: emptyLoan, debt: 0n, world };
  const snapshot = world.snapshot(id, loan, timestamp(time));
  if (snapshot === null) throw unfollowed(parseLoanId(id).creditorId, block.number);
  return { time, block, loan, debt: debtOf(snapshot).debt, world };
}

interface Span {
  readonly id: LoanId;
  /** The last block before the period, and its own last one. */
  readonly after: number;
  readonly last: number;
}

const inSpan = (
  table: { readonly loanId: AnyPgColumn; readonly block: AnyPgColumn },
  { id, after, last }: Span,
) => and(eq(table.loanId, id), gt(table.block, after), lte(table.block, last));

async function readMovements(queries: Queries, span: Span): Promise<MovementRow[]> {
  const rows = await queries
    .select()
    .from(movements)
    .where(inSpan(movements, span))
    .orderBy(asc(movements.block), asc(movements.logIndex))
    .limit(MOVEMENTS + 1);
  if (rows.length <= MOVEMENTS) return rows;
  const detail = `The period has more than ${MOVEMENTS} movements. Ask for a shorter one.`;
  throw new Problem('invalid-request', detail, {
    errors: [{ in: 'query', pointer: '/from', detail }],
  });
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

const sumOf = (rows: readonly MovementRow[], kind: MovementRow['kind'], id?: number): bigint =>
  total(
    rows
      .filter((row) => row.kind === kind && (id === undefined || row.collateralId === id))
      .map(({ amount }) => amount),
  );

/** Everything that changed a debt, and what is left of the change: interest. */
function debtFigures(rows: readonly MovementRow[], badDebt: bigint, ends: readonly [End, End]) {
  const [opening, closing] = [ends[0].debt, ends[1].debt];
  const [drawn, fees] = [sumOf(rows, 'draw'), sumOf(rows, 'call-fee')];
  const [repaid, repaidBySales] = [sumOf(rows, 'repay'), sumOf(rows, 'sale')];
  const interest = closing - opening - drawn - fees + repaid + repaidBySales + badDebt;
  return { opening, drawn, fees, interest, repaid, repaidBySales, badDebt, closing };
}

const heldOf = ({ loan }: End, id: number): bigint =>
  loan.holdings.find((holding) => holding.id === id)?.amount ?? 0n;

function collateralFigures(
  world: World,
  creditorId: number,
  rows: readonly MovementRow[],
  sales: readonly LiquidationRow[],
  ends: readonly [End, End],
) {
  const ids = new Set<number>([
    ...ends.flatMap(({ loan }) => loan.holdings.map(({ id }) => id as number)),
    ...rows.flatMap(({ collateralId }) => collateralId ?? []),
    ...sales.map(({ collateralId }) => collateralId),
  ]);
  return [...ids]
    .sort((a, b) => a - b)
    .map((id) => {
      const money = (amount: bigint) => world.collateralMoney(creditorId, id, amount);
      const lots = sales.filter(({ collateralId }) => collateralId === id);
      return {
        collateralId: id,
        opening: money(heldOf(ends[0], id)),
        pledged: money(sumOf(rows, 'pledge', id)),
        withdrawn: money(sumOf(rows, 'withdraw', id)),
        seized: money(total(lots.map(({ seized }) => seized))),
        closing: money(heldOf(ends[1], id)),
      };
    });
}

/** Calls that were made or ended in the period, as they stood at its end. */
async function readCalls(queries: Queries, world: World, { id, after, last }: Span) {
  const rows = await queries
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.loanId, id),
        lte(calls.block, last),
        or(gt(calls.block, after), and(gt(calls.endBlock, after), lte(calls.endBlock, last))),
      ),
    )
    .orderBy(asc(calls.block), asc(calls.logIndex));
  const known = await withState(queries, world, rows, last);
  return known.map((call) => toCallItem(world, call, last));
}

async function readBadDebt(queries: Queries, span: Span): Promise<bigint> {
  const rows = await queries
    .select({ badDebt: losses.badDebt })
    .from(losses)
    .where(inSpan(losses, span));
  return total(rows.map(({ badDebt }) => badDebt));
}

async function readSales(queries: Queries, span: Span): Promise<LiquidationRow[]> {
  return queries
    .select()
    .from(liquidations)
    .where(inSpan(liquidations, span))
    .orderBy(asc(liquidations.block), asc(liquidations.logIndex));
}

const zeroAddress = `0x${'0'.repeat(40)}` as const;

async function readCreditor(queries: Queries, creditorId: number) {
  const [row] = await queries.select().from(creditors).where(eq(creditors.creditorId, creditorId));
  return { id: creditorId, address: row?.address ?? zeroAddress, name: row?.name ?? '' };
}

/** Which loan, and after which instant up to and including which. */
export interface StatementOf {
  readonly id: LoanId;
  readonly openedAt: bigint;
  readonly from: bigint;
  readonly to: bigint;
}

/** The account of a loan for a period: it adds up to the last unit, and so do periods in a row. */
export async function readStatement(queries: Queries, head: Head, of: StatementOf) {
  const { id, from, to } = of;
  const { borrower, creditorId } = parseLoanId(id);
  const opening = await readEnd(queries, head, id, from);
  const closing = await readEnd(queries, head, id, to);
  const now = await readWorld(queries, head);
  const last = closing.block?.number ?? head.start - 1;
  const span = { id, after: opening.block?.number ?? head.start - 1, last };
  const moved = await readMovements(queries, span);
  const sales = await readSales(queries, span);
  const money = (amount: bigint) => now.loanMoney(creditorId, amount);
  const debt = debtFigures(moved, await readBadDebt(queries, span), [opening, closing]);
  return {
    asOf: toBlockRef(head),
    chainId: head.chainId,
    book: head.book,
    loanId: id as `0x${string}`,
    borrower,
    creditor: await readCreditor(queries, creditorId),
    openedAt: Number(of.openedAt),
    period: {
      from: Number(from),
      to: Number(to),
      openingBlock: opening.block?.number ?? null,
      closingBlock: last,
    },
    debt: {
      opening: money(debt.opening),
      drawn: money(debt.drawn),
      fees: money(debt.fees),
      interest: money(debt.interest),
      repaid: money(debt.repaid),
      repaidBySales: money(debt.repaidBySales),
      badDebt: money(debt.badDebt),
      closing: money(debt.closing),
    },
    collateral: collateralFigures(now, creditorId, moved, sales, [opening, closing]),
    movements: moved.map((row) => toMovementView(now, row)),
    calls: await readCalls(queries, closing.world ?? now, span),
    liquidations: sales.map((row) => toLiquidationItem(now, row)),
    bonusPaid: money(total(sales.map(bonusPaid))),
    rounding,
  };
}
