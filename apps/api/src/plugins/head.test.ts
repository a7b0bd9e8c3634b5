import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, cursor, migrateDatabase } from '@hypothec/database';
import { startServer, removeServer } from '@hypothec/database/server';
import { startTestDatabase } from '@hypothec/database/testing';
import { describe, expect, test } from 'vitest';
import { commitBlock, startTestServer } from '../server.testing.ts';
import type { HeadChange } from './head.ts';

describe('the head', () => {
  test('is awaited while the indexer has not written it', async () => {
    const database = await startTestDatabase();
    const app = await startTestServer(database);
    const before = await app.inject('/readyz');
    expect(before.statusCode).toBe(503);
    expect(before.json().type).toBe('/problems/not-indexed');
    expect(Number(before.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject('/v1/status')).json()).toMatchObject({ database: 'ok', head: null });
    await commitBlock(database, 7);
    await expect.poll(async () => (await app.inject('/readyz')).statusCode).toBe(200);
    await app.close();
    await database.end();
  });

  test('is heard at once, and found by looking where nothing was said', async () => {
    const database = await startTestDatabase();
    await commitBlock(database, 1);
    const app = await startTestServer(database, {}, { pollMs: 60_000 });
    const before = performance.now();
    await commitBlock(database, 2);
    await expect.poll(() => app.tip.current?.number, { interval: 2 }).toBe(2);
    expect(performance.now() - before).toBeLessThan(1_000);
    await app.close();

    const polling = await startTestServer(database, {}, { pollMs: 50 });
    await database.queries.update(cursor).set({ epoch: 5 });
    await expect.poll(() => polling.tip.current?.epoch).toBe(5);
    await polling.close();
    await database.end();
  });

  test('tells every step once, with whether the past has changed', async () => {
    const database = await startTestDatabase();
    await commitBlock(database, 1);
    const app = await startTestServer(database);
    const seen: HeadChange[] = [];
    app.tip.onChange((change) => seen.push(change));
    await commitBlock(database, 2);
    await expect.poll(() => seen.length).toBe(1);
    await app.tip.refresh();
    await commitBlock(database, 2, { epoch: 1 });
    await expect.poll(() => seen.length).toBe(2);
    expect(seen.map(({ head, reset }) => [head.number, head.epoch, reset])).toEqual([
      [2, 0, false],
      [2, 1, true],
    ]);
    expect(seen[0]?.previous?.number).toBe(1);
    await app.close();
    await database.end();
  });
});

describe('a database that is away', () => {
  test('is waited for, at the start and in between', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'hypothec-away-')), 'server');
    const first = await startServer({ folder, careless: true });
    const { url, port } = first;
    await first.stop();

    const database = connect(url);
    const app = await startTestServer(database, {}, { pollMs: 50 });
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    const away = await app.inject('/readyz');
    expect(away.statusCode).toBe(503);
    expect(away.json().type).toBe('/problems/database-away');
    expect(away.headers['retry-after']).toBe('1');
    expect((await app.inject('/v1/status')).json()).toMatchObject({ database: 'away' });
    expect((await app.inject('/v1/auth/nonce')).statusCode).toBe(503);

    for (let round = 0; round < 2; round++) {
      const server = await startServer({ folder, careless: true, port });
      const writer = connect(url);
      await migrateDatabase(writer);
      await commitBlock(writer, 5 + round);
      await expect.poll(() => app.tip.current?.number, { timeout: 20_000 }).toBe(5 + round);
      expect((await app.inject('/readyz')).statusCode).toBe(200);
      await writer.close();
      process.kill(server.pid, 'SIGKILL');
      await server.died;
      await expect.poll(async () => (await app.inject('/readyz')).statusCode).toBe(503);
      expect((await app.inject('/v1/auth/nonce')).statusCode).toBe(503);
    }
    await app.close();
    await database.close();
    removeServer(folder);
  });

  test('is listened to again when it is back', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'hypothec-listen-')), 'server');
    const first = await startServer({ folder, careless: true });
    const { url, port } = first;
    const database = connect(url);
    await migrateDatabase(database);
    await commitBlock(database, 1);
    // Nothing is looked up by itself within this test.
    const app = await startTestServer(database, {}, { pollMs: 60_000 });
    process.kill(first.pid, 'SIGKILL');
    await first.died;
    const second = await startServer({ folder, careless: true, port });
    const writer = connect(url);
    await expect
      .poll(
        async () => {
          const rows = await writer.sql`
          select count(*)::int as listening from pg_stat_activity where query like 'listen%'`;
          return rows[0]?.['listening'];
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    await commitBlock(writer, 2);
    await expect.poll(() => app.tip.current?.number, { interval: 5, timeout: 2_000 }).toBe(2);
    await writer.close();
    await app.close();
    await database.close();
    await second.stop();
    removeServer(folder);
  });
});
