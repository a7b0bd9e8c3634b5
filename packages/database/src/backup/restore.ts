import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql, TransactionSql } from 'postgres';
import { applyMigrations, holdMigrations, knownMigrations } from '../migrate.ts';
import type { Migration } from '../migrate.ts';
import { readBackup } from './container.ts';
import type { BackupHeader, BackupTable, CheckedBackup } from './container.ts';
import { BackupError, DamagedBackupError, DatabaseInUseError } from './errors.ts';
import {
  columnsOf,
  firstFilled,
  nameOf,
  requireAlone,
  requireOwn,
  rowsIn,
  tablesOf,
} from './tables.ts';

/** The migrations up to a backup's own, and those since. */
function split(path: string, { migration, version }: BackupHeader) {
  const known = knownMigrations();
  const index = known.findIndex(({ hash }) => hash === migration.hash);
  if (index >= 0) return { before: known.slice(0, index + 1), since: known.slice(index + 1) };
  const newest = known.at(-1)?.tag ?? 'none';
  throw new BackupError(
    `${path} was written by another version (${version}, tables as of ${migration.tag}); this ` +
      `one knows them up to ${newest}: use the version that wrote it, or update Hypothec.`,
  );
}

async function drain(rows: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of rows) void piece;
}

async function fill(tx: TransactionSql, table: BackupTable, rows: AsyncIterable<Buffer>) {
  const copy = tx.unsafe(`copy ${nameOf(table)} (${columnsOf(table)}) from stdin`);
  await pipeline(Readable.from(rows), await copy.writable());
}

function names(tables: readonly BackupTable[]): string {
  return tables.map((table) => `${nameOf(table)} ${columnsOf(table)}`).join('; ');
}

/** The same tables, in the same order, as the version that wrote the backup had. */
async function requireTables(tx: TransactionSql, path: string, { tables }: CheckedBackup) {
  if (names(await tablesOf(tx)) === names(tables)) return;
  throw new DamagedBackupError(path, 'its tables are not those of the version that wrote it');
}

async function anew(tx: TransactionSql, before: readonly Migration[]): Promise<void> {
  await tx`drop schema if exists history, account, hypothec cascade`;
  await applyMigrations(tx, before);
}

async function putBack(
  tx: TransactionSql,
  path: string,
  checked: CheckedBackup,
  options: { readonly replace: boolean },
): Promise<void> {
  const { before, since } = split(path, checked.header);
  await holdMigrations(tx);
  await requireOwn(tx);
  await requireAlone(tx);
  const filled = await firstFilled(tx);
  if (filled !== null && !options.replace) {
    throw new DatabaseInUseError(
      `The database is not empty: ${filled} has rows. With --replace what it holds is lost.`,
    );
  }
  await anew(tx, before);
  await requireTables(tx, path, checked);
  await readBackup(path, (table, rows) => fill(tx, table, rows));
  for (const table of checked.tables) {
    const rows = await rowsIn(tx, table);
    if (rows === table.rows) continue;
    throw new BackupError(
      `${nameOf(table)} has ${rows} rows after the restore, the backup ${table.rows}: nothing ` +
        'was kept of it.',
    );
  }
  await applyMigrations(tx, since);
}

/**
 * Puts a backup back: the database then holds what the backup holds, and nothing else. The file is
 * read and checked first; what follows happens in one transaction, so that it is done whole or not
 * at all. A backup of an older version is brought up to date.
 *
 * @param sql - One connection to the database: nobody else may be connected.
 * @param options.replace - Whether what the database holds may be lost.
 * @throws {BackupError} when the file is none, damaged, or of an unknown version; when the database
 * is not empty, or in use. Nothing is changed then.
 * @example `await restore(openSql(url, { connections: 1 }), 'friday.backup', { replace: false })`
 */
export async function restore(
  sql: Sql,
  path: string,
  options: { readonly replace: boolean },
): Promise<CheckedBackup> {
  const checked = await readBackup(path, (_, rows) => drain(rows));
  split(path, checked.header);
  try {
    await sql.begin((tx) => putBack(tx, path, checked, options));
  } catch (cause) {
    if (cause instanceof BackupError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BackupError(`${path} cannot be put back (${why}). Nothing was changed.`, { cause });
  }
  await sql.unsafe(`analyze ${checked.tables.map(nameOf).join(', ')}`);
  return checked;
}
