import { PriceHistoryError, quoted } from './errors.ts';

/**
 * One bar of a price history.
 *
 * Prices are quote units per base unit times `1e8` (`E8`), so 3,782.13 is `378_213_000_000n`; all
 * are above zero, `low <= open, close <= high`.
 */
export interface Candle {
  /** Unix seconds of the bar's open. */
  readonly time: bigint;
  readonly open: bigint;
  readonly high: bigint;
  readonly low: bigint;
  readonly close: bigint;
  /** Length of the bar in seconds, at least 1; `time + duration` is not after the next open. */
  readonly duration: bigint;
  /** The bar was made up over an outage: it says nothing, so an oracle gives no update. */
  readonly filled: boolean;
}

/** A stretch `[from, to)` in unix seconds that no bar covers. */
export interface Gap {
  readonly from: bigint;
  readonly to: bigint;
}

/** One whole quote unit on the E8 scale. */
export const E8 = 100_000_000n;

/** Largest accepted price, on the E8 scale: `1e15` quote units. More is a wrong column. */
export const MAX_PRICE_E8 = 10n ** 15n * E8;

/** A text that is not a plain decimal number. Do not retry; correct the text. */
export class DecimalError extends PriceHistoryError {
  override readonly name = 'DecimalError';
  readonly text: string;

  constructor(text: string) {
    super(`${quoted(text)} is not a decimal number. Allowed: digits such as 6359.11 or 1.5e-7.`);
    this.text = text;
  }
}

const PLAIN = /^(\d{1,40})(?:\.(\d{1,60}))?$/;
const SCIENTIFIC = /^(\d{1,40})(?:\.(\d{1,60}))?[eE]([+-]?\d{1,2})$/;

/** As `parseE8`, but `undefined` where that throws: row readers add file and line themselves. */
export function tryParseE8(text: string): bigint | undefined {
  const plain = PLAIN.exec(text);
  if (plain) return scaled(plain[1] as string, plain[2] ?? '');
  const scientific = SCIENTIFIC.exec(text);
  if (!scientific) return undefined;
  // Spreadsheets and data frames write small prices as 1e-07: move the point, then read as usual.
  const whole = scientific[1] as string;
  const fraction = scientific[2] ?? '';
  const shift = Number(scientific[3]);
  const point = whole.length + shift;
  const digits = whole + fraction;
  if (point <= 0) return scaled('0', '0'.repeat(-point) + digits);
  const padded = digits.padEnd(point, '0');
  return scaled(padded.slice(0, point), padded.slice(point));
}

function scaled(whole: string, fraction: string): bigint {
  if (fraction.length <= 8) return BigInt(whole + fraction.padEnd(8, '0'));
  const kept = BigInt(whole + fraction.slice(0, 8));
  return (fraction[8] as string) >= '5' ? kept + 1n : kept;
}

/**
 * Reads a decimal text as an integer scaled by `1e8`, exactly: no floating point is involved.
 *
 * Digits after the eighth decimal are rounded half up, so the error is at most half of `1e-8`.
 *
 * @param text - Unsigned decimal, plain (`6359.11`) or scientific (`1.5e-7`), no separators.
 * @returns `round_half_up(text * 1e8)`, `>= 0`.
 * @throws {DecimalError} when the text is anything else; carries the text.
 * @example `parseE8('3782.13')` returns `378_213_000_000n`; `parseE8('0.000000015')` returns `2n`.
 */
export function parseE8(text: string): bigint {
  const value = tryParseE8(text);
  if (value === undefined) throw new DecimalError(text);
  return value;
}

/**
 * Writes an E8 price as a plain decimal without trailing zeros; the inverse of `parseE8`.
 *
 * @param value - Price times `1e8`, `>= 0`.
 * @returns Exact decimal text, never rounded.
 * @example `formatE8(378_213_000_000n)` returns `'3782.13'`; `formatE8(87_400_000n)` `'0.874'`.
 */
export function formatE8(value: bigint): string {
  const digits = value.toString().padStart(9, '0');
  const fraction = digits.slice(-8).replace(/0+$/, '');
  const whole = digits.slice(0, -8);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/**
 * Lists the stretches between bars that no bar covers. A gap is a fact, no error: exchanges stop.
 *
 * @param candles - Bars in rising time.
 * @returns Gaps in rising time; empty for an unbroken history.
 * @example Hourly bars at 00:00 and 03:00 return one gap, from 01:00 to 03:00.
 */
export function findGaps(candles: readonly Candle[]): Gap[] {
  const gaps: Gap[] = [];
  let end: bigint | undefined;
  for (const candle of candles) {
    if (end !== undefined && candle.time > end) gaps.push({ from: end, to: candle.time });
    end = candle.time + candle.duration;
  }
  return gaps;
}
