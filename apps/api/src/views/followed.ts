import { creditors } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { lte } from 'drizzle-orm';
import { unfollowed } from './world.ts';
import type { World } from './world.ts';

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
export function requireFollowed(world: World, creditorId: number): void {
  if (!world.follows(creditorId)) throw unfollowed(creditorId, world.state.block.number);
}
