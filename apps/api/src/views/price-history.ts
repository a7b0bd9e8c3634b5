import { blocks, feedsOf, innerOracles, Sources, toAnswer } from '@hypothec/database';
import type { Json, Queries } from '@hypothec/database';
import { timestamp } from '@hypothec/model';
import type { Address, OracleConfig, PriceAnswer } from '@hypothec/model';
import { gte, sql } from 'drizzle-orm';
import type { Point } from './instants.ts';

/** All that an oracle reads, the oracles inside included. */
interface Reads {
  readonly feeds: readonly Address[];
  /** Sources of rates, and oracles with an anchor. */
  readonly rates: readonly Address[];
}

/** What an oracle's answers follow from; itself where it is read, not derived. */
export function readsOf(sources: Sources, oracle: Address): Reads {
  const config = sources.config(oracle);
  if (config === undefined) return { feeds: [], rates: [] };
  const inner = innerOracles(config).map((inside) => readsOf(sources, inside));
  const own = config.kind === 'exchange-rate' ? [config.rateSource, oracle] : [];
  return {
    feeds: [...new Set([...feedsOf(config), ...inner.flatMap(({ feeds }) => feeds)])],
    rates: [...new Set([...own, ...inner.flatMap(({ rates }) => rates)])],
  };
}

const list = (items: readonly (string | number)[]) => sql`${sql.param(items.map(String))}::text[]`;

/** The first block that is not before an instant; one beyond the head where all are. */
export async function readBlockFrom(queries: Queries, time: bigint, head: number): Promise<number> {
  const [found] = await queries
    .select({ number: blocks.number })
    .from(blocks)
    .where(gte(blocks.time, time))
    .orderBy(blocks.time, blocks.number)
    .limit(1);
  return found?.number ?? head + 1;
}

/** The blocks in which a source of an oracle answered anew, oldest first. */
export async function readChanges(
  queries: Queries,
  oracle: Address,
  { feeds, rates }: Reads,
  range: { readonly after: number; readonly to: number; readonly limit: number },
): Promise<readonly Point[]> {
  const { after, to, limit } = range;
  const rows = await queries.execute<{ block: string; time: string }>(sql`
    select b.number::text as block, b.time::text as time from (
      select x.block from unnest(${list(feeds)}) f(feed) cross join lateral (
        select distinct block from history.feed_round
        where feed = f.feed and block > ${after} and block <= ${to} order by block limit ${limit}
      ) x
      union
      select x.block from unnest(${list(rates)}) r(address)
      cross join unnest(array['rate', 'anchor']) k(kind)
      cross join lateral (
        select distinct block from history.rate_change
        where address = r.address and kind = k.kind and block > ${after} and block <= ${to}
        order by block limit ${limit}
      ) x
      union
      (select from_block from history.oracle_answer
        where oracle = ${oracle} and from_block > ${after} and from_block <= ${to}
        order by from_block limit ${limit})
    ) changed
    join history.block b on b.number = changed.block
    order by b.number limit ${limit}`);
  return rows.map(({ block, time }) => ({ block: Number(block), time: timestamp(BigInt(time)) }));
}

interface RoundRow extends Record<string, unknown> {
  readonly at: string;
  readonly feed: Address;
  readonly answer: string;
  readonly updated: string;
  readonly started: string;
}

interface RateRow extends Record<string, unknown> {
  readonly at: string;
  readonly address: Address;
  readonly kind: 'rate' | 'anchor';
  readonly rate: string;
  readonly time: string;
}

interface AnswerRow extends Record<string, unknown> {
  readonly at: string;
  readonly low: string | null;
  readonly high: string | null;
  readonly refusal: { readonly name: string; readonly args: readonly Json[] } | null;
}

function toBound(bound: string | null): bigint | null {
  return bound === null ? null : BigInt(bound);
}

/** What each block has of feeds, rates and answers: three queries, however many blocks. */
async function readAt(
  queries: Queries,
  oracle: Address,
  { feeds, rates }: Reads,
  points: readonly Point[],
) {
  const at = sql`unnest(${list(points.map(({ block }) => block))}::bigint[]) b(number)`;
  const rounds = await queries.execute<RoundRow>(sql`
    select b.number::text as at, f.feed, r.answer::text as answer,
      r.updated_at::text as updated, r.started_at::text as started
    from ${at} cross join unnest(${list(feeds)}) f(feed) cross join lateral (
      select answer, updated_at, started_at from history.feed_round
      where feed = f.feed and block <= b.number order by block desc, log_index desc limit 1
    ) r`);
  const changes = await queries.execute<RateRow>(sql`
    select b.number::text as at, r.address, k.kind, c.rate::text as rate, c.time::text as time
    from ${at} cross join unnest(${list(rates)}) r(address)
    cross join unnest(array['rate', 'anchor']) k(kind) cross join lateral (
      select rate, time from history.rate_change
      where address = r.address and kind = k.kind and block <= b.number
      order by block desc, log_index desc limit 1
    ) c`);
  const answers = await queries.execute<AnswerRow>(sql`
    select b.number::text as at, a.low::text as low, a.high::text as high, a.refusal
    from ${at} cross join lateral (
      select low, high, refusal from history.oracle_answer
      where oracle = ${oracle} and from_block <= b.number order by from_block desc limit 1
    ) a`);
  return { rounds, changes, answers };
}

/** What an oracle answered at some points, by the model from what its sources had said. */
export async function readAnswers(
  queries: Queries,
  oracle: Address,
  configs: ReadonlyMap<Address, OracleConfig>,
  points: readonly Point[],
): Promise<readonly PriceAnswer[]> {
  if (points.length === 0) return [];
  const known = new Sources();
  for (const [address, config] of configs) known.configs.set(address, config);
  const { rounds, changes, answers } = await readAt(
    queries,
    oracle,
    readsOf(known, oracle),
    points,
  );
  const rows = {
    rounds: Map.groupBy(rounds, ({ at }) => Number(at)),
    changes: Map.groupBy(changes, ({ at }) => Number(at)),
    answers: new Map(answers.map((row) => [Number(row.at), row])),
  };
  return points.map(({ block, time }) => {
    const world = new Sources();
    for (const [address, config] of configs) world.configs.set(address, config);
    for (const { feed, answer, updated, started } of rows.rounds.get(block) ?? []) {
      const round = { updatedAt: BigInt(updated), startedAt: BigInt(started) };
      world.rounds.set(feed, { answer: BigInt(answer), ...round });
    }
    for (const { address, kind, rate, time: setAt } of rows.changes.get(block) ?? []) {
      if (kind === 'rate') world.rates.set(address, BigInt(rate));
      else world.anchors.set(address, { rate: BigInt(rate), setAt: BigInt(setAt) });
    }
    const answer = rows.answers.get(block);
    if (answer !== undefined) {
      const [low, high] = [toBound(answer.low), toBound(answer.high)];
      world.answers.set(oracle, toAnswer({ ...answer, oracle, low, high }));
    }
    return world.price(oracle, time);
  });
}
