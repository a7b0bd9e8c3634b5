import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

// Runs the command as a user does: its own process, its own output.

const bin = fileURLToPath(new URL('../../bin/hypothec', import.meta.url));

/** What a command said and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A stack did not do what a test waits for. */
export class StackTestError extends Error {
  override readonly name = 'StackTestError';
}

function start(
  args: readonly string[],
  cwd: string,
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(bin, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
}

/** Runs a command to its end. */
export async function hypothec(cwd: string, ...args: readonly string[]): Promise<Ran> {
  const child = start(args, cwd);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: unknown) => (out += String(chunk)));
  child.stderr.on('data', (chunk: unknown) => (err += String(chunk)));
  const code = await new Promise<number>((resolve) => {
    child.on('close', (status) => resolve(status ?? -1));
  });
  return { code, out, err };
}

/** Runs a command that must succeed with this text as its stdin, and gives what it said. */
export function piped(cwd: string, input: string, ...args: readonly string[]): string {
  return execFileSync(bin, args, { cwd, input, encoding: 'utf8' });
}

/** Runs a command that must succeed, and reads its JSON. */
export async function answer<Answer>(cwd: string, ...args: readonly string[]): Promise<Answer> {
  const { code, out, err } = await hypothec(cwd, ...args, '--json');
  if (code !== 0) throw new StackTestError(`hypothec ${args.join(' ')}: exit ${code}: ${err}`);
  return JSON.parse(out) as Answer;
}

/** A line of a command that goes on. */
export interface Line {
  readonly type: string;
  readonly text?: string;
  readonly name?: string;
  readonly state?: string;
  readonly serving?: { readonly rpcUrl: string; readonly apiUrl: string };
}

/** A running `up`. */
export interface RunningStack {
  /** Every line so far, as JSON. */
  readonly lines: readonly Line[];
  /** Waits for a line of a type. */
  readonly until: (type: string) => Promise<void>;
  /** Waits for a line that is as wanted, whatever was said before. */
  readonly untilLine: (wanted: (line: Line) => boolean) => Promise<void>;
  /** Asks it to stop, as Ctrl-C does, and waits for its exit code. */
  readonly stop: () => Promise<number>;
  /** Ends it without asking. */
  readonly kill: () => Promise<void>;
}

/** Starts `up` and collects what it says. */
export function up(cwd: string, ...args: readonly string[]): RunningStack {
  return follow(cwd, 'up', ...args);
}

/** Starts a command that goes on until it is stopped, and collects what it says. */
export function follow(cwd: string, ...args: readonly string[]): RunningStack {
  const child = start([...args, '--json'], cwd);
  const lines: Line[] = [];
  let err = '';
  let news = Promise.withResolvers<void>();
  child.stderr.on('data', (chunk: unknown) => (err += String(chunk)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Line);
    news.resolve();
  });
  const ended = new Promise<number>((resolve) => {
    child.on('close', (code) => {
      news.resolve();
      resolve(code ?? -1);
    });
  });
  const untilLine = async (wanted: (line: Line) => boolean): Promise<void> => {
    while (!lines.some(wanted)) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new StackTestError(`${args[0]} ended before it said what was waited for: ${err}`);
      }
      await news.promise;
      news = Promise.withResolvers<void>();
    }
  };
  const stop = async (): Promise<number> => {
    child.kill('SIGINT');
    return ended;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const until = (type: string): Promise<void> => untilLine((line) => line.type === type);
  return { lines, until, untilLine, stop, kill };
}
