import { randomBytes } from 'node:crypto';
import { blocks, cursor } from '@hypothec/database';
import type { Database } from '@hypothec/database';
import { startTestDatabase } from '@hypothec/database/testing';
import type { TestDatabase } from '@hypothec/database/testing';
import type { Api, ServerDeps, ServerOptions } from './api.ts';
import { routeGroups } from './routes/index.ts';
import type { RouteGroup } from './routes/index.ts';
import { buildServer } from './server.ts';

/** The page of the tests. */
export const ORIGIN = 'http://localhost:5173';

export const testOptions: ServerOptions = {
  origins: [ORIGIN],
  requestsPerMinute: 100_000,
  sessionRequestsPerMinute: 100_000,
  streamsPerAddress: 5,
  trustProxy: false,
  cacheBytes: 1024 * 1024,
  pollMs: 200,
  heartbeatMs: 15_000,
  version: '0.1.0',
  checkAnswers: true,
};

/** A server on a database, ready for requests. */
export async function startTestServer(
  database: Database,
  changed: Partial<ServerDeps> = {},
  options: Partial<ServerOptions> = {},
  more: readonly RouteGroup[] = [],
): Promise<Api> {
  const deps: ServerDeps = {
    database,
    wallets: { verify: async () => false },
    clock: () => Date.now(),
    randomBytes: (length) => randomBytes(length),
    ...changed,
    options: { ...testOptions, ...options },
  };
  const app = buildServer(deps, [...routeGroups, ...more]);
  await app.ready();
  return app;
}

/** A hash that stands for a block's number, and for a fork of the chain. */
export function hashOf(number: number, fork = 0): `0x${string}` {
  return `0x${fork.toString(16).padStart(4, '0')}${number.toString(16).padStart(60, '0')}`;
}

/** Commits a block as the indexer does, and tells of it. */
export async function commitBlock(
  { queries, sql }: Database,
  number: number,
  { epoch = 0, time = 1_760_000_000n + BigInt(number) } = {},
): Promise<void> {
  const hash = hashOf(number, epoch);
  const row = { number, hash, parentHash: hashOf(number - 1, epoch), time, transactions: 0 };
  const at = { block: number, hash, epoch };
  await queries.transaction(async (transaction) => {
    await transaction
      .insert(blocks)
      .values(row)
      .onConflictDoUpdate({ target: blocks.number, set: row });
    await transaction
      .insert(cursor)
      .values({ chainId: 31_337, book: `0x${'b0'.repeat(20)}`, start: 1, ...at })
      .onConflictDoUpdate({ target: cursor.one, set: at });
  });
  await sql.notify('hypothec_block', JSON.stringify({ block: number, epoch }));
}

/** Starts a database with one block. */
export async function startDatabase(): Promise<TestDatabase> {
  const database = await startTestDatabase();
  await commitBlock(database, 1);
  return database;
}

/** An error of a library, with what it should not tell. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
}
