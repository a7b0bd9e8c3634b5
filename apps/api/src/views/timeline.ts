import {
  creditors,
  feedRounds,
  feedsOf,
  innerOracles,
  loanVersions,
  oracleAnswers,
  poolVersions,
  rateChanges,
  readChainState,
  toAnswer,
  toLoan,
  toPool,
} from '@hypothec/database';
import type { ChainState, Queries } from '@hypothec/database';
import { emptyLoan, parseLoanId, timestamp } from '@hypothec/model';
import type { Address, CollateralId, Loan, LoanId } from '@hypothec/model';
import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Head } from '../plugins/head.ts';
import { standingOf, toLtv } from './loan.ts';
import { notIndexedBlock } from './world.ts';
import type { World } from './world.ts';

/** An instant at which a loan is looked at, with the last block that is not after it. */
export interface Point {
  readonly time: bigint;
  readonly block: number;
}

/** Addresses that the prices of a loan come from. */
export interface Behind {
  readonly oracles: readonly Address[];
  readonly feeds: readonly Address[];
  /** Sources of exchange rates, and the oracles that anchor them. */
  readonly rates: readonly Address[];
}

/** What stands behind the price of everything that a loan ever held. */
export async function readBehind(queries: Queries, world: World, id: LoanId): Promise<Behind> {
  const { creditorId } = parseLoanId(id);
  const held = await queries.execute<{ readonly id: number }>(
    sql`select distinct (item ->> 0)::int as id
      from ${loanVersions}, jsonb_array_elements(${loanVersions.holdings}) as item
      where ${loanVersions.loanId} = ${id}`,
  );
  const { configs } = world.state.sources;
  const oracles = new Set<Address>();
  const add = (oracle: Address): void => {
    if (oracles.has(oracle)) return;
    oracles.add(oracle);
    const config = configs.get(oracle);
    if (config !== undefined) for (const inner of innerOracles(config)) add(inner);
  };
  for (const row of held) {
    const listing = world.state.listing(creditorId, row.id as CollateralId);
    if (listing !== undefined) add(listing.oracle);
  }
  const known = [...oracles].flatMap((oracle) => configs.get(oracle) ?? []);
  const feeds = known.flatMap(feedsOf);
  const { sequencerFeed } = world.state;
  const sources = known.flatMap((own) => (own.kind === 'exchange-rate' ? [own.rateSource] : []));
  return {
    oracles: [...oracles],
    feeds: [...new Set([...feeds, ...(sequencerFeed === null ? [] : [sequencerFeed])])],
    rates: [...new Set([...sources, ...oracles])],
  };
}

const list = (items: readonly string[]) => sql`${sql.param([...items])}::text[]`;

/** The next blocks after one in which a loan or a price behind it changed. */
export async function eventPoints(
  queries: Queries,
  id: LoanId,
  { oracles, feeds, rates }: Behind,
  range: { readonly after: number; readonly last: number; readonly most: number },
): Promise<Point[]> {
  const { after, last, most } = range;
  const within = (column: AnyPgColumn) => sql`${column} > ${after} and ${column} <= ${last}`;
  const rows = await queries.execute<{ readonly number: string; readonly time: string }>(
    sql`select block.number, block.time from (
        select ${loanVersions.fromBlock} as block from ${loanVersions}
          where ${loanVersions.loanId} = ${id} and ${within(loanVersions.fromBlock)}
        union select ${feedRounds.block} from ${feedRounds}
          where ${feedRounds.feed} = any(${list(feeds)}) and ${within(feedRounds.block)}
        union select ${rateChanges.block} from ${rateChanges}
          where ${rateChanges.address} = any(${list(rates)}) and ${within(rateChanges.block)}
        union select ${oracleAnswers.fromBlock} from ${oracleAnswers}
          where ${oracleAnswers.oracle} = any(${list(oracles)})
            and ${within(oracleAnswers.fromBlock)}
      ) as place join history.block on block.number = place.block
      order by block.number limit ${most}`,
  );
  return rows.map(({ number, time }) => ({ block: Number(number), time: BigInt(time) }));
}

/** Instants with the last block that is not after each. */
export async function timePoints(queries: Queries, times: readonly bigint[]): Promise<Point[]> {
  if (times.length === 0) return [];
  const given = sql`${sql.param(times.map(String))}::bigint[]`;
  const rows = await queries.execute<{ readonly number: string | null; readonly time: string }>(
    sql`select wanted.time, (
        select block.number from history.block where block.time <= wanted.time
        order by block.time desc, block.number desc limit 1
      ) as number
      from unnest(${given}) as wanted(time) order by wanted.time`,
  );
  return rows.flatMap(({ number, time }) =>
    number === null ? [] : [{ block: Number(number), time: BigInt(time) }],
  );
}

/** Something that a block changed. */
interface Change {
  readonly block: number;
  readonly apply: () => void;
}

/** A loan in a world that is brought forward from block to block. */
class Playback {
  /** Its own: nobody else may have it, as it is changed. */
  readonly state: ChainState;
  loan: Loan = emptyLoan;
  changes: Change[] = [];

  constructor(state: ChainState) {
    this.state = state;
  }

  /** Applies everything up to a block. */
  advance(block: number): void {
    let count = 0;
    for (const change of this.changes) {
      if (change.block > block) break;
      change.apply();
      count += 1;
    }
    this.changes.splice(0, count);
  }
}

