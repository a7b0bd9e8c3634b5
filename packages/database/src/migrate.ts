import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Database } from './connect.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** "hypothec" as a number: whoever migrates holds it. */
const LOCK = 7_525_358;

/**
 * Brings the tables up to this version's; does nothing where they are. Several processes may do it
 * at once: one does, the others wait.
 *
 * @throws when a migration fails; nothing of it is kept then.
 */
export async function migrateDatabase({ sql, queries }: Database): Promise<void> {
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock(${LOCK})`;
    try {
      await migrate(queries, { migrationsFolder, migrationsSchema: 'hypothec' });
    } finally {
      await connection`select pg_advisory_unlock(${LOCK})`;
    }
  } finally {
    connection.release();
  }
}
