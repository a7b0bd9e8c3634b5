import { deployWorld, startChain, startFaultyNode } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import type { Hex } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  buildTree,
  createNodeClient,
  FIRST_LOSS,
  lenderSubject,
  NodeUnreachableError,
  parseProof,
  proofDocument,
  proveLeaf,
  sendFaucet,
  sendTransfer,
  verifyProof,
} from '../index.ts';
import type { InclusionProof, Leaf, SumTree, VerifiedProof } from '../index.ts';
import { populate, treesOf } from './chain.testing.ts';
import type { Populated } from './chain.testing.ts';

let chain: TestChain;
let world: ChainWorld;
let people: Populated;
let trees: Awaited<ReturnType<typeof treesOf>>;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  people = await populate(world);
  trees = await treesOf(world, people);
  // The chain goes on: a proof is of its block.
  await chain.pass(86_400n);
});

afterAll(() => chain.stop());

function statesOf({ checks }: VerifiedProof): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.map(({ name, state }) => [name, state]));
}

const good = { chain: 'ok', block: 'ok', path: 'ok', holder: 'ok', leaf: 'ok', assets: 'ok' };

const verify = (proof: InclusionProof, url?: string) =>
  verifyProof(url === undefined ? chain.client : createNodeClient(url, { retryCount: 0 }), proof);

/** The tree with other leaves, as a dishonest book would publish it. */
function rebuilt(tree: SumTree, change: (leaf: Leaf) => Leaf | null): SumTree {
  return buildTree(
    tree.context,
    tree.leaves.flatMap((leaf) => change(leaf) ?? []),
  );
}

const textOf = ({ checks }: VerifiedProof, name: string): string =>
  checks.find((item) => item.name === name)?.text ?? '';

describe('on a chain with loans and lenders', () => {
  test('every leaf of every tree is proved, through its document', async () => {
    const all = Object.values(trees);
    expect(all.map(({ leaves }) => leaves.length)).toEqual([3, 1, 1, 4, 3]);
    for (const tree of all) {
      for (const { subject } of tree.leaves) {
        const text = JSON.stringify(proofDocument(proveLeaf(tree, subject)));
        const verified = await verifyProof(chain.client, parseProof(text), { book: world.book });
        const totals = tree.context.side === 'collateral' ? {} : { totals: 'ok' };
        expect(statesOf(verified)).toEqual({ ...good, book: 'ok', ...totals });
        expect(verified.state).toBe('ok');
      }
    }
  }, 60_000);

  test('says what it found in sentences, with the token’s own unit', async () => {
    const pledged = await verify(proveLeaf(trees.btc, people.ids[1] ?? '0x'));
    expect(textOf(pledged, 'leaf')).toBe('The chain has 2 BTC there too.');
    expect(textOf(pledged, 'assets')).toBe('The book has 4 BTC and owes 4 BTC.');
    const reserve = await verify(proveLeaf(trees.lenders, FIRST_LOSS));
    expect(textOf(reserve, 'leaf')).toMatch(/^The chain has 2,\d{3}(\.\d+)? USD there too\.$/);
    expect(textOf(reserve, 'totals')).toMatch(/^The tree has all \d+ parts of the pool, and its/);
  });

  test('tokens sent astray are told, and owed to nobody', async () => {
    const { coins, book } = world;
    const before = await chain.snapshot();
    await sendFaucet(world.curator, { token: coins.btc, amount: 5n });
    await sendTransfer(world.curator, { token: coins.btc, to: book, amount: 5n });
    const now = (await treesOf(world, people)).btc;
    const verified = await verify(proveLeaf(now, people.ids[0] ?? '0x'));
    expect(verified.state).toBe('ok');
    expect(textOf(verified, 'assets')).toBe(
      'The book has 4.00000005 BTC and owes 4 BTC: 0.00000005 BTC more than the sum, ' +
        'sent astray or left out of the tree.',
    );
    await chain.revert(before);
  });

  test('the rounding is what the pool’s totals allow, and no unit more', async () => {
    const low = rebuilt(trees.loans, (leaf) => ({ ...leaf, amount: leaf.amount - 3n }));
    const high = rebuilt(trees.loans, (leaf) => ({ ...leaf, amount: leaf.amount + 3n }));
    for (const tree of [low, high]) {
      const verified = await verify(proveLeaf(tree, tree.leaves[0]?.subject ?? '0x'));
      expect(statesOf(verified)).toMatchObject({ path: 'ok', leaf: 'failed', totals: 'failed' });
    }
  });
});

