import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { openSql } from './open.ts';
import type { ConnectOptions } from './open.ts';
import * as schema from './schema/index.ts';

export type { ConnectOptions } from './open.ts';

/** Queries on the tables, on a connection or within a transaction. */
export type Queries = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

/** A pool of connections. */
export interface Database {
  readonly queries: PostgresJsDatabase<typeof schema>;
  /** For what drizzle does not say: copying, listening, advisory locks. */
  readonly sql: Sql;
  close(): Promise<void>;
}

/**
 * Opens a pool of connections; none is made before the first query, and a broken one is made anew.
 *
 * Commits wait for the disk, whatever the server's default: what was answered is not lost.
 *
 * @param url - `postgres://user:password@host:port/name`.
 * @throws {DatabaseError} when the address does not read as one.
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const sql = openSql(url, options);
  return {
    queries: drizzle(sql, { schema }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  };
}

/** Errors of a server that is away or starting; the same request will do later. */
const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
  '08003',
  '40001',
  '40P01',
]);

/** Whether an error means that the database is away for now, and not that something is wrong. */
export function isPassing(error: unknown): boolean {
  for (let at = error; typeof at === 'object' && at !== null;) {
    const { code, cause } = at as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === 'string' && passing.has(code)) return true;
    at = cause;
  }
  return false;
}
