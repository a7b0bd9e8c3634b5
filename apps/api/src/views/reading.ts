import { creditors, readBlock, tokens } from '@hypothec/database';
import type { ChainState, IndexedBlock, Queries } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { and, eq, lte } from 'drizzle-orm';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import { BlockQuery, intQuery } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';
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

/**
 * A creditor's row.
 *
 * @throws {Problem} 404 where there is none as of a block.
 */
export async function requireCreditor(queries: Queries, creditorId: number, block: number) {
  const [row] = await queries
    .select()
    .from(creditors)
    .where(and(eq(creditors.creditorId, creditorId), lte(creditors.block, block)));
  if (row === undefined) throw creditorMissing(creditorId, block);
  return row;
}

/** A token as it names itself. */
export interface Token extends TokenRef {
  readonly name: string;
}

/** Every token that a creditor lends or takes. */
export class Tokens {
  readonly #known: ReadonlyMap<Address, Token>;

  constructor(known: readonly Token[]) {
    this.#known = new Map(known.map((token) => [token.address, token]));
  }

  /** A token; one without name and decimals where nothing is known of it. */
  of(address: Address): Token {
    return this.#known.get(address) ?? { address, symbol: address, name: '', decimals: 0 };
  }

  /** For errors that are told to people. */
  get all(): ReadonlyMap<Address, Token> {
    return this.#known;
  }
}

/** Reads all tokens. */
export async function readTokens(queries: Queries): Promise<Tokens> {
  const { address, symbol, name, decimals } = tokens;
  return new Tokens(await queries.select({ address, symbol, name, decimals }).from(tokens));
}

/** Reads which token each creditor lends. */
export async function readCreditorTokens(
  queries: Queries,
): Promise<(creditorId: number) => TokenRef> {
  const known = await readTokens(queries);
  const { creditorId, loanToken } = creditors;
  const rows = await queries.select({ creditorId, loanToken }).from(creditors);
  const byId = new Map(rows.map((row) => [row.creditorId, row.loanToken]));
  return (id) => known.of(byId.get(id) ?? `0x${'0'.repeat(40)}`);
}
