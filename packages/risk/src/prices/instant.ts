import { PriceHistoryError, quoted } from './errors.ts';

/** First accepted instant, 2009-01-01: no market for a coin is older. */
export const EARLIEST = 1_230_768_000n;
/** First refused instant, 2100-01-01: a time beyond it is in another unit than was expected. */
export const LATEST = 4_102_444_800n;

const ALLOWED = 'a UTC date such as 2020-03-12 or date and time such as 2020-03-12T10:00:00Z';

/** A text that is no UTC date or time, or one outside 2009 to 2099. Do not retry; correct it. */
export class InstantError extends PriceHistoryError {
  override readonly name = 'InstantError';
  readonly text: string;

  constructor(text: string) {
    super(`${quoted(text)} is not a UTC instant from 2009 to 2099. Allowed: ${ALLOWED}.`);
    this.text = text;
  }
}

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const CLOCK = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.0{1,9})?)?`;
const INSTANT = new RegExp(`^${DATE}(?:[T ]${CLOCK} ?(?:Z|UTC|\\+00:?00)?)?$`);

/** As `parseInstant`, but `undefined` where that throws. */
export function tryParseInstant(text: string): bigint | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const date = new Date(written);
  // Some dates that do not exist, such as 30 February, are carried over instead of refused.
  if (Number.isNaN(date.getTime()) || date.toISOString() !== written) return undefined;
  const seconds = BigInt(date.getTime() / 1000);
  return seconds >= EARLIEST && seconds < LATEST ? seconds : undefined;
}

/**
 * Reads a UTC date or date and time. A date alone is its midnight; no zone means UTC.
 *
 * @param text - `YYYY-MM-DD`, optionally with `HH:MM[:SS]` after `T` or a blank, then `Z`, `UTC`,
 *   `+00:00` or nothing. Other zones are refused rather than converted.
 * @returns Unix seconds, in `[2009-01-01, 2100-01-01)`.
 * @throws {InstantError} when the text is anything else; carries the text.
 * @example `parseInstant('2020-03-13T02:00')` returns `1_584_064_800n`.
 */
export function parseInstant(text: string): bigint {
  const seconds = tryParseInstant(text);
  if (seconds === undefined) throw new InstantError(text);
  return seconds;
}

/**
 * Writes unix seconds as UTC date and time; the inverse of `parseInstant`.
 *
 * @example `formatInstant(1_584_064_800n)` returns `'2020-03-13T02:00:00Z'`.
 */
export function formatInstant(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
