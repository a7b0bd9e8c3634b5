import { describe, expect, test } from 'vitest';
import { E8, formatE8 } from './candle.ts';
import { PriceFileError } from './errors.ts';
import type { PriceFileFault } from './errors.ts';
import { parseInstant } from './instant.ts';
import { parsePrices } from './parse.ts';

const KRAKEN = [
  '1678518900,0.8801,0.8810,0.8740,0.8765,152.5,31',
  '1678518960,0.8765,0.8900,0.8760,0.8899,98.25,20',
  '1678519140,0.8899,0.8901,0.8850,0.8851,11.5,4',
].join('\n');

const BINANCE_MS =
  '1698364800000,34151.66,34171.28,33972.39,34015.27,908.2,1698368399999,1.5,41459,416.4,1.2,0';
const BINANCE_US =
  '1735689600000000,4.1507,4.1587,4.1506,4.1554,539.2,1735693199999999,2240.3,13,401.8,16.6,0';
const FUTURES_HEADER =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,' +
  'taker_buy_volume,taker_buy_quote_volume,ignore';

function faultOf(text: string): PriceFileError {
  try {
    parsePrices(text, 'p.csv');
  } catch (error) {
    if (error instanceof PriceFileError) return error;
    throw error;
  }
  throw new PriceFileError({ file: 'p.csv' }, 'empty', 'no fault was found', 'a fault');
}

describe('layouts', () => {
  test('Kraken: no header, unix seconds, a bar as long as the usual distance', () => {
    const { format, candles } = parsePrices(`${KRAKEN}\n`, 'p.csv');
    expect(format).toBe('kraken');
    expect(candles.map(({ time, duration }) => [time, duration])).toEqual([
      [1_678_518_900n, 60n],
      [1_678_518_960n, 60n],
      [1_678_519_140n, 60n],
    ]);
    expect(candles[0]).toEqual({
      time: parseInstant('2023-03-11T07:15'),
      open: 88_010_000n,
      high: 88_100_000n,
      low: 87_400_000n,
      close: 87_650_000n,
      duration: 60n,
      filled: false,
    });
  });

  test('Binance: milliseconds and microseconds in one file, the length from the close time', () => {
    const { format, candles } = parsePrices(`${BINANCE_MS}\r\n${BINANCE_US}\r\n`, 'p.csv');
    expect(format).toBe('binance');
    expect(candles.map(({ time, duration }) => [time, duration])).toEqual([
      [parseInstant('2023-10-27'), 3_600n],
      [parseInstant('2025-01-01'), 3_600n],
    ]);
    expect(formatE8(candles[0]?.low ?? 0n)).toBe('33972.39');
    expect(formatE8(candles[1]?.high ?? 0n)).toBe('4.1587');
  });

  test('Binance futures: a header, found by name', () => {
    const { format, candles } = parsePrices(`${FUTURES_HEADER}\n${BINANCE_MS}`, 'p.csv');
    expect(format).toBe('binance');
    expect(candles).toEqual(parsePrices(BINANCE_MS, 'p.csv').candles);
    const camelCase = FUTURES_HEADER.replace('open_time', 'openTime').replace(
      'close_time',
      'closeTime',
    );
    expect(parsePrices(`${camelCase}\n${BINANCE_MS}`, 'p.csv').candles).toEqual(candles);
  });

  test('Coinbase: low and high stand before open', () => {
    const text =
      'time,low,high,open,close,volume\n1678518900,19,25,20,21,3\n1678522500,20,30,21,29,4';
    const { format, candles } = parsePrices(text, 'p.csv');
    expect(format).toBe('coinbase');
    const [first] = candles;
    expect([first?.open, first?.high, first?.low, first?.close]).toEqual(
      [20n, 25n, 19n, 21n].map((price) => price * E8),
    );
    expect(first?.duration).toBe(3_600n);
  });

  test('Coinbase: newest first and with times as text, as its API is often written down', () => {
    const text = [
      'start,low,high,open,close,volume',
      '2023-03-11T09:00:00Z,3,3,3,3,1',
      '2023-03-11 08:00:00,2,2,2,2,1',
      '1678518000,1,1,1,1,1',
    ].join('\n');
    const { candles } = parsePrices(text, 'p.csv');
    expect(candles.map(({ close }) => close)).toEqual([1n * E8, 2n * E8, 3n * E8]);
    expect(candles[0]?.time).toBe(parseInstant('2023-03-11T07:00'));
  });

  test('plain: stated bar lengths and made-up bars are kept and marked', () => {
    const text = [
      '\u{feff}t,open,high,low,close,volume,bar_s,filled,src',
      '1584057600,5,6,4,5,10,7200,0,a',
      '1584064800,5,5,5,5,0,3600,1,b',
      '',
    ].join('\n');
    const { format, candles } = parsePrices(text, 'p.csv');
    expect(format).toBe('plain');
    expect(candles.map(({ duration, filled }) => [duration, filled])).toEqual([
      [7_200n, false],
      [3_600n, true],
    ]);
  });

  test('plain without bar_s: the usual distance, cut where the next bar opens sooner', () => {
    const times = [0n, 600n, 1_200n, 1_500n, 4_000n].map((time) => time + 1_584_057_600n);
    const text = ['t,open,high,low,close', ...times.map((time) => `${time},1,1,1,1`)].join('\n');
    const durations = parsePrices(text, 'p.csv').candles.map(({ duration }) => duration);
    expect(durations).toEqual([600n, 600n, 300n, 600n, 600n]);
  });

  test('a stated bar never reaches into the next one', () => {
    const text = 't,open,high,low,close,bar_s\n1584057600,1,1,1,1,7200\n1584061200,1,1,1,1,3600';
    expect(parsePrices(text, 'p.csv').candles[0]?.duration).toBe(3_600n);
  });
});

