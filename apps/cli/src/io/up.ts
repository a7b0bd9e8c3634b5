import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
import {
  chainTimeOf,
  isAlive,
  leaveFolder,
  readDeployment,
  readRunning,
  takeFolder,
  writeDeployment,
  writeRunning,
} from './folder.ts';
import type { Deployment, Running, StackFolder } from './folder.ts';
import { equipPeople } from './people.ts';
import { buildStage } from './stage.ts';

/** The chain is this long before the first price, seconds: what building the stack takes. */
const LEAD = 3_000n;

/** A local stack that is up. */
export interface Stack {
  readonly folder: StackFolder;
  readonly anvil: Anvil;
  readonly chain: Chain;
  readonly deployment: Deployment;
  readonly running: Running;
  /** Whether it was built just now. */
  readonly fresh: boolean;
}

/** What a process was started with; empty where it cannot be told. */
function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', `${pid}`], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** A chain that outlived its `up`, which was killed, still holds the state: it is ended first. */
async function endOrphan(folder: StackFolder, pid: number | null): Promise<void> {
  if (pid === null || !isAlive(pid) || !commandOf(pid).includes(folder.chain)) return;
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Takes the folder for this process.
 *
 * @throws {CliError} when another `up` runs in it.
 */
export async function claim(folder: StackFolder): Promise<Running> {
  const running: Running = {
    pid: process.pid,
    chainPid: null,
    rpcUrl: '',
    controlUrl: null,
    secret: randomBytes(16).toString('hex'),
    startedAt: Date.now(),
  };
  if (takeFolder(folder, running)) return running;
  const other = readRunning(folder);
  if (other !== null && isAlive(other.pid)) {
    throw new CliError(
      `Another hypothec up already runs in ${folder.path} (process ${other.pid}): stop it there ` +
        'with Ctrl-C, or use it from this shell.',
    );
  }
  await endOrphan(folder, other?.chainPid ?? null);
  leaveFolder(folder);
  if (takeFolder(folder, running)) return running;
  throw new CliError(`Another hypothec up has just started in ${folder.path}.`);
}

/** @throws {CliError} when another program listens there. */
export async function requirePort(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  throw new CliError(
    `Port ${port} is in use by another program: stop it, or choose another: --port ${port + 1}.`,
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

/**
 * Brings a stack up: as it was kept, or built anew.
 *
 * @throws {CliError} port in use, kept state damaged or incomplete, contracts that do not build.
 */
export async function raise(
  stack: StackConfig,
  folder: StackFolder,
  running: Running,
  options: {
    readonly port: number;
    readonly loans: number;
    readonly seed: bigint;
    readonly history: History;
    readonly ticks: readonly Tick[];
    readonly progress: Progress;
  },
): Promise<Stack> {
  const { port, ticks, progress } = options;
  const kept = readDeployment(folder);
  const keptTime = kept === null ? null : chainTimeOf(folder);
  if (kept !== null && keptTime === null) {
    throw new CliError(`${folder.chain} is gone: start over with hypothec up --reset.`);
  }
  if (kept === null && existsSync(folder.play)) {
    throw new CliError(`${folder.deployment} is gone: start over with hypothec up --reset.`);
  }
  // Without either the first start was cut short: what it left is of no use.
  if (kept === null) rmSync(folder.chain, { force: true });
  await requirePort(port);
  if (kept === null) {
    progress.step(buildText());
    await buildContracts();
  }
  progress.step('Starting the chain');
  const timestamp = keptTime === null ? (ticks[0]?.time ?? LEAD) - LEAD : keptTime + 1n;
  const { chainId } = stack.local;
  const anvil = await startAnvil({ port, chainId, timestamp, stateFile: folder.chain });
  try {
    const claimed = { ...running, chainPid: anvil.pid, rpcUrl: anvil.url };
    writeRunning(folder, claimed);
    const chain = new Chain(anvil.url);
    if (kept !== null) await requireBook(chain, folder, kept);
    const deployment = kept ?? (await build(chain, stack, options, progress));
    if (kept === null) writeDeployment(folder, deployment);
    return { folder, anvil, chain, deployment, running: claimed, fresh: kept === null };
  } catch (error) {
    await anvil.stop();
    throw error;
  }
}
