import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { removeServer, startServer } from '@hypothec/database/server';
import type { Server } from '@hypothec/database/server';
import { ChainHarnessError } from './chain/errors.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A program of the house that runs as it does for an operator. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  readonly ended: Promise<void>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

/** A free port of this machine. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new ChainHarnessError('There is no free port.');
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Starts a program of the house by its file. What it writes to stderr is shown with ours. */
export function startProgram(
  name: 'api' | 'indexer',
  variables: Readonly<Record<string, string>>,
): Program {
  const path = join(root, 'apps', name, 'src', 'main.ts');
  const env = { ...process.env, LOG_LEVEL: 'error', ...variables };
  const child = spawn(process.execPath, [path], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const atExit = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', atExit);
  const gone = once(child, 'exit').then(() => {
    process.removeListener('exit', atExit);
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!ended(child)) child.kill(signal);
    await gone;
  };
  return {
    name,
    pid: child.pid ?? 0,
    ended: gone,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** How to start the services. */
export interface ServicesOptions {
  readonly rpcUrl: string;
  readonly book: string;
  /** Further variables of the API. */
  readonly api?: Readonly<Record<string, string>>;
  /** Tests can do without the disk's word that a commit is there; crashes cannot. */
  readonly careless?: boolean;
}

/** Database, indexer and API on a chain, each of them to be stopped, killed and started again. */
export class Services {
  readonly url: string;
  readonly #folder: string;
  readonly #options: ServicesOptions;
  readonly #apiPort: number;
  server: Server;
  indexer: Program;
  api: Program;

  constructor(options: ServicesOptions, server: Server, folder: string, apiPort: number) {
    this.#options = options;
    this.#folder = folder;
    this.#apiPort = apiPort;
    this.url = `http://127.0.0.1:${apiPort}`;
    this.server = server;
    this.indexer = this.startIndexer();
    this.api = this.startApi();
  }

  get #variables() {
    const { rpcUrl, book } = this.#options;
    return { DATABASE_URL: this.server.url, RPC_URL: rpcUrl, BOOK: book };
  }

  startIndexer(): Program {
    this.indexer = startProgram('indexer', this.#variables);
    return this.indexer;
  }

  startApi(): Program {
    const own = { API_HOST: '127.0.0.1', API_PORT: `${this.#apiPort}` };
    this.api = startProgram('api', { ...this.#variables, ...own, ...this.#options.api });
    return this.api;
  }

  /** Starts the server again after it was killed, on the same folder and port. */
  async startDatabase(): Promise<void> {
    const { careless = true } = this.#options;
    const { port } = this.server;
    this.server = await startServer({ folder: this.#folder, port, careless });
  }

  /** Waits until the API answers as of a block, or a later one. */
  async reaches(
    { number, hash }: { readonly number: bigint | number; readonly hash: string },
    longestMs = 60_000,
  ): Promise<void> {
    const since = performance.now();
    for (;;) {
      const status = await fetch(`${this.url}/v1/status`)
        .then(
          async (answer) =>
            (await answer.json()) as { head: { number: number; hash: string } | null },
        )
        .catch(() => null);
      const at = status?.head ?? { number: -1, hash: '' };
      if (at.hash === hash || at.number > number) return;
      if (performance.now() - since > longestMs) {
        throw new ChainHarnessError(
          `The API is not at block ${number}: ${JSON.stringify(status)}.`,
        );
      }
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.indexer.stop();
    await this.server.stop();
    removeServer(this.#folder);
  }
}

/** Starts database, indexer and API; `stop` them in the end. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const folder = join(mkdtempSync(join(tmpdir(), 'hypothec-services-')), 'database');
  const { careless = true } = options;
  const [server, port] = await Promise.all([startServer({ folder, careless }), freePort()]);
  return new Services(options, server, folder, port);
}
