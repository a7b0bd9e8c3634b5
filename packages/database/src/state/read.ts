import { oraclePrice, parseLoanId, ProtocolError, Rebuild, timestamp } from '@hypothec/model';
import type {
  Address,
  CollateralId,
  Listing,
  ListingView,
  Loan,
  LoanId,
  LoanSnapshot,
  MarketSnapshot,
  Pool,
  PriceAnswer,
  ProtocolErrorArgs,
  Timestamp,
} from '@hypothec/model';
import { and, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Queries } from '../connect.ts';
import {
  blocks,
  creditors,
  cursor,
  feedRounds,
  listings,
  loanVersions,
  oracleAnswers,
  oracles,
  poolVersions,
  rateChanges,
} from '../schema/index.ts';
import { toListing, toLoan, toPool } from './codec.ts';
import { fieldsOf, listOf, wholeOf } from './fields.ts';
import { feedsOf, Sources, toOracleConfig } from './oracle.ts';

/** An indexed block. */
export interface IndexedBlock {
  readonly number: number;
  readonly hash: `0x${string}`;
  readonly time: Timestamp;
}

/** The version of a row that was in force at a block; the newest without one. */
export function asOf(
  table: { readonly fromBlock: AnyPgColumn; readonly untilBlock: AnyPgColumn },
  block?: number,
): SQL | undefined {
  if (block === undefined) return isNull(table.untilBlock);
  return and(
    lte(table.fromBlock, block),
    or(isNull(table.untilBlock), gt(table.untilBlock, block)),
  );
}

const key = (creditorId: number, collateralId: number): string => `${creditorId}:${collateralId}`;

/** Everything but loans and lenders, as of one block. */
export class ChainState {
  readonly block: IndexedBlock;
  /** Pools, listings and what is closed. Loans and balances are for whoever needs them to fill. */
  readonly core = new Rebuild();
  readonly sources = new Sources();
  readonly sequencerFeed: Address | null;

  constructor(block: IndexedBlock, sequencerFeed: Address | null) {
    this.block = block;
    this.sequencerFeed = sequencerFeed;
  }

  get pools(): ReadonlyMap<number, Pool> {
    return this.core.pools;
  }

  /** A listing; undefined where there is none. */
  listing(creditorId: number, id: CollateralId): Listing | undefined {
    return this.core.listings.get(key(creditorId, id));
  }

  /**
   * A pool with its listings and their prices: what quotes and previews of the model take.
   *
   * @param now - The block's own time without it; later, interest and ages go on.
   * @returns Null where there is no such pool.
   */
  market(creditorId: number, now: Timestamp = this.block.time): MarketSnapshot | null {
    const pool = this.pools.get(creditorId);
    if (pool === undefined) return null;
    const ids = [...pool.listings.keys()].toSorted((a, b) => a - b);
    const views = ids.flatMap((id): [CollateralId, ListingView][] => {
      const listing = this.listing(creditorId, id);
      if (listing === undefined) return [];
      const price = this.sources.price(listing.oracle, now);
      return [[id, { listing, closed: this.core.closed.has(key(creditorId, id)), price }]];
    });
    const sequencer = this.sources.sequencer(this.sequencerFeed, now);
    return { now, pool, sequencer, listings: new Map(views) };
  }

  /** A loan with its market; null where its creditor has no pool. */
  snapshot(id: LoanId, loan: Loan, now?: Timestamp): LoanSnapshot | null {
    const market = this.market(parseLoanId(id).creditorId, now);
    return market === null ? null : { ...market, id, loan };
  }
}

/** An indexed block by its number, or the newest; null where it is not indexed. */
export async function readBlock(queries: Queries, number?: number): Promise<IndexedBlock | null> {
  const columns = { number: blocks.number, hash: blocks.hash, time: blocks.time };
  const [found] =
    number === undefined
      ? await queries
          .select(columns)
          .from(cursor)
          .innerJoin(blocks, eq(blocks.number, cursor.block))
      : await queries.select(columns).from(blocks).where(eq(blocks.number, number));
  return found === undefined ? null : { ...found, time: timestamp(found.time) };
}

/** The last indexed block that is not after an instant; null where all are. */
export async function readBlockAt(queries: Queries, time: bigint): Promise<IndexedBlock | null> {
  const [found] = await queries
    .select({ number: blocks.number, hash: blocks.hash, time: blocks.time })
    .from(blocks)
    .where(lte(blocks.time, time))
    .orderBy(desc(blocks.time), desc(blocks.number))
    .limit(1);
  return found === undefined ? null : { ...found, time: timestamp(found.time) };
}

