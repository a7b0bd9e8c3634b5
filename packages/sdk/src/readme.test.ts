import { readFileSync } from 'node:fs';
import { deployWorld, devAccount, startChain } from '@hypothec/testkit/chain';
import { expect, test } from 'vitest';
import { borrow } from './readme.example.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the example of the README is this code', () => {
  const shown = /```ts\n([\s\S]*?)```/.exec(read('../README.md'))?.[1];
  expect(shown).toBe(read('./readme.example.ts').replace("'./index.ts'", "'@hypothec/sdk'"));
});

test('and it works', async () => {
  const chain = await startChain();
  const { book, pool, fund } = await deployWorld(chain);
  const { url } = chain.anvil;
  await fund(await chain.sender(2), { btc: 10n ** 8n });
  expect(await borrow(url, devAccount(2), book, pool)).toBe(
    'healthy: owes 10,000 USD, cure now 0 USD',
  );
  expect(await borrow(url, devAccount(2), book, pool)).toMatch(
    /^healthy: owes 20,000(\.\d+)? USD, cure now 0 USD$/,
  );
  expect(await borrow(url, devAccount(3), book, pool)).toBe(
    'The token did not move: the balance or the approval of the payer does not suffice. ' +
      'Approve the amount for this contract, or get more of the token.',
  );
  await chain.stop();
});
