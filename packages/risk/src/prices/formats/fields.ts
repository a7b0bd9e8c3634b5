import { MAX_PRICE_E8, formatE8, tryParseE8 } from '../candle.ts';
import { PriceFileError, quoted } from '../errors.ts';
import type { RowPlace } from '../errors.ts';
import { EARLIEST, LATEST } from '../instant.ts';
import type { PriceColumns } from './format.ts';

const WHOLE = /^\d{1,18}$/;

/** Longest accepted bar: a month and a day, so that monthly bars pass. */
export const MAX_BAR_SECONDS = 32n * 86_400n;

function readPrice(text: string, column: string, place: RowPlace): bigint {
  const value = tryParseE8(text);
  if (value === undefined) {
    const negative = text.startsWith('-') && tryParseE8(text.slice(1)) !== undefined;
    throw new PriceFileError(
      place,
      negative ? 'not-positive' : 'not-a-number',
      `${column} is ${quoted(text)}`,
      'a decimal number above zero, such as 6359.11',
    );
  }
  if (value === 0n) {
    const seen = `${column} is ${quoted(text)}, zero at 8 decimals`;
    throw new PriceFileError(place, 'not-positive', seen, 'a price of at least 0.000000005');
  }
  if (value > MAX_PRICE_E8) {
    const limit = `a price of at most ${formatE8(MAX_PRICE_E8)}`;
    throw new PriceFileError(place, 'too-big', `${column} is ${quoted(text)}`, limit);
  }
  return value;
}

/** Reads and cross-checks the four prices of a row. */
export function readPrices(
  fields: readonly string[],
  columns: PriceColumns,
  place: RowPlace,
): { open: bigint; high: bigint; low: bigint; close: bigint } {
  const open = readPrice(fields[columns.open] as string, 'open', place);
  const high = readPrice(fields[columns.high] as string, 'high', place);
  const low = readPrice(fields[columns.low] as string, 'low', place);
  const close = readPrice(fields[columns.close] as string, 'close', place);
  if (high < low) {
    const seen = `high ${formatE8(high)} is below low ${formatE8(low)}`;
    throw new PriceFileError(place, 'high-below-low', seen, 'high at or above low');
  }
  const between = `a price from low ${formatE8(low)} to high ${formatE8(high)}`;
  if (open < low || open > high) {
    throw new PriceFileError(place, 'open-outside', `open is ${formatE8(open)}`, between);
  }
  if (close < low || close > high) {
    throw new PriceFileError(place, 'close-outside', `close is ${formatE8(close)}`, between);
  }
  return { open, high, low, close };
}

/** Reads a whole number, or throws `bad-time` or `bad-duration`, as the caller says. */
export function readWhole(
  text: string,
  column: string,
  reason: 'bad-time' | 'bad-duration',
  place: RowPlace,
): bigint {
  if (WHOLE.test(text)) return BigInt(text);
  throw new PriceFileError(place, reason, `${column} is ${quoted(text)}`, 'a whole number');
}

/** Reads unix seconds. */
export function readUnixSeconds(text: string, column: string, place: RowPlace): bigint {
  const seconds = readWhole(text, column, 'bad-time', place);
  if (seconds >= EARLIEST && seconds < LATEST) return seconds;
  const allowed = `unix seconds from 2009 to 2099, ${EARLIEST} to ${LATEST - 1n}`;
  throw new PriceFileError(place, 'bad-time', `${column} is ${text}`, allowed);
}

/** Checks the length of a bar that the row states. */
export function checkDuration(seconds: bigint, seen: string, place: RowPlace): bigint {
  if (seconds >= 1n && seconds <= MAX_BAR_SECONDS) return seconds;
  const allowed = `a bar of 1 to ${MAX_BAR_SECONDS} seconds`;
  throw new PriceFileError(place, 'bad-duration', seen, allowed);
}
