import { existsSync } from 'node:fs';
import { confirm } from '@clack/prompts';
import { localStack } from '@hypothec/config';
import { shownUrl } from '@hypothec/database/backup';
import type { Command } from 'commander';
import { CliError } from '../errors.ts';
import { whenAsked } from '../io/asked.ts';
import { PAUSED } from '../io/control.ts';
import { givenDatabase } from '../io/database.ts';
import { clearStackFolder, leaveFolder, readPlay, stackFolder } from '../io/folder.ts';
import type { PlayState, StackFolder } from '../io/folder.ts';
import { claim } from '../io/running.ts';
import type { RunningMark } from '../io/running.ts';
import { removeDatabase, Services } from '../io/services.ts';
import { raise, requirePort } from '../io/up.ts';
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
import { API_PORT, portFlag } from './shared.ts';

interface UpFlags extends HistoryFlags {
  readonly port?: string;
  readonly apiPort?: string;
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
  /** What is to be known beside the events: what has no effect, whose database is used. */
  readonly remarks: readonly string[];
}

/** Loans are made when a stack is built: a kept one has its own. */
function remarksOn(flags: UpFlags, kept: PlayState | null): string[] {
  const seed = seedFlag(flags);
  const idle = [
    ...(flags.loans === undefined ? [] : ['--loans']),
    ...(flags.seed === `${DEFAULT_SEED}` || seed === kept?.seed ? [] : ['--seed']),
  ];
  if (kept === null || idle.length === 0) return [];
  return [`The loans of the kept stack stay as they are: ${idle.join(' and ')} need --reset.`];
}

/** Whose database is used, where it is not the stack's own. */
function databaseRemarks(flags: UpFlags, url: string | null): string[] {
  if (url === null) return [];
  const used = `The database of DATABASE_URL is used: ${shownUrl(url)}.`;
  const left =
    ' It is not forgotten by --reset: if it holds the history of the chain that was, empty that ' +
    'with hypothec db reindex.';
  return [flags.reset === true ? `${used}${left}` : used];
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
    remarks: remarksOn(flags, kept),
  };
}

function speedOf({ speed }: UpFlags): bigint | null {
  return speed === undefined ? null : parseWhole('--speed', speed, { least: 1n, most: MOST_SPEED });
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
  removeDatabase(folder);
}

/** What has been started, and how it is ended: the last one first. */
class Closing {
  readonly #ends: (() => Promise<void>)[] = [];

  add(end: () => Promise<void>): void {
    this.#ends.push(end);
  }

  async close(): Promise<void> {
    for (let end = this.#ends.pop(); end !== undefined; end = this.#ends.pop()) await end();
  }
}

interface Ports {
  readonly port: number;
  readonly apiPort: number;
}

/** Brings everything up and runs it. False when it was asked to stop before it was up. */
async function upUntil(
  asked: Promise<number>,
  flags: UpFlags,
  mark: RunningMark,
  options: Ports & { readonly output: Output; readonly closing: Closing },
): Promise<boolean> {
  const { output, closing, ...ports } = options;
  const { folder } = mark;
  const databaseUrl = givenDatabase();
  // What is wrong with the flags shows before anything is forgotten.
  const planned = await plan(flags, flags.reset === true ? null : readPlay(folder));
  if (flags.reset === true) {
    await requirePort(ports.port, '--port');
    await requirePort(ports.apiPort, '--api-port');
    await reset(folder);
  }
  const services = new Services({
    folder,
    apiPort: ports.apiPort,
    databaseUrl,
    onPid: (name, pid) => mark.service(name, pid),
  });
  const raised = raise(localStack, mark, {
    ...ports,
    loans: planned.loans,
    seed: planned.state.seed,
    history: planned.history,
    ticks: planned.ticks,
    progress: output.progress,
    services,
    onStarted: (end) => closing.add(end),
  });
  const stack = await Promise.race([raised, asked.then(() => null)]);
  output.progress.end();
  if (stack === null) {
    // What it still meets is of its being stopped.
    raised.catch(() => undefined);
    return false;
  }
  const remarks = [...databaseRemarks(flags, databaseUrl), ...planned.remarks];
  await runStack(localStack, stack, { ...planned, remarks, asked, json: output.json });
  return true;
}

async function run(flags: UpFlags): Promise<void> {
  const output = new Output({ json: flags.json ?? false });
  const folder = stackFolder(flags.dir);
  const ports = {
    port: portFlag('--port', flags.port ?? `${localStack.local.port}`),
    apiPort: portFlag('--api-port', flags.apiPort ?? `${API_PORT}`),
  };
  const mark = await claim(folder);
  const closing = new Closing();
  closing.add(async () => leaveFolder(folder));
  const asked = whenAsked();
  let ran = false;
  try {
    ran = await upUntil(asked, flags, mark, { ...ports, output, closing });
  } finally {
    output.progress.end();
    await closing.close();
  }
  // Interrupted, some step of the start may still be at work.
  if (!ran) process.exit(await asked);
  const text = `Stopped. Everything is kept in ${folder.path}; hypothec up goes on from there.`;
  process.stdout.write(output.json ? `${JSON.stringify({ type: 'stopped' })}\n` : `${text}\n`);
}

/** `hypothec up`: the local stack, kept below the directory it runs in. */
export function addUp(program: Command): void {
  const command = program
    .command('up')
    .description(
      'run the local stack: chain, loans, a price history, a keeper, database, indexer and API',
    );
  addHistoryOptions(command)
    .option('--speed <seconds>', 'seconds of history in a second; 3600 unless kept otherwise')
    .option('--no-play', 'let the history wait from the start')
    .option('--loans <number>', 'loans of the population, when the stack is built')
    .option('--port <number>', 'port of the chain', '8545')
    .option('--api-port <number>', 'port of the API', `${API_PORT}`)
    .option('--reset', 'forget what is kept and build anew')
    .option('--dir <directory>', 'where .hypothec is kept', '.')
    .option('--json', 'one JSON object a line instead of the view')
    .action(run);
}
