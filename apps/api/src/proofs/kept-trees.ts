import { emptyLoan } from '@hypothec/model';
import type { CollateralAssets, CollateralId } from '@hypothec/model';
import {
  buildTree,
  collateralLeaves,
  InvalidTreeError,
  lenderLeaves,
  loanLeaves,
  proveLeaf,
} from '@hypothec/sdk';
import type { Leaf, LoanEntry, SumTree } from '@hypothec/sdk';
import { keyOf } from './job.ts';
import type { Built, LenderRow, LoanRow, Proved, Row, TreePlan } from './job.ts';

/** Most trees that are kept, and most leaves of all of them together; the newest is kept always. */
const TREES = 256;
const LEAVES = 200_000;

/** Of a loan, what its leaves are made of. */
function toEntry({ id, units, holdings }: LoanRow): LoanEntry {
  const held = holdings.map(([collateralId, amount]) => ({
    id: collateralId as CollateralId,
    amount: BigInt(amount) as CollateralAssets,
  }));
  return { id, loan: { ...emptyLoan, units, holdings: held } };
}

function leavesOf({ context, source }: TreePlan, rows: readonly Row[]): readonly Leaf[] {
  if (source.side === 'lenders') {
    return lenderLeaves(source.pool, source.now, rows as readonly LenderRow[]);
  }
  const entries = (rows as readonly LoanRow[]).map(toEntry);
  if (source.side === 'loans') return loanLeaves(source.pool, source.now, entries);
  const { token } = context;
  return collateralLeaves(token, entries, (creditorId, collateralId) =>
    source.listings.has(`${creditorId}:${collateralId}`) ? token : '0x',
  );
}

/** Trees by their keys, the least used dropped first. */
export class KeptTrees {
  readonly #trees = new Map<string, SumTree>();
  #leaves = 0;

  build(plan: TreePlan, rows: readonly Row[]): Built {
    const key = keyOf(plan.context);
    this.#drop(key);
    const tree = buildTree(plan.context, leavesOf(plan, rows));
    this.#trees.set(key, tree);
    this.#leaves += tree.leaves.length;
    const dropped: string[] = [];
    for (const old of this.#trees.keys()) {
      if (old === key || (this.#trees.size <= TREES && this.#leaves <= LEAVES)) break;
      this.#drop(old);
      dropped.push(old);
    }
    return { root: tree.root, dropped };
  }

  prove(key: string, subject: `0x${string}`): Proved {
    const tree = this.#trees.get(key);
    if (tree === undefined) return 'no-tree';
    this.#trees.delete(key);
    this.#trees.set(key, tree);
    try {
      return proveLeaf(tree, subject);
    } catch (error) {
      if (error instanceof InvalidTreeError) return 'no-leaf';
      throw error;
    }
  }

  #drop(key: string): void {
    this.#leaves -= this.#trees.get(key)?.leaves.length ?? 0;
    this.#trees.delete(key);
  }
}
