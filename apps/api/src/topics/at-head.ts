import { readBlock } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { sql } from 'drizzle-orm';
import type { Api } from '../api.ts';
import { headKey } from '../plugins/head.ts';
import type { Head } from '../plugins/head.ts';
import { readWorld } from '../views/world.ts';
import type { World } from '../views/world.ts';

const STATEMENT_MS = 5_000;

/** Reads what topics need as of a head, each part once however many ask. */
export class HeadReader {
  readonly #app: Api;
  #key = '';
  #world: Promise<World> | undefined;

  constructor(app: Api) {
    this.#app = app;
  }

  /**
   * Everything that `read` sees is as of the head, also when the next block is there already.
   *
   * @returns Undefined where a reorganisation has taken the head away: the next one comes at once.
   */
  async at<Result>(
    head: Head,
    read: (queries: Queries, world: World) => Promise<Result>,
  ): Promise<Result | undefined> {
    const { queries } = this.#app.deps.database;
    return queries.transaction(
      async (transaction) => {
        await transaction.execute(sql.raw(`set local statement_timeout = ${STATEMENT_MS}`));
        const block = await readBlock(transaction, head.number);
        if (block?.hash !== head.hash) return undefined;
        return read(transaction, await this.#worldOf(transaction, head));
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  }

  #worldOf(queries: Queries, head: Head): Promise<World> {
    const key = headKey(head);
    if (this.#world !== undefined && this.#key === key) return this.#world;
    const reading = readWorld(queries, head, head.number);
    this.#key = key;
    this.#world = reading;
    void reading.catch(() => {
      if (this.#world === reading) this.#world = undefined;
    });
    return reading;
  }
}

/** What was last computed of each thing, as of one head, to tell what has changed since. */
export class LastTold {
  #key = '';
  #told = new Map<string, string>();

  /**
   * Says which of these are not as they were at the head before, and remembers them.
   *
   * @param previous - Undefined for who has just come, and after a reorganisation: all of them.
   */
  changed<Item>(
    items: ReadonlyMap<string, Item>,
    { head, previous }: { readonly head: Head; readonly previous: Head | undefined },
  ): [string, Item][] {
    const texts = new Map([...items].map(([name, item]) => [name, JSON.stringify(item)] as const));
    const known = previous !== undefined && this.#key === headKey(previous);
    const before = known ? this.#told : new Map<string, string>();
    const changed = [...items].filter(([name]) => before.get(name) !== texts.get(name));
    // Who comes in between asks for a part alone, and must not hide what others have seen.
    const part = previous === undefined && this.#key === headKey(head);
    this.#told = part ? new Map([...this.#told, ...texts]) : texts;
    this.#key = headKey(head);
    return changed;
  }
}
