import { PriceFileError, quoted } from '../errors.ts';
import type { RowPlace } from '../errors.ts';
import { EARLIEST, LATEST, tryParseInstant } from '../instant.ts';
import { readPrices } from './fields.ts';
import type { PriceColumns, RowReader } from './format.ts';

/**
 * Coinbase candles: `time,low,high,open,close,volume`, the order of its API (the newer API says
 * `start` for `time`). Columns are found by name, so a table with the same names in another order
 * is read too. Times are unix seconds or UTC date and time. The API answers newest first and skips
 * bars without a trade, so both happen in files made from it.
 *
 * Source: docs.cdp.coinbase.com, Exchange API, "Get product candles".
 */
export function coinbase(columns: PriceColumns & { time: number }, count: number): RowReader {
  return {
    format: 'coinbase',
    columns: count,
    hasHeader: true,
    mayRunBackwards: true,
    readRow(fields, place) {
      const prices = readPrices(fields, columns, place);
      const time = readTime(fields[columns.time] as string, place);
      return { time, ...prices, duration: null, filled: false };
    },
  };
}

const UNIX = /^\d{1,18}$/;

function readTime(text: string, place: RowPlace): bigint {
  const seconds = UNIX.test(text) ? BigInt(text) : tryParseInstant(text);
  if (seconds !== undefined && seconds >= EARLIEST && seconds < LATEST) return seconds;
  throw new PriceFileError(
    place,
    'bad-time',
    `time is ${quoted(text)}`,
    'unix seconds or UTC date and time such as 2023-03-11T07:15:00Z, from 2009 to 2099',
  );
}
