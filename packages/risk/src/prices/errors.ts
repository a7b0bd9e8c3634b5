/** What is wrong with a price file: with the file as a whole, or with one row of it. */
export type PriceFileFault =
  | 'missing'
  | 'unreadable'
  | 'too-large'
  | 'not-text'
  | 'archive'
  | 'truncated-gzip'
  | 'corrupt-gzip'
  | 'empty'
  | 'unknown-header'
  | 'columns'
  | 'not-a-number'
  | 'not-positive'
  | 'too-big'
  | 'high-below-low'
  | 'open-outside'
  | 'close-outside'
  | 'bad-time'
  | 'time-order'
  | 'duplicate'
  | 'bad-duration'
  | 'bad-flag';

/** Base of every error of the price-history part; the message is one line fit for a terminal. */
export class PriceHistoryError extends Error {
  override readonly name: string = 'PriceHistoryError';
}

/** Where a row stands: the file as the caller named it, and the line counted from 1. */
export interface RowPlace {
  readonly file: string;
  readonly line: number;
}

/**
 * A price file that cannot be used. Do not retry: correct the file or give another one.
 *
 * `line` counts from 1 and includes the header; it is `null` when the fault is not in one line.
 */
export class PriceFileError extends PriceHistoryError {
  override readonly name = 'PriceFileError';
  readonly file: string;
  readonly line: number | null;
  readonly reason: PriceFileFault;
  readonly seen: string;
  readonly allowed: string;

  constructor(
    place: { readonly file: string; readonly line?: number },
    reason: PriceFileFault,
    seen: string,
    allowed: string,
  ) {
    const where = place.line === undefined ? place.file : `${place.file}, line ${place.line}`;
    super(`${where}: ${seen}. Allowed: ${allowed}.`);
    this.file = place.file;
    this.line = place.line ?? null;
    this.reason = reason;
    this.seen = seen;
    this.allowed = allowed;
  }
}

/** Shows a field inside a message: quoted, control characters escaped, cut where it is long. */
export function quoted(text: string): string {
  const shown = JSON.stringify(text.slice(0, 40));
  return text.length > 40 ? `${shown.slice(0, -1)}…"` : shown;
}
