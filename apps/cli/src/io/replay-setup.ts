import type { StackConfig } from '@hypothec/config';
import type { LoanId } from '@hypothec/model';
import { totalAssets } from '@hypothec/model';
import type { PlannedLoan } from '../people/population.ts';
import type { Tick } from '../play/timeline.ts';
import { Mirror } from '../replay/mirror.ts';
import type { PoolStart } from '../replay/report.ts';
import { freePort, startAnvil } from './anvil.ts';
import type { Anvil } from './anvil.ts';
import { Chain } from './chain.ts';
import { ReplayChain } from './replay-chain.ts';
import { buildStage } from './stage.ts';

/** The chain is this long before the first price, seconds: what building the stack takes. */
const LEAD = 3_000n;

/** A replay that is ready to be played. */
export interface ReplaySetup {
  readonly anvil: Anvil;
  readonly chain: ReplayChain;
  readonly mirror: Mirror;
  readonly ids: readonly LoanId[];
  readonly starts: readonly PoolStart[];
}

/** Starts a chain of its own and builds everything on it that the first price needs. */
export async function setUpReplay(
  stack: StackConfig,
  options: {
    readonly ticks: readonly Tick[];
    readonly prices: ReadonlyMap<string, bigint>;
    readonly plans: readonly PlannedLoan[];
    readonly onStep: (text: string) => void;
  },
): Promise<ReplaySetup> {
  const { ticks, prices, plans, onStep } = options;
  const timestamp = (ticks[0]?.time ?? LEAD) - LEAD;
  const { chainId } = stack.local;
  const anvil = await startAnvil({ port: await freePort(), chainId, timestamp });
  try {
    const building = new Chain(anvil.url);
    // The same command must give the same report, on a slow machine too.
    await building.tickBySeconds();
    const { deployment, opened } = await buildStage(building, stack, { prices, plans, onStep });
    await building.setAutomine(false);
    const chain = new ReplayChain(new Chain(anvil.url, { manual: true }), deployment, stack);
    const mirror = new Mirror(await chain.mirrorStart());
    const ids = opened.map(({ id }) => id);
    for (const [id, loan] of (await chain.state(ids)).loans) mirror.loans.set(id, loan);
    const starts = deployment.pools.map(({ loanToken, creditorId, listings }): PoolStart => {
      const own = opened.filter((loan) => loan.loanToken === loanToken);
      const pool = mirror.pool(creditorId);
      return {
        loanToken,
        creditorId,
        collaterals: new Map(listings.map((item) => [item.collateralId, item.collateral])),
        loans: own.length,
        drawn: own.reduce((sum, { drawn }) => sum + drawn, 0n),
        lenderAssets: totalAssets(pool, mirror.now),
        firstLoss: pool.firstLoss,
        now: mirror.now,
      };
    });
    return { anvil, chain, mirror, ids, starts };
  } catch (error) {
    await anvil.stop();
    throw error;
  }
}
