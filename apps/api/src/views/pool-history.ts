import { creditors, losses, poolVersions, toPool } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { Pool } from '@hypothec/model';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Instant, Money, toMoney } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';
import { stepOf } from './instants.ts';
import type { Point, Span } from './instants.ts';
import { PoolTotals, toPoolTotals } from './pool.ts';
import { soundOrNull } from './sound.ts';

/** A pool at a full hour or day. */
export const PoolPoint = z
  .object({
    time: Instant,
    block: z.int().min(0).meta({ description: 'The newest block that is not after it.' }),
    ...PoolTotals.shape,
    badDebt: Money.meta({ description: 'All bad debt so far.' }),
    borneByFirstLoss: Money.meta({ description: 'What the first loss bore of it.' }),
  })
  .meta({
    id: 'PoolPoint',
    description: 'A pool at an instant, with interest brought up to exactly that instant.',
  });

/** Bad debt up to a point. */
interface Lost {
  readonly badDebt: bigint;
  readonly borne: bigint;
}

/** The versions that are in force at some points, by the block from which they are. */
async function readVersions(queries: Queries, creditorId: number, points: readonly Point[]) {
  const blocks = sql.param(points.map(({ block }) => `${block}`));
  return queries
    .select()
    .from(poolVersions)
    .innerJoin(creditors, eq(creditors.creditorId, poolVersions.creditorId))
    .where(
      and(
        eq(poolVersions.creditorId, creditorId),
        sql`${poolVersions.fromBlock} in (
          select v.from_block from unnest(${blocks}::text[]::bigint[]) b(number)
          cross join lateral (
            select from_block from history.pool_version
            where creditor_id = ${creditorId} and from_block <= b.number
            order by from_block desc limit 1
          ) v)`,
      ),
    )
    .orderBy(asc(poolVersions.fromBlock));
}

/** Bad debt up to each point: one sum a step in the database, added up here. */
async function readLost(
  queries: Queries,
  creditorId: number,
  points: readonly Point[],
  step: bigint,
): Promise<readonly Lost[]> {
  const [first, last] = [points[0]?.time ?? 0n, points.at(-1)?.time ?? 0n];
  const [from, width] = [sql`${`${first}`}::bigint`, sql`${`${step}`}::bigint`];
  const bucket = sql`greatest(0, (${losses.time} - ${from} + ${width} - 1) / ${width})`;
  const rows = await queries
    .select({
      bucket: sql<string>`${bucket} as bucket`,
      badDebt: sql<string>`sum(${losses.badDebt})`,
      borne: sql<string>`sum(${losses.borne})`,
    })
    .from(losses)
    .where(and(eq(losses.creditorId, creditorId), lte(losses.time, last)))
    .groupBy(sql`bucket`);
  const byBucket = new Map(rows.map((row) => [Number(row.bucket), row]));
  let [badDebt, borne] = [0n, 0n];
  return points.map(({ time }) => {
    const row = byBucket.get(Number((time - first) / step));
    badDebt += BigInt(row?.badDebt ?? 0);
    borne += BigInt(row?.borne ?? 0);
    return { badDebt, borne };
  });
}

/** A pool at some points: three queries, however many points. */
export async function readPoolPoints(
  queries: Queries,
  creditor: { readonly creditorId: number; readonly token: TokenRef },
  points: readonly Point[],
  interval: Span['interval'],
): Promise<z.infer<typeof PoolPoint>[]> {
  if (points.length === 0) return [];
  const { creditorId, token } = creditor;
  const versions = await readVersions(queries, creditorId, points);
  const lost = await readLost(queries, creditorId, points, stepOf(interval));
  let next = 0;
  let pool: Pool | undefined;
  return points.flatMap(({ time, block }, i) => {
    for (let row = versions[next]; row !== undefined; row = versions[next]) {
      if (row.pool_version.fromBlock > block) break;
      pool = toPool(row.pool_version, row.creditor);
      next += 1;
    }
    if (pool === undefined) return [];
    const { badDebt = 0n, borne = 0n } = lost[i] ?? {};
    const inForce = pool;
    const point = soundOrNull(PoolPoint, () => ({
      time: Number(time),
      block,
      ...toPoolTotals(inForce, time, token),
      badDebt: toMoney(badDebt, token),
      borneByFirstLoss: toMoney(borne, token),
    }));
    return point === null ? [] : [point];
  });
}
