import type { InclusionProof, TreeRoot } from '@hypothec/sdk';
import { Problem } from '../errors/problem.ts';
import { keyOf } from './job.ts';
import type { TreePlan } from './job.ts';
import { TreeThread } from './thread.ts';
import type { ReadRows } from './thread.ts';

/** Most trees that wait to be built. */
const WAITING = 64;
/** A tree may make room for others between its building and its proof, but not for ever. */
const TRIES = 3;

function tooBusy(): Problem {
  const detail = `${WAITING} trees wait to be built. Ask again later, or for a newer block.`;
  return new Problem('too-slow', detail, { headers: { 'retry-after': '10' } });
}

/**
 * Merkle-sum trees, each built once for all who ask at the same time, one after another, and kept
 * while there is room. Reading and hashing leave the server's thread free.
 */
export class ProofTrees {
  readonly #readRows: ReadRows;
  readonly #roots = new Map<string, Promise<TreeRoot>>();
  readonly #thread = new TreeThread(() => this.#roots.clear());
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(readRows: ReadRows) {
    this.#readRows = readRows;
  }

  /** @throws {Problem} 503 when too many trees wait already; what reading throws. */
  root(plan: TreePlan): Promise<TreeRoot> {
    const key = keyOf(plan.context);
    const known = this.#roots.get(key);
    if (known !== undefined) return known;
    if (this.#waiting >= WAITING) throw tooBusy();
    this.#waiting++;
    const root = this.#last.then(() => this.#build(plan));
    this.#roots.set(key, root);
    const done = (): void => {
      this.#waiting--;
    };
    const failed = (): void => {
      if (this.#roots.get(key) === root) this.#roots.delete(key);
    };
    this.#last = root.catch(failed).finally(done);
    return root;
  }

  /** Proves a leaf; null where the tree has none of that subject. Errors as `root`. */
  async prove(plan: TreePlan, subject: `0x${string}`): Promise<InclusionProof | null> {
    const key = keyOf(plan.context);
    for (let left = TRIES; left > 0; left--) {
      await this.root(plan);
      const proved = await this.#thread.prove(key, subject);
      if (proved === 'no-leaf') return null;
      if (proved !== 'no-tree') return proved;
      this.#roots.delete(key);
    }
    throw tooBusy();
  }

  async end(): Promise<void> {
    await this.#thread.end();
  }

  async #build(plan: TreePlan): Promise<TreeRoot> {
    const { root, dropped } = await this.#thread.build(plan, this.#readRows);
    for (const key of dropped) this.#roots.delete(key);
    return root;
  }
}