describe('faults', () => {
  const cases: readonly (readonly [string, string, PriceFileFault, number | null])[] = [
    ['an empty file', '', 'empty', null],
    ['blank lines alone', '\n \n', 'empty', null],
    ['a header alone', 't,open,high,low,close\n', 'empty', null],
    ['a header of something else', 'date,price\n2020-01-01,5', 'unknown-header', 1],
    ['a header without close', 't,open,high,low\n1584057600,1,1,1', 'unknown-header', 1],
    ['a column twice', 't,open,high,low,close,close\n1,1,1,1,1,1', 'unknown-header', 1],
    ['two time columns', 't,time,open,high,low,close\n1,1,1,1,1,1', 'unknown-header', 1],
    ['six columns without names', '1584057600,1,1,1,1,1\n', 'unknown-header', 1],
    ['a blank line inside', `${KRAKEN}\n\n1678519200,1,1,1,1,1,1`, 'columns', 4],
    ['a row cut short', `${KRAKEN}\n1678519200,0.88,0.88`, 'columns', 4],
    ['a word for a price', KRAKEN.replace('0.8900', 'n/a'), 'not-a-number', 2],
    ['a negative price', KRAKEN.replace('0.8740', '-0.874'), 'not-positive', 1],
    ['a price of zero', KRAKEN.replace('0.8850', '0.0000'), 'not-positive', 3],
    ['a price that 8 decimals lose', KRAKEN.replace('0.8850', '4e-9'), 'not-positive', 3],
    ['a price beyond belief', KRAKEN.replace('0.8900', '1e16'), 'too-big', 2],
    ['high below low', KRAKEN.replace('0.8900', '0.8700'), 'high-below-low', 2],
    ['open outside', KRAKEN.replace(',0.8765,0.8900', ',0.8700,0.8900'), 'open-outside', 2],
    ['open above high', KRAKEN.replace(',0.8765,0.8900', ',0.9000,0.8900'), 'open-outside', 2],
    ['close outside', KRAKEN.replace('0.8899,98', '0.8999,98'), 'close-outside', 2],
    ['milliseconds for seconds', KRAKEN.replace('1678518960', '1678518960000'), 'bad-time', 2],
    ['a time that is no number', KRAKEN.replace('1678518960', '16785189x0'), 'bad-time', 2],
    ['a time that goes back', KRAKEN.replace('1678519140', '1678518930'), 'time-order', 3],
    ['a time twice', KRAKEN.replace('1678518960', '1678518900'), 'duplicate', 2],
    ['a single bar of unknown length', KRAKEN.split('\n')[0] ?? '', 'bad-duration', 1],
    ['seconds in a Binance file', BINANCE_MS.replace('1698364800000', '1698364800'), 'bad-time', 1],
    ['half a second', BINANCE_MS.replace('1698364800000', '1698364800500'), 'bad-time', 1],
    ['closed before opened', BINANCE_MS.replace('1698368399999', '5'), 'bad-duration', 1],
    ['a zone', 'time,low,high,open,close\n2023-03-11T08:00+01:00,1,1,1,1', 'bad-time', 2],
    ['Coinbase in milliseconds', 'time,low,high,open,close\n1678518900000,1,1,1,1', 'bad-time', 2],
    ['Coinbase before 2009', 'time,low,high,open,close\n1230767999,1,1,1,1', 'bad-time', 2],
    ['bar_s of 0', 't,open,high,low,close,bar_s\n1584057600,1,1,1,1,0', 'bad-duration', 2],
    [
      'bar_s of a year',
      't,open,high,low,close,bar_s\n1584057600,1,1,1,1,31536000',
      'bad-duration',
      2,
    ],
    ['filled of yes', 't,open,high,low,close,filled\n1584057600,1,1,1,1,yes', 'bad-flag', 2],
  ];

  test.each(cases)('%s', (_, text, reason, line) => {
    const error = faultOf(text);
    expect([error.reason, error.line, error.file]).toEqual([reason, line, 'p.csv']);
    expect(error.message).toContain(`p.csv${line === null ? '' : `, line ${line}`}: ${error.seen}`);
    expect(error.message).toContain(`Allowed: ${error.allowed}`);
    expect(error.message).not.toContain('\n');
  });

  test('newest first, one row out of order: that row is named', () => {
    const rows = [9, 8, 7, 8, 5, 4].map((hour) => `2023-03-11T0${hour}:00:00Z,1,1,1,1`);
    const error = faultOf(['time,low,high,open,close', ...rows].join('\n'));
    expect([error.reason, error.line]).toEqual(['time-order', 5]);
  });

  test('as many steps up as down count as oldest first', () => {
    const rows = [8, 9, 7].map((hour) => `2023-03-11T0${hour}:00:00Z,1,1,1,1`);
    const error = faultOf(['time,low,high,open,close', ...rows].join('\n'));
    expect([error.reason, error.line]).toEqual(['time-order', 4]);
  });

  test('only Coinbase may run newest first', () => {
    const error = faultOf(KRAKEN.split('\n').reverse().join('\n'));
    expect([error.reason, error.line]).toEqual(['time-order', 2]);
  });

  test('what a message quotes is cut and escaped', () => {
    const error = faultOf(`${'x\u{1b}'.repeat(100)}`);
    expect(error.message).not.toContain('\u{1b}');
    expect(error.message.length).toBeLessThan(500);
  });
});