describe('a tampered proof fails where it was tampered with', () => {
  const lender = () => proveLeaf(trees.lenders, lenderSubject(people.lenders[1] ?? '0x'));

  test('an amount alone: at the path and the leaf', async () => {
    const proof = lender();
    const leaf = { ...proof.leaf, amount: proof.leaf.amount + 1n };
    const verified = await verify({ ...proof, leaf });
    expect(verified.state).toBe('failed');
    expect(statesOf(verified)).toEqual({ ...good, totals: 'ok', path: 'failed', leaf: 'failed' });
  });

  test.each(['btc', 'lenders', 'loans'] as const)(
    'an amount in a tree built for it (%s): at the leaf',
    async (name) => {
      const tree = trees[name];
      const [own] = tree.leaves;
      const less = (leaf: Leaf): Leaf =>
        name === 'btc'
          ? { ...leaf, amount: leaf.amount - 1n, parts: leaf.parts - 1n }
          : { ...leaf, amount: leaf.amount - 1n };
      const subject = own?.subject ?? '0x';
      const changed = rebuilt(tree, (leaf) => (leaf.subject === subject ? less(leaf) : leaf));
      const verified = await verify(proveLeaf(changed, subject));
      expect(statesOf(verified)).toMatchObject({ path: 'ok', leaf: 'failed' });
      expect(textOf(verified, 'leaf')).toMatch(/^The proof says .*, the chain .*Do not rely/);
    },
  );

  test('somebody left out of a pool: at the totals, for everyone else', async () => {
    const tiny = lenderSubject(people.lenders[2] ?? '0x');
    const without = rebuilt(trees.lenders, (leaf) => (leaf.subject === tiny ? null : leaf));
    const verified = await verify(proveLeaf(without, FIRST_LOSS));
    expect(statesOf(verified)).toEqual({ ...good, totals: 'failed' });
    expect(textOf(verified, 'totals')).toContain('someone was left out or made up');
  });

  test('more owed than is there: at the assets', async () => {
    const [own, other] = trees.btc.leaves;
    const much = rebuilt(trees.btc, (leaf) =>
      leaf.subject === other?.subject ? { ...leaf, amount: 10n ** 12n, parts: 10n ** 12n } : leaf,
    );
    const verified = await verify(proveLeaf(much, own?.subject ?? '0x'));
    expect(statesOf(verified)).toEqual({ ...good, assets: 'failed' });
    const bank = rebuilt(trees.lenders, (leaf) =>
      leaf.subject === FIRST_LOSS ? { ...leaf, amount: 10n ** 14n } : leaf,
    );
    const claimed = await verify(proveLeaf(bank, lender().leaf.subject));
    expect(statesOf(claimed)).toEqual({ ...good, assets: 'failed', totals: 'failed' });
  });

  test('another hash of the block: at the block, and no fork is compared', async () => {
    const { context, leaves } = trees.btc;
    const fork = buildTree({ ...context, blockHash: `0x${'7'.repeat(64)}` }, leaves);
    const verified = await verify(proveLeaf(fork, leaves[0]?.subject ?? '0x'));
    const none = { holder: 'unknown', leaf: 'unknown', assets: 'unknown' };
    expect(statesOf(verified)).toEqual({ ...good, ...none, block: 'failed' });
    expect(verified.state).toBe('failed');
  });

  test('another chain: at the chain', async () => {
    const { context, leaves } = trees.btc;
    const other = buildTree({ ...context, chainId: 1 }, leaves);
    const verified = await verify(proveLeaf(other, leaves[0]?.subject ?? '0x'));
    expect(statesOf(verified)).toMatchObject({
      chain: 'failed',
      block: 'unknown',
      leaf: 'unknown',
    });
    expect(textOf(verified, 'chain')).toContain(
      'the proof is of chain 1. Use a node of that chain',
    );
  });

  test('contracts that are none of Hypothec: at the holder', async () => {
    const { context, leaves } = trees.loans;
    const [leaf] = leaves;
    const subject = leaf?.subject ?? '0x';
    const { usd, gateway, coins } = world;
    const wrong = [
      { ...context, holder: gateway },
      { ...context, token: coins.btc },
      { ...context, book: usd },
      { ...trees.btc.context, token: gateway },
      { ...trees.btc.context, book: usd, holder: usd },
    ];
    for (const other of wrong) {
      const made =
        other.side === 'loans'
          ? leaves
          : [{ ...trees.btc.leaves[0]!, subject, amount: 1n, parts: 1n }];
      const verified = await verify(proveLeaf(buildTree(other, made), subject));
      expect(statesOf(verified)).toMatchObject({ path: 'ok', holder: 'failed', leaf: 'unknown' });
    }
  });

  test('another book than the one that is meant: at the book', async () => {
    const proof = lender();
    const verified = await verifyProof(chain.client, proof, { book: world.gateway });
    expect(statesOf(verified)).toEqual({ ...good, totals: 'ok', book: 'failed' });
  });

  test('a loan that there is not, and a lender without shares: at the leaf', async () => {
    const [loan, lent] = [trees.loans.leaves[0]!, lender().leaf];
    const nobody = `0x${'8'.repeat(40)}` as const;
    const unreal = `${loan.subject.slice(0, 64)}ff` as Hex;
    const loans = buildTree(trees.loans.context, [{ ...loan, subject: unreal }]);
    const { context } = trees.lenders;
    const stranger = { ...lent, account: nobody, subject: lenderSubject(nobody) };
    for (const tree of [loans, buildTree(context, [stranger])]) {
      const verified = await verify(proveLeaf(tree, tree.leaves[0]?.subject ?? '0x'));
      expect(statesOf(verified)).toMatchObject({ path: 'ok', holder: 'ok', leaf: 'failed' });
    }
  });
});

