import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase } from '../database.testing.ts';
import type { TestDatabase } from '../database.testing.ts';
import { applyMigrations, knownMigrations } from '../migrate.ts';
import { backup, emptyHistory, openSql, restore } from './index.ts';
import { tablesOf } from './tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'hypothec-backup-'));
const path = join(folder, 'whole.backup');
const notes = { version: '0.1.0', createdAt: '2026-05-01T00:00:00.000Z' };
let source: TestDatabase;
let target: Sql;
let targets = 0;

// What COPY has to escape, what JSON has to, and the largest amount there is.
const samples: Readonly<Record<string, string>> = {
  text: String.raw`E'tab\there, line\nbreak, back\\slash, \\N, é €, \\.' || i`,
  bigint: '9007199254740993 + i',
  integer: '7 + i',
  boolean: 'true',
  numeric: '2::numeric ^ 255 + i',
  jsonb: String.raw`jsonb_build_object('a', E'x\ny\\', 'i', i, 'none', null)`,
  uuid: `('00000000-0000-4000-8000-00000000000' || i)::uuid`,
  ARRAY: `array['a,b', 'c"d', i::text]`,
  'timestamp with time zone': `timestamptz '2026-05-01 00:00:00.123456Z' + i * interval '1 day'`,
};

/** Rows in every table, with a null wherever one may be. */
async function fillAll(sql: Sql): Promise<void> {
  for (const { schema, table } of await tablesOf(sql)) {
    const columns = await sql<{ name: string; type: string; empty: boolean }[]>`
      select column_name as name, data_type as type, is_nullable = 'YES' as empty
      from information_schema.columns
      where table_schema = ${schema} and table_name = ${table} order by ordinal_position`;
    const values = columns.map(({ type, empty }) => {
      const sample = samples[type] ?? `no sample of ${type}`;
      return empty ? `case when i = 2 then null else ${sample} end` : sample;
    });
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const rows = table === 'cursor' ? 1 : 3;
    await sql.unsafe(
      `insert into ${schema}."${table}" (${names})
       select ${values.join(', ')} from generate_series(1, ${rows}) i`,
    );
  }
}

/** Every row of every table, as text. */
async function contents(sql: Sql): Promise<Readonly<Record<string, readonly string[]>>> {
  const all: Record<string, readonly string[]> = {};
  for (const { schema, table } of await tablesOf(sql)) {
    const rows = await sql.unsafe<{ row: string }[]>(
      `select t::text as row from ${schema}."${table}" t order by 1`,
    );
    all[`${schema}.${table}`] = rows.map(({ row }) => row);
  }
  return all;
}

async function emptyDatabase(): Promise<Sql> {
  targets += 1;
  await source.sql.unsafe(`create database target_${targets}`);
  return openSql(source.url.replace(/\/postgres$/, `/target_${targets}`), { connections: 1 });
}

function altered(name: string, change: (bytes: Buffer) => Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, change(readFileSync(path)));
  return file;
}

function repacked(name: string, change: (text: string) => string): string {
  const repack = (bytes: Buffer): Buffer =>
    gzipSync(Buffer.from(change(gunzipSync(bytes).toString('latin1')), 'latin1'));
  return altered(name, repack);
}

beforeAll(async () => {
  source = await startTestDatabase();
  await fillAll(source.sql);
  await backup(source.sql, path, notes);
});

beforeEach(async () => {
  target = await emptyDatabase();
  return () => target.end();
});

afterAll(async () => {
  await source.end();
  rmSync(folder, { recursive: true, force: true });
});

test('what is put back elsewhere is what was there, row by row', async () => {
  const { header, tables } = await restore(target, path, { replace: false });
  const [before, after] = await Promise.all([contents(source.sql), contents(target)]);
  expect(after).toEqual(before);
  expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true);
  expect(tables.map(({ rows }) => rows)).toEqual(Object.values(before).map((r) => r.length));
  expect(header).toMatchObject({
    ...notes,
    chain: { chainId: 2 ** 53 + 2, block: '9007199254740994' },
  });
  // And what was put back is as good a source as what was backed up.
  const again = join(folder, 'again.backup');
  expect((await backup(target, again, notes)).tables).toEqual(tables);
  const noted = await target`select hash from hypothec.__drizzle_migrations order by id`;
  expect(noted.map(({ hash }) => hash)).toEqual(knownMigrations().map(({ hash }) => hash));
});

test('a backup is of one moment, whatever is written meanwhile', async () => {
  const { database } = await source.another('busy');
  const { sql } = database;
  const address = (i: number): string => `0x${i.toString(16).padStart(40, '0')}`;
  const stop = new AbortController();
  // Both tables in one transaction, always: a backup between them would have unequal counts.
  const writer = (async (): Promise<number> => {
    for (let written = 0; ; written++) {
      if (stop.signal.aborted) return written;
      await sql.begin(async (tx) => {
        await tx`insert into account.nonce values (${`${written}`}, now())`;
        await tx`
          insert into account.setting values (${address(written)}, '1', gen_random_uuid(), now())`;
      });
    }
  })();
  for (let i = 0; i < 3; i++) {
    const { tables } = await backup(sql, join(folder, `busy-${i}.backup`), notes);
    const rows = (name: string) => tables.find(({ table }) => table === name)?.rows;
    expect(rows('nonce')).toBe(rows('setting'));
  }
  stop.abort();
  expect(await writer).toBeGreaterThan(5);
});

