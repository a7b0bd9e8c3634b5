import { blocks, cursor } from '@hypothec/database';
import type { Database, Queries } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { eq } from 'drizzle-orm';
import { IndexerError, MovedError } from '../errors.ts';
import { Fold } from '../fold/fold.ts';
import { cutAfter } from './cut.ts';
import { fetchBatch } from './fetch.ts';
import type { Batch } from './fetch.ts';
import { readKnown } from './known.ts';
import type { Known } from './known.ts';
import { loadBefore } from './load.ts';
import type { Node } from './node.ts';
import { notify, writeBatch } from './write.ts';

/** What to follow. */
export interface Subject {
  readonly chainId: number;
  readonly book: Address;
  readonly sequencerFeed: Address | null;
  /** First block to read: that of the book's deployment, or any before. */
  readonly start: number;
}

/** The row that says how far the tables are. */
export type Cursor = typeof cursor.$inferSelect;

/** What happened in one step towards the head. */
export interface Step {
  readonly cursor: Cursor;
  /** Blocks written, or less than zero: blocks taken back. */
  readonly blocks: number;
  readonly events: number;
}

/** Most blocks in a batch. */
const MOST = 250;

const nowhere = '0x';

/** Keeps tables and chain together, one step at a time. All state is in the database. */
export class Follower {
  /** The block that the tables are at, as far as this one knows. */
  block = -1;
  readonly #database: Database;
  readonly #node: Node;
  readonly #subject: Subject;
  #known: { readonly cursor: string; readonly known: Known } | null = null;

  constructor(database: Database, node: Node, subject: Subject) {
    this.#database = database;
    this.#node = node;
    this.#subject = subject;
  }

  /**
   * Makes the cursor where there is none.
   *
   * @throws {IndexerError} when the database follows another chain or book.
   */
  async begin(): Promise<void> {
    const { queries } = this.#database;
    const { start, ...subject } = this.#subject;
    const first = { ...subject, start, block: start - 1, hash: nowhere } as const;
    await queries.insert(cursor).values(first).onConflictDoNothing();
    const found = await this.#cursor(queries);
    this.block = found.block;
    if (found.chainId === subject.chainId && found.book === subject.book) return;
    throw new IndexerError(
      `The database holds the history of book ${found.book} on chain ${found.chainId}, not of ` +
        `${subject.book} on chain ${subject.chainId}: use another database, or empty this one ` +
        'with hypothec db reindex.',
    );
  }

  async #cursor(queries: Queries): Promise<Cursor> {
    const [found] = await queries.select().from(cursor);
    if (found === undefined) throw new MovedError('the cursor is gone: the tables were emptied');
    return found;
  }

  /** Takes one step; null when the tables are at the head. */
  async step(): Promise<Step | null> {
    const at = await this.#cursor(this.#database.queries);
    if (at.block >= at.start) {
      const same = await this.#node.block(at.block);
      if (same?.hash !== at.hash) return this.#cutBack(at);
    }
    const head = await this.#node.head();
    if (head <= at.block) return null;
    const to = Math.min(head, at.block + MOST);
    const known = await this.#knownAt(at);
    const range = { start: at.start, from: at.block + 1, to };
    const batch = await fetchBatch(this.#node, known, range);
    if (at.block >= at.start && batch.blocks[0]?.parentHash !== at.hash) {
      throw new MovedError(`block ${at.block} was replaced`);
    }
    return this.#write(at, known, batch);
  }

  async #knownAt(at: Cursor): Promise<Known> {
    if (this.#known?.cursor === at.hash) return this.#known.known;
    const { book, sequencerFeed } = this.#subject;
    return readKnown(this.#database.queries, book, sequencerFeed);
  }

  /** Locks the cursor; a commit that was lost, or another indexer's, shows here. */
  async #lock(tx: Queries, at: Cursor): Promise<void> {
    const [found] = await tx.select().from(cursor).for('update');
    if (found?.hash === at.hash && found.block === at.block) return;
    throw new MovedError('the tables are not where they were');
  }

  async #write(at: Cursor, known: Known, batch: Batch): Promise<Step> {
    const last = batch.blocks.at(-1);
    if (last === undefined) throw new MovedError('no blocks');
    const next = { block: last.number, hash: last.hash };
    const rows = await this.#database.queries.transaction(async (tx) => {
      await this.#lock(tx, at);
      const fold = new Fold(await loadBefore(tx, batch, known));
      for (const { block, logs } of batch.earlier) {
        const [found] = await tx.select().from(blocks).where(eq(blocks.number, block));
        fold.earlier(block, found?.time ?? 0n, logs);
      }
      for (const block of batch.blocks) fold.block(block);
      await writeBatch(tx, known, batch, fold);
      await tx.update(cursor).set(next);
      await notify(tx, next.block, at.epoch);
      return fold.rows;
    });
    this.#known = { cursor: next.hash, known: batch.known };
    this.block = next.block;
    return {
      cursor: { ...at, ...next },
      blocks: batch.blocks.length,
      events: rows.events.length,
    };
  }

  /**
   * Cuts the tables back to the last block that they share with the chain, however far that is.
   * They agree up to some height and nowhere above it, so halving finds it.
   */
  async #cutBack(at: Cursor): Promise<Step> {
    this.#known = null;
    const { queries } = this.#database;
    const hashAt = async (number: number): Promise<string | undefined> => {
      const [found] = await queries
        .select({ hash: blocks.hash })
        .from(blocks)
        .where(eq(blocks.number, number));
      return found?.hash;
    };
    let [low, high] = [at.start - 1, at.block - 1];
    while (low < high) {
      const middle = Math.floor((low + high + 1) / 2);
      const block = await this.#node.block(middle);
      if (block !== null && block.hash === (await hashAt(middle))) low = middle;
      else high = middle - 1;
    }
    const hash = low < at.start ? nowhere : ((await hashAt(low)) ?? nowhere);
    const next = { block: low, hash, epoch: at.epoch + 1 } as const;
    await queries.transaction(async (tx) => {
      await this.#lock(tx, at);
      await cutAfter(tx, low);
      await tx.update(cursor).set({ ...next, hash: hash as `0x${string}` });
      await notify(tx, low, next.epoch);
    });
    return {
      cursor: { ...at, ...next, hash: hash as `0x${string}` },
      blocks: low - at.block,
      events: 0,
    };
  }
}
