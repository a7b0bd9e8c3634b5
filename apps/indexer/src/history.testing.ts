import { connect } from '@hypothec/database';
import type { Database } from '@hypothec/database';
import { IndexerError } from './errors.ts';
import { startIndexer } from './io/start.ts';
import type { Indexer } from './io/start.ts';

/** An indexer of a test, on a database of its own. */
export interface TestIndexer extends Indexer {
  readonly database: Database;
  /** Waits until the tables are at a block. */
  reaches(block: number, hash?: string): Promise<void>;
  /** Every warning it gave. */
  readonly warnings: readonly string[];
  end(): Promise<void>;
}

const LONGEST_MS = 20_000;

/** Starts an indexer on a chain and a migrated database. */
export function startTestIndexer(databaseUrl: string, rpcUrls: readonly string[], book: string) {
  const warnings: string[] = [];
  const settings = { databaseUrl, rpcUrls, book, start: 0, logLevel: 'silent' };
  const indexer = startIndexer(settings, {
    log: { info: () => undefined, warn: (_, message) => warnings.push(message) },
  });
  const database = connect(databaseUrl, { connections: 2 });
  const test: TestIndexer = {
    ...indexer,
    database,
    warnings,
    async reaches(block, hash) {
      const since = performance.now();
      for (;;) {
        const found = await database.sql<{ block: string; hash: string }[]>`
          select block, hash from history.cursor`.catch(() => []);
        const [at] = found;
        const there = Number(at?.block ?? -1) >= block && (hash === undefined || at?.hash === hash);
        if (there) return;
        if (performance.now() - since > LONGEST_MS) {
          throw new IndexerError(`still at ${at?.block}, not ${block}: ${warnings.join(' | ')}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async end() {
      indexer.stop();
      await indexer.done;
      await database.close();
    },
  };
  return test;
}
