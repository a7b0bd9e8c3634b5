import type { Candle } from './candle.ts';
import { PriceFileError, quoted } from './errors.ts';
import { detectFormat } from './formats/detect.ts';
import type { FileRow, FormatName, RowReader } from './formats/format.ts';
import { formatInstant } from './instant.ts';

/** The bars of one file, oldest first, and the layout they were written in. */
export interface ParsedPrices {
  readonly format: FormatName;
  readonly candles: readonly Candle[];
}

/**
 * Reads the text of a price file: Binance, Coinbase, Kraken or plain, told apart by its first line.
 *
 * A bar's length is what the row states (`bar_s`, close time), else the most common distance
 * between rows (of equals the shortest); either is cut where the next bar opens sooner. Prices are
 * exact to 8 decimals, more are rounded half up. Volumes are not read.
 *
 * @param text - Whole file, `\n` or `\r\n` between lines; blank lines at the end are ignored.
 * @param file - Name for messages.
 * @returns Bars in strictly rising time, made-up ones included and marked.
 * @throws {PriceFileError} for the first fault, with file, line, what was seen and what is allowed.
 * @example The one-line text `t,open,high,low,close` throws `empty`: a header and no rows.
 */
export function parsePrices(text: string, file: string): ParsedPrices {
  const lines = splitLines(text);
  const first = lines[0];
  if (first === undefined) {
    throw new PriceFileError({ file }, 'empty', 'the file is empty', 'a file with price rows');
  }
  const reader = detectFormat(first, file);
  const offset = reader.hasHeader ? 1 : 0;
  const rows: FileRow[] = [];
  for (let index = offset; index < lines.length; index++) {
    rows.push(readLine(lines[index] as string, reader, file, index + 1));
  }
  if (rows.length === 0) {
    const seen = 'the file has a header and no rows';
    throw new PriceFileError({ file }, 'empty', seen, 'one row or more');
  }
  const backwards = reader.mayRunBackwards && runsBackwards(rows);
  checkOrder(rows, backwards, file, offset + 1);
  if (backwards) rows.reverse();
  return { format: reader.format, candles: withDurations(rows, file, offset + 1) };
}

function splitLines(text: string): string[] {
  const withoutMark = text.startsWith('\u{feff}') ? text.slice(1) : text;
  const lines = withoutMark.split('\n');
  const bare = lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  while (bare.length > 0 && (bare.at(-1) as string).trim() === '') bare.pop();
  return bare;
}

function readLine(text: string, reader: RowReader, file: string, line: number): FileRow {
  const fields = text.split(',');
  if (fields.length !== reader.columns) {
    const seen = `${fields.length} columns in ${quoted(text)}`;
    throw new PriceFileError({ file, line }, 'columns', seen, `${reader.columns} columns`);
  }
  return reader.readRow(fields, { file, line });
}

/** By majority of the steps, so that one bad time is reported in its own line. */
function runsBackwards(rows: readonly FileRow[]): boolean {
  let balance = 0;
  for (let index = 1; index < rows.length; index++) {
    const later = (rows[index] as FileRow).time > (rows[index - 1] as FileRow).time;
    balance += later ? 1 : -1;
  }
  return balance < 0;
}

function checkOrder(
  rows: readonly FileRow[],
  backwards: boolean,
  file: string,
  firstLine: number,
): void {
  for (let index = 1; index < rows.length; index++) {
    const time = (rows[index] as FileRow).time;
    const previous = (rows[index - 1] as FileRow).time;
    if (backwards ? time < previous : time > previous) continue;
    const place = { file, line: firstLine + index };
    const shown = `${formatInstant(time)} (${time})`;
    if (time === previous) {
      const seen = `${shown} stands in the line above as well`;
      throw new PriceFileError(place, 'duplicate', seen, 'one row for each time');
    }
    const direction = backwards ? 'before' : 'after';
    const allowed = `a time ${direction} ${formatInstant(previous)}, that of the line above`;
    throw new PriceFileError(place, 'time-order', `the time is ${shown}`, allowed);
  }
}

function withDurations(rows: readonly FileRow[], file: string, firstLine: number): Candle[] {
  const usual = usualDistance(rows);
  return rows.map((row, index) => {
    const next = rows[index + 1];
    const room = next === undefined ? undefined : next.time - row.time;
    const length = row.duration ?? usual;
    if (length === undefined) {
      const seen = 'a single row does not tell how long its bar lasts';
      const place = { file, line: firstLine + index };
      throw new PriceFileError(place, 'bad-duration', seen, 'two rows or a column bar_s');
    }
    const duration = room !== undefined && room < length ? room : length;
    return { ...row, duration };
  });
}

function usualDistance(rows: readonly FileRow[]): bigint | undefined {
  const counts = new Map<bigint, number>();
  for (let index = 1; index < rows.length; index++) {
    const distance = (rows[index] as FileRow).time - (rows[index - 1] as FileRow).time;
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let usual: bigint | undefined;
  let most = 0;
  for (const [distance, count] of counts) {
    if (count > most || (count === most && usual !== undefined && distance < usual)) {
      usual = distance;
      most = count;
    }
  }
  return usual;
}
