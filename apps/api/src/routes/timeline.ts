import { blocks, readBlockAt } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { LoanId as Id } from '@hypothec/model';
import { asc, gte } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import {
  cursorsOf,
  InstantQuery,
  intQuery,
  LoanId,
  pageQuery,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { Interval, LoanHistory } from '../schemas/timeline.ts';
import { readOpened } from '../views/loan-at.ts';
import { eventPoints, readBehind, readHistory, timePoints } from '../views/timeline.ts';
import type { Behind, Point } from '../views/timeline.ts';
import { readWorld } from '../views/world.ts';

/** Points of a page. */
const POINTS = { usual: 500, most: 1_000 } as const;

const steps = { hour: 3_600n, day: 86_400n } as const;

const cursors = cursorsOf(
  'history',
  z.strictObject({
    by: Interval,
    after: z
      .int()
      .min(0)
      .max(2 ** 48),
  }),
);

/** A period, both ends included, and where in it a page begins. */
interface Wanted {
  readonly from: bigint;
  readonly to: bigint;
  /** The last point of the page before: its block, or its time. */
  readonly after: number | undefined;
  readonly most: number;
}

async function events(
  queries: Queries,
  id: Id,
  behind: Behind,
  { from, to, after, most }: Wanted,
): Promise<Point[]> {
  const [first] = await queries
    .select({ number: blocks.number })
    .from(blocks)
    .where(gte(blocks.time, from))
    .orderBy(asc(blocks.time), asc(blocks.number))
    .limit(1);
  const last = await readBlockAt(queries, to);
  if (first === undefined || last === null) return [];
  const since = Math.max(after ?? 0, first.number - 1);
  return eventPoints(queries, id, behind, { after: since, last: last.number, most });
}

function fullTimes(step: bigint, { from, to, after, most }: Wanted): bigint[] {
  const begin = after === undefined || BigInt(after) < from ? from : BigInt(after) + 1n;
  const times: bigint[] = [];
  const first = ((begin + step - 1n) / step) * step;
  for (let time = first; time <= to && times.length < most; time += step) times.push(time);
  return times;
}

function invalid(pointer: string, detail: string): Problem {
  return new Problem('invalid-request', detail, { errors: [{ in: 'query', pointer, detail }] });
}

/** @throws {Problem} 400 for a period that ends before it begins. */
export function requireOrder(from: number | undefined, to: number | undefined): void {
  if (from === undefined || to === undefined || from < to) return;
  throw invalid('/from', `from ${from} is not before to ${to}. Ask for an earlier one.`);
}

const query = z.strictObject({
  from: InstantQuery.optional(),
  to: InstantQuery.optional(),
  interval: Interval.optional(),
  cursor: pageQuery.cursor,
  limit: intQuery(1, POINTS.most, `Points on a page; ${POINTS.usual} unless told.`)
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: POINTS.most }),
});

/** The interval and where the page begins. */
function placeOf({ interval = 'event', cursor }: z.output<typeof query>) {
  if (cursor === undefined) return { interval, after: undefined };
  const { by, after } = cursors.decode(cursor);
  if (by === interval) return { interval, after };
  throw invalid('/cursor', `The cursor is of a history by ${by}. Ask for that, or leave it out.`);
}

/** A loan over time. */
export function registerTimeline(app: Api): void {
  app.get(
    '/v1/loans/:loanId/history',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getLoanHistory',
        tags: ['loans'],
        summary: 'LTV and debt of a loan over time',
        description:
          'The earliest first, from the loan’s opening to the newest block unless told. Each ' +
          'point is what the loan’s own page said or would have said then.',
        params: z.object({ loanId: LoanId }),
        querystring: query,
        response: { 200: LoanHistory },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { limit = POINTS.usual, from = 0, to } = request.query;
        const id = request.params.loanId as Id;
        requireOrder(request.query.from, to);
        const { interval, after } = placeOf(request.query);
        const { openedAt } = await readOpened(queries, id, head);
        const world = await readWorld(queries, head);
        const behind = await readBehind(queries, world, id);
        const begin = BigInt(from) > openedAt ? BigInt(from) : openedAt;
        const end = to === undefined || BigInt(to) > head.time ? head.time : BigInt(to);
        const wanted = { from: begin, to: end, after, most: limit + 1 };
        const points =
          interval === 'event'
            ? await events(queries, id, behind, wanted)
            : await timePoints(queries, fullTimes(steps[interval], wanted));
        const rows = await readHistory(queries, head, world, { id, behind, points });
        const page = toPage(request, reply, {
          rows,
          limit,
          cursors,
          placeOf: (row) => ({ by: interval, after: interval === 'event' ? row.block : row.time }),
          toItem: (row) => row,
        });
        return { asOf: toBlockRef(head), ...page };
      }),
  );
}
