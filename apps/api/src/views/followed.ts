import { creditors } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { eq, lte } from 'drizzle-orm';
import { Problem } from '../errors/problem.ts';

/** Creditors whose events did not fit the rules of a lending pool, up to a block. */
export async function readUnfollowed(queries: Queries, block: number): Promise<Set<number>> {
  const rows = await queries
    .select({ creditorId: creditors.creditorId })
    .from(creditors)
    .where(lte(creditors.faultBlock, block));
  return new Set(rows.map(({ creditorId }) => creditorId));
}

/**
 * Makes sure that the tables have a creditor as the chain has it.
 *
 * @throws {Problem} 404 for one whose events did not fit the rules of a lending pool.
 */
export async function requireFollowed(
  queries: Queries,
  creditorId: number,
  block: number,
): Promise<void> {
  const [row] = await queries
    .select({ faultBlock: creditors.faultBlock })
    .from(creditors)
    .where(eq(creditors.creditorId, creditorId));
  if (row === undefined || row.faultBlock === null || row.faultBlock > block) return;
  const detail =
    `Creditor ${creditorId} has not followed the rules of a lending pool since block ` +
    `${row.faultBlock}: nothing can be computed for it. GET /v1/creditors/${creditorId} says why.`;
  throw new Problem('not-found', detail);
}