describe('a node that cannot tell', () => {
  const proofs = () => [
    proveLeaf(trees.btc, trees.btc.leaves[0]?.subject ?? '0x'),
    proveLeaf(trees.lenders, FIRST_LOSS),
  ];

  test('without the state of the block: unknown, with what to do', async () => {
    const node = await startFaultyNode(chain.anvil.url);
    for (const proof of proofs()) {
      node.refuse('eth_call', -32_000, 'missing trie node 0xab (path ) state is not available');
      const verified = await verify(proof, node.url);
      expect(verified.state).toBe('unknown');
      expect(statesOf(verified)).toMatchObject({
        ...good,
        holder: 'unknown',
        leaf: 'unknown',
        assets: 'unknown',
      });
      expect(textOf(verified, 'leaf')).toMatch(/missing trie node.*Ask an archive node, or take/);
    }
    await node.stop();
  });

  test('a pruned node: what it keeps is checked, what it has dropped is unknown', async () => {
    const pruned = await startChain({ keptStates: 40 });
    const small = await deployWorld(pruned);
    const tree = (await treesOf(small, await populate(small))).loans;
    const proof = proveLeaf(tree, tree.leaves[0]?.subject ?? '0x');
    expect((await verifyProof(pruned.client, proof)).state).toBe('ok');
    for (let i = 0; i < 45; i++) await pruned.pass(12n);
    const later = await verifyProof(pruned.client, proof);
    const none = { holder: 'unknown', leaf: 'unknown', assets: 'unknown', totals: 'unknown' };
    expect(statesOf(later)).toEqual({ ...good, ...none });
    expect(later.state).toBe('unknown');
    expect(textOf(later, 'assets')).toContain('Ask an archive node');
    await pruned.stop();
  }, 60_000);

  test('without the block: unknown', async () => {
    const { context, leaves } = trees.btc;
    const ahead = buildTree({ ...context, blockNumber: context.blockNumber + 10_000n }, leaves);
    const verified = await verify(proveLeaf(ahead, leaves[0]?.subject ?? '0x'));
    expect(verified.state).toBe('unknown');
    expect(statesOf(verified)).toMatchObject({ chain: 'ok', path: 'ok', block: 'unknown' });
    expect(textOf(verified, 'block')).toContain('try again when the node has it');
  });

  test('that does not answer is an error, not a verdict', async () => {
    await expect(verify(proofs()[0]!, 'http://127.0.0.1:1')).rejects.toThrow(NodeUnreachableError);
  });
});
