import { createHash } from 'node:crypto';
import { idempotencyKeys } from '@hypothec/database';
import type { Json, Queries } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { and, eq, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { accountOf } from './account.ts';

/** An answer to a write. */
export interface Written {
  readonly status: 200 | 201 | 204;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** How long an answer is kept under its key. */
export const KEY_MS = 24 * 3_600_000;

const keyForm = /^[\x21-\x7e]{1,128}$/;

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && keyForm.test(key)) return key;
  const detail = 'Idempotency-Key is 1 to 128 visible ASCII characters; a UUID is a good one.';
  throw new Problem('invalid-request', detail, {
    errors: [{ in: 'headers', pointer: '/idempotency-key', detail }],
  });
}

/** What makes a request the same request. */
function fingerprint({ method, url, body, headers }: FastifyRequest): string {
  const parts = [method, url, headers['if-match'] ?? null, body ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** The transaction of a keyed request; where another holds the key, that one is still at work. */
async function claim(queries: Queries, address: Address, key: string): Promise<void> {
  const name = `key ${address} ${key}`;
  const rows = await queries.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`,
  );
  if (rows[0]?.taken === true) return;
  throw new Problem(
    'request-in-progress',
    'A request with this Idempotency-Key has not been answered yet. Send it again in a second.',
    { headers: { 'retry-after': '1' } },
  );
}

async function answered(
  queries: Queries,
  request: FastifyRequest,
  own: { readonly address: Address; readonly key: string; readonly since: Date },
): Promise<Written | undefined> {
  const { address, key, since } = own;
  const isKey = and(eq(idempotencyKeys.address, address), eq(idempotencyKeys.key, key));
  const [row] = await queries.select().from(idempotencyKeys).where(isKey);
  if (row === undefined) return undefined;
  if (row.createdAt < since) {
    await queries.delete(idempotencyKeys).where(isKey);
    return undefined;
  }
  if (row.requestHash === fingerprint(request)) return row.response as unknown as Written;
  throw new Problem(
    'key-reused',
    'This Idempotency-Key was sent with another method, path, body or If-Match. Take a new one.',
  );
}

/** The write, within the transaction that also keeps its answer. */
async function perform(
  app: Api,
  request: FastifyRequest,
  queries: Queries,
  write: (queries: Queries) => Promise<Written>,
): Promise<Written & { readonly replayed: boolean }> {
  const address = accountOf(request);
  const key = keyOf(request);
  const now = app.deps.clock();
  if (key !== undefined) {
    await claim(queries, address, key);
    const since = new Date(now - KEY_MS);
    const before = await answered(queries, request, { address, key, since });
    if (before !== undefined) return { ...before, replayed: true };
  }
  // Writes of one account wait for each other: limits and versions hold without further care.
  await queries.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`account ${address}`}, 0))`,
  );
  const written = await write(queries);
  if (key !== undefined) {
    const requestHash = fingerprint(request);
    const createdAt = new Date(now);
    const response = written as unknown as Json;
    await queries
      .insert(idempotencyKeys)
      .values({ address, key, requestHash, response, createdAt });
  }
  return { ...written, replayed: false };
}

/**
 * Answers a write of an account. With an `Idempotency-Key`, write and answer are one transaction:
 * the same request has the same answer for a day, whichever process it reaches, and is done once.
 * What fails is not kept.
 *
 * @throws {Problem} 409 while the same key is at work, 422 when it came with another request.
 */
export async function writeOnce(
  app: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  write: (queries: Queries) => Promise<Written>,
): Promise<void> {
  const { status, headers, body, replayed } = await app.deps.database.queries.transaction(
    (queries) => perform(app, request, queries, write),
  );
  if (replayed) void reply.header('idempotency-replayed', 'true');
  void reply
    .code(status)
    .headers(headers ?? {})
    .send(body);
}
