import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from './connect.ts';
import type { Database } from './connect.ts';
import { migrateDatabase } from './migrate.ts';
import { removeServer, startServer } from './server/index.ts';
import type { Server } from './server/index.ts';

/** A real server for a test, with a migrated database. */
export interface TestDatabase extends Database {
  readonly url: string;
  readonly server: Server;
  /** Another, empty and migrated, on the same server. */
  another(name: string): Promise<{ readonly url: string; readonly database: Database }>;
  /** Stops the server and removes everything. */
  end(): Promise<void>;
}

/** Starts a server in a folder of its own; `end` it after the test. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = join(mkdtempSync(join(tmpdir(), 'hypothec-database-')), 'server');
  const server = await startServer({ folder, careless: true });
  const database = connect(server.url);
  await migrateDatabase(database);
  const others: Database[] = [];
  return {
    ...database,
    url: server.url,
    server,
    async another(name) {
      await database.sql`create database ${database.sql(name)}`;
      const url = server.url.replace(/\/postgres$/, `/${name}`);
      const other = connect(url);
      others.push(other);
      await migrateDatabase(other);
      return { url, database: other };
    },
    async end() {
      for (const other of [...others, database]) await other.close();
      await server.stop();
      removeServer(folder);
    },
  };
}

export { dumpHistory } from './dump.testing.ts';
