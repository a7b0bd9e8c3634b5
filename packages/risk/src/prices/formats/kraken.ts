import { readPrices, readUnixSeconds } from './fields.ts';
import type { RowReader } from './format.ts';

/**
 * Kraken's downloadable OHLCVT history: no header, seven columns, unix seconds, open, high, low,
 * close, volume, trades. Bars without a trade are absent.
 *
 * Source: support.kraken.com, article 360047124832.
 */
export const KRAKEN_COLUMNS = 7;

const COLUMNS = { open: 1, high: 2, low: 3, close: 4 };

/** Reader for Kraken's rows. */
export function kraken(): RowReader {
  return {
    format: 'kraken',
    columns: KRAKEN_COLUMNS,
    hasHeader: false,
    mayRunBackwards: false,
    readRow(fields, place) {
      const prices = readPrices(fields, COLUMNS, place);
      const time = readUnixSeconds(fields[0] as string, 'time', place);
      return { time, ...prices, duration: null, filled: false };
    },
  };
}
