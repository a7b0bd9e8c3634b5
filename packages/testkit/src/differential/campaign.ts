import type { WorldConfig } from '../world/config.ts';
import { worldConfigs } from './configs.ts';
import { keepRegression } from './regressions.ts';
import { replay } from './replay.ts';
import { makeTrace, readTools } from './run.ts';
import type { Tools, Trace } from './run.ts';
import { shrink } from './shrink.ts';

/** What to compare, and how. */
export interface CampaignOptions {
  readonly steps: number;
  readonly seed: bigint;
  /** Replays at a time; the model runs beside them. */
  readonly jobs: number;
  readonly configs?: readonly WorldConfig[];
  readonly onProgress: (done: number) => void;
}

/** How a campaign ended: every step equal, or what differed first. */
export interface CampaignResult {
  readonly steps: number;
  readonly mismatches: number;
  readonly report: string | null;
}

/** Steps of one trace: long enough for loans to live and die, short enough to begin anew often. */
const TRACE_STEPS = 5_000;
const TRACES_A_REPLAY = 8;
const SHRINK_TRIES = 150;

interface Planned {
  readonly config: WorldConfig;
  readonly seed: bigint;
  readonly count: number;
}

function* plan({ steps, seed, configs = worldConfigs }: CampaignOptions): Generator<Planned> {
  let left = steps;
  for (let i = 0; left > 0; i += 1) {
    const config = configs[i % configs.length] as WorldConfig;
    const count = Math.min(left, TRACE_STEPS);
    yield { config, seed: BigInt.asUintN(64, (seed << 32n) + BigInt(i)), count };
    left -= count;
  }
}

function show(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Shrinks a difference, keeps it, and says all about it. */
async function explain(tools: Tools, planned: Planned, trace: Trace, step: number, what: string) {
  const moves = trace.steps.slice(0, step).map(({ elapsed, action }) => ({ elapsed, action }));
  const fewer = await shrink(tools, planned.config, moves, SHRINK_TRIES);
  const name = `${planned.config.name}-${planned.seed}-${step}`;
  const path = keepRegression(name, planned.config, fewer);
  const last = trace.steps[step - 1];
  return [
    `world ${planned.config.name}, seed ${planned.seed}, step ${step}: ${what}`,
    `action: ${JSON.stringify(last?.action, show)}`,
    `model: ${JSON.stringify(last?.result, show)}`,
    `shrunk from ${moves.length} to ${fewer.length} moves, kept in ${path}`,
  ].join('\n');
}

/** Runs random actions in the model and on the contracts and stops at the first difference. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const tools = readTools();
  const queue = plan(options);
  let done = 0;
  let report: string | null = null;
  const worker = async (): Promise<void> => {
    while (report === null) {
      const batch = take(queue, TRACES_A_REPLAY);
      if (batch.length === 0) return;
      const traces = batch.map(({ config, seed, count }) => makeTrace(tools, config, seed, count));
      const difference = await replay(traces);
      if (difference !== null && report === null) {
        const { trace, step, what } = difference;
        report = `difference at step ${step}: ${what}`;
        report = await explain(tools, batch[trace] as Planned, traces[trace] as Trace, step, what);
        return;
      }
      done += batch.reduce((sum, { count }) => sum + count, 0);
      options.onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  return { steps: done, mismatches: report === null ? 0 : 1, report };
}

function take<T>(items: Generator<T>, count: number): readonly T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = items.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}
