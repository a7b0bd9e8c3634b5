import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { foundryTool } from '@hypothec/contracts/foundry';
import { ChainHarnessError } from './errors.ts';

/** What a chain starts with; every field has a default. */
export interface AnvilOptions {
  /** A free port unless told. */
  readonly port?: number;
  readonly chainId?: number;
  /**
   * Dev accounts with 10,000 of the native coin each, all from one public phrase; 10 unless told.
   */
  readonly accounts?: number;
  /** The state is loaded from here if it exists, and kept here. */
  readonly stateFile?: string;
  /** Seconds between two writes of the state; without it only at the end. */
  readonly stateInterval?: number;
  /** A block each so many seconds; without it one a transaction, at once. */
  readonly blockTime?: number;
  /** With a block time: also one a transaction. */
  readonly mixedMining?: boolean;
  /** No blocks but those asked for. */
  readonly manualMining?: boolean;
  /** Time of the first block, unix seconds. */
  readonly timestamp?: bigint;
  /** Only so many of the newest states are kept, as a pruned node does; all unless told. */
  readonly keptStates?: number;
  /** Block gas limit; anvil's own unless told. */
  readonly gasLimit?: bigint;
  /** Each line that anvil writes. */
  readonly log?: (line: string) => void;
}

/** A running chain. */
export interface Anvil {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it, and waits until its state is kept. */
  stop(): Promise<void>;
}

/** How long a chain may take to listen, and to keep its state at the end. */
const START_MS = 20_000;
const STOP_MS = 20_000;

function argumentsFor(options: AnvilOptions): string[] {
  const { port = 0, chainId = 31_337, accounts = 10, manualMining = false } = options;
  const given: readonly (readonly [flag: string, value: string | number | bigint | undefined])[] = [
    ['--port', port],
    ['--chain-id', chainId],
    ['--accounts', accounts],
    ['--state', options.stateFile],
    ['--state-interval', options.stateInterval],
    ['--block-time', options.blockTime],
    ['--timestamp', options.timestamp],
    ['--gas-limit', options.gasLimit],
    ['--prune-history', options.keptStates],
  ];
  return [
    // The contracts are compiled for it; a chain that lacks its opcodes would fail in odd places.
    '--hardfork',
    'osaka',
    '--order',
    'fifo',
    ...given.flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)])),
    ...(manualMining ? ['--no-mining'] : []),
    ...(options.mixedMining === true ? ['--mixed-mining'] : []),
  ];
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Waits for the line that names the port; what came before is told when it does not come. */
function listening(child: ChildProcess, log: (line: string) => void): Promise<number> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new ChainHarnessError('anvil has no output.');
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      child.kill('SIGKILL');
      reject(new ChainHarnessError(`anvil ${reason}: ${said.slice(-5).join(' | ')}`));
    };
    const late = setTimeout(() => fail(`did not listen within ${START_MS / 1_000} s`), START_MS);
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log(line);
        said.push(line);
        const port = /Listening on \S+:(\d+)/.exec(line)?.[1];
        if (port === undefined) return;
        clearTimeout(late);
        said.length = 0;
        resolve(Number(port));
      });
    }
    child.on('error', (error) => fail(`could not be started (${error.message})`));
    child.on('exit', (code) => {
      clearTimeout(late);
      fail(`ended with ${code ?? 'a signal'}`);
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  // An interrupt lets anvil write its state.
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(late);
}

/**
 * Starts a real chain on this machine, and waits until it listens. It ends with this process, if
 * not stopped before.
 *
 * @throws {ChainHarnessError} when it does not start, with what it said.
 */
export async function startAnvil(options: AnvilOptions = {}): Promise<Anvil> {
  const child = spawn(foundryTool('anvil'), argumentsFor(options), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const port = await listening(child, options.log ?? (() => undefined));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    async stop() {
      process.removeListener('exit', kill);
      await stopChild(child);
    },
  };
}
