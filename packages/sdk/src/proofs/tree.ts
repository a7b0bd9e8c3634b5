import type { Hex } from 'viem';
import { InvalidTreeError } from './errors.ts';
import { hashContext, leafNode, NO_NODE, parentNode, rootOf } from './hash.ts';
import type { TreeNode, TreeRoot } from './hash.ts';
import { contextFault, leafFault } from './leaf.ts';
import type { Fault, Leaf, TreeContext } from './leaf.ts';

/** Most leaves of a tree. */
export const MAX_LEAVES = 2 ** 31;

/** A Merkle-sum tree. Treat as opaque but for `context`, `leaves` and `root`. */
export interface SumTree {
  readonly context: TreeContext;
  /** Sorted by subject. */
  readonly leaves: readonly Leaf[];
  /** From the leaves up; the last has one node. Empty without leaves. */
  readonly levels: readonly (readonly TreeNode[])[];
  readonly root: TreeRoot;
}

/** That a leaf is one of those a root sums up. */
export interface InclusionProof {
  readonly context: TreeContext;
  readonly root: TreeRoot;
  readonly leaf: Leaf;
  /** The leaf's place among the leaves, from 0. With the count it tells every left and right. */
  readonly index: number;
  /** The other child at each level from the leaf up; none where the node goes up alone. */
  readonly path: readonly TreeNode[];
}

const BUILD_ADVICE = 'Build it from what the chain has at one block, each subject once.';

function refuse(fault: string, advice = BUILD_ADVICE): never {
  throw new InvalidTreeError(fault, advice);
}

function check(found: Fault | null): void {
  if (found !== null) refuse(`${found.at} ${found.fault}`);
}

function bySubject(a: Leaf, b: Leaf): number {
  return a.subject < b.subject ? -1 : 1;
}

function sorted(leaves: Iterable<Leaf>): readonly Leaf[] {
  const all = [...leaves].toSorted(bySubject);
  if (all.length > MAX_LEAVES) refuse(`it would have more than ${MAX_LEAVES} leaves`);
  for (const [i, { subject }] of all.entries()) {
    if (all[i + 1]?.subject === subject) refuse(`${subject} has two leaves`);
  }
  return all;
}

/** One level up: pairs are joined, and an odd last one goes up as it is, never twice. */
function levelAbove(level: readonly TreeNode[]): readonly TreeNode[] {
  const above: TreeNode[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left === undefined) continue;
    const joined = right === undefined ? left : parentNode(left, right);
    above.push(joined ?? refuse('its sum does not fit 256 bits'));
  }
  return above;
}

/**
 * Builds the Merkle-sum tree of some leaves: the same leaves in any order give the same root.
 *
 * @param leaves - At most 2^31, each subject once; see `collateralLeaves`, `lenderLeaves` and
 * `loanLeaves`. None give a root of sum 0.
 * @throws {InvalidTreeError} for a leaf that cannot stand there, a subject twice, a sum above
 * 2^256 - 1.
 * @example Lenders of 600 and 400 and a first loss of 5 give `root.sum` 1,005, `root.leaves` 3.
 * @source docs/concepts/proofs.md
 */
export function buildTree(context: TreeContext, leaves: Iterable<Leaf>): SumTree {
  check(contextFault(context));
  const all = sorted(leaves);
  const contextHash = hashContext(context);
  let level: readonly TreeNode[] = all.map((leaf) => {
    check(leafFault(context, leaf));
    return leafNode(contextHash, leaf);
  });
  const levels = level.length === 0 ? [] : [level];
  while (level.length > 1) {
    level = levelAbove(level);
    levels.push(level);
  }
  const root = rootOf(contextHash, level[0] ?? NO_NODE, all.length);
  return { context, leaves: all, levels, root };
}

function indexOf(leaves: readonly Leaf[], subject: Hex): number {
  let [low, high] = [0, leaves.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((leaves[middle]?.subject ?? '') < subject) low = middle + 1;
    else high = middle;
  }
  return leaves[low]?.subject === subject ? low : -1;
}

/**
 * Proves that a leaf is one of a tree's.
 *
 * @param subject - A loan's id, `lenderSubject(address)`, or `FIRST_LOSS`.
 * @returns Everything that `proofDocument` and `verifyProof` need; at most 31 steps.
 * @throws {InvalidTreeError} when the tree has no such leaf.
 */
export function proveLeaf(tree: SumTree, subject: Hex): InclusionProof {
  const { context, leaves, levels, root } = tree;
  const index = indexOf(leaves, subject.toLowerCase() as Hex);
  const leaf = leaves[index];
  if (leaf === undefined) {
    refuse(`it has no leaf for ${subject}`, 'There is nothing to prove for it at this block.');
  }
  const path: TreeNode[] = [];
  let at = index;
  for (const level of levels) {
    const other = level[at ^ 1];
    if (other !== undefined) path.push(other);
    at >>>= 1;
  }
  return { context, root, leaf, index, path };
}

/**
 * Says what keeps a proof's path from leading from its leaf to its root with these sums, or null
 * when it does. Needs no chain.
 *
 * @example A proof with one unit more in `leaf.amount`: "the sum of the path is … not …".
 * @source docs/concepts/proofs.md
 */
export function pathFault(proof: InclusionProof): string | null {
  const { context, root, leaf, index, path } = proof;
  const wrong = contextFault(context) ?? leafFault(context, leaf);
  if (wrong !== null) return `${wrong.at} ${wrong.fault}`;
  const { leaves } = root;
  if (!Number.isInteger(leaves) || leaves < 1 || leaves > MAX_LEAVES) {
    return `a tree of ${leaves} leaves has none to prove`;
  }
  if (!Number.isInteger(index) || index < 0 || index >= leaves) {
    return `there is no leaf ${index} among ${leaves}`;
  }
  const contextHash = hashContext(context);
  let node = leafNode(contextHash, leaf);
  let used = 0;
  for (let at = index, width = leaves; width > 1; at = Math.floor(at / 2)) {
    const right = at % 2 === 1;
    if (right || at + 1 < width) {
      const other = path[used++];
      if (other === undefined) return `the path has ${path.length} steps, too few`;
      const joined = right ? parentNode(other, node) : parentNode(node, other);
      if (joined === null) return `step ${used} has no hash, or a sum does not fit 256 bits`;
      node = joined;
    }
    width = Math.ceil(width / 2);
  }
  if (used !== path.length) return `the path has ${path.length} steps, ${used} were needed`;
  const { hash, sum, parts } = rootOf(contextHash, node, leaves);
  if (sum !== root.sum) return `the sum of the path is ${sum}, not ${root.sum}`;
  if (parts !== root.parts) return `the parts of the path are ${parts}, not ${root.parts}`;
  return hash === root.hash ? null : `the path leads to ${hash}, not ${root.hash}`;
}
