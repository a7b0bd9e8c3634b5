import { priceUpdates } from '@hypothec/risk';
import type { Candle, PriceUpdate } from '@hypothec/risk';

/** One feed's part in a history. */
export interface Track {
  /** Symbol of the token that the feed prices. */
  readonly symbol: string;
  /** Bars in dollars, rising; none for a price that stands still. */
  readonly candles: readonly Candle[];
  /** Price of a feed without bars, 1e8 = 1 dollar. */
  readonly standingPriceE8: bigint;
  /** Longest silence of the feed, seconds. */
  readonly heartbeat: bigint;
}

/** What the feeds say at one instant of the history. */
export interface Tick {
  /** Unix seconds, of the history. */
  readonly time: bigint;
  /** New answers by symbol, 1e8 = 1 dollar. At least one. */
  readonly prices: ReadonlyMap<string, bigint>;
}

/** Bars from this length on show all four prices; shorter ones, of which there are many, one. */
const SHORTEST_OHLC = 300n;

/** The answers of a feed, the last one again whenever half a heartbeat has passed. */
function* answers(track: Track, from: bigint, to: bigint): Generator<PriceUpdate> {
  const { candles, standingPriceE8, heartbeat } = track;
  const pause = heartbeat / 2n;
  if (candles.length === 0) {
    for (let time = from; time < to; time += pause) yield { time, priceE8: standingPriceE8 };
    return;
  }
  for (const [index, candle] of candles.entries()) {
    const points = candle.duration >= SHORTEST_OHLC ? 'ohlc' : 'close';
    const updates = [...priceUpdates([candle], { points })];
    // In an outage the feed is silent and its answer grows old, as a real one would.
    const next = candles[index + 1];
    const end = candle.filled ? candle.time : (next?.time ?? candle.time + candle.duration);
    const last = candle.time + candle.duration;
    yield* repeated(updates, pause, end < last ? end : last);
  }
}

function* repeated(
  updates: readonly PriceUpdate[],
  pause: bigint,
  end: bigint,
): Generator<PriceUpdate> {
  for (const [index, update] of updates.entries()) {
    yield update;
    const until = updates[index + 1]?.time ?? end;
    for (let time = update.time + pause; time < until; time += pause) {
      yield { time, priceE8: update.priceE8 };
    }
  }
}

/** First and last instant of the tracks that have bars. */
function spanOf(tracks: readonly Track[]): { readonly from: bigint; readonly to: bigint } {
  const bars = tracks.filter(({ candles }) => candles.length > 0);
  const firsts = bars.map(({ candles }) => (candles[0] as Candle).time);
  const lasts = bars.map(({ candles }) => {
    const last = candles.at(-1) as Candle;
    return last.time + last.duration;
  });
  return {
    from: firsts.reduce((a, b) => (a < b ? a : b)),
    to: lasts.reduce((a, b) => (a > b ? a : b)),
  };
}

/**
 * Puts histories of several feeds side by side: what each says at each instant, in rising time.
 *
 * Bars of five minutes and more give their four prices, shorter ones their close, so that a feed
 * answers twice an hour or more. A feed says its last answer again when half its heartbeat has
 * passed, as real ones do; in gaps and made-up bars it says nothing.
 *
 * @param tracks - At least one with bars; feeds without bars stand still over the same time.
 * @example Hourly bars of one coin give four ticks an hour.
 */
export function timeline(tracks: readonly Track[]): readonly Tick[] {
  const { from, to } = spanOf(tracks);
  const ticks = new Map<bigint, Map<string, bigint>>();
  for (const track of tracks) {
    for (const { time, priceE8 } of answers(track, from, to)) {
      const prices = ticks.get(time) ?? new Map<string, bigint>();
      ticks.set(time, prices.set(track.symbol, priceE8));
    }
  }
  return [...ticks]
    .map(([time, prices]) => ({ time, prices }))
    .sort((a, b) => (a.time < b.time ? -1 : 1));
}

/** The first price of every track: what the feeds say before the history begins. */
export function firstPrices(tracks: readonly Track[]): ReadonlyMap<string, bigint> {
  return new Map(
    tracks.map(({ symbol, candles, standingPriceE8 }) => [
      symbol,
      candles.find(({ filled }) => !filled)?.open ?? standingPriceE8,
    ]),
  );
}
