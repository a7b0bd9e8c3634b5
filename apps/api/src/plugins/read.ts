import type { Queries } from '@hypothec/database';
import { sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { Memo, shareMemo } from '../views/memo.ts';
import { headKey, notIndexed, readHead } from './head.ts';
import type { Head } from './head.ts';

/**
 * Reads the database as it was at one commit of the indexer: everything that `read` sees belongs to
 * the block it is given, also while the next block or a reorganisation is being written.
 *
 * @throws {Problem} 503 while the database is away or no block is indexed.
 */
export type ReadAtHead = <Result>(
  request: FastifyRequest,
  read: (queries: Queries, head: Head) => Promise<Result>,
) => Promise<Result>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Under which head the answer was computed, once it is known. */
    headKey: string;
  }
}

const STATEMENT_MS = 10_000;

export function readAtHeads(app: Api): void {
  app.decorateRequest('headKey', '');
  let shared = { key: '', memo: new Memo() };
  const readAtHead: ReadAtHead = async (request, read) => {
    app.tip.require();
    const { queries } = app.deps.database;
    return await queries.transaction(
      async (transaction) => {
        await transaction.execute(sql.raw(`set local statement_timeout = ${STATEMENT_MS}`));
        const head = await readHead(transaction);
        if (head === undefined) throw notIndexed();
        // eslint-disable-next-line no-param-reassign
        request.headKey = headKey(head);
        if (shared.key !== request.headKey) shared = { key: request.headKey, memo: new Memo() };
        shareMemo(head, shared.memo);
        return await read(transaction, head);
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  };
  app.decorate('readAtHead', readAtHead);
}
