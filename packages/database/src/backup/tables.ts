import type { Sql, TransactionSql } from 'postgres';
import { newestApplied } from '../migrate.ts';
import type { BackupTable } from './container.ts';
import { BackupError, DatabaseInUseError } from './errors.ts';

/** All that Hypothec keeps, in the order in which it is written and put back. */
const SCHEMAS = ['history', 'account'];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table's name as SQL. */
export function nameOf({ schema, table }: BackupTable): string {
  return `${quoted(schema)}.${quoted(table)}`;
}

/** A table's columns as SQL. */
export function columnsOf({ columns }: BackupTable): string {
  return columns.map(quoted).join(', ');
}

/** The tables that there are, each with the columns that hold data of their own. */
export async function tablesOf(sql: Sql | TransactionSql): Promise<readonly BackupTable[]> {
  const rows = await sql<{ schema: string; table: string; columns: string[] }[]>`
    select n.nspname as schema, c.relname as table,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where n.nspname = any(${SCHEMAS}) and c.relkind = 'r'
      and not a.attisdropped and a.attgenerated = ''
    group by 1, 2 order by 1 desc, 2`;
  return rows.map(({ schema, table, columns }) => ({ schema, table, columns }));
}

/** How many rows a table has. */
export async function rowsIn(sql: Sql | TransactionSql, table: BackupTable): Promise<number> {
  const [row] = await sql.unsafe<{ rows: string }[]>(
    `select count(*) as rows from ${nameOf(table)}`,
  );
  return Number(row?.rows);
}

/** The first table that holds anything; null where all are empty, or there are none. */
export async function firstFilled(sql: TransactionSql): Promise<string | null> {
  for (const table of await tablesOf(sql)) {
    const found = await sql.unsafe(`select 1 from ${nameOf(table)} limit 1`);
    if (found.length > 0) return `${table.schema}.${table.table}`;
  }
  return null;
}

/**
 * Makes sure that the tables are Hypothec's own.
 *
 * @throws {BackupError} when another program made a schema of the same name.
 */
export async function requireOwn(sql: TransactionSql): Promise<void> {
  if ((await newestApplied(sql)) !== null) return;
  const [table] = await tablesOf(sql);
  if (table === undefined) return;
  throw new BackupError(
    `The database has a table ${table.schema}.${table.table} that Hypothec did not make: use ` +
      'another database.',
  );
}

/**
 * Makes sure that nobody else works with the database: an indexer would write what it remembers.
 *
 * @throws {DatabaseInUseError} with who does.
 */
export async function requireAlone(sql: TransactionSql): Promise<void> {
  const others = await sql<{ name: string; count: string }[]>`
    select coalesce(nullif(application_name, ''), 'a program without a name') as name,
      count(*) as count
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend'
    group by 1 order by 1`;
  if (others.length === 0) return;
  const names = others.map(({ name, count }) => `${name} (${count})`).join(', ');
  throw new DatabaseInUseError(
    `Others are connected to the database: ${names}. Stop them first; nothing was changed.`,
  );
}
