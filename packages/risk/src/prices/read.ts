import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { findGaps } from './candle.ts';
import type { Candle, Gap } from './candle.ts';
import { PriceFileError, PriceHistoryError } from './errors.ts';
import type { FormatName } from './formats/format.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { parsePrices } from './parse.ts';

/** Which part of a file to keep: UTC dates or times, from inclusive, to exclusive. */
export interface PriceRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A price history read from a file. */
export interface PriceHistory {
  /** The path as the caller gave it. */
  readonly file: string;
  readonly format: FormatName;
  /** Bars in strictly rising time, at least one. */
  readonly candles: readonly Candle[];
  /** Stretches of a bar or more inside the asked range that no bar covers. */
  readonly gaps: readonly Gap[];
}

/** The asked range holds no bar of the file, or is empty itself. Do not retry; ask for another. */
export class PriceRangeError extends PriceHistoryError {
  override readonly name = 'PriceRangeError';
  readonly file: string;
  readonly range: PriceRange;
  /** Open of the file's first bar and end of its last, unix seconds. */
  readonly available: { readonly from: bigint; readonly to: bigint };

  constructor(
    file: string,
    range: PriceRange,
    reason: string,
    available: { readonly from: bigint; readonly to: bigint },
  ) {
    const { from, to } = available;
    super(`${file}: ${reason}. The file covers ${formatInstant(from)} to ${formatInstant(to)}.`);
    this.file = file;
    this.range = range;
    this.available = available;
  }
}

/** Largest file read, packed or not: 256 MiB, years of one-minute bars. */
const MAX_BYTES = 256 * 1024 * 1024;

const unpack = promisify(gunzip);

/**
 * Reads a price file: Binance klines, Coinbase candles, Kraken OHLCVT or the plain layout, as text
 * or gzip (told by its first bytes, not by its name); keeps the bars that open inside the range.
 *
 * The whole file is checked whatever the range, so that a fault never depends on the range asked.
 *
 * @param path - File to read.
 * @param range - UTC dates or times; `from` is inclusive, `to` exclusive, each may be left out.
 * @returns The bars with the gaps between them; where a limit is given, a missing stretch of one
 *   bar or more between it and the nearest bar is a gap too.
 * @throws {PriceFileError} when the file cannot be opened, unpacked or read; with line and reason.
 * @throws {InstantError} when `from` or `to` is no UTC date or time.
 * @throws {PriceRangeError} when no bar opens inside the range; carries what the file covers.
 * @example With hourly bars, `{ from: '2020-03-12', to: '2020-03-13' }` keeps 24 of them.
 */
export async function readCandles(path: string, range: PriceRange = {}): Promise<PriceHistory> {
  const from = range.from === undefined ? undefined : parseInstant(range.from);
  const to = range.to === undefined ? undefined : parseInstant(range.to);
  const { format, candles } = parsePrices(await readText(path), path);
  const first = candles[0] as Candle;
  const last = candles.at(-1) as Candle;
  const available = { from: first.time, to: last.time + last.duration };
  if (from !== undefined && to !== undefined && from >= to) {
    const reason = `the range ${range.from} to ${range.to} is empty: it must end after it begins`;
    throw new PriceRangeError(path, range, reason, available);
  }
  const kept = candles.filter(
    ({ time }) => (from === undefined || time >= from) && (to === undefined || time < to),
  );
  if (kept.length === 0) {
    const asked = `${range.from ?? 'the beginning'} to ${range.to ?? 'the end'}`;
    throw new PriceRangeError(path, range, `no bar opens in ${asked}`, available);
  }
  return { file: path, format, candles: kept, gaps: gapsWithin(kept, from, to) };
}

function gapsWithin(
  candles: readonly Candle[],
  from: bigint | undefined,
  to: bigint | undefined,
): Gap[] {
  const first = candles[0] as Candle;
  const last = candles.at(-1) as Candle;
  const end = last.time + last.duration;
  const gaps = findGaps(candles);
  if (from !== undefined && first.time - from >= first.duration) {
    gaps.unshift({ from, to: first.time });
  }
  if (to !== undefined && to - end >= last.duration) gaps.push({ from: end, to });
  return gaps;
}

async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  const text = isGzip(bytes) ? await unpackGzip(bytes, path) : bytes;
  if (text[0] === 0x50 && text[1] === 0x4b) {
    const seen = 'the file is a zip archive';
    throw new PriceFileError({ file: path }, 'archive', seen, 'the CSV unpacked from it, or gzip');
  }
  if (text.includes(0)) {
    const seen = 'the file is not text (it has zero bytes)';
    throw new PriceFileError({ file: path }, 'not-text', seen, 'UTF-8 text, plain or gzip');
  }
  return text.toString('utf8');
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw tooLarge(path, `the file has ${size} bytes`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof PriceFileError) throw cause;
    const code = codeOf(cause);
    const allowed = 'the path of a readable file';
    if (code === 'ENOENT') {
      throw new PriceFileError({ file: path }, 'missing', 'there is no such file', allowed);
    }
    if (code === 'EISDIR') {
      throw new PriceFileError({ file: path }, 'unreadable', 'this is a folder', allowed);
    }
    const seen = `the file cannot be read (${code})`;
    throw new PriceFileError({ file: path }, 'unreadable', seen, allowed);
  }
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function unpackGzip(bytes: Buffer, path: string): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: MAX_BYTES });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(path, 'the gzip data unpacks to more than that');
    const whole = 'a whole gzip file';
    if (code === 'Z_BUF_ERROR') {
      const seen = `the gzip data ends early, after ${bytes.length} bytes`;
      throw new PriceFileError({ file: path }, 'truncated-gzip', seen, whole);
    }
    const seen = `the gzip data is damaged (${code})`;
    throw new PriceFileError({ file: path }, 'corrupt-gzip', seen, whole);
  }
}

function tooLarge(path: string, seen: string): PriceFileError {
  return new PriceFileError(
    { file: path },
    'too-large',
    seen,
    `at most ${MAX_BYTES} bytes, packed or not`,
  );
}

function codeOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return String(cause);
}
