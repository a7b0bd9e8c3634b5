import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, isPassing } from '../connect.ts';
import { migrateDatabase } from '../migrate.ts';
import { removeServer, startServer } from './index.ts';
import type { Server } from './index.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'hypothec-server-')), 'database');
let server: Server;

beforeAll(async () => {
  server = await startServer({ folder });
});

afterAll(async () => {
  await server.stop();
  removeServer(folder);
});

test('a server wants its password, and waits for the disk', async () => {
  const { sql, close } = connect(server.url);
  const [row] = await sql<{ version: string }[]>`show server_version`;
  expect(row).toEqual({ server_version: '18.4' });
  expect(await sql`show synchronous_commit`).toEqual([{ synchronous_commit: 'on' }]);
  await close();
  const stranger = connect(server.url.replace(/:[^:@/]*@/, ':wrong@'));
  await expect(stranger.sql`select 1`).rejects.toThrow('password authentication failed');
  await stranger.close();
});

test('migrations can be run by two at once, and again', async () => {
  const [one, two] = [connect(server.url), connect(server.url)];
  await Promise.all([migrateDatabase(one), migrateDatabase(two)]);
  await migrateDatabase(one);
  const tables = await one.sql`
    select 1 from information_schema.tables where table_schema in ('history', 'account')`;
  expect(tables.length).toBeGreaterThan(20);
  await one.close();
  await two.close();
});

test('what was committed survives a server that is killed', async () => {
  const database = connect(server.url);
  await database.sql`create table kept (value int)`;
  await database.sql`insert into kept values (7)`;
  const died = server.died;
  process.kill(server.pid, 'SIGKILL');
  expect(await died).toContain('PostgreSQL was killed');
  const away = await connect(server.url).sql`select 1`.then(
    () => null,
    (error: unknown) => error,
  );
  expect(isPassing(away)).toBe(true);
  server = await startServer({ folder, port: server.port });
  expect(await database.sql`select value from kept`).toEqual([{ value: 7 }]);
  await database.close();
});

test('an address that is none is refused without its password', () => {
  expect(() => connect('mysql://me:secret@host/db')).toThrow('"mysql://me:***@host/db" is not');
});
