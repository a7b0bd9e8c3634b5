import { startTestDatabase } from '@hypothec/database/testing';
import type { TestDatabase } from '@hypothec/database/testing';
import { readBlock } from '@hypothec/sdk';
import { deployWorld, startChain, tellStory } from '@hypothec/testkit/chain';
import type { ChainWorld, Story, TestChain, WorldOptions } from '@hypothec/testkit/chain';
import { startProgram } from '@hypothec/testkit/services';

/** A chain with a told story, and a real indexer that follows it into a real database. */
export interface TestHistory {
  readonly chain: TestChain;
  readonly world: ChainWorld;
  readonly story: Story;
  readonly database: TestDatabase;
  /** Waits until everything on the chain is in the tables. */
  indexed(): Promise<void>;
  end(): Promise<void>;
}

const LONGEST_MS = 20_000;

/** Starts all of it; `end` it after the test. */
export async function startHistory(options: WorldOptions = {}): Promise<TestHistory> {
  const [chain, database] = await Promise.all([startChain(), startTestDatabase()]);
  const world = await deployWorld(chain, { callFee: 10n ** 6n, ...options });
  // Another program: it is met at the database alone.
  const variables = { DATABASE_URL: database.url, RPC_URL: chain.anvil.url, BOOK: world.book };
  const indexer = startProgram('indexer', variables);
  const indexed = async (): Promise<void> => {
    const { hash } = await readBlock(chain.client);
    const since = performance.now();
    for (;;) {
      const [at] = await database.sql<{ hash: string }[]>`select hash from history.cursor`;
      if (at?.hash === hash) return;
      if (performance.now() - since > LONGEST_MS)
        throw new RangeError('the indexer does not follow');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const story = await tellStory(world);
  await indexed();
  return {
    chain,
    world,
    story,
    database,
    indexed,
    async end() {
      await indexer.stop();
      await database.end();
      await chain.stop();
    },
  };
}
