import { loans, readLoans } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { LoanId as Id, LoanSnapshot } from '@hypothec/model';
import { eq } from 'drizzle-orm';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import { readWorld, unfollowed } from './world.ts';
import type { World } from './world.ts';

/** When a loan first appeared. */
export type LoanRow = typeof loans.$inferSelect;

/** @throws {Problem} 404 for a loan that never was. */
export async function readOpened(queries: Queries, id: string, head: Head): Promise<LoanRow> {
  const [row] = await queries
    .select()
    .from(loans)
    .where(eq(loans.loanId, id as Id));
  if (row !== undefined) return row;
  const detail = `No loan has the id ${id} as of block ${head.number}. Is it of this book?`;
  throw new Problem('not-found', detail);
}

/** A loan with its world as of a block, the head without one. */
export interface LoanAt {
  readonly world: World;
  readonly snapshot: LoanSnapshot;
  readonly row: LoanRow;
}

/** @throws {Problem} 404 for a loan that was not yet then, and for a block that is not indexed. */
export async function readLoanAt(
  queries: Queries,
  id: string,
  head: Head,
  at?: number,
): Promise<LoanAt> {
  const row = await readOpened(queries, id, head);
  const world = await readWorld(queries, head, at);
  const loan = (await readLoans(queries, [id as Id], at)).get(id as Id);
  if (!world.follows(row.creditorId)) throw unfollowed(row.creditorId, world.state.block.number);
  const snapshot = loan === undefined ? null : world.snapshot(id as Id, loan);
  if (snapshot !== null) return { world, snapshot, row };
  const detail = `The loan was opened in block ${row.openedBlock}. Ask for that or a later one.`;
  throw new Problem('not-found', detail);
}
