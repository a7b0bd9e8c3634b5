import { existsSync, rmSync } from 'node:fs';
import type { StackConfig } from '@hypothec/config';
import { CliError } from '../errors.ts';
import { planPopulation } from '../people/population.ts';
import type { History } from '../play/history.ts';
import { firstPrices } from '../play/timeline.ts';
import type { Tick } from '../play/timeline.ts';
import type { Progress } from '../text/output.ts';
import { isPortFree, startAnvil } from './anvil.ts';
import type { Anvil } from './anvil.ts';
import { buildContracts, buildText } from './artifacts.ts';
import { Chain } from './chain.ts';
import { chainTimeOf, readDeployment, writeDeployment } from './folder.ts';
import type { Deployment, StackFolder } from './folder.ts';
import { equipPeople } from './people.ts';
import type { RunningMark } from './running.ts';
import { removeDatabase } from './services.ts';
import type { Services } from './services.ts';
import { buildStage } from './stage.ts';

/** The chain is this long before the first price, seconds: what building the stack takes. */
const LEAD = 3_000n;

/** A local stack that is up. */
export interface Stack {
  readonly folder: StackFolder;
  readonly anvil: Anvil;
  readonly chain: Chain;
  readonly deployment: Deployment;
  readonly mark: RunningMark;
  readonly services: Services;
}

/** @throws {CliError} when another program listens there. */
export async function requirePort(port: number, flag: '--port' | '--api-port'): Promise<void> {
  if (await isPortFree(port)) return;
  throw new CliError(
    `Port ${port} is in use by another program: stop it, or choose another: ${flag} ${port + 1}.`,
  );
}

async function build(
  chain: Chain,
  stack: StackConfig,
  options: { readonly history: History; readonly loans: number; readonly seed: bigint },
  progress: Progress,
): Promise<Deployment> {
  const { history, loans, seed } = options;
  const prices = firstPrices(history.tracks);
  const weights = stack.local.population;
  const plans = planPopulation(stack, { loans, seed, prices, weights });
  const onStep = (text: string): void => progress.step(`Building: ${text}`, { often: true });
  const { deployment } = await buildStage(chain, stack, { prices, plans, onStep });
  await equipPeople(chain, stack, deployment);
  return deployment;
}

/** Makes sure that what is kept belongs together: the addresses and the chain that has them. */
async function requireBook(chain: Chain, folder: StackFolder, deployment: Deployment) {
  if (await chain.hasCode(deployment.book)) return;
  throw new CliError(
    `${folder.chain} and ${folder.deployment} do not belong together: start over with ` +
      'hypothec up --reset.',
  );
}

/** What is kept of a stack: its addresses and its chain's time; null where it is to be built. */
function keptStack(folder: StackFolder) {
  const deployment = readDeployment(folder);
  const time = deployment === null ? null : chainTimeOf(folder);
  if (deployment !== null && time === null) {
    throw new CliError(`${folder.chain} is gone: start over with hypothec up --reset.`);
  }
  if (deployment === null && existsSync(folder.play)) {
    throw new CliError(`${folder.deployment} is gone: start over with hypothec up --reset.`);
  }
  return deployment === null || time === null ? null : { deployment, time };
}

/** What a stack is raised with. */
export interface RaiseOptions {
  readonly port: number;
  readonly apiPort: number;
  readonly loans: number;
  readonly seed: bigint;
  readonly history: History;
  readonly ticks: readonly Tick[];
  readonly progress: Progress;
  readonly services: Services;
  /** Told, as soon as something runs, how it is ended; to be called the last one first. */
  readonly onStarted: (end: () => Promise<void>) => void;
}

/**
 * Brings a stack up: as it was kept, or built anew. Indexer and API are on their way when it
 * returns, and need not be waited for.
 *
 * @throws {CliError} port in use, kept state damaged or incomplete, contracts that do not build, no
 * database.
 */
export async function raise(
  stack: StackConfig,
  mark: RunningMark,
  options: RaiseOptions,
): Promise<Stack> {
  const { port, apiPort, ticks, progress, services, onStarted } = options;
  const { folder } = mark;
  const kept = keptStack(folder);
  await requirePort(port, '--port');
  await requirePort(apiPort, '--api-port');
  if (kept === null) {
    // Without addresses the first start was cut short: what it left is of no use.
    rmSync(folder.chain, { force: true });
    removeDatabase(folder);
  }
  // Beside everything else: nothing but the services waits for it.
  const database = services.startDatabase();
  database.catch(() => undefined);
  onStarted(() => services.end());
  if (kept === null) {
    progress.step(buildText());
    await Promise.all([buildContracts(), database]);
  }
  progress.step('Starting the chain');
  const timestamp = kept === null ? (ticks[0]?.time ?? LEAD) - LEAD : kept.time + 1n;
  const { chainId } = stack.local;
  const anvil = await startAnvil({ port, chainId, timestamp, stateFile: folder.chain });
  onStarted(() => anvil.stop());
  // Once more, and so before the chain: whoever reads it ends first. To end twice does no harm.
  onStarted(() => services.end());
  mark.update({ chainPid: anvil.pid, rpcUrl: anvil.url });
  const chain = new Chain(anvil.url);
  if (kept !== null) await requireBook(chain, folder, kept.deployment);
  const deployment = kept?.deployment ?? (await build(chain, stack, options, progress));
  if (kept === null) writeDeployment(folder, deployment);
  mark.update({ databaseUrl: await database, apiUrl: services.apiUrl });
  await services.begin({ rpcUrl: anvil.url, book: deployment.book });
  return { folder, anvil, chain, deployment, mark, services };
}
