import { randomBytes } from 'node:crypto';
import { CliError } from '../errors.ts';
import { isAlive, leaveFolder, readRunning, takeFolder, writeRunning } from './folder.ts';
import type { Running, StackFolder } from './folder.ts';
import { endOrphans } from './orphans.ts';

/** What a running `up` tells other shells, kept up to date in its folder. */
export class RunningMark {
  readonly folder: StackFolder;
  #running: Running;

  constructor(folder: StackFolder, running: Running) {
    this.folder = folder;
    this.#running = running;
  }

  get secret(): string {
    return this.#running.secret;
  }

  update(part: Partial<Running>): void {
    this.#running = { ...this.#running, ...part };
    writeRunning(this.folder, this.#running);
  }

  /** Notes which process a service is. */
  service(name: string, pid: number | null): void {
    this.update({ services: { ...this.#running.services, [name]: pid } });
  }
}

/**
 * Takes the folder for this process.
 *
 * @throws {CliError} when another `up` runs in it.
 */
export async function claim(folder: StackFolder): Promise<RunningMark> {
  const running: Running = {
    pid: process.pid,
    chainPid: null,
    services: {},
    rpcUrl: '',
    apiUrl: null,
    databaseUrl: null,
    controlUrl: null,
    secret: randomBytes(16).toString('hex'),
    startedAt: Date.now(),
  };
  if (takeFolder(folder, running)) return new RunningMark(folder, running);
  const other = readRunning(folder);
  if (other !== null && isAlive(other.pid)) {
    throw new CliError(
      `Another hypothec up already runs in ${folder.path} (process ${other.pid}): stop it there ` +
        'with Ctrl-C, or use it from this shell.',
    );
  }
  await endOrphans(folder, other);
  leaveFolder(folder);
  if (takeFolder(folder, running)) return new RunningMark(folder, running);
  throw new CliError(`Another hypothec up has just started in ${folder.path}.`);
}
