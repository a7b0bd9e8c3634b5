import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Sql, TransactionSql } from 'postgres';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** "hypothec" as a number: whoever migrates holds it. */
const LOCK = 7_525_358;

/** One step of the tables' history. */
export interface Migration {
  /** Its file's name, such as `0000_start`. */
  readonly tag: string;
  /** Orders them; unix milliseconds of when it was written. */
  readonly when: number;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** The migrations that this version knows, the oldest first. */
export function knownMigrations(): readonly Migration[] {
  const path = `${migrationsFolder}/meta/_journal.json`;
  const journal = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly entries: readonly { readonly tag: string }[];
  };
  return readMigrationFiles({ migrationsFolder }).map(({ sql, folderMillis, hash }, index) => ({
    tag: journal.entries[index]?.tag ?? '',
    when: folderMillis,
    hash,
    statements: sql,
  }));
}

/** Order of the newest migration that a database has; null where it has none. */
export async function newestApplied(sql: Sql | TransactionSql): Promise<number | null> {
  const [found] = await sql<{ there: boolean }[]>`
    select to_regclass('hypothec.__drizzle_migrations') is not null as there`;
  if (found?.there !== true) return null;
  const [row] = await sql<{ newest: string | null }[]>`
    select max(created_at) as newest from hypothec.__drizzle_migrations`;
  const newest = row?.newest ?? null;
  return newest === null ? null : Number(newest);
}

/** Keeps others from changing the tables until the transaction ends. */
export async function holdMigrations(sql: TransactionSql): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`;
}

/**
 * Applies migrations within a transaction, and notes them where drizzle's own migrator does: its
 * migrator brings a database to the newest at once, and a restored backup is to stop where the
 * backup was.
 */
export async function applyMigrations(
  sql: TransactionSql,
  migrations: readonly Migration[],
): Promise<void> {
  await sql`create schema if not exists hypothec`;
  await sql`
    create table if not exists hypothec.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`;
  for (const { statements, hash, when } of migrations) {
    for (const statement of statements) await sql.unsafe(statement);
    await sql`
      insert into hypothec.__drizzle_migrations (hash, created_at) values (${hash}, ${when})`;
  }
}

/**
 * Brings the tables up to this version's; does nothing where they are. Several processes may do it
 * at once: one does, the others wait.
 *
 * @throws when a migration fails; nothing of it is kept then.
 */
export async function migrateDatabase({ sql }: { readonly sql: Sql }): Promise<void> {
  await sql.begin(async (transaction) => {
    await holdMigrations(transaction);
    const newest = (await newestApplied(transaction)) ?? 0;
    const missing = knownMigrations().filter(({ when }) => when > newest);
    if (missing.length > 0) await applyMigrations(transaction, missing);
  });
}
