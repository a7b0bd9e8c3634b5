import {
  authorities,
  blocks,
  calls,
  creditors,
  cursor,
  events,
  feedRounds,
  listings,
  loans,
  operations,
  oracles,
  rateChanges,
  transactions,
} from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { and, eq, gt, notExists, notInArray } from 'drizzle-orm';
import { readKnown } from './known.ts';
import type { Known } from './known.ts';
import { byBlock, versioned } from './tables.ts';

/** What was read of contracts that nothing names any more, from before anything did. */
async function forget(tx: Queries, known: Known): Promise<void> {
  const { feeds, rates, anchored } = known;
  const managers = [...known.authorities];
  await tx.delete(feedRounds).where(notInArray(feedRounds.feed, [...feeds]));
  await tx.delete(rateChanges).where(notInArray(rateChanges.address, [...rates, ...anchored]));
  const ofOracle = eq(events.emitter, 'oracle');
  await tx.delete(events).where(and(ofOracle, notInArray(events.address, [...anchored])));
  const ofManager = eq(events.emitter, 'authority');
  await tx.delete(events).where(and(ofManager, notInArray(events.address, managers)));
  await tx.delete(operations).where(notInArray(operations.authority, managers));
  const told = tx.select().from(events).where(eq(events.transactionHash, transactions.hash));
  await tx.delete(transactions).where(notExists(told));
}

/** Takes back everything of the blocks after one: as if they had not been read. */
export async function cutAfter(tx: Queries, block: number): Promise<void> {
  const listed = await tx.select().from(oracles).where(gt(oracles.block, block)).limit(1);
  const curated = await tx
    .select()
    .from(authorities)
    .where(gt(authorities.fromBlock, block))
    .limit(1);
  for (const table of Object.values(byBlock)) await tx.delete(table).where(gt(table.block, block));
  await tx.delete(loans).where(gt(loans.openedBlock, block));
  await tx.delete(blocks).where(gt(blocks.number, block));
  for (const table of Object.values(versioned)) {
    await tx.delete(table).where(gt(table.fromBlock, block));
    await tx.update(table).set({ untilBlock: null }).where(gt(table.untilBlock, block));
  }
  const open = { ending: null, endBlock: null, endLogIndex: null, endTime: null };
  await tx.update(calls).set(open).where(gt(calls.endBlock, block));
  await tx.update(listings).set({ closedBlock: null }).where(gt(listings.closedBlock, block));
  await tx
    .update(operations)
    .set({ outcome: null, outcomeBlock: null })
    .where(gt(operations.outcomeBlock, block));
  const sound = { faultBlock: null, fault: null };
  await tx.update(creditors).set(sound).where(gt(creditors.faultBlock, block));
  if (listed.length + curated.length === 0) return;
  const [at] = await tx.select().from(cursor);
  if (at !== undefined) await forget(tx, await readKnown(tx, at.book, at.sequencerFeed));
}
