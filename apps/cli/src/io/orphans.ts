import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, serviceTitle } from './folder.ts';
import type { Running, StackFolder } from './folder.ts';

/** How long an orphan may take to end before it is made to, milliseconds. */
const PATIENCE = 10_000;

/** What a process was started with; empty where it cannot be told. */
function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', `${pid}`], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Whether a process is what it is taken for: its number may be another's by now. */
function isStill(pid: number, sign: string): boolean {
  // One that has ended and is not yet cleared away by the system is there, but without a command.
  return isAlive(pid) && commandOf(pid).includes(sign);
}

async function endOrphan(pid: number | null, sign: string, signal: NodeJS.Signals): Promise<void> {
  if (pid === null || !isStill(pid, sign)) return;
  process.kill(pid, signal);
  for (let waited = 0; waited < PATIENCE; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (!isStill(pid, sign)) return;
  }
  process.kill(pid, 'SIGKILL');
}

/** A server writes down by itself who it is, so it is found even if nobody else noted it. */
async function endDatabase(folder: StackFolder): Promise<void> {
  if (!existsSync(folder.database)) return;
  const { dataFolder } = await import('@hypothec/database/server');
  const data = dataFolder(folder.database);
  const note = join(data, 'postmaster.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  // SIGINT: connections are cut, and what was committed is written.
  if (Number.isSafeInteger(pid) && pid > 1) await endOrphan(pid, data, 'SIGINT');
}

/**
 * Ends what outlived an `up` that was killed, in the order of a stop: services, then the
 * database and the chain, which write what they hold.
 */
export async function endOrphans(folder: StackFolder, left: Running | null): Promise<void> {
  for (const name of ['api', 'indexer'] as const) {
    await endOrphan(left?.services[name] ?? null, serviceTitle(name, folder), 'SIGTERM');
  }
  await Promise.all([
    endDatabase(folder),
    endOrphan(left?.chainPid ?? null, folder.chain, 'SIGTERM'),
  ]);
}
