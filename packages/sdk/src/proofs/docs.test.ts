import { readFileSync } from 'node:fs';
import { convertToAssets, shares } from '@hypothec/model';
import { expect, test } from 'vitest';
import {
  buildTree,
  FIRST_LOSS,
  formatNumber,
  lenderLeaves,
  pathFault,
  proveLeaf,
} from '../index.ts';
import { totalsOf } from './checks.ts';
import { accountAt, contextFor, NOW, poolOf } from './trees.testing.ts';

// The numbers of docs/concepts/proofs.md: the model and the tree give each of them.
const USD = 10n ** 6n;
const now = NOW;
const pool = poolOf({ cash: 205n * USD, units: [850n * USD], firstLoss: 5n * USD });

test('the worked example of the page is what a tree has', () => {
  const page = readFileSync(
    new URL('../../../../docs/concepts/proofs.md', import.meta.url),
    'utf8',
  );
  const section = (page.split('## In numbers')[1] ?? '').split('## ')[0] ?? '';
  const prose = section.replaceAll(/\s+/g, ' ');
  const told = new Set<string>();
  const usd = (amount: bigint): string => {
    const text = formatNumber(amount, 6);
    told.add(text);
    return `${text} USD`;
  };
  const brought = [500n, 300n, 200n].map((whole) => whole * USD);
  const balances = brought.map((amount, i) => [accountAt(i), shares(amount * 1_000_000n)] as const);
  const tree = buildTree(contextFor('lenders'), lenderLeaves(pool, now, balances));
  const [b1 = '', b2 = '', b3 = ''] = brought.map(usd);
  expect(prose).toContain(`Three lenders brought ${b1}, ${b2} and ${b3}.`);
  expect(prose).toContain(
    `have grown to ${usd(pool.lenderAssets)}, and the first loss to ${usd(pool.firstLoss)}; ` +
      `${usd(pool.cash)} are cash and ${usd(850n * USD)} are owed by loans.`,
  );
  const levels = tree.levels.map((level) => level.map(({ sum }) => usd(sum).replace(' USD', '')));
  const drawn = (/```\n([\s\S]*?)```/.exec(section)?.[1] ?? '').match(/\d[\d,.]+|\b5$/gm);
  expect(drawn).toEqual(levels.toReversed().flat());
  expect(tree.leaves.at(-1)?.subject).toBe(FIRST_LOSS);

  const proof = proveLeaf(tree, tree.leaves[0]?.subject ?? '0x');
  expect(pathFault(proof)).toBeNull();
  expect(proof.path.map(({ sum }) => sum)).toEqual([
    tree.leaves[1]?.amount,
    tree.levels[1]?.[1]?.sum,
  ]);
  const { least, most, cash, owed, parts } = totalsOf(pool, now, 'lenders', tree.root.leaves);
  expect(prose).toContain(
    `${usd(tree.root.sum)}, which is covered: cash and debts are ${usd(cash + owed)}`,
  );
  const worth = convertToAssets(pool, now, pool.supply);
  expect(prose).toContain(`all shares together are worth ${usd(worth)}.`);
  expect(prose).toContain(`the sum must be from ${usd(least)} to ${usd(most)}.`);
  expect([tree.root.sum, tree.root.parts]).toEqual([least, parts]);
  const numbers = section.match(/\d[\d,]*(?:\.\d+)?(?= USD)|\d[\d,]*\.\d+/g) ?? [];
  expect(numbers.filter((number) => !told.has(number))).toEqual([]);
});
