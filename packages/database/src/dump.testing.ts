import type { Database } from './connect.ts';

/** Every row of every table of the history as text, so that two databases can be compared. */
export async function dumpHistory({
  sql,
}: Pick<Database, 'sql'>): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'history' order by 1`;
  const dump = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    // How often the chain was replaced is not of the chain.
    const row = name === 'cursor' ? "(to_jsonb(t) - 'epoch')" : 'to_jsonb(t)';
    const rows = await sql.unsafe<{ row: string }[]>(
      `select ${row}::text as row from history."${name}" t order by 1`,
    );
    dump.set(
      name,
      rows.map(({ row: text }) => text),
    );
  }
  return dump;
}
