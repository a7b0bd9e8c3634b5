import { makeLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { readBlock, sendOpen, sendSetFeed } from '@hypothec/sdk';
import { deployWorld, startChain, tellStory } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { startServices } from '@hypothec/testkit/services';
import type { Services } from '@hypothec/testkit/services';

/** A chain with loans, and services that follow it. */
export interface Stage {
  readonly chain: TestChain;
  readonly world: ChainWorld;
  readonly services: Services;
  readonly loans: readonly LoanId[];
  stop(): Promise<void>;
}

const USD = 10n ** 6n;
const BTC = 10n ** 8n;
const BORROWERS = 5;

async function openLoans(world: ChainWorld, count: number): Promise<readonly LoanId[]> {
  const { book, chain, creditorId, listings } = world;
  const each = Math.ceil(count / BORROWERS);
  const ids: LoanId[] = [];
  for (let borrower = 0; borrower < BORROWERS; borrower += 1) {
    const sender = await chain.sender(10 + borrower);
    await world.fund(sender, { btc: BTC * BigInt(each) });
    for (let number = 1; number <= each; number += 1) {
      const id = makeLoanId(sender.address, creditorId, BigInt(number));
      const drawn = BigInt(5_000 + number * 40) * USD;
      await sendOpen(sender, { book, id, collateralId: listings.btc, pledged: BTC, drawn });
      ids.push(id);
    }
  }
  return ids;
}

/** Sets all of it up; the API is not held to its limits of requests. */
export async function setUp(
  count: number,
  options: { readonly careless?: boolean } = {},
): Promise<Stage> {
  const chain = await startChain({ accounts: 10 + BORROWERS });
  const world = await deployWorld(chain);
  await tellStory(world);
  const loans = await openLoans(world, count);
  const services = await startServices({
    rpcUrl: chain.anvil.url,
    book: world.book,
    api: { API_RATE_LIMIT: '100000000' },
    ...options,
  });
  await services.reaches(await readBlock(chain.client));
  return {
    chain,
    world,
    services,
    loans,
    async stop() {
      await services.stop();
      await chain.stop();
    },
  };
}

/**
 * Moves the price of bitcoin every so often, so that every answer is worth nothing any more.
 *
 * @returns Ends it.
 */
export function tick({ world }: Stage, every: number): () => Promise<void> {
  const ending = new AbortController();
  const { curator, oracles } = world;
  const run = async (): Promise<void> => {
    for (let i = 0; !ending.signal.aborted; i += 1) {
      const answer = (60_000n + BigInt(i % 100)) * 10n ** 8n;
      await sendSetFeed(curator, { feed: oracles.feeds.btc, answer });
      await new Promise((resolve) => setTimeout(resolve, every));
    }
  };
  const running = run();
  return async () => {
    ending.abort();
    await running;
  };
}
