import { asOf, lenderVersions, loanVersions, readBlock } from '@hypothec/database';
import type { Database, Queries } from '@hypothec/database';
import type { LoanId, Shares, Units } from '@hypothec/model';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { LenderRow, Row, TreePlan } from './job.ts';

/** Rows that are read at once: a few milliseconds of this thread. */
const PART = 500;
const STATEMENT_MS = 10_000;

/** The block of a plan is another by now: the chain was reorganised. */
export class ReplacedBlockError extends Error {
  override readonly name = 'ReplacedBlockError';
}

/** Takes the rows of one part. */
export type Take = (rows: readonly Row[]) => void;

async function readLoans(
  queries: Queries,
  creditorIds: readonly number[],
  block: number,
  take: Take,
): Promise<void> {
  const { loanId, units, holdings, creditorId } = loanVersions;
  for (let after = ''; ;) {
    const rows = await queries
      .select({ id: loanId, units, holdings })
      .from(loanVersions)
      .where(
        and(
          asOf(loanVersions, block),
          gt(loanId, after as `0x${string}`),
          sql`${creditorId} = any(${sql.param(creditorIds)}::int[])`,
          sql`${holdings} <> '[]'::jsonb`,
        ),
      )
      .orderBy(asc(loanId))
      .limit(PART);
    take(rows.map((row) => ({ ...row, id: row.id as LoanId, units: row.units as Units })));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PART) return;
    after = last.id;
  }
}

async function readLenders(
  queries: Queries,
  creditorId: number,
  block: number,
  take: Take,
): Promise<void> {
  const { account, shares, creditorId: creditor } = lenderVersions;
  for (let after = ''; ;) {
    const rows = await queries
      .select({ account, shares })
      .from(lenderVersions)
      .where(
        and(
          eq(creditor, creditorId),
          asOf(lenderVersions, block),
          gt(account, after as `0x${string}`),
          gt(shares, 0n),
        ),
      )
      .orderBy(asc(account))
      .limit(PART);
    take(rows.map((row): LenderRow => [row.account, row.shares as Shares]));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PART) return;
    after = last.account;
  }
}

/**
 * Reads what a tree is made from, part by part, all as of its block.
 *
 * @throws {ReplacedBlockError} when the chain has another block of that number by now.
 */
export async function readRows(
  { queries: outside }: Database,
  { context, source }: TreePlan,
  take: Take,
): Promise<void> {
  const block = Number(context.blockNumber);
  await outside.transaction(
    async (queries) => {
      await queries.execute(sql.raw(`set local statement_timeout = ${STATEMENT_MS}`));
      const found = await readBlock(queries, block);
      if (found?.hash !== context.blockHash) {
        throw new ReplacedBlockError(`Block ${block} is not ${context.blockHash} any more.`);
      }
      if (source.side === 'lenders') {
        await readLenders(queries, source.pool.creditorId, block, take);
        return;
      }
      const ids = source.side === 'loans' ? [source.pool.creditorId] : source.creditors;
      await readLoans(queries, ids, block, take);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
