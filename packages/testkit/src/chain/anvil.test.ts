import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBalances, sendFaucet } from '@hypothec/sdk';
import { faucetTokenAbi } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAnvil } from './anvil.ts';
import { readBytecode } from './artifact.ts';
import { startChain } from './chain.ts';
import { deployArtifact } from './deploy.ts';
import { ChainHarnessError } from './errors.ts';
import { startFaultyNode } from './proxy.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypothec-anvil-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('startAnvil', () => {
  test('listens on a port of its own, and is gone when stopped', async () => {
    const [one, two] = await Promise.all([startAnvil(), startAnvil()]);
    expect(one.port).not.toBe(two.port);
    expect(isAlive(one.pid)).toBe(true);
    await Promise.all([one.stop(), two.stop()]);
    expect(isAlive(one.pid)).toBe(false);
    await one.stop();
  });

  test('keeps its state in a file', async () => {
    const stateFile = join(folder, 'state.json');
    const first = await startChain({ stateFile });
    const owner = await first.sender(0);
    const args = ['Test dollar', 'USD', 6] as const;
    const token = await deployArtifact(owner, 'FaucetToken', faucetTokenAbi, args);
    await sendFaucet(owner, { token, amount: 42n });
    await first.stop();
    expect(existsSync(stateFile)).toBe(true);
    const second = await startChain({ stateFile });
    const held = await readBalances(second.client, { tokens: [token], owner: owner.address });
    await second.stop();
    expect(held.get(token)?.balance).toBe(42n);
  });

  test('keeps to the clock it is given', async () => {
    const chain = await startChain({ timestamp: 1_583_971_200n });
    await chain.mineAt(1_584_000_000n);
    expect(await chain.now()).toBe(1_584_000_000n);
    await chain.pass(60n);
    expect(await chain.now()).toBe(1_584_000_060n);
    const id = await chain.snapshot();
    await chain.pass(60n);
    await chain.revert(id);
    expect(await chain.now()).toBe(1_584_000_060n);
    await chain.stop();
  });

  test('says why it does not start', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await expect(startAnvil({ port })).rejects.toThrow(ChainHarnessError);
    await expect(startAnvil({ port })).rejects.toThrow(/anvil ended with/);
    server.close();
  });
});

describe('readBytecode', () => {
  test('reads what ships', () => {
    expect(readBytecode('LoanBook').length).toBeGreaterThan(20_000);
  });

  test('refuses what has none', () => {
    expect(() => readBytecode('IPriceOracle')).toThrow(/no creation code/);
  });
});

describe('startFaultyNode', () => {
  test('passes on, loses and counts', async () => {
    const anvil = await startAnvil();
    const node = await startFaultyNode(anvil.url);
    const ask = async (): Promise<unknown> => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(node.url, { method: 'POST', headers, body });
      return response.ok
        ? ((await response.json()) as { result: unknown }).result
        : response.status;
    };
    expect(await ask()).toBe('0x7a69');
    for (const fault of ['lose-request', 'lose-answer'] as const) {
      node.fail('eth_chainId', fault);
      await expect(ask()).rejects.toThrow(TypeError);
    }
    node.fail('eth_chainId', 'status-503');
    expect(await ask()).toBe(503);
    node.answer('eth_chainId', '0x1');
    expect(await ask()).toBe('0x1');
    expect(await ask()).toBe('0x7a69');
    expect(node.count('eth_chainId')).toBe(6);
    await node.stop();
    await anvil.stop();
  });
});