async function readPoolsInto(state: ChainState, queries: Queries, at?: number): Promise<void> {
  const rows = await queries
    .select()
    .from(poolVersions)
    .innerJoin(creditors, eq(creditors.creditorId, poolVersions.creditorId))
    .where(asOf(poolVersions, at))
    .orderBy(poolVersions.creditorId);
  for (const { pool_version: row, creditor } of rows) {
    state.core.pools.set(row.creditorId, toPool(row, creditor));
  }
  const listed = await queries
    .select()
    .from(listings)
    .where(at === undefined ? undefined : lte(listings.block, at));
  for (const { creditorId, collateralId, terms, closedBlock } of listed) {
    state.core.listings.set(key(creditorId, collateralId), toListing(terms));
    const closed = closedBlock !== null && (at === undefined || closedBlock <= at);
    if (closed) state.core.closed.add(key(creditorId, collateralId));
  }
}

/** What an oracle answered, or why it answered nothing, from its row. */
export function toAnswer(
  row: Pick<typeof oracleAnswers.$inferSelect, 'oracle' | 'low' | 'high' | 'refusal'>,
): PriceAnswer {
  const { low, high, refusal, oracle } = row;
  if (low !== null && high !== null) {
    return { priced: true, low: oraclePrice(low), high: oraclePrice(high) };
  }
  const { name, args } =
    refusal === null ? { name: null, args: null } : fieldsOf('refusal', refusal);
  if (typeof name !== 'string') {
    return { priced: false, refusal: new ProtocolError('UnknownRefusal', [oracle, '0x']) };
  }
  const given = listOf('refusal', args ?? null).map((item) =>
    typeof item === 'string' && item.startsWith('0x') ? item : wholeOf(item),
  );
  const error = name as keyof ProtocolErrorArgs;
  return { priced: false, refusal: new ProtocolError(error, given as never) };
}

/** The newest row of each address, by an index scan each. */
async function readSourcesInto(state: ChainState, queries: Queries, at?: number): Promise<void> {
  const { configs, rounds, rates, anchors, answers } = state.sources;
  const until = (column: AnyPgColumn): SQL | undefined =>
    at === undefined ? undefined : lte(column, at);
  for (const { address, config } of await queries
    .select()
    .from(oracles)
    .where(until(oracles.block))) {
    if (config !== null) configs.set(address, toOracleConfig(config));
  }
  const feeds = new Set([...configs.values()].flatMap(feedsOf));
  if (state.sequencerFeed !== null) feeds.add(state.sequencerFeed);
  for (const feed of feeds) {
    const [round] = await queries
      .select()
      .from(feedRounds)
      .where(and(eq(feedRounds.feed, feed), until(feedRounds.block)))
      .orderBy(desc(feedRounds.block), desc(feedRounds.logIndex))
      .limit(1);
    if (round === undefined) continue;
    const { answer, startedAt, updatedAt } = round;
    rounds.set(feed, { answer, startedAt, updatedAt });
  }
  const { address, kind, block, logIndex } = rateChanges;
  const changes = await queries
    .selectDistinctOn([address, kind])
    .from(rateChanges)
    .where(until(block))
    .orderBy(address, kind, desc(block), desc(logIndex));
  for (const change of changes) {
    if (change.kind === 'rate') rates.set(change.address, change.rate);
    else anchors.set(change.address, { rate: change.rate, setAt: change.time });
  }
  for (const row of await queries.select().from(oracleAnswers).where(asOf(oracleAnswers, at))) {
    answers.set(row.oracle, toAnswer(row));
  }
}

/**
 * Reads everything but loans and lenders, as of an indexed block; the newest without a number. Run
 * it in a repeatable-read transaction where blocks may arrive in between.
 *
 * @returns Null where the block is not indexed.
 */
export async function readChainState(queries: Queries, at?: number): Promise<ChainState | null> {
  const block = await readBlock(queries, at);
  const [where] = await queries.select().from(cursor);
  if (block === null || where === undefined) return null;
  const state = new ChainState(block, where.sequencerFeed);
  await readPoolsInto(state, queries, at);
  await readSourcesInto(state, queries, at);
  return state;
}

/** Reads some loans as of a block, the newest state without one; those that are not there miss. */
export async function readLoans(
  queries: Queries,
  ids: readonly LoanId[],
  at?: number,
): Promise<ReadonlyMap<LoanId, Loan>> {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .select()
    .from(loanVersions)
    .where(
      and(sql`${loanVersions.loanId} = any(${sql.param(ids)}::text[])`, asOf(loanVersions, at)),
    );
  return new Map(rows.map((row) => [row.loanId as LoanId, toLoan(row)]));
}

/** Reads every loan as of a block, the newest state without one, by id. */
export async function readAllLoans(
  queries: Queries,
  at?: number,
): Promise<ReadonlyMap<LoanId, Loan>> {
  const rows = await queries
    .select()
    .from(loanVersions)
    .where(asOf(loanVersions, at))
    .orderBy(loanVersions.loanId);
  return new Map(rows.map((row) => [row.loanId as LoanId, toLoan(row)]));
}
