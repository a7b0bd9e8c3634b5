import { atTime, timestamp } from '@hypothec/model';
import type { Actor, Address, LoanDone, LoanId, Preview } from '@hypothec/model';
import { expect } from 'vitest';
import { readActor, readSnapshot } from './index.ts';
import type { ReadClient, Sender, Snapshot, Written } from './index.ts';

export const USD = 10n ** 6n;
export const BTC = 10n ** 8n;
export const ETHER = 10n ** 18n;

/** How the story of one loan goes on: what is foretold by the model, then done on the chain. */
export interface Step<Returns> {
  readonly by: Sender;
  /** Seconds until the block of the action. */
  readonly after?: bigint;
  readonly foretold: (snapshot: Snapshot, actor: Actor) => Preview<LoanDone<Returns>>;
  readonly done: (by: Sender) => Promise<Written<unknown>>;
}

/** Where a story is told. */
export interface Stage {
  readonly book: Address;
  readonly chain: {
    readonly client: ReadClient;
    /** Gives the next block exactly this time. */
    nextAt(timestamp: bigint): Promise<void>;
  };
}

/** Reads the loan as of the newest block. */
export function readStory(world: Stage, id: LoanId): Promise<Snapshot> {
  return readSnapshot(world.chain.client, { book: world.book, id });
}

/**
 * Foretells a step by the model at the instant it will have, does it on the chain, and expects the
 * same: events, return values, the loan and all of the pool.
 */
export async function act<Returns>(
  world: Stage,
  id: LoanId,
  step: Step<Returns>,
): Promise<Snapshot> {
  const { chain } = world;
  const { by, after = 10n, foretold, done } = step;
  const before = await readStory(world, id);
  const at = timestamp(before.now + after);
  const actor = await readActor(chain.client, before, by.address);
  const preview = foretold(atTime(before, at), actor);
  if (!preview.ok) throw preview.error;
  await chain.nextAt(at);
  const written = await done(by);
  const now = await readStory(world, id);
  expect(now.now).toBe(at);
  expect(written.events).toEqual(preview.outcome.events);
  if (written.returns !== null) expect(written.returns).toEqual(preview.outcome.returns);
  expect(now.loan).toEqual(preview.after.loan);
  expect(now.pool).toEqual(preview.after.pool);
  return now;
}
