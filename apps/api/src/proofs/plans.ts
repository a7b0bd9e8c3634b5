import type { Queries } from '@hypothec/database';
import type { Address, Pool } from '@hypothec/model';
import type { Side, TreeContext } from '@hypothec/sdk';
import type { Head } from '../plugins/head.ts';
import { readWorld } from '../views/world.ts';
import type { World } from '../views/world.ts';
import type { TreePlan } from './job.ts';

/** Of a listing's key, `creditorId:collateralId`. */
const creditorOf = (key: string): number => Number.parseInt(key, 10);

/** Which trees there are as of one block, of creditors that follow the rules of a pool. */
export class Plans {
  readonly world: World;
  readonly #head: Head;

  constructor(world: World, head: Head) {
    this.world = world;
    this.#head = head;
  }

  /** A creditor's pool; undefined where it has none, or one that the tables do not follow. */
  pool(creditorId: number): Pool | undefined {
    const { state } = this.world;
    return this.world.follows(creditorId) ? state.pools.get(creditorId) : undefined;
  }

  pools(): readonly Pool[] {
    const ids = [...this.world.state.pools.keys()].toSorted((a, b) => a - b);
    return ids.flatMap((id) => this.pool(id) ?? []);
  }

  /** Every token that a followed creditor takes. */
  tokens(): readonly Address[] {
    const all = [...this.world.state.core.listings].flatMap(([key, { collateral }]) =>
      this.world.follows(creditorOf(key)) ? [collateral] : [],
    );
    return [...new Set(all)].toSorted();
  }

  collateral(token: Address): TreePlan {
    const own = [...this.world.state.core.listings]
      .filter(([, { collateral }]) => collateral === token)
      .map(([key]) => key)
      .filter((key) => this.world.follows(creditorOf(key)));
    const creditors = [...new Set(own.map(creditorOf))];
    return {
      context: this.#context(this.#head.book, token, 'collateral'),
      source: { side: 'collateral', creditors, listings: new Set(own) },
    };
  }

  ofPool(pool: Pool, side: 'lenders' | 'loans'): TreePlan {
    const now = this.world.state.block.time;
    const context = this.#context(pool.address, pool.terms.loanToken, side);
    return { context, source: { side, pool, now } };
  }

  #context(holder: Address, token: Address, side: Side): TreeContext {
    const { chainId, book } = this.#head;
    const { number, hash } = this.world.state.block;
    return {
      chainId,
      book,
      blockNumber: BigInt(number),
      blockHash: hash,
      holder,
      token,
      side,
    };
  }
}

/** @throws {Problem} 404 for a block that is not indexed. */
export async function readPlans(queries: Queries, head: Head, block?: number): Promise<Plans> {
  return new Plans(await readWorld(queries, head, block), head);
}
