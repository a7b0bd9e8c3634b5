import fc from 'fast-check';
import type { Hex } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  buildTree,
  FIRST_LOSS,
  InvalidTreeError,
  lenderSubject,
  parseProof,
  pathFault,
  proofDocument,
  proveLeaf,
} from '../index.ts';
import type { InclusionProof, Leaf, TreeNode } from '../index.ts';
import { hashContext, leafNode, parentNode, rootOf } from './hash.ts';
import { accountAt, anyLeaves, contextFor, leafAt, POOL } from './trees.testing.ts';

const lenders = (count: number): readonly Leaf[] =>
  Array.from({ length: count }, (_, i) => leafAt('lenders', i, BigInt(i) * 7n + 5n));

const total = (leaves: readonly Leaf[], of: (leaf: Leaf) => bigint): bigint =>
  leaves.reduce((sum, leaf) => sum + of(leaf), 0n);

describe('a tree', () => {
  test.each([1, 2, 3, 5, 8, 1_000])('of %i leaves proves each of them', (count) => {
    const leaves = lenders(count);
    const tree = buildTree(contextFor('lenders'), leaves);
    expect(tree.root).toMatchObject({
      sum: total(leaves, ({ amount }) => amount),
      parts: total(leaves, ({ parts }) => parts),
      leaves: count,
    });
    for (const leaf of leaves) {
      const proof = proveLeaf(tree, leaf.subject);
      expect(proof.leaf).toEqual(leaf);
      expect(proof.path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
      expect(pathFault(proof)).toBeNull();
    }
  });

  test('of any side and size proves any leaf, whatever the order they came in', () => {
    fc.assert(
      fc.property(anyLeaves(40), fc.nat(), fc.nat(), ({ context, leaves }, pick, shift) => {
        const turn = shift % leaves.length;
        const turned = [...leaves.slice(turn), ...leaves.slice(0, turn)];
        const tree = buildTree(context, leaves);
        expect(buildTree(context, turned.toReversed()).root).toEqual(tree.root);
        const leaf = leaves[pick % leaves.length];
        const proof = proveLeaf(tree, leaf?.subject ?? '0x');
        expect(proof.leaf).toEqual(leaf);
        expect(pathFault(proof)).toBeNull();
      }),
    );
  });

  test('without leaves has a root of sum 0, and nothing to prove', () => {
    const tree = buildTree(contextFor('collateral'), []);
    expect(tree.root).toMatchObject({ sum: 0n, parts: 0n, leaves: 0 });
    expect(() => proveLeaf(tree, FIRST_LOSS)).toThrow(InvalidTreeError);
    const { root } = tree;
    const leaf = leafAt('collateral', 0, 1n);
    const proof = { context: tree.context, root, leaf, index: 0, path: [] };
    expect(pathFault(proof)).toBe('a tree of 0 leaves has none to prove');
  });

  test('takes sums up to 2^256 - 1 and none above', () => {
    const context = contextFor('loans');
    const most = 2n ** 256n - 1n;
    const half = (i: number, amount: bigint): Leaf => ({
      ...leafAt('loans', i, amount),
      parts: 1n,
    });
    const full = buildTree(context, [half(0, most - 3n), half(1, 3n)]);
    expect(full.root.sum).toBe(most);
    expect(() => buildTree(context, [half(0, most), half(1, 1n)])).toThrow('does not fit 256 bits');
    const proof = proveLeaf(full, half(1, 3n).subject);
    const path = proof.path.map((node) => ({ ...node, sum: most }));
    expect(pathFault({ ...proof, path })).toBe(
      'step 1 has no hash, or a sum does not fit 256 bits',
    );
  });

  test.each<[string, Partial<Leaf>]>([
    ['leaf.amount is not a whole number', { amount: -1n }],
    ['leaf.amount is not a whole number', { amount: 2n ** 256n }],
    ['leaf.parts is not a whole number', { parts: 2n ** 256n }],
    ['leaf.parts is 0', { parts: 0n }],
    ['leaf.account is not an address', { account: `0x${'A'.repeat(40)}` }],
    ['leaf.subject is not a hash', { subject: '0x12' }],
    ['leaf.subject is not the account', { subject: lenderSubject(accountAt(7)) }],
    ['leaf.account must be the pool', { subject: FIRST_LOSS }],
  ])('refuses a leaf: %s', (said, change) => {
    const leaf = { ...leafAt('lenders', 1, 5n), ...change };
    expect(() => buildTree(contextFor('lenders'), [leaf])).toThrow(said);
  });

  test('refuses a subject twice, shares of the first loss, a strange borrower or holder', () => {
    const [first, second] = [leafAt('loans', 0, 5n), leafAt('loans', 1, 6n)];
    const loans = contextFor('loans');
    expect(() => buildTree(loans, [first, second, first])).toThrow('has two leaves');
    const stranger = { ...first, account: second.account };
    expect(() => buildTree(loans, [stranger])).toThrow('is not the borrower');
    const reserve = { ...leafAt('lenders', 0, 5n), parts: 1n };
    expect(() => buildTree(contextFor('lenders'), [reserve])).toThrow('it has no shares');
    const pledged = { ...leafAt('collateral', 0, 5n), parts: 6n };
    expect(() => buildTree(contextFor('collateral'), [pledged])).toThrow('must be the amount');
    const astray = { ...contextFor('collateral'), holder: POOL };
    expect(() => buildTree(astray, [])).toThrow('must be the book for collateral');
  });
});

/** Every proof that differs from one in one thing. */
function tampered(proof: InclusionProof): readonly (readonly [what: string, InclusionProof])[] {
  const { context, root, leaf, index, path } = proof;
  const hash: Hex = `0x${'5'.repeat(64)}`;
  const nodes = (node: TreeNode): readonly TreeNode[] => [
    { ...node, hash },
    { ...node, sum: node.sum + 1n },
    { ...node, sum: node.sum - 1n },
    { ...node, parts: node.parts + 1n },
    { ...node, sum: -1n },
    { ...node, hash: '0x' },
  ];
  const withStep = (i: number, node: TreeNode) => ({ ...proof, path: path.with(i, node) });
  return [
    ...Object.entries({
      chainId: context.chainId + 1,
      book: accountAt(50),
      blockNumber: context.blockNumber + 1n,
      blockHash: hash,
      holder: accountAt(51),
      token: accountAt(52),
      side: context.side === 'loans' ? 'lenders' : 'loans',
    }).map(([name, value]) => {
      const changed = { ...proof, context: { ...context, [name]: value } };
      return [`context.${name}`, changed] as const;
    }),
    ...Object.entries({
      account: accountAt(53),
      subject: hash,
      amount: leaf.amount + 1n,
      parts: leaf.parts + 1n,
    }).map(([name, value]) => {
      return [`leaf.${name}`, { ...proof, leaf: { ...leaf, [name]: value } }] as const;
    }),
    ...nodes(root).map((node) => ['root', { ...proof, root: { ...root, ...node } }] as const),
    ...[-1, 1, root.leaves].map((more) => {
      return ['count', { ...proof, root: { ...root, leaves: root.leaves + more } }] as const;
    }),
    ...[-1, 0.5, 1, root.leaves].map((step) => {
      return ['index', { ...proof, index: index + step }] as const;
    }),
    ...path.flatMap((node, i) => nodes(node).map((other) => ['step', withStep(i, other)] as const)),
    ...path.flatMap((node, i) => {
      const next = path[i + 1];
      if (next === undefined) return [];
      return [['order', { ...proof, path: path.with(i, next).with(i + 1, node) }] as const];
    }),
    ['longer', { ...proof, path: [...path, path[0] ?? root] }],
    ...(path.length === 0 ? [] : [['shorter', { ...proof, path: path.slice(1) }] as const]),
  ];
}

describe('a path', () => {
  test('holds no more when anything of the proof is another', () => {
    fc.assert(
      fc.property(anyLeaves(20), fc.nat(), ({ context, leaves }, pick) => {
        const tree = buildTree(context, leaves);
        const subject = leaves[pick % leaves.length]?.subject ?? '0x';
        const proof = proveLeaf(tree, subject);
        for (const [what, other] of tampered(proof)) {
          expect([what, pathFault(other)]).not.toEqual([what, null]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('says what is wrong with it', () => {
    const tree = buildTree(contextFor('lenders'), lenders(5));
    const proof = proveLeaf(tree, FIRST_LOSS);
    // The first loss sorts last, so that it goes up alone twice.
    expect(proof.path).toHaveLength(1);
    expect(pathFault({ ...proof, leaf: { ...proof.leaf, amount: 6n } })).toBe(
      'the sum of the path is 96, not 95',
    );
    const [step] = proof.path as readonly [TreeNode];
    expect(pathFault({ ...proof, path: [] })).toBe('the path has 0 steps, too few');
    expect(pathFault({ ...proof, path: [step, step] })).toBe('the path has 2 steps, 1 were needed');
    expect(pathFault({ ...proof, index: 5 })).toBe('there is no leaf 5 among 5');
  });

  test('cannot show an inner node as a leaf, nor a tree whose last leaf is doubled', () => {
    const context = contextFor('loans');
    const leaves = [0, 1, 2].map((i) => leafAt('loans', i, 10n));
    const { levels, root } = buildTree(context, leaves);
    const contextHash = hashContext(context);
    const [first, second, last] = (levels[0] ?? []) as [TreeNode, TreeNode, TreeNode];
    const doubled = parentNode(parentNode(first, second)!, parentNode(last, last)!)!;
    expect(rootOf(contextHash, doubled, 4).hash).not.toBe(root.hash);
    const inner = parentNode(first, second)!;
    for (const leaf of leaves) expect(leafNode(contextHash, leaf).hash).not.toBe(inner.hash);
    const proof = proveLeaf(buildTree(context, leaves), leaves[2]?.subject ?? '0x');
    expect(proof.path).toEqual([inner]);
    expect(pathFault({ ...proof, root: { ...root, leaves: 4 } })).not.toBeNull();
  });

  test('holds both sums by themselves: what one side lacks the other cannot make good', () => {
    const tree = buildTree(
      contextFor('collateral'),
      [0, 1].map((i) => leafAt('collateral', i, 9n)),
    );
    const proof = proveLeaf(tree, leafAt('collateral', 0, 9n).subject);
    const leaf = { ...proof.leaf, amount: 8n, parts: 8n };
    const path = proof.path.map((node) => ({ ...node, sum: 10n, parts: 10n }));
    expect(pathFault({ ...proof, leaf, path })).toMatch(/^the path leads to 0x/);
  });
});

test('a document is read as the proof that it was written from', () => {
  fc.assert(
    fc.property(anyLeaves(30), fc.nat(), ({ context, leaves }, pick) => {
      const subject = leaves[pick % leaves.length]?.subject ?? '0x';
      const proof = proveLeaf(buildTree(context, leaves), subject);
      const document = proofDocument(proof);
      expect(parseProof(document)).toEqual(proof);
      expect(parseProof(JSON.stringify(document))).toEqual(proof);
    }),
  );
});
