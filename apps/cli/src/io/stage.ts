import type { StackConfig } from '@hypothec/config';
import type { PlannedLoan } from '../people/population.ts';
import type { Chain } from './chain.ts';
import { deployStack } from './deploy.ts';
import type { Deployment } from './folder.ts';
import { bringLiquidity, equipKeeper, limitsOf, openPopulation } from './people.ts';
import type { OpenedLoan } from './people.ts';

const BPS = 10_000n;
/** Above what any population draws, within the pool's own bound. */
const NO_LIMIT = 2n ** 100n;

/** A stack with its lenders and its population. */
export interface Stage {
  readonly deployment: Deployment;
  readonly opened: readonly OpenedLoan[];
}

/** What the lenders of a pool bring so that its loans use the share that the stack wants. */
export function liquidityFor(
  stack: StackConfig,
  plans: readonly PlannedLoan[],
  loanToken: string,
): { readonly assets: bigint; readonly firstLoss: bigint } {
  const { utilisationBps, firstLossBps } = stack.local;
  const drawn = plans
    .filter((plan) => plan.loanToken === loanToken)
    .reduce((sum, plan) => sum + plan.drawn, 0n);
  const pool = stack.pools.find((item) => item.loanToken === loanToken);
  // A pool without loans still has something to lend.
  const least = (pool?.minDebt ?? 1n) * 1_000n;
  const wanted = (drawn * BPS) / utilisationBps;
  const assets = wanted > least ? wanted : least;
  return { assets, firstLoss: (assets * firstLossBps) / BPS };
}

/**
 * Builds a stack on a fresh chain: contracts, lenders' money, the population's loans. The limits on
 * new debt are set aside while the population opens, which took others months.
 *
 * @param onStep - Told what comes next.
 */
export async function buildStage(
  chain: Chain,
  stack: StackConfig,
  options: {
    readonly prices: ReadonlyMap<string, bigint>;
    readonly plans: readonly PlannedLoan[];
    readonly onStep: (text: string) => void;
  },
): Promise<Stage> {
  const { prices, plans, onStep } = options;
  const deployment = await deployStack(chain, stack, prices, onStep);
  onStep('lenders and the keeper');
  for (const { loanToken } of stack.pools) {
    await bringLiquidity(chain, deployment, {
      loanToken,
      ...liquidityFor(stack, plans, loanToken),
    });
  }
  await equipKeeper(chain, deployment);
  const listings = deployment.pools.flatMap((pool) =>
    pool.listings.map((listing) => ({ pool, listing })),
  );
  const free = { ceiling: NO_LIMIT, hourly: NO_LIMIT };
  await chain.allTogether(
    listings.map(({ pool, listing }) => limitsOf(pool.address, listing.collateralId, free)),
  );
  onStep(`${plans.length} loans`);
  const opened = await openPopulation(chain, deployment, plans, (count) =>
    onStep(`${count} of ${plans.length} loans`),
  );
  await chain.allTogether(
    listings.map(({ pool, listing }) => {
      const config = stack.pools.find(({ loanToken }) => loanToken === pool.loanToken);
      const own = config?.listings.find(({ collateral }) => collateral === listing.collateral);
      return limitsOf(pool.address, listing.collateralId, own ?? free);
    }),
  );
  return { deployment, opened };
}
