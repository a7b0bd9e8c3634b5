import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestDatabase } from '@hypothec/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../io/anvil.ts';
import { buildContracts } from '../io/artifacts.ts';
import { readRunning, stackFolder } from '../io/folder.ts';
import { removeDatabase } from '../io/services.ts';
import { answer, follow, hypothec, up } from './cli.testing.ts';
import type { RunningStack } from './cli.testing.ts';

// The services of a stack as they ship: database, indexer and API.

beforeAll(buildContracts, 300_000);

interface Status {
  readonly book: string;
  readonly head: { readonly number: number };
}

interface Backup {
  readonly rows: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

function folderFor(): string {
  return mkdtempSync(join(tmpdir(), 'hypothec-'));
}

function remove(folder: string): void {
  removeDatabase(stackFolder(folder));
  rmSync(folder, { recursive: true, force: true });
}

async function ports(): Promise<readonly string[]> {
  return ['--port', `${await freePort()}`, '--api-port', `${await freePort()}`];
}

/** What the API says, once it answers. */
async function statusAt(apiUrl: string): Promise<Status> {
  for (let waited = 0; ; waited += 50) {
    const response = await fetch(`${apiUrl}/v1/status`).catch(() => null);
    const status = response?.ok === true ? ((await response.json()) as Partial<Status>) : {};
    if (status.book && status.head) return { book: status.book, head: status.head };
    expect(waited).toBeLessThan(20_000);
    await sleep(50);
  }
}

describe('the services of hypothec up', { timeout: 120_000 }, () => {
  const folder = folderFor();
  const mark = () => readRunning(stackFolder(folder))!;
  let flags: readonly string[] = [];
  let stack: RunningStack;

  async function start(): Promise<Status> {
    stack = up(folder, ...flags);
    await stack.untilLine(({ name, state }) => name === 'api' && state === 'ready');
    return statusAt(mark().apiUrl!);
  }

  beforeAll(async () => {
    flags = [...(await ports()), '--loans', '3', '--no-play'];
  });

  afterAll(async () => {
    await stack.stop();
    remove(folder);
  });

  it('answer over HTTP of the chain that was started', async () => {
    const { book } = await start();
    const { markets } = await answer<{ markets: readonly unknown[] }>(folder, 'market', 'list');
    expect(markets.length).toBeGreaterThan(0);
    expect(stack.lines.find(({ type }) => type === 'ready')).toMatchObject({
      book,
      apiUrl: mark().apiUrl,
    });
  });

  it.each(['database', 'indexer', 'api'])('come back when the %s is killed', async (name) => {
    const before = await statusAt(mark().apiUrl!);
    const said = stack.lines.length;
    process.kill(mark().services[name]!, 'SIGKILL');
    const later = (line: (typeof stack.lines)[number]): boolean =>
      stack.lines.indexOf(line) >= said && line.name === name;
    await stack.untilLine((line) => later(line) && line.state === 'down');
    await stack.untilLine((line) => later(line) && line.state === 'ready');
    await answer(folder, 'faucet', '1', 'BTC');
    let after = before;
    for (let waited = 0; after.head.number <= before.head.number; waited += 100) {
      expect(waited).toBeLessThan(20_000);
      await sleep(100);
      after = await statusAt(mark().apiUrl!);
    }
    expect(after.book).toBe(before.book);
  });

  it('are backed up while they run, and put back or read again while they do not', async () => {
    const file = join(folder, 'a.backup');
    const written = await answer<Backup>(folder, 'db', 'backup', file);
    expect(written.tables.find(({ table }) => table === 'history.loan')?.rows).toBe(3);
    for (const act of [['restore', file, '--replace'], ['reindex']]) {
      const { code, err } = await hypothec(folder, 'db', ...act);
      expect([code, err]).toEqual([1, expect.stringContaining('is running (process')]);
    }
    await stack.stop();
    // They end before the chain that they read does: none of them missed it.
    expect(readFileSync(join(stackFolder(folder).path, 'indexer.log'), 'utf8')).not.toContain(
      'Could not reach the node',
    );
    const refused = await hypothec(folder, 'db', 'restore', file);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('--replace')]);
    await answer(folder, 'db', 'reindex');
    const empty = await answer<Backup>(folder, 'db', 'backup', join(folder, 'empty.backup'));
    expect(empty.rows).toBe(0);
    const restored = await answer<Backup>(folder, 'db', 'restore', file);
    expect(restored.tables).toEqual(written.tables);
    await answer(folder, 'db', 'reindex');
    await start();
    const again = await answer<Backup>(folder, 'db', 'backup', join(folder, 'again.backup'));
    expect(again.tables.find(({ table }) => table === 'history.loan')?.rows).toBe(3);
  });

