import type { Candle } from './candle.ts';
import { PriceHistoryError } from './errors.ts';
import { formatInstant } from './instant.ts';

/** One answer of an oracle. */
export interface PriceUpdate {
  /** Unix seconds at which the price becomes known. */
  readonly time: bigint;
  /** Quote units per base unit times `1e8`, above zero. */
  readonly priceE8: bigint;
}

/** How much of a bar an oracle sees: all four prices, or only the last. */
export type FeedPoints = 'ohlc' | 'close';

/** A bar too short to hold four moments. Do not retry; use `points: 'close'` or longer bars. */
export class BarTooShortError extends PriceHistoryError {
  override readonly name = 'BarTooShortError';
  readonly candle: Candle;

  constructor(candle: Candle) {
    super(
      `The bar of ${formatInstant(candle.time)} lasts ${candle.duration} s. ` +
        `Allowed: 4 s or more for points 'ohlc'; use points 'close' for shorter bars.`,
    );
    this.candle = candle;
  }
}

const QUARTERS = 4n;

/**
 * Turns bars into the updates that an oracle would have given, one after the other.
 *
 * A bar does not say in which order its extremes came. The order here is stated, not known: a
 * falling bar (close below open) visits open, low, high, close, so the owner of collateral meets
 * the worst price first; any other bar visits open, high, low, close, so its low is met late and a
 * rise before it has already cured what it can. The four points stand at 0, 1/4, 2/4 and 3/4 of
 * the bar, rounded down to whole seconds. A point equal to the one before it in the same bar is
 * left out; the opening point never is, so each bar gives an update.
 *
 * With `points: 'close'` a bar gives one update, its close, at the bar's end.
 *
 * Made-up bars (`filled`) and gaps give no update: the last price grows old, as a real one would.
 *
 * @param candles - Bars in strictly rising time that do not overlap.
 * @param options.points - `'ohlc'` (default) or `'close'`.
 * @returns Updates in strictly rising time.
 * @throws {BarTooShortError} for a bar under 4 seconds with `'ohlc'`.
 * @example An hourly bar at 02:00 with open 41, high 52, low 37, close 48 rises, so it gives
 *   41 at 02:00, 52 at 02:15, 37 at 02:30 and 48 at 02:45.
 */
export function* priceUpdates(
  candles: Iterable<Candle>,
  options: { readonly points?: FeedPoints } = {},
): Generator<PriceUpdate, void, undefined> {
  const closesOnly = options.points === 'close';
  for (const candle of candles) {
    if (candle.filled) continue;
    if (closesOnly) {
      yield { time: candle.time + candle.duration, priceE8: candle.close };
    } else {
      yield* barPath(candle);
    }
  }
}

function* barPath(candle: Candle): Generator<PriceUpdate, void, undefined> {
  const { time, open, high, low, close, duration } = candle;
  if (duration < QUARTERS) throw new BarTooShortError(candle);
  const path = close < open ? [open, low, high, close] : [open, high, low, close];
  let previous: bigint | undefined;
  for (const [quarter, priceE8] of path.entries()) {
    if (priceE8 !== previous) {
      yield { time: time + (duration * BigInt(quarter)) / QUARTERS, priceE8 };
    }
    previous = priceE8;
  }
}
