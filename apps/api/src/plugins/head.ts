import { blocks, cursor, isPassing } from '@hypothec/database';
import type { Database, Queries } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { eq } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import { databaseAway, Problem } from '../errors/problem.ts';

/** The newest indexed block, and of which chain and book. */
export interface Head {
  readonly chainId: number;
  readonly book: Address;
  readonly sequencerFeed: Address | null;
  /** The first indexed block. */
  readonly start: number;
  readonly number: number;
  readonly hash: `0x${string}`;
  /** Of the block, unix seconds. */
  readonly time: bigint;
  /** Counts reorganisations. */
  readonly epoch: number;
}

/** A step of the head. */
export interface HeadChange {
  readonly head: Head;
  readonly previous: Head | undefined;
  /** What was answered before may be gone: read again. */
  readonly reset: boolean;
}

/** Reads the indexer's cursor with its block's time; nothing where no block is indexed yet. */
export async function readHead(queries: Queries): Promise<Head | undefined> {
  const rows = await queries
    .select({
      chainId: cursor.chainId,
      book: cursor.book,
      sequencerFeed: cursor.sequencerFeed,
      start: cursor.start,
      number: cursor.block,
      hash: cursor.hash,
      time: blocks.time,
      epoch: cursor.epoch,
    })
    .from(cursor)
    .innerJoin(blocks, eq(blocks.hash, cursor.hash));
  return rows[0];
}

/** Names a head: what was computed under another key is old. */
export function headKey({ hash, epoch, book }: Head): string {
  return `${epoch}:${hash}:${book}`;
}

/** No block is indexed. */
export function notIndexed(): Problem {
  return new Problem('not-indexed', 'The indexer has not written its first block yet.', {
    headers: { 'retry-after': '2' },
  });
}

/** Nothing was heard of the database for so many looks: what is known may be old. */
const SILENT_LOOKS = 5;
/** Tables that are not there: the indexer has not made them yet. */
const NO_TABLE = new Set(['42P01', '3F000']);

const isMissing = (error: unknown): boolean => {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  return typeof code === 'string' ? NO_TABLE.has(code) : cause !== undefined && isMissing(cause);
};

/** How a head is watched. */
export interface HeadOptions {
  readonly database: Database;
  readonly clock: () => number;
  readonly pollMs: number;
  readonly log: FastifyBaseLogger;
}

/**
 * Keeps the newest indexed block at hand: told by the database as blocks are committed, and looked
 * up now and then in case that was missed. It outlives the database.
 */
export class HeadWatch {
  readonly #options: HeadOptions;
  readonly #listeners = new Set<(change: HeadChange) => void>();
  #current: Head | undefined;
  #key = '';
  #heardAt = 0;
  #away = true;
  #reading: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  #unlisten: (() => Promise<unknown>) | undefined;

  constructor(options: HeadOptions) {
    this.#options = options;
  }

  /** The newest block, if one is indexed and the database was heard of lately. */
  get current(): Head | undefined {
    return this.away ? undefined : this.#current;
  }

  /** Changes whenever answers that depend on the head do; empty while there is no head. */
  get key(): string {
    return this.away ? '' : this.#key;
  }

  /** Whether the database does not answer. */
  get away(): boolean {
    const { clock, pollMs } = this.#options;
    return this.#away || clock() - this.#heardAt > SILENT_LOOKS * pollMs;
  }

  /** @throws {Problem} 503 while the database is away or no block is indexed. */
  require(): Head {
    if (this.away) throw databaseAway();
    if (this.#current !== undefined) return this.#current;
    throw notIndexed();
  }

  /** Calls at each step of the head; the result ends that. */
  onChange(listener: (change: HeadChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Begins to watch; returns after the first look, whether it succeeded or not. */
  async start(): Promise<void> {
    void this.#listen();
    await this.refresh();
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    // A database that is away will not hear it.
    await this.#unlisten?.().catch(() => undefined);
  }

  /** Looks at the cursor; several at once are one look, and one more after it. */
  refresh(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#reading !== undefined) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined;
      if (!this.#again) return;
      this.#again = false;
      void this.refresh();
    });
    return this.#reading;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      void this.refresh().then(() => this.#schedule());
    }, this.#options.pollMs);
    this.#timer.unref();
  }

  /** The driver listens anew by itself whenever its connection was lost, or did not come about. */
  async #listen(): Promise<void> {
    const look = (): void => void this.refresh();
    try {
      const { unlisten } = await this.#options.database.sql.listen('hypothec_block', look, look);
      this.#unlisten = unlisten;
      if (this.#stopped) await unlisten();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the database is not there to listen to yet');
    }
  }

  async #read(): Promise<void> {
    const { database, clock, log } = this.#options;
    try {
      const head = await readHead(database.queries);
      this.#heardAt = clock();
      this.#away = false;
      this.#take(head);
    } catch (error) {
      if (this.#stopped) return;
      if (isMissing(error)) {
        this.#heardAt = clock();
        this.#away = false;
        this.#take(undefined);
        return;
      }
      if (!this.#away) log.warn({ err: error }, 'the database is away');
      if (!isPassing(error)) log.error({ err: error }, 'the cursor cannot be read');
      this.#away = true;
    }
  }

  #take(head: Head | undefined): void {
    const previous = this.#current;
    const key = head === undefined ? '' : headKey(head);
    if (key === this.#key) return;
    this.#current = head;
    this.#key = key;
    if (head === undefined) return;
    const reset =
      previous !== undefined &&
      (previous.epoch !== head.epoch ||
        previous.book !== head.book ||
        previous.chainId !== head.chainId ||
        previous.number >= head.number);
    for (const listener of this.#listeners) listener({ head, previous, reset });
  }
}
