import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { BlockQuery, BlockRef, toBlockRef } from '../schemas/index.ts';
import { Counts, readCounts } from '../views/activity.ts';
import { blockAt } from '../views/reading.ts';

const Activity = Counts.extend({ from: BlockRef, to: BlockRef, asOf: BlockRef }).meta({
  id: 'Activity',
  description: 'What happened in a range of blocks, counted.',
});

/** What happened in a range of blocks, counted. */
export function registerActivity(app: Api): void {
  app.get(
    '/v1/activity',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getActivity',
        tags: ['events'],
        summary: 'What happened in a range of blocks, and what gas it used',
        description: 'Both ends are included; all indexed blocks unless told.',
        querystring: z.strictObject({
          fromBlock: BlockQuery.optional(),
          toBlock: BlockQuery.optional(),
        }),
        response: { 200: Activity },
      },
    },
    (request) =>
      app.readAtHead(request, async (queries, head) => {
        const { fromBlock = head.start, toBlock = head.number } = request.query;
        if (fromBlock > toBlock) {
          const detail = `fromBlock ${fromBlock} is after toBlock ${toBlock}. Exchange them.`;
          throw new Problem('invalid-request', detail, {
            errors: [{ in: 'query', pointer: '/fromBlock', detail }],
          });
        }
        const from = await blockAt(queries, head, fromBlock);
        const to = await blockAt(queries, head, toBlock);
        const counts = await readCounts(queries, { from: from.number, to: to.number });
        return {
          ...counts,
          from: toBlockRef(from),
          to: toBlockRef(to),
          asOf: toBlockRef(head),
        };
      }),
  );
}
