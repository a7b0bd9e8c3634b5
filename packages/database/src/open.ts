import postgres from 'postgres';
import type { Sql } from 'postgres';
import { DatabaseError } from './errors.ts';

/** How to connect. */
export interface ConnectOptions {
  /** Most connections; 10 unless told. */
  readonly connections?: number;
  /** Shown by the server; which service this is. */
  readonly name?: string;
  /** What the server remarks, such as "relation already exists"; dropped unless told. */
  readonly onNotice?: (message: string) => void;
}

/** An address as it may be shown: without its password. */
export function shownUrl(url: string): string {
  return url.replace(/:[^:@/]*@/, ':***@');
}

/**
 * Opens a pool of connections, as `connect` does, for what needs no tables: it loads in a few
 * milliseconds.
 *
 * @param url - `postgres://user:password@host:port/name`.
 * @throws {DatabaseError} when the address does not read as one.
 */
export function openSql(url: string, options: ConnectOptions = {}): Sql {
  const { connections = 10, name = 'hypothec', onNotice } = options;
  if (!/^postgres(?:ql)?:\/\/\S+$/.test(url)) {
    throw new DatabaseError(
      `"${shownUrl(url)}" is not the address of a database. ` +
        'Write postgres://user:password@host:port/name.',
    );
  }
  return postgres(url, {
    max: connections,
    connect_timeout: 5,
    idle_timeout: 300,
    backoff: (attempt: number) => Math.min(2, 0.05 * 2 ** attempt),
    connection: { application_name: name, synchronous_commit: 'on', TimeZone: 'UTC' },
    onnotice: ({ message }) => onNotice?.(message ?? ''),
  });
}
