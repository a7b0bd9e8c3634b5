import { setTimeout as sleep } from 'node:timers/promises';
import { isPassing } from '@hypothec/database';
import { ReorganisedError } from '@hypothec/sdk';
import { IndexerError, MovedError } from '../errors.ts';
import type { Follower, Step } from './follow.ts';
import { isUnreachable } from './node.ts';
import type { Node } from './node.ts';
import type { Wake } from './wake.ts';

/** What the indexer tells of itself. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** How long it looks for a new head by itself when none is told. */
const LOOK_MS = 500;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Runs a follower until it is told to stop; what is away is waited for. */
export class Runner {
  readonly #begin: () => Promise<Follower>;
  readonly #node: Node;
  readonly #wake: Wake;
  readonly #log: Log;
  readonly #onHead: (step: { readonly block: number }) => void;
  #stopped = false;
  #pause = FIRST_PAUSE_MS;

  /** `begin` is asked again after everything that may have changed what is followed. */
  constructor(
    begin: () => Promise<Follower>,
    given: {
      readonly node: Node;
      readonly wake: Wake;
      readonly log: Log;
      /** Called whenever the tables are found to be at the head. */
      readonly onHead?: (at: { readonly block: number }) => void;
    },
  ) {
    this.#begin = begin;
    this.#node = given.node;
    this.#wake = given.wake;
    this.#log = given.log;
    this.#onHead = given.onHead ?? (() => undefined);
  }

  stop(): void {
    this.#stopped = true;
    this.#wake.give();
  }

  /**
   * Follows until stopped.
   *
   * @throws {IndexerError} when going on makes no sense: another chain, another book.
   */
  async run(): Promise<void> {
    let follower: Follower | null = null;
    while (!this.#stopped) {
      try {
        follower ??= await this.#begin();
        await this.#catchUp(follower);
        this.#pause = FIRST_PAUSE_MS;
        await this.#wake.wait(LOOK_MS);
      } catch (error) {
        follower = null;
        await this.#recover(error);
      }
    }
  }

  async #catchUp(follower: Follower): Promise<void> {
    while (!this.#stopped) {
      const step = await follower.step();
      if (step === null) return this.#onHead({ block: follower.block });
      this.#tell(step);
    }
  }

  #tell({ cursor, blocks, events }: Step): void {
    const at = { block: cursor.block, epoch: cursor.epoch };
    if (blocks < 0)
      this.#log.warn({ ...at, blocks: -blocks }, 'took back blocks that were replaced');
    else this.#log.info({ ...at, blocks, events }, 'wrote');
  }

  async #recover(error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof MovedError || error instanceof ReorganisedError) {
      this.#log.info({}, `looking again: ${message}`);
      await sleep(20);
      return;
    }
    if (error instanceof IndexerError) throw error;
    const what = isUnreachable(error) ? 'node' : isPassing(error) ? 'database' : 'fault';
    if (what === 'node') this.#node.next();
    const stack = what === 'fault' && error instanceof Error ? { stack: error.stack } : {};
    this.#log.warn({ what, ...stack }, `${message}; again in ${this.#pause} ms`);
    await sleep(this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }
}
