import { z } from 'zod';
import type { Api } from '../api.ts';
import {
  BlockRef,
  cursorsOf,
  InstantQuery,
  LIMIT,
  pageOf,
  pageQuery,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { Interval, readPoints } from '../views/instants.ts';
import { PoolPoint, readPoolPoints } from '../views/pool-history.ts';
import { CreditorParam, readTokens, requireCreditor } from '../views/reading.ts';

const cursors = cursorsOf(
  'pool-history',
  z.strictObject({
    time: z
      .int()
      .min(0)
      .max(2 ** 40),
  }),
);

const PoolPointPage = pageOf(PoolPoint).extend({ asOf: BlockRef }).meta({ id: 'PoolPointPage' });

const query = z.strictObject({
  interval: Interval.default('hour'),
  from: InstantQuery.optional(),
  to: InstantQuery.optional(),
  ...pageQuery,
});

const later = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** A pool's rates and totals over time. */
export function registerCreditorHistory(app: Api): void {
  app.get(
    '/v1/creditors/:creditorId/history',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getCreditorHistory',
        tags: ['markets'],
        summary: 'A creditor at each full hour or day',
        description:
          'Rates, utilisation, share price and totals, oldest first, from its registration to ' +
          'the newest block unless told. Each point has interest up to exactly its instant.',
        params: z.object({ creditorId: CreditorParam }),
        querystring: query,
        response: { 200: PoolPointPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, interval, from = 0, to, limit = LIMIT.usual } = request.query;
        const { creditorId } = request.params;
        const row = await requireCreditor(queries, creditorId, head.number);
        const token = (await readTokens(queries, head)).of(row.loanToken);
        const after = cursor === undefined ? -1 : cursors.decode(cursor).time;
        const span = {
          interval,
          from: later(later(BigInt(from), BigInt(after) + 1n), row.time),
          to: to === undefined || BigInt(to) > head.time ? head.time : BigInt(to),
          limit: limit + 1,
        };
        const points = await readPoints(queries, span);
        const rows = await readPoolPoints(queries, { creditorId, token }, points, interval);
        const placeOf = ({ time }: (typeof rows)[number]) => ({ time });
        const toItem = (point: (typeof rows)[number]) => point;
        const page = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
        return { asOf: toBlockRef(head), ...page };
      }),
  );
}
