import { PriceFileError } from '../errors.ts';
import type { RowPlace } from '../errors.ts';
import { EARLIEST, LATEST } from '../instant.ts';
import { checkDuration, readPrices, readWhole } from './fields.ts';
import type { PriceColumns, RowReader } from './format.ts';

/**
 * Binance public data, klines. Twelve columns: open time, open, high, low, close, volume, close
 * time, quote volume, trades, two taker volumes, one unused. Futures files carry a header, spot
 * files do not. Times are milliseconds; spot files from 2025-01-01 on count microseconds, and files
 * joined across that date hold both, so each row settles its own unit. The close time is the last
 * tick of the bar, one unit before the next open.
 *
 * Source: github.com/binance/binance-public-data, README and issues 283 (headers), 386 (units).
 */
export const BINANCE_COLUMNS = 12;

interface BinanceColumns extends PriceColumns {
  readonly openTime: number;
  readonly closeTime: number;
}

const UNITS_PER_SECOND = [1_000n, 1_000_000n];

const HEADERLESS: BinanceColumns = {
  openTime: 0,
  open: 1,
  high: 2,
  low: 3,
  close: 4,
  closeTime: 6,
};

/** Reader for rows without a header, in the published order. */
export function binanceWithoutHeader(): RowReader {
  return reader(HEADERLESS, BINANCE_COLUMNS, false);
}

/** Reader for rows under a header; columns are found by name. */
export function binanceWithHeader(columns: BinanceColumns, count: number): RowReader {
  return reader(columns, count, true);
}

function reader(columns: BinanceColumns, count: number, hasHeader: boolean): RowReader {
  return {
    format: 'binance',
    columns: count,
    hasHeader,
    mayRunBackwards: false,
    readRow(fields, place) {
      const prices = readPrices(fields, columns, place);
      const opened = readWhole(fields[columns.openTime] as string, 'open time', 'bad-time', place);
      const unit = unitOf(opened, place);
      const closes = fields[columns.closeTime] as string;
      const closed = readWhole(closes, 'close time', 'bad-duration', place);
      const duration = (closed + 1n - opened) / unit;
      const seen = `close time ${closes} with open time ${opened}`;
      return {
        time: opened / unit,
        ...prices,
        duration: checkDuration(duration, seen, place),
        filled: false,
      };
    },
  };
}

function unitOf(time: bigint, place: RowPlace): bigint {
  for (const unit of UNITS_PER_SECOND) {
    if (time >= EARLIEST * unit && time < LATEST * unit && time % unit === 0n) return unit;
  }
  throw new PriceFileError(
    place,
    'bad-time',
    `open time is ${time}`,
    'milliseconds or microseconds of a whole second from 2009 to 2099',
  );
}