test('a backup of older tables is brought up to date', async () => {
  const [first] = knownMigrations();
  const older = await emptyDatabase();
  await older.begin((tx) => applyMigrations(tx, first === undefined ? [] : [first]));
  await older`insert into account.nonce values ('a', now())`;
  const file = join(folder, 'older.backup');
  const { header } = await backup(older, file, notes);
  await older.end();
  expect(header.migration.tag).toBe(first?.tag);
  await restore(target, file, { replace: false });
  expect(await target`select nonce from account.nonce`).toEqual([{ nonce: 'a' }]);
  expect(await tablesOf(target)).toEqual(await tablesOf(source.sql));
});

describe('a restore changes nothing', () => {
  const refused = async (file: string, replace = true): Promise<string> => {
    const before = await contents(target);
    const error = await restore(target, file, { replace }).then(
      () => 'restored',
      ({ name, message }: Error) => `${name}: ${message}`,
    );
    expect(await contents(target)).toEqual(before);
    return error;
  };

  test('when the database holds something, unless it is told to replace it', async () => {
    await restore(target, path, { replace: false });
    await target`delete from history.event where log_index = 8`;
    expect(await refused(path, false)).toMatch(/^DatabaseInUseError: .* not empty: .* --replace/);
    await restore(target, path, { replace: true });
    expect(await contents(target)).toEqual(await contents(source.sql));
  });

  test('when someone else is connected', async () => {
    const [row] = await target<{ name: string }[]>`select current_database() as name`;
    const url = source.url.replace(/\/postgres$/, `/${row?.name}`);
    const other = openSql(url, { name: 'an indexer', connections: 1 });
    await other`select 1`;
    expect(await refused(path)).toContain('Others are connected to the database: an indexer (1)');
    await other.end();
  });

  test('when the file is cut off, wherever that is', async () => {
    const { length } = readFileSync(path);
    for (const part of [0.02, 0.3, 0.7, 0.999]) {
      const file = altered('cut', (bytes) => bytes.subarray(0, Math.floor(length * part)));
      expect(await refused(file)).toMatch(/BackupError: .*(damaged|no backup of Hypothec)/);
    }
  });

  test('when a byte is another', async () => {
    for (const part of [0.2, 0.5, 0.8]) {
      const file = altered('flipped', (bytes) => {
        const at = Math.floor(bytes.length * part);
        bytes[at] = (bytes[at] ?? 0) ^ 0x20;
        return bytes;
      });
      expect(await refused(file)).toContain('DamagedBackupError');
    }
  });

  test('when it was changed and packed again', async () => {
    const amount = repacked('amount', (text) =>
      text.replace('9007199254740995', '9007199254740005'),
    );
    expect(await refused(amount)).toMatch(/the rows of .* are not those written/);
    const shorter = repacked('tables', (text) =>
      text.replace(/\{"end".*\n/, '{"end":true,"tables":1}\n'),
    );
    expect(await refused(shorter)).toContain('tables are missing');
  });

  test('when it is no backup, or not there', async () => {
    const text = join(folder, 'text');
    writeFileSync(text, 'select 1;\n');
    expect(await refused(text)).toContain('is no backup of Hypothec');
    writeFileSync(text, gzipSync('select 1;\n'));
    expect(await refused(text)).toContain('is no backup of Hypothec');
    expect(await refused(join(folder, 'none'))).toMatch(/^BackupError: There is no file/);
  });

  test('when a newer version wrote it', async () => {
    const format = repacked('format', (text) =>
      text.replace('hypothec-backup 1', 'hypothec-backup 2'),
    );
    expect(await refused(format)).toContain('newer version, in format 2; this one reads 1');
    const tables = repacked('migration', (text) =>
      text.replace(/"hash":"[0-9a-f]{4}/, '"hash":"beef'),
    );
    expect(await refused(tables)).toMatch(/tables as of \S+\); this one knows them up to \S+:/);
  });

  test('when the tables are another program’s', async () => {
    await target.unsafe('create schema history; create table history.war (year int)');
    expect(await refused(path)).toContain('history.war that Hypothec did not make');
  });
});

test('a backup overwrites nothing, and leaves nothing half', async () => {
  const file = join(folder, 'kept');
  copyFileSync(path, file);
  await expect(backup(source.sql, file, notes)).rejects.toThrow('is there already');
  const nowhere = join(folder, 'none', 'a.backup');
  await expect(backup(source.sql, nowhere, notes)).rejects.toThrow('cannot be written to');
  const empty = join(folder, 'empty');
  await expect(backup(target, empty, notes)).rejects.toThrow('nothing to back up');
  expect([existsSync(empty), existsSync(`${empty}.part`)]).toEqual([false, false]);
});

test('an emptied history keeps what accounts gave', async () => {
  await restore(target, path, { replace: false });
  const before = await contents(target);
  await emptyHistory(target);
  const after = await contents(target);
  for (const [name, rows] of Object.entries(after)) {
    expect([name, rows]).toEqual([name, name.startsWith('account.') ? before[name] : []]);
  }
});
