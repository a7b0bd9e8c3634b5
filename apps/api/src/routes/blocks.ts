import { blocks, readBlockAt } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import { BlockQuery, BlockRef, Hash, InstantQuery, toBlockRef } from '../schemas/index.ts';
import { notIndexedBlock } from '../views/world.ts';

const BlockView = BlockRef.extend({
  parentHash: Hash,
  transactions: z.int().min(0).meta({ description: 'Of anyone, not of this protocol alone.' }),
  asOf: BlockRef,
}).meta({ id: 'BlockDetail', description: 'An indexed block.' });

async function readBlockView(queries: Queries, head: Head, block: number) {
  const [row] = await queries.select().from(blocks).where(eq(blocks.number, block));
  if (row === undefined) throw notIndexedBlock(block, head);
  const { parentHash, transactions } = row;
  return { ...toBlockRef(row), parentHash, transactions, asOf: toBlockRef(head) };
}

function registerByTime(app: Api): void {
  app.get(
    '/v1/blocks',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'findBlock',
        tags: ['events'],
        summary: 'The last block that is not after an instant',
        description: 'For `block` of other routes: how things stood at some time.',
        querystring: z.strictObject({ time: InstantQuery }),
        response: { 200: BlockView },
      },
    },
    (request) =>
      app.readAtHead(request, async (queries, head) => {
        const { time } = request.query;
        const found = await readBlockAt(queries, BigInt(time));
        if (found !== null) return readBlockView(queries, head, found.number);
        const detail = `No indexed block is at ${time} or before it; the first is block`;
        throw new Problem('not-found', `${detail} ${head.start}.`);
      }),
  );
}

/** Blocks, by time and by number. */
export function registerBlocks(app: Api): void {
  registerByTime(app);
  app.get(
    '/v1/blocks/:number',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getBlock',
        tags: ['events'],
        summary: 'A block',
        description: 'Any from the first that was indexed to the newest.',
        params: z.object({ number: BlockQuery }),
        response: { 200: BlockView },
      },
    },
    (request) =>
      app.readAtHead(request, (queries, head) =>
        readBlockView(queries, head, request.params.number),
      ),
  );
}
