import type { Sql } from 'postgres';
import { BackupError } from './errors.ts';
import { nameOf, requireAlone, requireOwn, tablesOf } from './tables.ts';

/**
 * Empties what was read from the chain, so that the indexer reads it again from its start. What
 * accounts keep themselves stays.
 *
 * @param sql - One connection to the database: nobody else may be connected.
 * @throws {BackupError} when there are no tables, or when the database is in use.
 */
export async function emptyHistory(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await requireOwn(tx);
    await requireAlone(tx);
    const tables = (await tablesOf(tx)).filter(({ schema }) => schema === 'history');
    if (tables.length === 0) {
      throw new BackupError('The database has no tables of Hypothec: there is nothing to empty.');
    }
    await tx.unsafe(`truncate ${tables.map(nameOf).join(', ')}`);
  });
}
