import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formatE8 } from './candle.ts';
import type { Candle } from './candle.ts';
import { formatInstant } from './instant.ts';
import { readCandles } from './read.ts';
import type { PriceHistory } from './read.ts';

const DATA = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const REASON = 'needs the recorded prices in ../shared/data beside the repository';
const absent = !existsSync(DATA);

function lowest({ candles }: PriceHistory): Candle {
  return candles.reduce((least, candle) => (candle.low < least.low ? candle : least));
}

// Facts of the record: what these markets are known to have done.
const lows: readonly (readonly [string, string, string, string, string])[] = [
  ['prices/btc-usdt-1h.csv.gz', '2020-03-01', '2020-04-01', '3782.13', '2020-03-13T02:00:00Z'],
  ['prices/eth-usdt-1h.csv.gz', '2020-03-01', '2020-04-01', '86', '2020-03-13T02:00:00Z'],
  ['prices/btc-usdt-2h.csv.gz', '2020-03-01', '2020-04-01', '3782.13', '2020-03-13T02:00:00Z'],
  ['prices/btc-usdt-1h.csv.gz', '2021-05-01', '2021-06-01', '30000', '2021-05-19T13:00:00Z'],
  [
    'windows/2023-03-01_21-kraken-usdc-usd-1m.csv.gz',
    '2023-03-01',
    '2023-03-21',
    '0.874',
    '2023-03-11T07:15:00Z',
  ],
];

describe(`recorded prices (${REASON})`, () => {
  test.skipIf(absent).each(lows)(
    '%s from %s to %s has its low %s at %s',
    async (name, from, to, low, at) => {
      const bar = lowest(await readCandles(join(DATA, name), { from, to }));
      expect([formatE8(bar.low), formatInstant(bar.time)]).toEqual([low, at]);
    },
  );

  test.skipIf(absent)(
    'hourly bars of a month are complete, and outages are marked or listed',
    async () => {
      const path = join(DATA, 'prices/btc-usdt-1h.csv.gz');
      const march = await readCandles(path, { from: '2020-03-01', to: '2020-04-01' });
      expect([march.format, march.candles.length, march.gaps]).toEqual(['plain', 744, []]);
      const all = await readCandles(path);
      expect(all.candles).toHaveLength(54_020);
      expect(all.candles.filter(({ filled }) => filled)).toHaveLength(118);
      expect(
        all.gaps.map(({ from, to }) => [formatInstant(from), formatInstant(to)]),
      ).toContainEqual(['2022-05-01T00:00:00Z', '2023-01-01T00:00:00Z']);
    },
  );

  test.skipIf(absent)('an uncompressed file with a column of trades is read too', async () => {
    const path = join(DATA, 'windows/eth-usd-10m-crashdays-2020-2021.csv');
    const { candles, gaps } = await readCandles(path);
    expect(candles).toHaveLength(1_006);
    expect(candles.every(({ duration }) => duration === 600n)).toBe(true);
    expect(gaps.length).toBe(6);
  });
});
