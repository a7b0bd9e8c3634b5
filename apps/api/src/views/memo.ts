import type { Head } from '../plugins/head.ts';

/** What was read or computed as of one head, by a name: everyone who needs it shares it. */
export class Memo {
  readonly #values = new Map<string, Promise<unknown>>();

  /** The value of a name; made where nobody did before. What fails is made again. */
  get<Value>(name: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.#values.get(name);
    if (known !== undefined) return known as Promise<Value>;
    const made = make();
    this.#values.set(name, made);
    made.catch(() => {
      if (this.#values.get(name) === made) this.#values.delete(name);
    });
    return made;
  }
}

const memos = new WeakMap<Head, Memo>();

/** Lets requests as of one head share what they read. */
export function shareMemo(head: Head, memo: Memo): void {
  memos.set(head, memo);
}

/** What requests as of this head share; nothing is shared where nobody said so. */
export function memoOf(head: Head): Memo {
  return memos.get(head) ?? new Memo();
}
