import { creditors } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import { BlockQuery, toBlockRef } from '../schemas/index.ts';
import { Outcomes } from '../schemas/outcomes.ts';
import { CreditorQuery } from '../schemas/past.ts';
import { readOutcomes } from '../views/outcomes.ts';
import { readWorld } from '../views/world.ts';

async function requireCreditor(queries: Queries, id: number, head: Head): Promise<void> {
  const [row] = await queries
    .select({ id: creditors.creditorId })
    .from(creditors)
    .where(eq(creditors.creditorId, id));
  if (row !== undefined) return;
  throw new Problem('not-found', `No creditor has the number ${id} as of block ${head.number}.`);
}

function wrongRange(from: number, to: number): Problem {
  const detail = `fromBlock ${from} is not before toBlock ${to}. Ask for an earlier one.`;
  return new Problem('invalid-request', detail, {
    errors: [{ in: 'query', pointer: '/fromBlock', detail }],
  });
}

const description = `What happened after \`fromBlock\`, up to and including \`toBlock\`: all of it
in exact base units. Without \`fromBlock\` everything since the beginning counts, without
\`toBlock\` everything up to the newest block. What calls and pool were is told as of the range's
ends, whatever came later, so the same range has the same answer for ever.`;

/** What became of a creditor's loans, in sums. */
export function registerOutcomes(app: Api): void {
  app.get(
    '/v1/creditors/:creditorId/outcomes',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getOutcomes',
        tags: ['markets'],
        summary: 'What became of a creditor’s loans and lenders',
        description,
        params: z.object({ creditorId: CreditorQuery }),
        querystring: z.strictObject({
          fromBlock: BlockQuery.optional(),
          toBlock: BlockQuery.optional(),
        }),
        response: { 200: Outcomes },
      },
    },
    (request) =>
      app.readAtHead(request, async (queries, head) => {
        const { creditorId } = request.params;
        const { fromBlock, toBlock: to = head.number } = request.query;
        const from = fromBlock ?? head.start - 1;
        if (from >= to) throw wrongRange(from, to);
        await requireCreditor(queries, creditorId, head);
        const after = await readWorld(queries, head, to);
        const before = fromBlock === undefined ? null : await readWorld(queries, head, fromBlock);
        const found = await readOutcomes(queries, creditorId, { from, to }, { before, after });
        return {
          asOf: toBlockRef(head),
          from: before === null ? null : toBlockRef(before.state.block),
          to: toBlockRef(after.state.block),
          ...found,
        };
      }),
  );
}
