import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@hypothec/testkit/services';
import { ScriptError } from '../lib/errors.ts';
import { root } from '../lib/root.ts';

/** Page that the campaign signs in from. */
export const ORIGIN = 'http://localhost:5173';

/** What `running.json` of a stack says. */
interface Running {
  readonly rpcUrl: string;
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly services: Readonly<Record<string, number | null>>;
}

/** A real `hypothec up` in a folder of its own, playing a price history. */
export interface Stack {
  readonly book: string;
  readonly chainId: number;
  running(): Running;
  /** Hash and number of the chain's newest block. */
  head(): Promise<{ readonly number: number; readonly hash: string }>;
  /** Runs another command on it. */
  command(...args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 180_000;
const main = join(root, 'apps', 'cli', 'src', 'main.ts');

function read<Value>(folder: string, name: string): Value {
  return JSON.parse(readFileSync(join(folder, '.hypothec', name), 'utf8')) as Value;
}

async function isReady(folder: string): Promise<boolean> {
  try {
    const { apiUrl } = read<Running>(folder, 'running.json');
    return (await fetch(`${apiUrl}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Starts one, and waits until its API answers. */
export async function startStack(): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'hypothec-crashes-'));
  const [port, apiPort] = [await freePort(), await freePort()];
  const flags = ['--dir', folder, '--port', `${port}`, '--api-port', `${apiPort}`, '--json'];
  const env = { ...process.env, API_ORIGINS: ORIGIN, API_RATE_LIMIT: '100000000' };
  const child = spawn(process.execPath, [main, 'up', ...flags], {
    env: { ...env, API_SESSION_RATE_LIMIT: '100000000' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit');
  const since = performance.now();
  while (!(await isReady(folder))) {
    if (child.exitCode !== null || performance.now() - since > START_MS) {
      child.kill('SIGINT');
      throw new ScriptError('hypothec up does not start.');
    }
    await sleep(200);
  }
  const running = (): Running => read<Running>(folder, 'running.json');
  const { book, chainId } = read<{ book: string; chainId: number }>(folder, 'deployment.json');
  return {
    book,
    chainId,
    running,
    async head() {
      const method = 'eth_getBlockByNumber';
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: ['latest', false] });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(running().rpcUrl, { method: 'POST', headers, body });
      const { result } = (await answer.json()) as { result: { number: string; hash: string } };
      return { number: Number(result.number), hash: result.hash };
    },
    async command(...args) {
      const own = spawn(process.execPath, [main, ...args, '--dir', folder], { stdio: 'ignore' });
      await once(own, 'exit');
    },
    async stop() {
      child.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
