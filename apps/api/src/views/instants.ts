import type { Queries } from '@hypothec/database';
import { timestamp } from '@hypothec/model';
import type { Timestamp } from '@hypothec/model';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

/** Seconds of each interval. */
const STEPS = { hour: 3_600n, day: 86_400n } as const;

/** How far points are apart. */
export const Interval = z
  .enum(['hour', 'day'])
  .meta({ description: 'A point at each full hour, or at each full day of UTC.' });

/** Which points are asked for; all ends are included. */
export interface Span {
  readonly interval: z.infer<typeof Interval>;
  readonly from: bigint;
  readonly to: bigint;
  readonly limit: number;
}

/** An instant with the newest block that is not after it. */
export interface Point {
  readonly time: Timestamp;
  readonly block: number;
}

/** The seconds between two points. */
export function stepOf(interval: z.infer<typeof Interval>): bigint {
  return STEPS[interval];
}

/** Full hours or days with the block that each follows; those before the first block miss. */
export async function readPoints(queries: Queries, span: Span): Promise<readonly Point[]> {
  const step = stepOf(span.interval);
  const first = ((span.from + step - 1n) / step) * step;
  const most = first + step * BigInt(span.limit - 1);
  const last = span.to < most ? span.to : most;
  if (last < first) return [];
  const rows = await queries.execute<{ time: string; block: string }>(sql`
    select t.time::text as time, b.number::text as block
    from generate_series(${`${first}`}::bigint, ${`${last}`}::bigint, ${`${step}`}::bigint) t(time)
    cross join lateral (
      select number from history.block where time <= t.time
      order by time desc, number desc limit 1
    ) b
    order by t.time`);
  return rows.map(({ time, block }) => ({ time: timestamp(BigInt(time)), block: Number(block) }));
}
