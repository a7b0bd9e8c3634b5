import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ScriptError } from './errors.ts';
import { root } from './root.ts';

export interface Run {
  /** Exit code; 128 + the signal's number is not told apart, it is simply not 0. */
  code: number;
  /** Everything written to stdout and stderr, as lines in the order they came. */
  lines: string[];
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Called for each line as it is written. Without it the output goes to this process's own. */
  log?: ((line: string) => void) | undefined;
}

/**
 * Runs a program to its end. A non-zero exit is an answer, not an error; a missing program is one.
 */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  const { cwd = root, env = {}, log = (line) => process.stdout.write(`${line}\n`) } = options;
  const lines: string[] = [];
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const take = async (stream: Readable): Promise<void> => {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      lines.push(line);
      log(line);
    }
  };
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', (cause) =>
      reject(new ScriptError(`${program} could not be started: ${cause.message}`, { cause })),
    );
    child.on('close', (code) => resolve(code ?? 1));
  });
  const [code] = await Promise.all([ended, take(child.stdout), take(child.stderr)]);
  return { code, lines };
}

/** Runs a JavaScript program that an npm package brings, on this Node whatever the PATH says. */
export function runTool(
  name: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  const path = join(root, 'node_modules', '.bin', name);
  if (!existsSync(path)) throw new ScriptError(`${name} is not installed: run npm ci.`);
  return run(process.execPath, [realpathSync(path), ...args], options);
}
