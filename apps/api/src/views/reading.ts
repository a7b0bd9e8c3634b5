import { asOf, authorities, creditors, readBlock } from '@hypothec/database';
import type { ChainState, IndexedBlock, Queries } from '@hypothec/database';
import { and, asc, eq, getTableColumns, lte } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import { BlockQuery, intQuery } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';
import type { Tokens } from './token.ts';
import { notIndexedBlock, readWorld } from './world.ts';

/** The query of everything that can be read as of an older block. */
export const blockQuery = {
  block: BlockQuery.optional().meta({
    description: 'As of this block; the newest indexed one unless told.',
  }),
};

const MOST_ID = 2 ** 31 - 1;

/** A creditor's number, in a path. */
export const CreditorParam = intQuery(1, MOST_ID, 'A creditor’s number.');

/** A listing's number, in a query. */
export const CollateralQuery = intQuery(0, MOST_ID, 'A listing’s number.');

/** No creditor has this number. */
export function creditorMissing(creditorId: number, block: number): Problem {
  const detail = `No creditor has the number ${creditorId} as of block ${block}.`;
  return new Problem('not-found', `${detail} GET /v1/creditors lists them.`);
}

/**
 * An indexed block; the newest without a number.
 *
 * @throws {Problem} 404 with what is indexed.
 */
export async function blockAt(queries: Queries, head: Head, block?: number): Promise<IndexedBlock> {
  const found = await readBlock(queries, block);
  if (found === null) throw notIndexedBlock(block ?? head.number, head);
  return found;
}

/**
 * Everything but loans and lenders as of a block; the newest without a number.
 *
 * @throws {Problem} 404 with what is indexed.
 */
export async function stateAt(queries: Queries, head: Head, block?: number): Promise<ChainState> {
  return (await readWorld(queries, head, block)).state;
}

/** Creditors registered by a block, by number, each with the AccessManager that it has then. */
export function creditorsAt(queries: Queries, block: number, fits: SQL, most = 1) {
  const curated = and(eq(authorities.creditorId, creditors.creditorId), asOf(authorities, block));
  return queries
    .select({ ...getTableColumns(creditors), authority: authorities.authority })
    .from(creditors)
    .leftJoin(authorities, curated)
    .where(and(lte(creditors.block, block), fits))
    .orderBy(asc(creditors.creditorId))
    .limit(most);
}

/**
 * A creditor's row.
 *
 * @throws {Problem} 404 where there is none as of a block.
 */
export async function requireCreditor(queries: Queries, creditorId: number, block: number) {
  const [row] = await creditorsAt(queries, block, eq(creditors.creditorId, creditorId));
  if (row === undefined) throw creditorMissing(creditorId, block);
  return row;
}

/** Every token as of the head. */
export async function readTokens(queries: Queries, head: Head): Promise<Tokens> {
  return (await readWorld(queries, head)).tokens;
}

/** Which token each creditor lends. */
export async function readCreditorTokens(
  queries: Queries,
  head: Head,
): Promise<(creditorId: number) => TokenRef> {
  const world = await readWorld(queries, head);
  return (id) => world.loanToken(id);
}
