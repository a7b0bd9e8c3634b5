import { readBlock, readOracle } from '@hypothec/sdk';
import { deployWorld, startChain, startFaultyNode } from '@hypothec/testkit/chain';
import type { ChainWorld, FaultyNode, TestChain } from '@hypothec/testkit/chain';
import { pad } from 'viem';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { creditorFacts, oracleConfig, tokenFacts } from './contract.ts';
import { Known } from './known.ts';
import { Node } from './node.ts';
import { isTold } from './told.ts';

let chain: TestChain;
let world: ChainWorld;
let faulty: FaultyNode;
let node: Node;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
});

beforeEach(async () => {
  faulty = await startFaultyNode(chain.anvil.url);
  node = new Node([faulty.url]);
  return () => faulty.stop();
});

afterAll(() => chain.stop());

const tooMany = [-32_005, 'request rate exceeded'] as const;

describe('what a contract says of itself', () => {
  test('is waited for while a node refuses', async () => {
    faulty.refuse('eth_call', ...tooMany, 2);
    expect(await tokenFacts(node, world.usd)).toEqual({
      symbol: 'USD',
      name: 'Test dollar',
      decimals: 6,
    });
    faulty.refuse('eth_call', ...tooMany);
    const { btc } = world.oracles.of;
    expect(await oracleConfig(node, btc)).toEqual(await readOracle(chain.client, { oracle: btc }));
  });

  test('is nothing where every node refuses for good', async () => {
    faulty.refuse('eth_call', ...tooMany, 1_000);
    expect(await oracleConfig(node, world.oracles.of.btc)).toBeNull();
  });

  test('is nothing at once where it reverts or is no contract', async () => {
    const since = faulty.count('eth_call');
    const { symbol, decimals } = await tokenFacts(node, world.book);
    expect([symbol, decimals]).toEqual(['', 0]);
    const nobody = { name: '', symbol: '' };
    expect(await creditorFacts(node, `0x${'ab'.repeat(20)}`)).toEqual(nobody);
    // Its name and what tokens are asked, once; and two questions of nobody.
    expect(faulty.count('eth_call') - since).toBe(6);
  });
});

describe('whether an oracle says what its sources tell', () => {
  /** Bounds of 1, which no oracle of the world has. */
  const one = `0x${pad('0x1').slice(2).repeat(2)}`;

  async function known(): Promise<Known> {
    const all = new Known(world.book, null);
    const oracle = world.oracles.of.btc;
    all.oracles.set(oracle, await readOracle(chain.client, { oracle }));
    return all;
  }

  test('one answer that differs is no proof, and many are', async () => {
    faulty.answer('eth_call', one, 1);
    expect(await isTold(node, await known(), world.oracles.of.btc, 0)).toBe(true);
    faulty.answer('eth_call', one, 1_000);
    expect(await isTold(node, await known(), world.oracles.of.btc, 0)).toBe(false);
  });
});

test('logs of a range that a node refuses are asked for in parts', async () => {
  const address = [world.book, world.pool];
  const last = Number((await readBlock(chain.client)).number);
  const whole = await node.logs(address, 0, last);
  expect(whole.length).toBeGreaterThan(10);
  faulty.refuse('eth_getLogs', -32_602, 'block range is too wide', 3);
  expect(await node.logs(address, 0, last)).toEqual(whole);
  faulty.refuse('eth_getLogs', -32_602, 'block range is too wide', 1_000);
  await expect(node.logs(address, 0, last)).rejects.toThrow('block range is too wide');
});
