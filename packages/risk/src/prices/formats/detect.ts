import { PriceFileError, quoted } from '../errors.ts';
import { BINANCE_COLUMNS, binanceWithHeader, binanceWithoutHeader } from './binance.ts';
import { coinbase } from './coinbase.ts';
import type { PriceColumns, RowReader } from './format.ts';
import { KRAKEN_COLUMNS, kraken } from './kraken.ts';
import { plain } from './plain.ts';

const ALLOWED =
  'a header t,open,high,low,close[,bar_s][,filled] (plain), time,low,high,open,close (Coinbase) ' +
  'or open_time,open,high,low,close,…,close_time (Binance), or no header and 12 columns ' +
  '(Binance) or 7 columns (Kraken)';

const TIME_NAMES: Readonly<Record<string, 'plain' | 'coinbase' | 'binance'>> = {
  t: 'plain',
  time: 'coinbase',
  start: 'coinbase',
  timestamp: 'coinbase',
  open_time: 'binance',
  opentime: 'binance',
};

/**
 * Settles from a file's first line how its rows are read.
 *
 * @throws {PriceFileError} `unknown-header` at line 1: six columns without names, for instance,
 *   could be in any order, and guessing an order would quietly swap high and low.
 */
export function detectFormat(firstLine: string, file: string): RowReader {
  const fields = firstLine.split(',').map((field) => field.trim());
  if (/^\d+$/.test(fields[0] as string)) {
    if (fields.length === BINANCE_COLUMNS) return binanceWithoutHeader();
    if (fields.length === KRAKEN_COLUMNS) return kraken();
    throw unknown(file, `no header and ${fields.length} columns`);
  }
  return fromHeader(fields, firstLine, file);
}

function fromHeader(fields: readonly string[], firstLine: string, file: string): RowReader {
  const names = fields.map((field) => field.toLowerCase().replaceAll(' ', '_'));
  const indexOf = (name: string): number | undefined => {
    const index = names.indexOf(name);
    if (index !== names.lastIndexOf(name)) throw unknown(file, `the column ${name} stands twice`);
    return index < 0 ? undefined : index;
  };
  const required = (name: string): number => {
    const index = indexOf(name);
    if (index === undefined) throw unknown(file, `${quoted(firstLine)} has no column ${name}`);
    return index;
  };
  const timeNames = Object.keys(TIME_NAMES).filter((name) => names.includes(name));
  const [timeName] = timeNames;
  if (timeName === undefined) throw unknown(file, `the first line is ${quoted(firstLine)}`);
  if (timeNames.length > 1) throw unknown(file, `two time columns, ${timeNames.join(' and ')}`);
  const prices: PriceColumns = {
    open: required('open'),
    high: required('high'),
    low: required('low'),
    close: required('close'),
  };
  const time = required(timeName);
  switch (TIME_NAMES[timeName]) {
    case 'plain': {
      const optional = { barSeconds: indexOf('bar_s'), filled: indexOf('filled') };
      return plain({ t: time, ...prices, ...optional }, names.length);
    }
    case 'binance': {
      const closeTime = indexOf('closetime') ?? required('close_time');
      return binanceWithHeader({ openTime: time, ...prices, closeTime }, names.length);
    }
    default:
      return coinbase({ time, ...prices }, names.length);
  }
}

function unknown(file: string, seen: string): PriceFileError {
  return new PriceFileError({ file, line: 1 }, 'unknown-header', seen, ALLOWED);
}
