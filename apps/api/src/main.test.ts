import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { connect } from '@hypothec/database';
import { removeServer, startServer } from '@hypothec/database/server';
import { afterEach, expect, test } from 'vitest';
import { commitBlock } from './server.testing.ts';

interface Service {
  readonly process: ChildProcess;
  readonly url: string;
  readonly lines: string[];
  readonly exit: Promise<number | null>;
}

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
});

function start(env: Record<string, string>): Promise<Service> {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], API_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const lines: string[] = [];
  const exit = new Promise<number | null>((done) => {
    child.once('exit', (code) => done(code));
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  return new Promise((done) => {
    child.once('close', () => done({ process: child, url: '', lines, exit }));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /listening at (http:[^"]+)"/.exec(line)?.[1];
      if (url !== undefined) done({ process: child, url, lines, exit });
    });
  });
}

test('a setting that does not read ends it with a sentence', async () => {
  const { lines, exit } = await start({ DATABASE_URL: 'postgres://a:b@c/d', API_PORT: 'x' });
  expect(await exit).toBe(1);
  expect(lines).toEqual([expect.stringMatching(/^ConfigError: API_PORT: /)]);
});

test('an address of no database ends it without telling the password', async () => {
  const { lines, exit } = await start({ DATABASE_URL: 'mysql://user:secret@localhost/db' });
  expect(await exit).toBe(1);
  expect(lines.join('\n')).toMatch('DatabaseError');
  expect(lines.join('\n')).not.toMatch('secret');
});

test('it waits for the database, makes its tables, outlives a crash, ends when told', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'hypothec-main-')), 'server');
  const first = await startServer({ folder, careless: true });
  const { url, port } = first;
  await first.stop();
  const service = await start({ DATABASE_URL: url });
  const ready = async () => (await fetch(`${service.url}/readyz`)).status;
  expect(await ready()).toBe(503);

  const second = await startServer({ folder, careless: true, port });
  const statusOf = async () => (await fetch(`${service.url}/v1/status`)).json();
  await expect.poll(statusOf, { timeout: 20_000 }).toMatchObject({ database: 'ok' });
  const database = connect(url);
  // The service makes the tables, in a moment.
  const commit = () => commitBlock(database, 3).catch(() => 'not yet');
  await expect.poll(commit, { timeout: 20_000 }).toBeUndefined();
  await expect.poll(ready, { timeout: 20_000 }).toBe(200);

  process.kill(second.pid, 'SIGKILL');
  await second.died;
  await expect.poll(ready, { timeout: 20_000 }).toBe(503);
  const third = await startServer({ folder, careless: true, port });
  await expect.poll(ready, { timeout: 20_000 }).toBe(200);

  const stream = await fetch(`${service.url}/v1/live`);
  service.process.kill('SIGTERM');
  expect(await stream.text()).toMatch('event: block');
  expect(await service.exit).toBe(0);
  for (const line of service.lines) expect(() => JSON.parse(line)).not.toThrow();
  await database.close();
  await third.stop();
  removeServer(folder);
});
