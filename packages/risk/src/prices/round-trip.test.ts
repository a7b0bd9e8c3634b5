import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatE8 } from './candle.ts';
import type { Candle } from './candle.ts';
import { PriceFileError } from './errors.ts';
import type { FormatName } from './formats/format.ts';
import { formatInstant } from './instant.ts';
import { parsePrices } from './parse.ts';

/** Writes bars as each publisher does; the columns that are not read hold any number. */
interface Layout {
  readonly format: FormatName;
  readonly header: string | undefined;
  /** Columns that are read: time and prices, and what states length and origin. */
  readonly read: readonly number[];
  readonly row: (candle: Candle) => string[];
}

const price = (candle: Candle, ...names: ('open' | 'high' | 'low' | 'close')[]): string[] =>
  names.map((name) => formatE8(candle[name]));

function binance(unit: bigint, header: string | undefined): Layout {
  return {
    format: 'binance',
    header,
    read: [0, 1, 2, 3, 4, 6],
    row: (candle) => [
      `${candle.time * unit}`,
      ...price(candle, 'open', 'high', 'low', 'close'),
      '10.5',
      `${(candle.time + candle.duration) * unit - 1n}`,
      '3',
      '4',
      '5',
      '6',
      '0',
    ],
  };
}

const FUTURES =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,' +
  'taker_buy_quote_volume,ignore';

const COINBASE: Layout = {
  format: 'coinbase',
  header: 'time,low,high,open,close,volume',
  read: [0, 1, 2, 3, 4],
  row: (candle) => [`${candle.time}`, ...price(candle, 'low', 'high', 'open', 'close'), '10.5'],
};

const LAYOUTS: Readonly<Record<string, Layout>> = {
  'Binance, milliseconds': binance(1_000n, undefined),
  'Binance, microseconds': binance(1_000_000n, undefined),
  'Binance, header': binance(1_000n, FUTURES),
  'Coinbase, seconds': COINBASE,
  'Coinbase, text times': {
    ...COINBASE,
    row: (candle) => [formatInstant(candle.time), ...COINBASE.row(candle).slice(1)],
  },
  Kraken: {
    format: 'kraken',
    header: undefined,
    read: [0, 1, 2, 3, 4],
    row: (candle) => [`${candle.time}`, ...price(candle, 'open', 'high', 'low', 'close'), '9', '2'],
  },
  plain: {
    format: 'plain',
    header: 't,open,high,low,close,volume,bar_s,filled,src',
    read: [0, 1, 2, 3, 4, 6, 7],
    row: (candle) => [
      `${candle.time}`,
      ...price(candle, 'open', 'high', 'low', 'close'),
      '10.5',
      `${candle.duration}`,
      candle.filled ? '1' : '0',
      'x',
    ],
  },
};

const BAR = 900n;

/** Bars on a grid of 15 minutes with one gap; the first three adjoin, so the usual length shows. */
const history: fc.Arbitrary<Candle[]> = fc
  .record({
    start: fc.bigInt(1_400_000n, 4_000_000n).map((bars) => bars * BAR),
    gapAfter: fc.integer({ min: 3, max: 12 }),
    gap: fc.bigInt(0n, 50n),
    prices: fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.bigInt(1n, 10n ** 14n))), {
      minLength: 4,
      maxLength: 12,
    }),
    filled: fc.boolean(),
  })
  .map(({ start, gapAfter, gap, prices, filled }) =>
    prices.map((row, index) => {
      const [low, first, second, high] = row.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
      return {
        time: start + BigInt(index) * BAR + (index >= gapAfter ? gap * BAR : 0n),
        open: first as bigint,
        high: high as bigint,
        low: low as bigint,
        close: second as bigint,
        duration: BAR,
        filled: filled && index === 1,
      };
    }),
  );

const layout = fc.constantFrom(...Object.keys(LAYOUTS)).map((name) => LAYOUTS[name] as Layout);

function write({ header }: Layout, rows: readonly string[][], ending: string): string {
  const lines = rows.map((row) => row.join(','));
  return [...(header === undefined ? [] : [header]), ...lines].join(ending) + ending;
}

test('what is written in any layout is read back exactly', () => {
  fc.assert(
    fc.property(history, layout, fc.constantFrom('\n', '\r\n'), (candles, chosen, ending) => {
      const text = write(chosen, candles.map(chosen.row), ending);
      const marked = chosen.format === 'plain';
      expect(parsePrices(text, 'p.csv')).toEqual({
        format: chosen.format,
        candles: marked ? candles : candles.map((candle) => ({ ...candle, filled: false })),
      });
    }),
  );
});

test('Coinbase rows read the same newest first', () => {
  fc.assert(
    fc.property(history, (candles) => {
      const rows = candles.map(COINBASE.row);
      const forwards = parsePrices(write(COINBASE, rows, '\n'), 'p.csv');
      expect(parsePrices(write(COINBASE, rows.toReversed(), '\n'), 'p.csv')).toEqual(forwards);
    }),
  );
});

/** Texts that are wrong in every column that is read. */
const garbage = fc.constantFrom('', 'abc', '-1', '1.2.3', '١٢٣', 'NaN', '1e', '0x1f', ' ', 'null');

test('a field made unreadable is reported in its own line, whatever the layout', () => {
  fc.assert(
    fc.property(history, layout, fc.nat(), fc.nat(), garbage, (candles, chosen, at, field, bad) => {
      const rows = candles.map(chosen.row);
      const index = at % rows.length;
      const column = chosen.read[field % chosen.read.length] as number;
      (rows[index] as string[])[column] = bad;
      const error = errorOf(write(chosen, rows, '\n'));
      expect(error).toBeInstanceOf(PriceFileError);
      expect((error as PriceFileError).line).toBe(index + (chosen.header === undefined ? 1 : 2));
    }),
  );
});

test('a row that loses or gains a column is reported in its own line', () => {
  fc.assert(
    fc.property(history, layout, fc.nat(), fc.boolean(), (candles, chosen, at, longer) => {
      const rows = candles.map(chosen.row);
      const index = at % rows.length;
      const row = rows[index] as string[];
      if (longer) row.push('1');
      else row.pop();
      const error = errorOf(write(chosen, rows, '\n'));
      // Without a header the first row sets the width, so there the fault is an unknown layout.
      const unknown = chosen.header === undefined && index === 0;
      expect((error as PriceFileError).reason).toBe(unknown ? 'unknown-header' : 'columns');
      expect((error as PriceFileError).line).toBe(index + (chosen.header === undefined ? 1 : 2));
    }),
  );
});

test('a time that does not rise is reported in its own line', () => {
  const places = fc.tuple(fc.nat(), fc.nat());
  fc.assert(
    fc.property(history, layout, places, (candles, chosen, [at, back]) => {
      const index = 1 + (at % (candles.length - 1));
      const earlier = candles[back % index] as Candle;
      const moved = candles.map((candle, place) =>
        place === index ? { ...candle, time: earlier.time } : candle,
      );
      // Two steps back among few rows could as well be a file that runs backwards.
      fc.pre(chosen.format !== 'coinbase' || (index > 1 && candles.length > 4));
      const error = errorOf(write(chosen, moved.map(chosen.row), '\n'));
      const line = index + (chosen.header === undefined ? 1 : 2);
      expect((error as PriceFileError).line).toBe(line);
      expect(['duplicate', 'time-order']).toContain((error as PriceFileError).reason);
    }),
  );
});

function errorOf(text: string): unknown {
  try {
    return parsePrices(text, 'p.csv');
  } catch (error) {
    return error;
  }
}
