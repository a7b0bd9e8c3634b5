import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../errors.ts';
import type { Anvil } from './anvil.ts';
import { whenAsked } from './asked.ts';
import { stackFolder } from './folder.ts';
import type { ServiceNews } from './service.ts';
import { removeDatabase, Services } from './services.ts';

/** Where a chain that is served is reached. */
export interface Addresses {
  readonly rpcUrl: string;
  readonly apiUrl: string;
}

/** What a chain is served with. */
export interface ServeOptions {
  readonly apiPort: number;
  readonly onStep: (text: string) => void;
  /** Told once the history is read and the API answers. */
  readonly onReady: (addresses: Addresses) => void;
}

/** Resolves when indexer and API are both ready; tells what is wrong until then. */
function bothReady(services: Services, onStep: (text: string) => void): Promise<void> {
  const missing = new Set(['indexer', 'api']);
  return new Promise((resolve) => {
    services.listen(({ name, state, why }: ServiceNews) => {
      if (state === 'down') onStep(`${name} is down, started again: ${why}`);
      if (state !== 'ready') return;
      missing.delete(name);
      if (missing.size === 0) resolve();
    });
  });
}

/**
 * Runs database, indexer and API on a chain until it is asked to stop, then removes all of it.
 *
 * @throws {CliError} when there is no database, or when the chain ends by itself.
 */
export async function serve(
  chain: { readonly anvil: Anvil; readonly book: string },
  options: ServeOptions,
): Promise<void> {
  const { apiPort, onStep, onReady } = options;
  const directory = mkdtempSync(join(tmpdir(), 'hypothec-replay-'));
  const folder = stackFolder(directory);
  mkdirSync(folder.path);
  const services = new Services({ folder, apiPort, databaseUrl: null, onPid: () => undefined });
  const asked = whenAsked().then(() => true);
  const died = chain.anvil.died.then((how): never => {
    throw new CliError(how);
  });
  const { url: rpcUrl } = chain.anvil;
  try {
    onStep('Starting the database');
    await services.startDatabase();
    await services.begin({ rpcUrl, book: chain.book });
    onStep('Reading the chain into the database');
    const ready = bothReady(services, onStep).then(() => false);
    if (await Promise.race([ready, asked, died])) return;
    onReady({ rpcUrl, apiUrl: services.apiUrl });
    await Promise.race([asked, died]);
  } finally {
    await services.end();
    removeDatabase(folder);
    rmSync(directory, { recursive: true, force: true });
  }
}
