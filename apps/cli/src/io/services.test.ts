import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '@hypothec/database/backup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './anvil.ts';
import { isAlive, stackFolder } from './folder.ts';
import type { ServiceNews } from './service.ts';
import { removeDatabase, Services } from './services.ts';

// A real database; the programs are stand-ins that note their starts and ends.

const directory = mkdtempSync(join(tmpdir(), 'hypothec-services-'));
const notes = join(directory, 'notes.txt');
const folder = stackFolder(directory);
const pids = new Map<string, number | null>();

const noting = (name: string, then: string): string => `
  import { appendFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  const note = (text) => appendFileSync(${JSON.stringify(notes)}, text + '\\n');
  note('${name} starts');
  process.on('SIGTERM', () => { note('${name} ends'); process.exit(0); });
  setInterval(() => undefined, 1_000);
  ${then}
`;

function program(name: string, text: string): string {
  const path = join(directory, `${name}.mjs`);
  writeFileSync(path, text);
  return path;
}

const indexer = program('indexer', noting('indexer', `console.log('{"ready":true,"block":1}');`));
const api = program(
  'api',
  noting('api', `createServer((_, out) => out.end()).listen(Number(process.env.API_PORT));`),
);

let apiPort = 0;

function services(programs: { readonly indexer: string; readonly api: string }): Services {
  return new Services({
    folder,
    apiPort,
    databaseUrl: null,
    onPid: (name, pid) => pids.set(name, pid),
    programs,
    pauses: { least: 20, most: 160 },
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    expect(waited).toBeLessThan(15_000);
    await sleep(10);
  }
}

const noted = (): readonly string[] =>
  existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : [];
const chain = { rpcUrl: 'http://127.0.0.1:9', book: `0x${'11'.repeat(20)}` };

beforeAll(async () => {
  mkdirSync(folder.path);
  apiPort = await freePort();
});

afterAll(() => {
  removeDatabase(folder);
  rmSync(directory, { recursive: true, force: true });
});

test('what is killed comes back, the database where it was, and all end in order', async () => {
  const news: ServiceNews[] = [];
  const ready = (name: string): number =>
    news.filter((item) => item.name === name && item.state === 'ready').length;
  const up = services({ indexer, api });
  const url = await up.startDatabase();
  await up.begin(chain);
  up.listen((item) => news.push(item));
  await until(() => ready('indexer') === 1 && ready('api') === 1);
  const sql = openSql(url, { connections: 1 });
  await sql`create table kept as select 7 as value`;
  for (const name of ['database', 'indexer', 'api']) {
    const pid = pids.get(name) ?? 0;
    process.kill(pid, 'SIGKILL');
    await until(() => ready(name) === 2);
    expect(pids.get(name)).not.toBe(pid);
  }
  // The same address still leads to it: whoever is connected comes back by itself.
  expect(await sql`select value from kept`).toEqual([{ value: 7 }]);
  await sql.end();
  const down = news.filter(({ state }) => state === 'down').map(({ name, why }) => [name, why]);
  expect(down).toEqual([
    ['database', expect.stringContaining('PostgreSQL was killed')],
    ['indexer', 'exit SIGKILL'],
    ['api', 'exit SIGKILL'],
  ]);
  const last = [...pids.values()];
  await up.end();
  expect(noted().slice(-2)).toEqual(['api ends', 'indexer ends']);
  expect(last.map((pid) => isAlive(pid ?? 0))).toEqual([false, false, false]);
  expect([...pids.values()]).toEqual([null, null, null]);
});

test('what fails again and again is started again each time, and told once', async () => {
  const path = program(
    'broken',
    noting('broken', `console.error('BOOK is missing.'); process.exit(1)`),
  );
  const up = services({ indexer: path, api });
  const news: ServiceNews[] = [];
  up.listen((item) => news.push(item));
  await up.startDatabase();
  await up.begin(chain);
  const starts = (): number => noted().filter((text) => text === 'broken starts').length;
  await until(() => starts() >= 4);
  const told = news.filter(({ name, state }) => name === 'indexer' && state === 'down');
  expect(told.map(({ why }) => why)).toEqual(['BOOK is missing.']);
  expect(readFileSync(join(folder.path, 'indexer.log'), 'utf8')).toContain('BOOK is missing.');
  // It ends in the middle of a pause as well, and is not started again.
  await up.end();
  const ended = starts();
  await sleep(300);
  expect(starts()).toBe(ended);
});

test('an end in the middle of the start leaves nothing running', async () => {
  const up = services({ indexer, api });
  const starting = up.startDatabase();
  starting.catch(() => undefined);
  await up.end();
  await starting.catch(() => undefined);
  await expect(up.begin(chain)).rejects.toThrow('being stopped');
  expect([...pids.values()]).toEqual([null, null, null]);
});

test('a database that is given is used, and one that does not answer is named', async () => {
  const url = `postgres://me:secret@127.0.0.1:${await freePort()}/there`;
  const up = new Services({ folder, apiPort, databaseUrl: url, onPid: () => undefined });
  await expect(up.startDatabase()).rejects.toThrow(
    /^The database at postgres:\/\/me:\*\*\*@127.* cannot be used .*: look at DATABASE_URL/,
  );
});
