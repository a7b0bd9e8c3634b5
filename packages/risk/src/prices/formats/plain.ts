import { PriceFileError, quoted } from '../errors.ts';
import type { RowPlace } from '../errors.ts';
import { checkDuration, readPrices, readUnixSeconds, readWhole } from './fields.ts';
import type { PriceColumns, RowReader } from './format.ts';

/**
 * The plain layout: a header with `t,open,high,low,close`, `t` in unix seconds, and where known
 * `bar_s` (seconds of the bar) and `filled` (1 for a bar made up over an outage). Other columns,
 * such as `volume`, `trades` and `src`, are not read.
 */
export interface PlainLayout extends PriceColumns {
  readonly t: number;
  readonly barSeconds: number | undefined;
  readonly filled: number | undefined;
}

/** Reader for the plain layout; columns are found by name. */
export function plain(columns: PlainLayout, count: number): RowReader {
  const { barSeconds, filled } = columns;
  return {
    format: 'plain',
    columns: count,
    hasHeader: true,
    mayRunBackwards: false,
    readRow(fields, place) {
      const prices = readPrices(fields, columns, place);
      return {
        time: readUnixSeconds(fields[columns.t] as string, 't', place),
        ...prices,
        duration: barSeconds === undefined ? null : readBar(fields[barSeconds] as string, place),
        filled: filled === undefined ? false : readFlag(fields[filled] as string, place),
      };
    },
  };
}

function readBar(text: string, place: RowPlace): bigint {
  const seconds = readWhole(text, 'bar_s', 'bad-duration', place);
  return checkDuration(seconds, `bar_s is ${text}`, place);
}

function readFlag(text: string, place: RowPlace): boolean {
  if (text === '0') return false;
  if (text === '1') return true;
  throw new PriceFileError(place, 'bad-flag', `filled is ${quoted(text)}`, '0 or 1');
}
