import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, isPassing, migrateDatabase } from '@hypothec/database';
import type { Database } from '@hypothec/database';
import type { Api } from './api.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { createWalletVerifier } from './io/wallets.ts';
import { buildServer } from './server.ts';

const POLL_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** After a signal, what is being answered has so long. */
const CLOSE_MS = 10_000;
const CONNECTIONS = 16;

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function makeServer(config: Config, database: Database): Api {
  return buildServer({
    database,
    wallets: createWalletVerifier(config.rpcUrl),
    clock: () => Date.now(),
    randomBytes: (length) => randomBytes(length),
    logger: { level: config.logLevel },
    options: {
      origins: config.origins,
      trustProxy: config.trustProxy,
      requestsPerMinute: config.requestsPerMinute,
      sessionRequestsPerMinute: config.sessionRequestsPerMinute,
      streamsPerAddress: config.streamsPerAddress,
      cacheBytes: config.cacheBytes,
      pollMs: POLL_MS,
      heartbeatMs: HEARTBEAT_MS,
      version: version(),
    },
  });
}

/** Brings the tables up to date as soon as the database is there. */
async function migrate(app: Api, database: Database, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    try {
      await migrateDatabase(database);
      await app.tip.refresh();
      return;
    } catch (error) {
      if (closing.aborted) return;
      if (!isPassing(error)) throw error;
      await sleep(1_000, undefined, { ref: false });
    }
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const database = connect(config.databaseUrl, {
    name: 'hypothec-api',
    connections: CONNECTIONS,
  });
  const app = makeServer(config, database);
  const closing = new AbortController();
  const close = (signal: string): void => {
    if (closing.signal.aborted) return;
    closing.abort();
    app.log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), CLOSE_MS).unref();
    void app
      .close()
      .then(() => database.close())
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  await app.listen({ host: config.host, port: config.port });
  await migrate(app, database, closing.signal);
}

try {
  await main();
} catch (error) {
  const { name, message } = error as Error;
  process.stderr.write(`${name}: ${message}\n`);
  process.exit(1);
}
