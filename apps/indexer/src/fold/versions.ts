/** A row that is in force from one block until another replaces it. */
export interface Versioned {
  fromBlock: number;
  untilBlock?: number | null | undefined;
}

/**
 * The versions that a batch of blocks makes of things with a key: at most one a block, each ending
 * the one before it.
 */
export class Versions<Row extends Versioned> {
  readonly #rows: Row[];
  readonly #newest = new Map<string, Row>();
  /** Things whose version of an earlier batch ends, and at which block. */
  readonly replaced = new Map<string, number>();

  constructor(rows: Row[]) {
    this.#rows = rows;
  }

  put(key: string, row: Row): void {
    const before = this.#newest.get(key);
    if (before?.fromBlock === row.fromBlock) {
      Object.assign(before, row);
      return;
    }
    if (before === undefined) this.replaced.set(key, row.fromBlock);
    else before.untilBlock = row.fromBlock;
    this.#newest.set(key, row);
    this.#rows.push(row);
  }
}
