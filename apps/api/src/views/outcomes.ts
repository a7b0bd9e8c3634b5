import { calls, events, liquidations, loans, losses, movements } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { totalAssets } from '@hypothec/model';
import { and, asc, count, eq, gt, lte, sum } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { bonusPaid, outcomeOf, withState } from './past.ts';
import type { CallWithState, LiquidationRow } from './past.ts';
import type { World } from './world.ts';

/** Blocks after `from`, up to and including `to`. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

function within(
  table: { readonly creditorId: AnyPgColumn },
  block: AnyPgColumn,
  creditorId: number,
  { from, to }: BlockRange,
): SQL | undefined {
  return and(eq(table.creditorId, creditorId), gt(block, from), lte(block, to));
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

async function readLoanFigures(queries: Queries, creditorId: number, range: BlockRange) {
  const [opened] = await queries
    .select({ loans: count() })
    .from(loans)
    .where(within(loans, loans.openedBlock, creditorId, range));
  const [drawn] = await queries
    .select({ amount: sum(movements.amount) })
    .from(movements)
    .where(and(eq(movements.kind, 'draw'), within(movements, movements.block, creditorId, range)));
  const [written] = await queries
    .select({ loans: count() })
    .from(events)
    .where(and(eq(events.name, 'WrittenOff'), within(events, events.block, creditorId, range)));
  return {
    opened: opened?.loans ?? 0,
    drawn: BigInt(drawn?.amount ?? 0),
    writtenOff: written?.loans ?? 0,
  };
}

function callFigures(found: readonly CallWithState[], to: number) {
  const outcomes = found.map((call) => outcomeOf(call, to));
  const of = (wanted: string): number => outcomes.filter((one) => one === wanted).length;
  return {
    made: found.length,
    curedByPrice: of('price'),
    curedByTopUp: of('top-up'),
    curedByRepayment: of('repayment'),
    endedBySale: of('sale'),
    lapsed: of('lapse'),
    openAtTheEnd: of('open'),
  };
}

function saleFigures(world: World, creditorId: number, rows: readonly LiquidationRow[]) {
  const money = (amounts: readonly bigint[]) => world.loanMoney(creditorId, total(amounts));
  return {
    loans: new Set(rows.map(({ loanId }) => loanId)).size,
    sales: rows.length,
    repaid: money(rows.map(({ repaid }) => repaid)),
    seizedValue: money(rows.map(({ seizedValue }) => seizedValue)),
  };
}

/** In the order of the first sale of each. */
function seizedOf(world: World, creditorId: number, rows: readonly LiquidationRow[]) {
  const seized = new Map<number, bigint>();
  for (const { collateralId, seized: lot } of rows) {
    seized.set(collateralId, (seized.get(collateralId) ?? 0n) + lot);
  }
  return [...seized].map(([collateralId, amount]) => ({
    collateralId,
    amount: world.collateralMoney(creditorId, collateralId, amount),
  }));
}

function poolFigures(world: World | null, creditorId: number, names: World) {
  const pool = world?.state.pools.get(creditorId);
  const assets =
    pool === undefined ? 0n : totalAssets(pool, world?.state.block.time ?? pool.updatedAt);
  return {
    firstLoss: names.loanMoney(creditorId, pool?.firstLoss ?? 0n),
    lenderAssets: names.loanMoney(creditorId, assets),
  };
}

async function readLosses(queries: Queries, creditorId: number, range: BlockRange) {
  const rows = await queries
    .select({ badDebt: losses.badDebt, borne: losses.borne })
    .from(losses)
    .where(within(losses, losses.block, creditorId, range));
  return {
    badDebt: total(rows.map(({ badDebt }) => badDebt)),
    borne: total(rows.map(({ borne }) => borne)),
  };
}

/**
 * What became of a creditor's loans and lenders within a range of blocks.
 *
 * @param worlds - As of the range's two ends; null before where there is no such block.
 */
export async function readOutcomes(
  queries: Queries,
  creditorId: number,
  range: BlockRange,
  worlds: { readonly before: World | null; readonly after: World },
) {
  const { before, after: world } = worlds;
  const money = (amount: bigint) => world.loanMoney(creditorId, amount);
  const figures = await readLoanFigures(queries, creditorId, range);
  const made = await queries
    .select()
    .from(calls)
    .where(within(calls, calls.block, creditorId, range));
  const found = await withState(queries, world, made, range.to);
  const sales = await queries
    .select()
    .from(liquidations)
    .where(within(liquidations, liquidations.block, creditorId, range))
    .orderBy(asc(liquidations.block), asc(liquidations.logIndex));
  const firstDebts = new Map<string, bigint>();
  for (const { loanId, debtBefore } of sales) {
    if (!firstDebts.has(loanId)) firstDebts.set(loanId, debtBefore);
  }
  const { badDebt, borne } = await readLosses(queries, creditorId, range);
  const ofKind = (kind: 'soft' | 'hard') =>
    saleFigures(
      world,
      creditorId,
      sales.filter((sale) => sale.kind === kind),
    );
  const { seizedValue, repaid } = saleFigures(world, creditorId, sales);
  return {
    creditorId,
    loans: {
      opened: figures.opened,
      drawn: money(figures.drawn),
      called: new Set(made.map(({ loanId }) => loanId)).size,
      liquidated: firstDebts.size,
      writtenOff: figures.writtenOff,
    },
    calls: callFigures(found, range.to),
    liquidations: {
      soft: ofKind('soft'),
      hard: ofKind('hard'),
      seized: seizedOf(world, creditorId, sales),
      seizedValue,
      repaid,
    },
    bonusPaid: money(total(sales.map(bonusPaid))),
    liquidatedDebt: money(total([...firstDebts.values()])),
    badDebt: money(badDebt),
    borne: money(borne),
    lost: money(badDebt - borne),
    pool: {
      before: poolFigures(before, creditorId, world),
      after: poolFigures(world, creditorId, world),
    },
  };
}
