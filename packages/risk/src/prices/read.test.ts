import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PriceFileError } from './errors.ts';
import type { PriceFileFault } from './errors.ts';
import { InstantError, parseInstant } from './instant.ts';
import { PriceRangeError, readCandles } from './read.ts';

/** Hourly bars of 2020-03-12 and 13, without the hours 05:00 and 06:00 of the 12th. */
const HOURS = Array.from({ length: 48 }, (_, hour) => hour).filter((h) => h !== 5 && h !== 6);
const START = parseInstant('2020-03-12');
const TEXT = [
  't,open,high,low,close',
  ...HOURS.map((hour) => `${START + BigInt(hour) * 3_600n},${100 + hour},200,50,${101 + hour}`),
].join('\n');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypothec-prices-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.csv`);
  await writeFile(path, content);
  return path;
}

async function rejection(path: string): Promise<PriceFileError> {
  const error: unknown = await readCandles(path).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(PriceFileError);
  return error as PriceFileError;
}

describe('content', () => {
  test('gzip is told by its first bytes, not by its name', async () => {
    const plain = await readCandles(await fileOf(TEXT));
    const packed = await readCandles(await fileOf(gzipSync(TEXT)));
    expect(packed.candles).toEqual(plain.candles);
    expect(plain.candles).toHaveLength(46);
  });

  test('several gzip members in one file are read as one text', async () => {
    const middle = TEXT.length / 2;
    const members = [TEXT.slice(0, middle), TEXT.slice(middle)].map((part) => gzipSync(part));
    const joined = await readCandles(await fileOf(Buffer.concat(members)));
    expect(joined.candles).toHaveLength(46);
  });

  const packed = gzipSync(TEXT);
  const damaged = Buffer.from(packed);
  damaged[damaged.length - 6] = (damaged.at(-6) as number) ^ 0xff;
  const contents: readonly (readonly [string, string | Uint8Array, PriceFileFault])[] = [
    ['a gzip cut in the data', packed.subarray(0, packed.length - 30), 'truncated-gzip'],
    ['a gzip cut in its last byte', packed.subarray(0, -1), 'truncated-gzip'],
    ['a gzip of ten bytes', packed.subarray(0, 10), 'truncated-gzip'],
    ['a gzip with a wrong checksum', damaged, 'corrupt-gzip'],
    ['an empty gzip', gzipSync(''), 'empty'],
    ['an empty file', '', 'empty'],
    ['a zip archive', 'PK\u{3}\u{4}rest', 'archive'],
    ['UTF-16 text', Buffer.from(TEXT, 'utf16le'), 'not-text'],
  ];

  test.each(contents)('%s is refused with its reason', async (_, content, reason) => {
    const path = await fileOf(content);
    const error = await rejection(path);
    expect(error.reason).toBe(reason);
    expect(error.message.startsWith(`${path}: `)).toBe(true);
  });

  test('a gzip that unpacks beyond the limit is refused', async () => {
    const sixteenMebibytes = gzipSync(Buffer.alloc(16 * 1024 * 1024, '1'), { level: 1 });
    const bomb = Buffer.concat(Array.from({ length: 17 }, () => sixteenMebibytes));
    expect((await rejection(await fileOf(bomb))).reason).toBe('too-large');
  });

  test('a file beyond the limit is refused unread', async () => {
    const path = await fileOf(TEXT);
    await truncate(path, 256 * 1024 * 1024 + 1);
    const error = await rejection(path);
    expect([error.reason, error.seen]).toEqual(['too-large', 'the file has 268435457 bytes']);
  });

  test('a missing file and a folder are told apart', async () => {
    expect((await rejection(join(folder, 'absent.csv'))).reason).toBe('missing');
    expect((await rejection(folder)).reason).toBe('unreadable');
  });
});

describe('range', () => {
  test('from is inclusive, to exclusive, a date is its midnight', async () => {
    const path = await fileOf(TEXT);
    const { candles, gaps } = await readCandles(path, {
      from: '2020-03-12T22:00',
      to: '2020-03-13',
    });
    expect(candles.map(({ time }) => time)).toEqual([
      parseInstant('2020-03-12T22:00'),
      parseInstant('2020-03-12T23:00'),
    ]);
    expect(gaps).toEqual([]);
  });

  test('gaps are those inside the range, at its ends as well', async () => {
    const path = await fileOf(TEXT);
    const inner = { from: parseInstant('2020-03-12T05:00'), to: parseInstant('2020-03-12T07:00') };
    expect((await readCandles(path)).gaps).toEqual([inner]);
    expect((await readCandles(path, { from: '2020-03-12T05:00' })).gaps).toEqual([inner]);
    expect((await readCandles(path, { from: '2020-03-12T07:00' })).gaps).toEqual([]);
    const oneBar = await readCandles(path, { from: '2020-03-11T23:00', to: '2020-03-14T01:00' });
    expect(oneBar.gaps.map(({ from }) => from)).toEqual([
      parseInstant('2020-03-11T23:00'),
      inner.from,
      parseInstant('2020-03-14'),
    ]);
    const lessThanOne = await readCandles(path, {
      from: '2020-03-11T23:01',
      to: '2020-03-14T00:59',
    });
    expect(lessThanOne.gaps).toEqual([inner]);
    const wide = await readCandles(path, { from: '2020-03-11', to: '2020-03-15' });
    expect(wide.gaps).toEqual([
      { from: parseInstant('2020-03-11'), to: parseInstant('2020-03-12') },
      inner,
      { from: parseInstant('2020-03-14'), to: parseInstant('2020-03-15') },
    ]);
  });

  test('a range without bars says what the file covers', async () => {
    const path = await fileOf(TEXT);
    const error: unknown = await readCandles(path, { from: '2021-01-01' }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PriceRangeError);
    expect((error as PriceRangeError).message).toBe(
      `${path}: no bar opens in 2021-01-01 to the end. ` +
        'The file covers 2020-03-12T00:00:00Z to 2020-03-14T00:00:00Z.',
    );
    expect((error as PriceRangeError).available.from).toBe(START);
  });

  test('a range that ends before it begins is refused', async () => {
    const path = await fileOf(TEXT);
    const range = { from: '2020-03-13', to: '2020-03-13' };
    await expect(readCandles(path, range)).rejects.toThrow('must end after it begins');
  });

  test('a limit that is no date is refused before the file is opened', async () => {
    const absent = join(folder, 'absent.csv');
    await expect(readCandles(absent, { to: 'tomorrow' })).rejects.toThrow(InstantError);
  });
});
