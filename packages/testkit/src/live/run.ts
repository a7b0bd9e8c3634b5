import { parseLoanId } from '@hypothec/model';
import { RevertError } from '@hypothec/sdk';
import { startAnvil, toTestChain } from '../chain/index.ts';
import type { TestChain } from '../chain/index.ts';
import { readProtocolAbi } from '../differential/artifacts.ts';
import type { ProtocolAbi } from '../differential/artifacts.ts';
import type { CampaignOptions, CampaignResult } from '../differential/campaign.ts';
import { worldConfigs } from '../differential/configs.ts';
import { Generator } from '../differential/generate.ts';
import { Random } from '../random.ts';
import type { Action } from '../world/actions.ts';
import type { WorldConfig } from '../world/config.ts';
import { execute } from '../world/execute.ts';
import { World } from '../world/world.ts';
import { compareAll, compareOutcome, compareTouched } from './compare.ts';
import type { Outcome } from './compare.ts';
import { perform } from './perform.ts';
import { stageLive } from './stage.ts';

/** What to compare on live chains: one chain at a time. */
export type LiveOptions = Omit<CampaignOptions, 'jobs'>;

const STEPS_A_CHAIN = 750;
/** Milliseconds between two looks for a receipt: the chain mines at once. */
const POLLING_INTERVAL = 2;
const STEPS_BETWEEN_FULL_LOOKS = 50;

async function outcomeOf(
  abi: ProtocolAbi,
  chain: TestChain,
  world: World,
  action: Action,
): Promise<Outcome> {
  const sender = await chain.sender(world.at.actors.indexOf(action.caller));
  try {
    return await perform(abi, world, sender, action);
  } catch (error) {
    if (error instanceof RevertError) return error;
    throw error;
  }
}

async function stepOn(
  abi: ProtocolAbi,
  chain: TestChain,
  world: World,
  action: Action,
): Promise<string | null> {
  const outcome = await outcomeOf(abi, chain, world, action);
  const result = execute(world, action);
  const id = 'id' in action ? action.id : null;
  const pool = 'pool' in action ? action.pool : id === null ? null : parseLoanId(id).creditorId - 1;
  return (
    compareOutcome(abi, outcome, result) ??
    (await compareTouched(chain.client, world, { id, pool, caller: action.caller }))
  );
}

async function runChain(
  abi: ProtocolAbi,
  config: WorldConfig,
  seed: bigint,
  count: number,
  onStep: () => void,
): Promise<string | null> {
  const anvil = await startAnvil({ timestamp: config.startTime - 1n, accounts: config.actors });
  const chain = toTestChain(anvil, { pollingInterval: POLLING_INTERVAL });
  try {
    const world = new World(config, await stageLive(chain, config));
    const generator = new Generator(new Random(seed), world);
    for (let step = 1; step <= count; step += 1) {
      const { elapsed, action } = generator.move();
      world.now = (world.now + elapsed) as typeof world.now;
      if (elapsed > 0n) await chain.mineAt(world.now);
      const difference =
        (await stepOn(abi, chain, world, action)) ??
        (step % STEPS_BETWEEN_FULL_LOOKS === 0 || step === count
          ? await compareAll(chain.client, world)
          : null);
      if (difference !== null) {
        const shown = JSON.stringify(action, (_, item: unknown) =>
          typeof item === 'bigint' ? String(item) : item,
        );
        return `world ${config.name}, seed ${seed}, step ${step}: ${difference}\naction: ${shown}`;
      }
      onStep();
    }
    return null;
  } finally {
    await chain.stop();
  }
}

/**
 * Runs random actions through the SDK on live chains and in the model, and stops at the first
 * difference: in what was returned or refused, in events, or in state as the SDK reads it.
 */
export async function runLive(options: LiveOptions): Promise<CampaignResult> {
  const { configs = worldConfigs, onProgress, seed, steps } = options;
  const abi = readProtocolAbi();
  let done = 0;
  const onStep = () => {
    done += 1;
    if (done % 500 === 0) onProgress(done);
  };
  const chains = Math.ceil(steps / STEPS_A_CHAIN);
  for (let i = 0; i < chains; i += 1) {
    const config = configs[i % configs.length] as WorldConfig;
    const chainSeed = BigInt.asUintN(64, (seed << 32n) + BigInt(i));
    const count = Math.min(STEPS_A_CHAIN, steps - i * STEPS_A_CHAIN);
    const report = await runChain(abi, config, chainSeed, count, onStep);
    if (report !== null) return { steps: done, mismatches: 1, report };
  }
  return { steps: done, mismatches: 0, report: null };
}
