import { localStack } from '@hypothec/config';
import { describe, expect, it } from 'vitest';
import { loadHistory, symbolInName } from './history.ts';

describe('symbolInName', () => {
  it.each([
    ['btc-usdt-1h.csv.gz', 'BTC'],
    ['data/eth-usdt-1h.csv', 'ETH'],
    ['BTCUSDT-1h-2020-03.csv', 'BTC'],
    ['XBTUSD_60.csv', 'BTC'],
    ['2023-03-01_21-kraken-usdc-usd-1m.csv.gz', 'USDC'],
    ['btc/prices.csv', null],
    ['sol-usdt-1h.csv', null],
  ])('reads %s as %s', (path, symbol) => expect(symbolInName(localStack, path)).toBe(symbol));
});

describe('loadHistory', () => {
  it('has a track for every feed, cut to the range', async () => {
    const source = { kind: 'scenario', name: 'march-2020', seed: 1n } as const;
    const range = { from: '2020-03-12', to: '2020-03-13' };
    const { tracks } = await loadHistory(localStack, source, range);
    expect(tracks.map(({ symbol, candles }) => [symbol, candles.length])).toEqual([
      ['USDC', 24],
      ['BTC', 24],
      ['ETH', 24],
      ['ALT', 24],
    ]);
  });
});
