import { readLoans } from '@hypothec/database';
import type { calls, liquidations, movements, Queries } from '@hypothec/database';
import { parseLoanId } from '@hypothec/model';
import type { LoanId, OpenCall } from '@hypothec/model';
import { instant, standingOf } from './loan.ts';
import type { World } from './world.ts';

export type MovementRow = typeof movements.$inferSelect;
export type CallRow = typeof calls.$inferSelect;
export type LiquidationRow = typeof liquidations.$inferSelect;

interface Placed {
  readonly block: number;
  readonly logIndex: number;
  readonly time: bigint;
  readonly transactionHash: `0x${string}`;
}

function toPlace({ block, logIndex, time, transactionHash }: Placed) {
  return { block, logIndex, time: Number(time), transactionHash };
}

export function toMovementView(world: World, row: MovementRow) {
  const { loanId, creditorId, kind, account, collateralId, amount, debtAfter } = row;
  return {
    ...toPlace(row),
    loanId,
    kind,
    amount:
      collateralId === null
        ? world.loanMoney(creditorId, amount)
        : world.collateralMoney(creditorId, collateralId, amount),
    collateralId,
    account,
    debtAfter: world.loanMoney(creditorId, debtAfter),
  };
}

/** A call with the part of the loan's state that says whether it is open. */
export interface CallWithState {
  readonly row: CallRow;
  /** Null where it ended or lapsed. */
  readonly open: OpenCall | null;
}

/**
 * Says of calls which are open as of the world's block. One without a recorded end has lapsed
 * unseen unless the model says that a call since then is in force.
 */
export async function withState(
  queries: Queries,
  world: World,
  rows: readonly CallRow[],
  at?: number,
): Promise<CallWithState[]> {
  const isEnded = ({ ending, endBlock }: CallRow): boolean =>
    ending !== null && (at === undefined || (endBlock ?? 0) <= at);
  const ids = rows.filter((row) => !isEnded(row)).map(({ loanId }) => loanId as LoanId);
  const loans = await readLoans(queries, [...new Set(ids)], at);
  return rows.map((row) => {
    const loan = isEnded(row) ? undefined : loans.get(row.loanId as LoanId);
    if (loan === undefined) return { row, open: null };
    const snapshot = world.snapshot(row.loanId as LoanId, loan);
    const call = snapshot === null ? null : (standingOf(snapshot)?.call ?? null);
    return { row, open: call?.calledAt === row.time ? call : null };
  });
}

/** How a call stands; as of a block, whatever came later. */
export function outcomeOf({ row, open }: CallWithState, at?: number) {
  const { ending, endBlock } = row;
  if (ending !== null && (at === undefined || (endBlock ?? 0) <= at)) return ending;
  return open === null ? ('lapse' as const) : ('open' as const);
}

/** A call; as of a block with a number, whatever came later. */
export function toCallItem(world: World, call: CallWithState, at?: number) {
  const { row, open } = call;
  const { loanId, creditorId, caller, reason, debt, fee, repayment, topUps, ltvWad } = row;
  const money = (amount: bigint) => world.loanMoney(creditorId, amount);
  const outcome = outcomeOf(call, at);
  // A call that is neither open nor ended by then has lapsed, and nobody has said so.
  const ended = outcome === row.ending && (at === undefined || (row.endBlock ?? 0) <= at);
  return {
    ...toPlace(row),
    loanId,
    borrower: parseLoanId(loanId).borrower,
    creditorId,
    caller,
    reason,
    debt: money(debt),
    fee: money(fee),
    repayment: money(repayment),
    topUps: topUps.map(([collateralId, amount]) => ({
      collateralId,
      amount: world.collateralMoney(creditorId, collateralId, BigInt(amount)),
    })),
    ltv: ltvWad === null ? null : `${ltvWad}`,
    cureEnd: instant(open?.cureEnd ?? row.cureEnd),
    lapseAt: instant(open?.lapseAt ?? row.lapseAt),
    outcome,
    endedAt: ended && row.endTime !== null ? Number(row.endTime) : null,
    endBlock: ended ? row.endBlock : null,
  };
}

/** What the lot was worth beyond what it repaid: what the sale cost the borrower. */
export function bonusPaid({ seizedValue, repaid }: LiquidationRow): bigint {
  return seizedValue - repaid;
}

export function toLiquidationItem(world: World, row: LiquidationRow) {
  const { loanId, creditorId, liquidator, kind, reason, collateralId } = row;
  const money = (amount: bigint) => world.loanMoney(creditorId, amount);
  return {
    ...toPlace(row),
    loanId,
    borrower: parseLoanId(loanId).borrower,
    creditorId,
    liquidator,
    kind,
    reason,
    collateralId,
    seized: world.collateralMoney(creditorId, collateralId, row.seized),
    seizedValue: money(row.seizedValue),
    repaid: money(row.repaid),
    bonus: `${row.bonusWad}`,
    bonusPaid: money(bonusPaid(row)),
    badDebt: money(row.badDebt),
    debtBefore: money(row.debtBefore),
    debtAfter: money(row.debtAfter),
    price: { low: `${row.priceLow}`, high: `${row.priceHigh}` },
    sources: row.sources.map(({ feed, answer, updatedAt }) => ({
      feed: feed as `0x${string}`,
      answer,
      updatedAt: Number(updatedAt),
    })),
  };
}
