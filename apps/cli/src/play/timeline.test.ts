import type { Candle } from '@hypothec/risk';
import { describe, expect, it } from 'vitest';
import { firstPrices, timeline } from './timeline.ts';
import type { Track } from './timeline.ts';

const HOUR = 3_600n;

function bar(
  hour: bigint,
  ohlc: readonly [number, number, number, number],
  filled = false,
): Candle {
  const [open, high, low, close] = ohlc.map((price) => BigInt(price) * 10n ** 8n);
  return {
    time: hour * HOUR,
    open: open!,
    high: high!,
    low: low!,
    close: close!,
    duration: HOUR,
    filled,
  };
}

function track(symbol: string, candles: readonly Candle[]): Track {
  return { symbol, candles, standingPriceE8: 10n ** 8n, heartbeat: HOUR };
}

const dollars = (ticks: ReturnType<typeof timeline>, symbol: string) =>
  ticks.flatMap(({ time, prices }) => {
    const price = prices.get(symbol);
    return price === undefined ? [] : [[Number(time) / 3_600, Number(price) / 1e8]];
  });

describe('timeline', () => {
  it('meets the low of a falling hour a quarter after it begins', () => {
    const ticks = timeline([track('BTC', [bar(0n, [48, 52, 37, 41])])]);
    expect(dollars(ticks, 'BTC')).toEqual([
      [0, 48],
      [0.25, 37],
      [0.5, 52],
      [0.75, 41],
    ]);
  });

  it('puts feeds of one instant into one tick', () => {
    const btc = track('BTC', [bar(0n, [48, 52, 37, 41])]);
    const eth = track('ETH', [bar(0n, [8, 9, 7, 8])]);
    const ticks = timeline([btc, eth]);
    expect(ticks.map(({ prices }) => prices.size)).toEqual([2, 2, 2, 2]);
  });

  it('says a flat price again at half the heartbeat', () => {
    const ticks = timeline([track('BTC', [bar(0n, [5, 5, 5, 5])])]);
    expect(dollars(ticks, 'BTC')).toEqual([
      [0, 5],
      [0.5, 5],
    ]);
  });

  it('holds a feed without bars where it stands, for as long as the others move', () => {
    const ticks = timeline([track('BTC', [bar(2n, [5, 6, 4, 5])]), track('USDC', [])]);
    expect(dollars(ticks, 'USDC')).toEqual([
      [2, 1],
      [2.5, 1],
    ]);
  });

  it('is silent in a gap and in a made-up bar', () => {
    const bars = [bar(0n, [5, 6, 4, 5]), bar(1n, [5, 5, 5, 5], true), bar(9n, [7, 8, 6, 7])];
    const times = timeline([track('BTC', bars)]).map(({ time }) => Number(time) / 3_600);
    expect(times).toEqual([0, 0.25, 0.5, 0.75, 9, 9.25, 9.5, 9.75]);
  });

  it('takes the close of bars shorter than five minutes', () => {
    const minute = { ...bar(0n, [5, 9, 1, 6]), duration: 60n };
    const ticks = timeline([track('BTC', [minute])]);
    expect(ticks.map(({ time }) => time)).toEqual([60n]);
  });
});

describe('firstPrices', () => {
  it('is the first true open, or where the feed stands', () => {
    const btc = track('BTC', [bar(0n, [1, 1, 1, 1], true), bar(1n, [7, 8, 6, 7])]);
    expect(firstPrices([btc, track('USDC', [])])).toEqual(
      new Map([
        ['BTC', 7n * 10n ** 8n],
        ['USDC', 10n ** 8n],
      ]),
    );
  });
});
