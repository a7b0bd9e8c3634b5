import { concat, keccak256, numberToHex, pad, stringToHex } from 'viem';
import type { Hex } from 'viem';
import { isHash, isUint256, SIDES } from './leaf.ts';
import type { Leaf, TreeContext } from './leaf.ts';

/** A hash with the two sums of everything below it. */
export interface TreeNode {
  readonly hash: Hex;
  /** Sum of the amounts, token units. */
  readonly sum: bigint;
  /** Sum of the parts. */
  readonly parts: bigint;
}

/** What is published of a tree. */
export interface TreeRoot extends TreeNode {
  /** How many leaves. */
  readonly leaves: number;
}

// A tag of its own for each kind, so that no node can be shown as a leaf; every other word has 32
// bytes, so that two different lists of words never make the same bytes.
const tag = (kind: string): Hex => keccak256(stringToHex(`Hypothec proof 1: ${kind}`));
const CONTEXT = tag('context');
const LEAF = tag('leaf');
const NODE = tag('node');
const ROOT = tag('root');

const word = (value: bigint | number): Hex => numberToHex(value, { size: 32 });

/** The hash of what a tree is about. */
export function hashContext(context: TreeContext): Hex {
  const { chainId, book, blockNumber, blockHash, holder, token, side } = context;
  return keccak256(
    concat([
      CONTEXT,
      word(chainId),
      pad(book),
      word(blockNumber),
      blockHash,
      pad(holder),
      pad(token),
      word(SIDES.indexOf(side)),
    ]),
  );
}

/** A leaf as a node. `contextHash` is `hashContext` of its tree. */
export function leafNode(contextHash: Hex, leaf: Leaf): TreeNode {
  const { account, subject, amount, parts } = leaf;
  const words = [LEAF, contextHash, pad(account), subject, word(amount), word(parts)];
  return { hash: keccak256(concat(words)), sum: amount, parts };
}

/**
 * The node above two. Each sum stands in the hash by itself: with their total alone one of them
 * could be told lower and the other higher.
 *
 * @returns Null where a node is none: a sum of it or above it does not fit 256 bits, or its hash is
 * not 32 bytes.
 */
export function parentNode(left: TreeNode, right: TreeNode): TreeNode | null {
  const sum = left.sum + right.sum;
  const parts = left.parts + right.parts;
  const numbers = [left.sum, right.sum, sum, left.parts, right.parts, parts];
  if (!numbers.every(isUint256) || !isHash(left.hash) || !isHash(right.hash)) return null;
  const of = (node: TreeNode): readonly Hex[] => [node.hash, word(node.sum), word(node.parts)];
  return { hash: keccak256(concat([NODE, ...of(left), ...of(right)])), sum, parts };
}

/** The root over the topmost node: binds what the tree is about, its sums and its count. */
export function rootOf(contextHash: Hex, top: TreeNode, leaves: number): TreeRoot {
  const { sum, parts } = top;
  const words = [ROOT, contextHash, top.hash, word(sum), word(parts), word(leaves)];
  return { hash: keccak256(concat(words)), sum, parts, leaves };
}

/** What stands for the topmost node of a tree without leaves. */
export const NO_NODE: TreeNode = { hash: word(0), sum: 0n, parts: 0n };
