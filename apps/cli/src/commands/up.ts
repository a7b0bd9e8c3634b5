import { existsSync } from 'node:fs';
import { confirm } from '@clack/prompts';
import { localStack } from '@hypothec/config';
import type { Command } from 'commander';
import { CliError } from '../errors.ts';
import { PAUSED } from '../io/control.ts';
import { clearStackFolder, leaveFolder, readPlay, stackFolder } from '../io/folder.ts';
import type { PlayState, StackFolder } from '../io/folder.ts';
import { claim, raise, requirePort } from '../io/up.ts';
import type { Stack } from '../io/up.ts';
import type { History } from '../play/history.ts';
import { timeline } from '../play/timeline.ts';
import type { Tick } from '../play/timeline.ts';
import { Output } from '../text/output.ts';
import { parseWhole } from '../text/parse.ts';
import { MOST_SPEED } from '../up/player.ts';
import { runStack } from '../up/run.ts';
import {
  addHistoryOptions,
  DEFAULT_SEED,
  historyOf,
  historySource,
  seedFlag,
} from './history-options.ts';
import type { HistoryFlags } from './history-options.ts';

interface UpFlags extends HistoryFlags {
  readonly port?: string;
  readonly speed?: string;
  readonly loans?: string;
  readonly play: boolean;
  readonly reset?: boolean;
  readonly json?: boolean;
  readonly dir: string;
}

/** Where the built-in history is begun: a day and a half before the crash, in a calm. */
const DEFAULT_FROM = '2020-03-11';

interface Plan {
  readonly state: PlayState;
  readonly history: History;
  readonly ticks: readonly Tick[];
  readonly loans: number;
  /** Whether another history was asked for than the one that is kept. */
  readonly anew: boolean;
  /** What was asked for and is of no effect on a kept stack; null where nothing is. */
  readonly remark: string | null;
}

/** Loans are made when a stack is built: a kept one has its own. */
function remarkOn(flags: UpFlags, kept: PlayState | null): string | null {
  if (kept === null) return null;
  const seed = seedFlag(flags);
  const idle = [
    ...(flags.loans === undefined ? [] : ['--loans']),
    ...(flags.seed === `${DEFAULT_SEED}` || seed === kept.seed ? [] : ['--seed']),
  ];
  if (idle.length === 0) return null;
  return `The loans of the kept stack stay as they are: ${idle.join(' and ')} need --reset.`;
}

/** What is to be played: what was kept, unless another history is asked for. */
async function plan(flags: UpFlags, kept: PlayState | null): Promise<Plan> {
  const stack = localStack;
  const chosen = [flags.prices, flags.scenario, flags.from, flags.to, flags.collateral];
  const anew = kept === null || chosen.some((flag) => flag !== undefined);
  const bare = chosen.every((flag) => flag === undefined);
  const source = anew ? historySource(stack, flags, 'march-2020') : kept.source;
  const from = anew ? (bare ? DEFAULT_FROM : flags.from) : (kept.from ?? undefined);
  const to = anew ? flags.to : (kept.to ?? undefined);
  const history = await historyOf(stack, source, {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const speed = speedOf(flags) ?? kept?.speed ?? stack.local.speed;
  const state: PlayState = {
    version: 1,
    source,
    from: from ?? null,
    to: to ?? null,
    seed: kept?.seed ?? seedFlag(flags),
    speed,
    position: anew ? 0 : kept.position,
    shift: anew ? 0n : kept.shift,
    paused: flags.play ? (anew ? null : kept.paused) : PAUSED,
    factors: anew ? {} : kept.factors,
  };
  const most = { least: 1n, most: 500n };
  const loans = parseWhole('--loans', flags.loans ?? `${stack.local.loans}`, most);
  return {
    state,
    history,
    ticks: timeline(history.tracks),
    loans: Number(loans),
    anew,
    remark: remarkOn(flags, kept),
  };
}

function speedOf({ speed }: UpFlags): bigint | null {
  return speed === undefined ? null : parseWhole('--speed', speed, { least: 1n, most: MOST_SPEED });
}

function portOf({ port }: UpFlags): number {
  const given = port ?? `${localStack.local.port}`;
  return Number(parseWhole('--port', given, { least: 1n, most: 65_535n }));
}

/** Forgets what is kept. At a terminal it asks first: nothing brings it back. */
async function reset(folder: StackFolder): Promise<void> {
  const kept = existsSync(folder.deployment);
  if (kept && process.stdin.isTTY && process.stdout.isTTY) {
    const message = `Forget the chain that is kept in ${folder.path}?`;
    const sure = await confirm({ message, initialValue: false });
    if (sure !== true) throw new CliError('Nothing was changed.');
  }
  clearStackFolder(folder);
}

async function run(flags: UpFlags): Promise<void> {
  const output = new Output({ json: flags.json ?? false });
  const folder = stackFolder(flags.dir);
  const port = portOf(flags);
  const running = await claim(folder);
  let stack: Stack;
  let planned: Plan;
  try {
    // What is wrong with the flags shows before anything is forgotten.
    planned = await plan(flags, flags.reset === true ? null : readPlay(folder));
    if (flags.reset === true) {
      await requirePort(port);
      await reset(folder);
    }
    stack = await raise(localStack, folder, running, {
      port,
      loans: planned.loans,
      seed: planned.state.seed,
      history: planned.history,
      ticks: planned.ticks,
      progress: output.progress,
    });
  } catch (error) {
    leaveFolder(folder);
    throw error;
  } finally {
    output.progress.end();
  }
  await runStack(localStack, stack, { ...planned, json: flags.json ?? false });
}

/** `hypothec up`: the local stack, kept below the directory it runs in. */
export function addUp(program: Command): void {
  const command = program
    .command('up')
    .description('run the local stack: chain, contracts, loans, a price history and a keeper');
  addHistoryOptions(command)
    .option('--speed <seconds>', 'seconds of history in a second; 3600 unless kept otherwise')
    .option('--no-play', 'let the history wait from the start')
    .option('--loans <number>', 'loans of the population, when the stack is built')
    .option('--port <number>', 'port of the chain', '8545')
    .option('--reset', 'forget what is kept and build anew')
    .option('--dir <directory>', 'where .hypothec is kept', '.')
    .option('--json', 'one JSON object a line instead of the view')
    .action(run);
}
