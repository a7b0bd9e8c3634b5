import {
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
} from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { and, eq, gt, notInArray } from 'drizzle-orm';
import { readKnown } from './known.ts';
import type { Known } from './known.ts';
import { byBlock, versioned } from './tables.ts';

/** What was read for an oracle that is gone again, from before it was listed. */
async function forgetSources(tx: Queries, known: Known): Promise<void> {
  const { feeds, rates, anchored } = known;
  await tx.delete(feedRounds).where(notInArray(feedRounds.feed, [...feeds]));
  await tx.delete(rateChanges).where(notInArray(rateChanges.address, [...rates, ...anchored]));
  const ofOracle = eq(events.emitter, 'oracle');
  await tx.delete(events).where(and(ofOracle, notInArray(events.address, [...anchored])));
}

/** Takes back everything of the blocks after one: as if they had not been read. */
export async function cutAfter(tx: Queries, block: number): Promise<void> {
  const gone = await tx.select().from(oracles).where(gt(oracles.block, block)).limit(1);
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
  if (gone.length === 0) return;
  const [at] = await tx.select().from(cursor);
  if (at !== undefined) await forgetSources(tx, await readKnown(tx, at.book, at.sequencerFeed));
}
