import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupError, DamagedBackupError } from './errors.ts';

// A backup is one gzip file. Inside are lines of JSON, and between them each table's rows as
// PostgreSQL's COPY writes them, in pieces that each begin with a line that says how long they are.

const MAGIC = 'hypothec-backup';
/** Changes when a reader of before could not read it. */
const FORMAT = 1;
/** Longest line, bytes: a table's columns. */
const MOST_LINE = 1_000_000;

/** What a backup says of itself. */
export interface BackupHeader {
  /** Version of Hypothec that wrote it. */
  readonly version: string;
  /** When, ISO 8601. */
  readonly createdAt: string;
  /** The newest migration that the tables had. */
  readonly migration: { readonly tag: string; readonly hash: string };
  /** How far the chain had been read; null where nothing was. */
  readonly chain: {
    readonly chainId: number;
    readonly book: string;
    readonly block: string;
    readonly hash: string;
  } | null;
}

/** One table of a backup. */
export interface BackupTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** A table with what was found in it. */
export interface BackupCount extends BackupTable {
  readonly rows: number;
  readonly sha256: string;
}

/** A backup that was read to its end: all of it is as it was written. */
export interface CheckedBackup {
  readonly header: BackupHeader;
  readonly tables: readonly BackupCount[];
}

/** Counts and sums rows as they pass; a row ends with a line break, and holds none. */
class Tally {
  readonly #hash = createHash('sha256');
  #rows = 0;

  add(piece: Buffer): void {
    this.#hash.update(piece);
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) this.#rows += 1;
  }

  end(): { readonly rows: number; readonly sha256: string } {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

/** A backup's bytes, before they are packed; says at the end what was in it. */
export async function* written(
  header: BackupHeader,
  tables: readonly BackupTable[],
  rowsOf: (table: BackupTable) => Promise<AsyncIterable<Buffer>>,
): AsyncGenerator<Buffer, readonly BackupCount[]> {
  yield Buffer.from(`${MAGIC} ${FORMAT}\n`);
  yield line(header);
  const counts: BackupCount[] = [];
  for (const table of tables) {
    yield line(table);
    const tally = new Tally();
    for await (const piece of await rowsOf(table)) {
      if (piece.length === 0) continue;
      tally.add(piece);
      yield Buffer.from(`${piece.length}\n`);
      yield piece;
    }
    yield Buffer.from('0\n');
    const count = { ...table, ...tally.end() };
    yield line({ rows: count.rows, sha256: count.sha256 });
    counts.push(count);
  }
  yield line({ end: true, tables: counts.length });
  return counts;
}

/** Lines and bytes of an unpacked file. */
class Reader {
  readonly #path: string;
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#path = path;
    const unpacked = createGunzip();
    // Whatever fails reaches whoever reads.
    pipeline(createReadStream(path), unpacked, () => undefined);
    this.#pieces = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  damaged(what: string, cause?: unknown): DamagedBackupError {
    return new DamagedBackupError(this.#path, what, { cause });
  }

  /** More of the file; false at its end. */
  async #more(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done === true) return false;
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    return true;
  }

  async line(): Promise<string> {
    for (let from = 0; ;) {
      const end = this.#held.indexOf(10, from);
      if (end >= 0) {
        const text = this.#held.toString('utf8', 0, end);
        this.#held = this.#held.subarray(end + 1);
        return text;
      }
      from = this.#held.length;
      if (from > MOST_LINE) throw this.damaged('a line has no end');
      if (!(await this.#more())) throw this.damaged('it is cut off');
    }
  }

  async json<Value>(what: string): Promise<Value> {
    const text = await this.line();
    try {
      return JSON.parse(text) as Value;
    } catch (cause) {
      throw this.damaged(`${what} does not read`, cause);
    }
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.#held.length === 0 && !(await this.#more())) throw this.damaged('it is cut off');
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

async function* rowsFrom(reader: Reader, tally: Tally): AsyncGenerator<Buffer> {
  for (;;) {
    const text = await reader.line();
    if (text === '0') return;
    if (!/^[1-9]\d{0,8}$/.test(text)) throw reader.damaged('the length of a piece does not read');
    for await (const piece of reader.bytes(Number(text))) {
      tally.add(piece);
      yield piece;
    }
  }
}

async function headerFrom(reader: Reader, path: string): Promise<BackupHeader> {
  const foreign = `${path} is no backup of Hypothec: hypothec db backup writes them.`;
  const magic = await reader.line().catch((cause: unknown) => {
    const unlike = cause instanceof Error && cause.message === 'incorrect header check';
    if (!unlike && !(cause instanceof DamagedBackupError)) throw cause;
    throw new BackupError(foreign, { cause });
  });
  const [name, format] = magic.split(' ');
  if (name !== MAGIC) throw new BackupError(foreign);
  if (Number(format) !== FORMAT) {
    throw new BackupError(
      `${path} was written by a newer version, in format ${format}; this one reads ${FORMAT}: ` +
        'update Hypothec first.',
    );
  }
  return reader.json<BackupHeader>('what it says of itself');
}

async function tablesFrom(
  reader: Reader,
  onTable: (table: BackupTable, rows: AsyncIterable<Buffer>) => Promise<void>,
): Promise<readonly BackupCount[]> {
  const tables: BackupCount[] = [];
  for (;;) {
    const next = await reader.json<BackupTable | { end: true; tables: number }>('a table');
    if ('end' in next) {
      if (next.tables !== tables.length) throw reader.damaged('tables are missing');
      return tables;
    }
    const tally = new Tally();
    await onTable(next, rowsFrom(reader, tally));
    const seen = tally.end();
    const told = await reader.json<typeof seen>(`the count of ${next.table}`);
    if (seen.rows !== told.rows || seen.sha256 !== told.sha256) {
      throw reader.damaged(`the rows of ${next.schema}.${next.table} are not those written`);
    }
    tables.push({ ...next, ...seen });
  }
}

/**
 * Reads a backup from its start to its end, and holds every table against its count and checksum.
 *
 * @param onTable - Takes all rows of a table, in COPY's text format.
 * @throws {BackupError} for a file that is none, that another version wrote, or that is damaged.
 */
export async function readBackup(
  path: string,
  onTable: (table: BackupTable, rows: AsyncIterable<Buffer>, header: BackupHeader) => Promise<void>,
): Promise<CheckedBackup> {
  const reader = new Reader(path);
  try {
    const header = await headerFrom(reader, path);
    const tables = await tablesFrom(reader, (table, rows) => onTable(table, rows, header));
    return { header, tables };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOENT') throw new BackupError(`There is no file ${path}.`, { cause });
    if (code.startsWith('Z_')) throw reader.damaged('it does not unpack', cause);
    throw cause;
  } finally {
    await reader.close();
  }
}
