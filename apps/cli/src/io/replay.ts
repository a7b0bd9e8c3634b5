import { rmSync, writeFileSync } from 'node:fs';
import type { StackConfig } from '@hypothec/config';
import { formatInstant } from '@hypothec/risk';
import { CliError } from '../errors.ts';
import { defaultPolicy, keeperText } from '../keeper/decide.ts';
import { behaviourText } from '../people/behaviour.ts';
import type { Behaviour } from '../people/behaviour.ts';
import { planPopulation, populationText } from '../people/population.ts';
import type { MarketWeight } from '../people/population.ts';
import type { History } from '../play/history.ts';
import { firstPrices, timeline } from '../play/timeline.ts';
import type { Tick } from '../play/timeline.ts';
import { closingCheck, holds } from '../replay/check.ts';
import { collateralBook, playTick } from '../replay/engine.ts';
import type { Engine } from '../replay/engine.ts';
import { Ledger } from '../replay/ledger.ts';
import { creditorReport } from '../replay/report.ts';
import type { GasFigures, ReplayReport } from '../replay/report.ts';
import { WatchList } from '../replay/watch-list.ts';
import { toJson } from '../text/output.ts';
import type { Progress } from '../text/output.ts';
import { addressOf } from './accounts.ts';
import type { Anvil } from './anvil.ts';
import { setUpReplay } from './replay-setup.ts';
import type { ReplaySetup } from './replay-setup.ts';

/** What to replay, and with whom. */
export interface ReplayOptions {
  readonly history: History;
  readonly loans: number;
  readonly seed: bigint;
  readonly weights: readonly MarketWeight[];
  readonly behaviour: Behaviour;
  /** What to do with the chain before it is ended; null for nothing. */
  readonly afterwards: ((played: Played) => Promise<void>) | null;
}

/** A replay that has been played, with its chain still up. */
export interface Played {
  readonly anvil: Anvil;
  readonly book: string;
  readonly report: ReplayReport;
}

/** How often the progress line changes, in prices played. */
const STEP = 25;

const limitsText =
  'All loans are opened at the first price, with the limits on new debt set aside. Lenders bring ' +
  'what makes their pool 70 % used, and 1 % of it as first loss; nobody lends or leaves later.';

async function playAll(engine: Engine, setup: ReplaySetup, ticks: readonly Tick[], say: Progress) {
  const collateralOf = collateralBook(engine.mirror);
  for (const [index, tick] of ticks.entries()) {
    await setup.chain.play(tick, playTick(engine, tick), collateralOf);
    if (index % STEP !== 0) continue;
    const part = Math.floor((100 * index) / ticks.length);
    say.step(`Playing ${formatInstant(tick.time)} (${part} %)`, { often: index % 500 !== 0 });
  }
}

const ACTS = ['call', 'clear', 'top-up', 'repay', 'liquidate', 'write-off'] as const;

function gasFigures({ chain }: ReplaySetup): readonly GasFigures[] {
  return ACTS.flatMap((act) => {
    const used = chain.gas.get(act);
    if (used === undefined) return [];
    const { acts, transactions, gas } = used;
    return [{ act, acts, transactions, gas: `${gas}`, gasEach: `${gas / BigInt(acts)}` }];
  });
}

/** What became of everyone, with what was assumed. */
function reportOf(
  stack: StackConfig,
  { history, loans, seed, behaviour }: ReplayOptions,
  played: {
    readonly setup: ReplaySetup;
    readonly ticks: readonly Tick[];
    readonly ledger: Ledger;
    readonly lines: ReturnType<typeof closingCheck>;
  },
): ReplayReport {
  const { setup, ticks, ledger, lines } = played;
  const { chain, mirror, starts } = setup;
  return {
    version: 1,
    history: {
      title: history.title,
      description: history.description,
      from: formatInstant(ticks[0]?.time ?? 0n),
      to: formatInstant(ticks.at(-1)?.time ?? 0n),
      prices: ticks.length,
    },
    population: { loans, seed: `${seed}` },
    assumptions: {
      ...populationText,
      borrowers: behaviourText(behaviour),
      keeper: keeperText,
      limits: limitsText,
    },
    creditors: starts
      .filter((start) => start.loans > 0)
      .map((start) =>
        creditorReport(stack, mirror, start, ledger.figures(mirror, start.creditorId)),
      ),
    gas: gasFigures(setup),
    check: { holds: holds(lines), lines },
    chain: {
      blocks: chain.blocks,
      transactions: chain.transactions,
      eventsCompared: chain.events,
    },
  };
}

/** Replays a history against a population on a chain of its own, and holds the end to account. */
export async function replay(
  stack: StackConfig,
  options: ReplayOptions,
  progress: Progress,
): Promise<ReplayReport> {
  const { history, loans, seed, weights, behaviour } = options;
  const ticks = timeline(history.tracks);
  const prices = firstPrices(history.tracks);
  const plans = planPopulation(stack, { loans, seed, prices, weights });
  progress.step('Building the stack on a chain of its own');
  const onStep = (text: string): void => progress.step(`Building: ${text}`, { often: true });
  const setup = await setUpReplay(stack, { ticks, prices, plans, onStep });
  try {
    const { mirror, ids, chain } = setup;
    const watch = new WatchList();
    for (const id of ids) watch.update(mirror, id);
    const ledger = new Ledger();
    const keeper = addressOf('keeper');
    const policy = defaultPolicy;
    const answers: Engine['answers'] = new Map();
    const engine = { mirror, watch, ledger, keeper, policy, behaviour, seed, answers };
    await playAll(engine, setup, ticks, progress);
    progress.step('Holding the chain against the model');
    const lines = closingCheck(mirror, await chain.state(ids));
    const report = reportOf(stack, options, { setup, ticks, ledger, lines });
    await options.afterwards?.({ anvil: setup.anvil, book: chain.deployment.book, report });
    return report;
  } finally {
    await setup.anvil.stop();
  }
}

/** Makes sure that a report can be written, before half an hour is spent on it. */
export function checkReportPath(path: string): void {
  try {
    writeFileSync(path, '', { flag: 'a' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new CliError(`The report cannot be written to ${path} (${code}): choose another file.`, {
      cause,
    });
  }
}

/** Writes a report; a file that could not be written whole is removed. */
export function writeReport(path: string, report: ReplayReport): void {
  try {
    writeFileSync(path, `${toJson(report, 2)}\n`);
  } catch (cause) {
    rmSync(path, { force: true });
    throw new CliError(`The report could not be written to ${path}: ${String(cause)}.`, { cause });
  }
}
