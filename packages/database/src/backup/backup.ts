import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Sql, TransactionSql } from 'postgres';
import { knownMigrations, newestApplied } from '../migrate.ts';
import { written } from './container.ts';
import type { BackupCount, BackupHeader, BackupTable, CheckedBackup } from './container.ts';
import { BackupError } from './errors.ts';
import { columnsOf, nameOf, tablesOf } from './tables.ts';

/** What is noted in a backup beside what the database says. */
export interface BackupNotes {
  /** Version of the program that writes it. */
  readonly version: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

async function headerOf(sql: TransactionSql, notes: BackupNotes): Promise<BackupHeader> {
  const newest = await newestApplied(sql);
  const migration = knownMigrations().find(({ when }) => when === newest);
  if (migration === undefined) {
    throw new BackupError(
      newest === null
        ? 'The database has no tables of Hypothec: there is nothing to back up.'
        : 'The tables of the database are of a newer version: update Hypothec first.',
    );
  }
  // A float holds every chain's number, which JSON would not take as a bigint.
  const [cursor] = await sql<{ chainId: number; book: string; block: string; hash: string }[]>`
    select chain_id::float8 as "chainId", book, block::text, hash from history.cursor`;
  const { tag, hash } = migration;
  const { version, createdAt } = notes;
  return { version, createdAt, migration: { tag, hash }, chain: cursor ? { ...cursor } : null };
}

function rowsOf(sql: TransactionSql, table: BackupTable): Promise<Readable> {
  return sql.unsafe(`copy ${nameOf(table)} (${columnsOf(table)}) to stdout`).readable();
}

async function writeFile(
  path: string,
  bytes: AsyncGenerator<Buffer, readonly BackupCount[]>,
): Promise<readonly BackupCount[]> {
  let counts: readonly BackupCount[] = [];
  async function* all(): AsyncGenerator<Buffer> {
    counts = yield* bytes;
  }
  const file = createWriteStream(path, { mode: 0o600, flush: true });
  await pipeline(Readable.from(all()), createGzip(), file);
  return counts;
}

/**
 * Writes everything that the database holds, history and accounts, to one file, readable by its
 * owner alone. All of it is as of one moment, also while services write.
 *
 * @param sql - Connections to the database.
 * @param path - File that is made; it appears when it is whole.
 * @throws {BackupError} when there is nothing to back up, the file exists, or cannot be written.
 * @example `await backup(openSql(url), 'friday.backup', { version: '0.1.0', createdAt })`
 */
export async function backup(sql: Sql, path: string, notes: BackupNotes): Promise<CheckedBackup> {
  if (existsSync(path)) {
    throw new BackupError(`${path} is there already: choose another name, or remove it.`);
  }
  const part = `${path}.part`;
  try {
    const checked = await sql.begin('isolation level repeatable read read only', async (tx) => {
      const header = await headerOf(tx, notes);
      const bytes = written(header, await tablesOf(tx), (table) => rowsOf(tx, table));
      return { header, tables: await writeFile(part, bytes) };
    });
    renameSync(part, path);
    return checked;
  } catch (cause) {
    rmSync(part, { force: true });
    const code = cause instanceof Error && 'syscall' in cause && 'code' in cause ? cause.code : '';
    if (code === '') throw cause;
    throw new BackupError(`The backup cannot be written to ${path} (${String(code)}).`, { cause });
  }
}