interface Span {
  readonly first: number;
  readonly last: number;
}

const inSpan = (column: AnyPgColumn, { first, last }: Span) =>
  and(gt(column, first), lte(column, last));

/** Every version of the loan and its pool that begins in a span of blocks. */
async function stateChanges(
  queries: Queries,
  play: Playback,
  id: LoanId,
  span: Span,
): Promise<Change[]> {
  const { creditorId } = parseLoanId(id);
  const own = await queries
    .select()
    .from(loanVersions)
    .where(and(eq(loanVersions.loanId, id), inSpan(loanVersions.fromBlock, span)));
  const pools = await queries
    .select()
    .from(poolVersions)
    .innerJoin(creditors, eq(creditors.creditorId, poolVersions.creditorId))
    .where(and(eq(poolVersions.creditorId, creditorId), inSpan(poolVersions.fromBlock, span)));
  const { core } = play.state;
  return [
    ...own.map((row) => ({
      block: row.fromBlock,
      apply: () => {
        play.loan = toLoan(row);
      },
    })),
    ...pools.map(({ pool_version: row, creditor }) => ({
      block: row.fromBlock,
      apply: () => void core.pools.set(creditorId, toPool(row, creditor)),
    })),
  ];
}

/** Everything in a span of blocks that prices are made of. */
async function priceChanges(
  queries: Queries,
  { state }: Playback,
  { oracles, feeds, rates }: Behind,
  span: Span,
): Promise<Change[]> {
  const { sources } = state;
  const rounds = await queries
    .select()
    .from(feedRounds)
    .where(and(inArray(feedRounds.feed, [...feeds]), inSpan(feedRounds.block, span)))
    .orderBy(asc(feedRounds.block), asc(feedRounds.logIndex));
  const moves = await queries
    .select()
    .from(rateChanges)
    .where(and(inArray(rateChanges.address, [...rates]), inSpan(rateChanges.block, span)))
    .orderBy(asc(rateChanges.block), asc(rateChanges.logIndex));
  const answers = await queries
    .select()
    .from(oracleAnswers)
    .where(and(inArray(oracleAnswers.oracle, [...oracles]), inSpan(oracleAnswers.fromBlock, span)));
  return [
    ...rounds.map(({ block, feed, answer, startedAt, updatedAt }) => ({
      block,
      apply: () => void sources.rounds.set(feed, { answer, startedAt, updatedAt }),
    })),
    ...moves.map(({ block, kind, address, rate, time }) => ({
      block,
      apply: () => {
        if (kind === 'rate') sources.rates.set(address, rate);
        else sources.anchors.set(address, { rate, setAt: time });
      },
    })),
    ...answers.map((row) => ({
      block: row.fromBlock,
      apply: () => void sources.answers.set(row.oracle, toAnswer(row)),
    })),
  ];
}

/** The world as of the first point, with what becomes of it until the last. */
async function readPlayback(
  queries: Queries,
  head: Head,
  now: World,
  { id, behind, span }: { readonly id: LoanId; readonly behind: Behind; readonly span: Span },
): Promise<Playback> {
  const state = await readChainState(queries, span.first);
  if (state === null) throw notIndexedBlock(span.first, head);
  const play = new Playback(state);
  const { core, sources } = state;
  // Neither a listing nor how an oracle is made ever changes, so later ones do no harm.
  for (const [key, listing] of now.state.core.listings) core.listings.set(key, listing);
  for (const [oracle, config] of now.state.sources.configs) sources.configs.set(oracle, config);
  const [row] = await queries
    .select()
    .from(loanVersions)
    .where(and(eq(loanVersions.loanId, id), lte(loanVersions.fromBlock, span.first)))
    .orderBy(sql`${loanVersions.fromBlock} desc`)
    .limit(1);
  if (row !== undefined) play.loan = toLoan(row);
  play.changes = [
    ...(await stateChanges(queries, play, id, span)),
    ...(await priceChanges(queries, play, behind, span)),
  ].sort((a, b) => a.block - b.block);
  return play;
}

/**
 * Looks at a loan at instants in a row: a few queries for all of them, and the model for each.
 *
 * @param now - The world as of the head.
 */
export async function readHistory(
  queries: Queries,
  head: Head,
  now: World,
  of: { readonly id: LoanId; readonly behind: Behind; readonly points: readonly Point[] },
) {
  const { id, behind, points } = of;
  const [first, last] = [points[0]?.block, points.at(-1)?.block];
  if (first === undefined || last === undefined) return [];
  const play = await readPlayback(queries, head, now, { id, behind, span: { first, last } });
  const { creditorId } = parseLoanId(id);
  const money = (amount: bigint) => now.loanMoney(creditorId, amount);
  return points.flatMap(({ time, block }) => {
    if (!now.follows(creditorId, block)) return [];
    play.advance(block);
    const snapshot = play.state.snapshot(id, play.loan, timestamp(time));
    const step = snapshot === null ? null : standingOf(snapshot);
    if (step === null) return [];
    const { worth, refusal } = step;
    return [
      {
        time: Number(time),
        block,
        state: step.state,
        debt: money(step.debt),
        ltv: toLtv(step),
        value: worth === null ? null : money(worth.valueLow),
        callLimit: worth === null ? null : money(worth.low.call),
        refusal: refusal === null ? null : now.tell(refusal, creditorId),
      },
    ];
  });
}
