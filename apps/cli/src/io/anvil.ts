import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { foundryTool } from '@hypothec/contracts/foundry';
import { CliError } from '../errors.ts';
import { ask, connect } from './rpc.ts';

/** How a local chain is started. */
export interface AnvilOptions {
  readonly port: number;
  readonly chainId: number;
  /** Time of the first block, or where a kept chain goes on, unix seconds. */
  readonly timestamp: bigint;
  /** File that the chain is kept in; without it the chain is gone at the end. */
  readonly stateFile?: string;
  /** Mine only when told; otherwise each transaction gets its block at once. */
  readonly manual?: boolean;
}

/** A running local chain. */
export interface Anvil {
  readonly url: string;
  readonly pid: number;
  /** Resolves with a sentence if the chain ends without having been stopped. */
  readonly died: Promise<string>;
  /** Ends the chain and waits until its state is written. */
  readonly stop: () => Promise<void>;
}

/** Seconds between two writings of the state; what a power cut may lose. */
const STATE_INTERVAL = '20';
const START_TIMEOUT_MS = 20_000;

/** Says whether a port of this machine is free to listen on. */
export async function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => resolve(true));
    });
  });
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function argumentsOf(options: AnvilOptions): string[] {
  const { port, chainId, timestamp, stateFile, manual = false } = options;
  const args = ['--host', '127.0.0.1', '--port', `${port}`, '--chain-id', `${chainId}`];
  args.push('--timestamp', `${timestamp}`, '--order', 'fifo', '--gas-limit', '3000000000');
  // The last states only: a month of all of them is hundreds of megabytes on disk.
  args.push('--auto-impersonate', '--prune-history', '256', '--silent');
  if (stateFile !== undefined) {
    args.push('--state', stateFile, '--state-interval', STATE_INTERVAL);
  }
  if (manual) args.push('--no-mining');
  return args;
}

/** The last words of a process, for when it fails. */
function lastWords(child: ChildProcess): () => string {
  let text = '';
  const keep = (chunk: unknown): void => {
    text = `${text}${String(chunk)}`.slice(-2_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trim().split('\n').at(-1)?.trim() ?? '';
}

async function untilReady(url: string, isDead: () => boolean): Promise<boolean> {
  const client = connect(url);
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!isDead() && performance.now() < deadline) {
    try {
      await ask(client, 'eth_chainId');
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  return false;
}

/**
 * Starts a chain in a process group of its own: Ctrl-C at a terminal reaches only who started it.
 *
 * @throws {CliError} when it does not come up, with what it said last.
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const child = spawn(foundryTool('anvil'), argumentsOf(options), {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = lastWords(child);
  let stopping = false;
  let ended = false;
  const exit = new Promise<string>((resolve) => {
    const end = (how: string): void => {
      ended = true;
      resolve(how);
    };
    child.once('error', (cause) => end(cause.message));
    child.once('exit', (code, signal) => end(said() || `exit ${code ?? signal}`));
  });
  // Whoever started it may be told to end at any moment: the chain does not outlive it.
  const endToo = (): void => void child.kill('SIGTERM');
  process.once('exit', endToo);
  void exit.then(() => process.off('exit', endToo));
  const url = `http://127.0.0.1:${options.port}`;
  const ready = await untilReady(url, () => ended);
  if (!ready || child.pid === undefined) {
    child.kill('SIGKILL');
    throw new CliError(`The chain did not start on port ${options.port}: ${await exit}.`);
  }
  const died = new Promise<string>((resolve) => {
    void exit.then((how) => {
      if (!stopping) resolve(`The chain ended by itself: ${how}.`);
    });
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    if (!ended) child.kill('SIGTERM');
    await exit;
  };
  return { url, pid: child.pid, died, stop };
}
