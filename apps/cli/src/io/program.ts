import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Started } from './service.ts';

/** A program of ours, run by the same Node as this one. */
export interface ProgramOptions {
  readonly path: string;
  /** What the system shows it as: by this it is known again if it outlives us. */
  readonly title: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  /** Waits until it can be used; told when to give up, and with each line that it says. */
  readonly whenReady: (signs: ProgramSigns) => Promise<void>;
}

/** What tells whether a program is ready. */
export interface ProgramSigns {
  /** Aborted when the program has ended. */
  readonly ended: AbortSignal;
  readonly onSaid: (listener: (line: string) => void) => void;
}

/** Lines of stderr that are looked through for why a program ended. */
const MOST_SAID = 40;

/** Why a program ended: what it said last, or the error above a trace of calls. */
function lastWords(said: readonly string[]): string | undefined {
  const error = said.findLast((line) => /^\w*Error\b.*: /.test(line));
  return error ?? said.findLast((line) => line.trim() !== '')?.trim();
}

/** How long a program may take to end before it is made to, milliseconds. */
const STOP_MS = 10_000;

/**
 * Starts a program in a process group of its own: Ctrl-C at a terminal reaches only who started
 * it. It does not outlive this process, unless that is killed.
 */
export async function startProgram(options: ProgramOptions): Promise<Started> {
  const { path, title, env, onLine, whenReady } = options;
  const child = spawn(process.execPath, [`--title=${title}`, path], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const listeners: ((line: string) => void)[] = [onLine];
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (stream === child.stderr) said.splice(0, Math.max(0, said.push(line) - MOST_SAID));
      for (const listener of listeners) listener(line);
    });
  }
  const ended = new AbortController();
  const gone = new Promise<string>((resolve) => {
    const end = (how: string): void => {
      ended.abort();
      resolve(how);
    };
    child.once('error', ({ message }) => end(message));
    // Not `exit`: what it said last is still to be read.
    child.once('close', (code, signal) => {
      // One that was killed had no say in it.
      end(signal === null ? (lastWords(said) ?? `exit ${code}`) : `exit ${signal}`);
    });
  });
  const endToo = (): void => void child.kill('SIGTERM');
  process.once('exit', endToo);
  void gone.then(() => process.off('exit', endToo));
  let asked = false;
  return {
    pid: child.pid ?? 0,
    ready: whenReady({
      ended: ended.signal,
      onSaid: (listener) => void listeners.push(listener),
    }),
    died: gone.then((how) => (asked ? new Promise<string>(() => undefined) : how)),
    stop: async () => {
      asked = true;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(late);
    },
  };
}

/** Ready when it says so: a line of JSON with `"ready": true`. */
export function readyWhenSaid({ onSaid }: ProgramSigns): Promise<void> {
  return new Promise((resolve) => {
    onSaid((line) => {
      if (/^\{.*"ready":\s*true/.test(line)) resolve();
    });
  });
}

/** Ready when an address answers with 200; asked ever less often, a second apart in the end. */
export function readyWhenAnswers(url: string): (signs: ProgramSigns) => Promise<void> {
  return ({ ended }) =>
    new Promise((resolve) => {
      const ask = async (pause: number): Promise<void> => {
        if (ended.aborted) return;
        const { ok } = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => ({
          ok: false,
        }));
        if (ok) resolve();
        else setTimeout(() => void ask(Math.min(1_000, pause * 1.1)), pause);
      };
      void ask(50);
    });
}