  it('forget with the chain', async () => {
    await stack.stop();
    flags = [...flags, '--reset'];
    const { head } = await start();
    expect(head.number).toBeGreaterThan(0);
    expect(stack.lines.filter(({ state }) => state === 'down')).toEqual([]);
  });

  it('need a port of their own', async () => {
    const elsewhere = folderFor();
    const taken = new URL(mark().apiUrl!).port;
    const free = `${await freePort()}`;
    const { code, err } = await hypothec(elsewhere, 'up', '--port', free, '--api-port', taken);
    rmSync(elsewhere, { recursive: true });
    const said = `Port ${taken} is in use by another program: stop it, or choose another:`;
    expect([code, err]).toEqual([1, `hypothec: ${said} --api-port ${Number(taken) + 1}.\n`]);
  });
});

it('uses the database of DATABASE_URL, and says which', { timeout: 120_000 }, async () => {
  const database = await startTestDatabase();
  const folder = folderFor();
  process.env['DATABASE_URL'] = database.url;
  const stack = up(folder, ...(await ports()), '--loans', '3', '--no-play', '--reset');
  delete process.env['DATABASE_URL'];
  await stack.untilLine(({ name, state }) => name === 'api' && state === 'ready');
  const remark = stack.lines.find(({ type }) => type === 'remark')?.text;
  expect(remark).toContain(`is used: ${database.url.replace(/:[^:@/]*@/, ':***@')}.`);
  expect(remark).toContain('hypothec db reindex');
  expect(existsSync(stackFolder(folder).database)).toBe(false);
  const loans = await database.sql`select count(*)::int as count from history.loan`;
  expect(await stack.stop()).toBe(0);
  await database.end();
  remove(folder);
  expect(loans).toEqual([{ count: 3 }]);
});

it('serves a replay from its first block, and removes it then', { timeout: 120_000 }, async () => {
  const folder = folderFor();
  const [, , ...port] = await ports();
  const hours = ['--from', '2020-03-12T10:00', '--to', '2020-03-12T12:00', '--loans', '8'];
  const replayed = follow(folder, 'replay', '--serve', ...port, ...hours);
  await replayed.untilLine(({ serving }) => serving !== undefined);
  const { rpcUrl, apiUrl } = replayed.lines[0]?.serving ?? { rpcUrl: '', apiUrl: '' };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_blockNumber', params: [] });
  const headers = { 'content-type': 'application/json' };
  const answered = await fetch(rpcUrl, { method: 'POST', headers, body });
  const { result } = (await answered.json()) as { readonly result: string };
  expect((await statusAt(apiUrl)).head.number).toBe(Number(result));
  expect(await replayed.stop()).toBe(0);
  await expect(fetch(apiUrl)).rejects.toThrow('fetch failed');
  remove(folder);
});

describe('a start that is interrupted', { timeout: 60_000 }, () => {
  it.each([400, 800, 1_600])('after %i ms leaves nothing behind', async (wait) => {
    const folder = folderFor();
    const stack = up(folder, ...(await ports()), '--loans', '3');
    await sleep(wait);
    // On a busy machine it may not have begun yet, or be up already.
    expect([-1, 130, 0]).toContain(await stack.stop());
    const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(all.split('\n').filter((line) => line.includes(folder))).toEqual([]);
    remove(folder);
  });
});
