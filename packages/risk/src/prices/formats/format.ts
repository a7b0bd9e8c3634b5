import type { RowPlace } from '../errors.ts';

/** The layouts that can be read; see the file of each. */
export type FormatName = 'binance' | 'coinbase' | 'kraken' | 'plain';

/** A row as its file tells it: `duration` is `null` where only the next row shows it. */
export interface FileRow {
  readonly time: bigint;
  readonly open: bigint;
  readonly high: bigint;
  readonly low: bigint;
  readonly close: bigint;
  readonly duration: bigint | null;
  readonly filled: boolean;
}

/** How to read the rows of one file, settled by its first line. */
export interface RowReader {
  readonly format: FormatName;
  /** Fields that each row must have. */
  readonly columns: number;
  /** Whether line 1 is a header and rows begin at line 2. */
  readonly hasHeader: boolean;
  /** Whether the publisher also hands rows out newest first. */
  readonly mayRunBackwards: boolean;
  readonly readRow: (fields: readonly string[], place: RowPlace) => FileRow;
}

/** Column index of each price. */
export interface PriceColumns {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}
