import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { foundryTool } from '@hypothec/contracts/foundry';
import { contractsFolder } from './artifacts.ts';
import type { Trace } from './run.ts';

/** Where the model and the contracts differ. */
export interface Difference {
  /** Position of the trace among those replayed together. */
  readonly trace: number;
  /** Number of the step, from 1; 0 is the world before the first. */
  readonly step: number;
  /** What differs, with both sides where they are words. */
  readonly what: string;
}

/** The replay itself broke: forge did not run, or failed for another reason than a difference. */
export class ReplayFailedError extends Error {
  override readonly name = 'ReplayFailedError';

  constructor(output: string) {
    super(`The replay did not finish:\n${output.slice(-4_000)}`);
  }
}

const folder = `${contractsFolder}/cache/traces`;
let serial = 0;

function runForge(prefix: string, count: number): Promise<string> {
  const args = ['test', '--match-path', 'test/differential/*', '--fail-fast', '-vv'];
  const child = spawn(foundryTool('forge'), args, {
    cwd: contractsFolder,
    env: {
      ...process.env,
      FOUNDRY_PROFILE: 'default',
      HYPOTHEC_TRACES: prefix,
      HYPOTHEC_TRACE_COUNT: String(count),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

/** Reads forge's report: how many steps were equal, or the first difference. */
export function readReport(output: string, traces: readonly Trace[]): Difference | null {
  const word = /WordDiffers\((\d+), (\d+), (\d+), (0x\w+), (0x\w+)\)/.exec(output);
  if (word !== null) {
    const [, trace, step, index, seen, expected] = word as unknown as string[];
    const label = labelOf(traces[Number(trace)], Number(index));
    const what = `${label}: the contracts have ${seen}, the model ${expected}`;
    return { trace: Number(trace), step: Number(step), what };
  }
  const step = /StepDiffers\((\d+), (\d+), "(\w+)", (0x\w*)\)/.exec(output);
  if (step !== null) {
    const [, trace, at, what, seen] = step as unknown as string[];
    return { trace: Number(trace), step: Number(at), what: `the contracts ${what} ${seen}` };
  }
  const total = traces.reduce((sum, { steps }) => sum + steps.length, 0);
  if (output.includes(`differential steps: ${total}\n`)) return null;
  throw new ReplayFailedError(output);
}

function labelOf(trace: Trace | undefined, index: number): string {
  let first = 0;
  for (const { slots, label } of trace?.watched ?? []) {
    if (index < first + slots.length) return `${label} word ${index - first}`;
    first += slots.length;
  }
  return `word ${index}`;
}

/** Replays traces on the contracts, each in a new world. Null when every step of all is equal. */
export async function replay(traces: readonly Trace[]): Promise<Difference | null> {
  mkdirSync(folder, { recursive: true });
  serial += 1;
  const prefix = `${process.pid}-${serial}`;
  const files = traces.map((_, i) => `${folder}/${prefix}-${i}.bin`);
  try {
    for (const [i, { bytes }] of traces.entries()) writeFileSync(files[i] as string, bytes);
    return readReport(await runForge(prefix, traces.length), traces);
  } finally {
    for (const file of files) rmSync(file, { force: true });
  }
}
