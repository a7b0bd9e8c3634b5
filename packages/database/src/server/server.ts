import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from '../errors.ts';
import { isReachable, nativeFolder, serverUser, sharedFolder } from './native.ts';

/** A PostgreSQL server of our own, on this machine and for it alone. */
export interface Server {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves with a sentence when it ends without having been asked to. */
  readonly died: Promise<string>;
  /** Ends it as it should: connections are cut, everything is on disk. */
  stop(): Promise<void>;
}

/** How to start one. */
export interface ServerOptions {
  /** Made where it is not there. What it holds survives restarts, crashes included. */
  readonly folder: string;
  /** A free one unless told. */
  readonly port?: number;
  /** For tests: faster, and lost with the machine's power. */
  readonly careless?: boolean;
}

const START_MS = 30_000;
const STOP_MS = 20_000;

function environment(native: string) {
  return {
    LD_LIBRARY_PATH: join(native, 'lib'),
    LC_ALL: 'C',
    TZ: 'UTC',
    PATH: process.env['PATH'],
  };
}

/** Starts a program that does not outlive this process, unless that is killed. */
function run(native: string, program: string, args: readonly string[], detached = false) {
  const child = spawn(join(native, 'bin', program), args, {
    ...serverUser(),
    cwd: '/',
    detached,
    env: environment(native),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGQUIT');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  return child;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

/** Gives a folder to the server's user, and to nobody else. */
function handOver(path: string, mode: number): void {
  const { uid, gid } = serverUser();
  chmodSync(path, mode);
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/**
 * Where the data is: in the folder itself, or where the server's user can reach it, which the
 * folder then says.
 */
export function dataFolder(folder: string): string {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true });
  const own = join(path, 'data');
  if (serverUser().uid === undefined) return own;
  chmodSync(path, 0o711);
  if (isReachable(own)) return own;
  const key = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const elsewhere = sharedFolder(key);
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  writeFileSync(join(path, 'where.txt'), `${elsewhere}\n`);
  return join(elsewhere, 'data');
}

/** Removes a server's data, wherever it is. Nothing may run on it. */
export function removeServer(folder: string): void {
  const path = resolve(folder);
  if (!existsSync(path)) return;
  // Its folder as well, where that is elsewhere.
  rmSync(dirname(dataFolder(path)), { recursive: true, force: true });
  rmSync(path, { recursive: true, force: true });
}

/** Makes the data beside its place first: what was cut short is never taken for whole. */
async function initialise(native: string, folder: string, data: string): Promise<void> {
  const part = `${data}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  handOver(part, 0o700);
  // Kept before the data is made with it: data without its password would be of no use.
  const password = randomBytes(18).toString('base64url');
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
  const passwordFile = join(resolve(data, '..'), 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  handOver(passwordFile, 0o600);
  const how = ['-E', 'UTF8', '--no-sync', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const child = run(native, 'initdb', ['-D', part, '-U', 'hypothec', ...how]);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: unknown) => said.push(String(chunk)));
  }
  const code = await exitOf(child);
  rmSync(passwordFile, { force: true });
  if (code === 0) {
    renameSync(part, data);
    return;
  }
  rmSync(part, { recursive: true, force: true });
  throw new DatabaseError(`The database cannot be made in ${data}: ${said.join('').trim()}`);
}

/** The password that is kept beside the data. */
function readPassword(folder: string): string {
  try {
    return readFileSync(join(folder, 'password'), 'utf8');
  } catch (cause) {
    throw new DatabaseError(
      `The password of the database in ${folder} is gone: put its file "password" back, or ` +
        'remove the folder to start over.',
      { cause },
    );
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => {
    child.once('error', () => done(-1));
    child.once('exit', (code) => done(code));
  });
}

/** The sessions of a server that was killed take a moment to notice it, and hold its data. */
const HELD = /still in use|lock file "postmaster.pid" already exists/;
const HELD_MS = 15_000;

/** Waits until the server says that it takes connections; false when the data is held still. */
function ready(child: ChildProcess, said: string[]): Promise<boolean> {
  return new Promise((done, fail) => {
    const failed = (how: string): void => {
      child.kill('SIGKILL');
      if (said.some((line) => HELD.test(line))) done(false);
      else fail(new DatabaseError(`PostgreSQL ${how}: ${said.slice(-5).join(' | ')}`));
    };
    const late = setTimeout(() => failed('is not ready after 30 s'), START_MS);
    child.once('exit', (code) => {
      clearTimeout(late);
      failed(`ended with ${code ?? 'a signal'}`);
    });
    child.once('error', (error) => failed(`cannot be started (${error.message})`));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (said.length > 50) said.shift();
        if (!line.includes('ready to accept connections')) return;
        clearTimeout(late);
        done(true);
      });
    }
  });
}

const settings = (port: number, careless: boolean): readonly string[] =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=64MB',
    'log_checkpoints=off',
    ...(careless ? ['fsync=off', 'full_page_writes=off'] : []),
  ].flatMap((setting) => ['-c', setting]);

async function startPatiently(native: string, args: readonly string[]) {
  for (let waited = 0; ; waited += 100) {
    // In a group of its own: Ctrl-C at the terminal is for who started it, who then stops it.
    const child = run(native, 'postgres', args, true);
    const said: string[] = [];
    if (await ready(child, said)) return { child, said };
    if (waited >= HELD_MS) {
      throw new DatabaseError(`Another server holds the data: ${said.slice(-2).join(' | ')}`);
    }
    await sleep(100);
  }
}

/**
 * Starts PostgreSQL on a folder, made where it is new, and waits until it takes connections. It
 * listens on this machine alone and wants a password, which is kept in the folder.
 *
 * Data of a server that was killed is recovered first. It ends with this process, if not stopped
 * before.
 *
 * @throws {DatabaseError} when there is no PostgreSQL for this platform, or it does not start.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const folder = resolve(options.folder);
  const native = nativeFolder();
  const data = dataFolder(folder);
  if (!existsSync(data)) await initialise(native, folder, data);
  const password = readPassword(folder);
  const port = options.port ?? (await freePort());
  const args = ['-D', data, ...settings(port, options.careless ?? false)];
  const { child, said } = await startPatiently(native, args);
  let asked = false;
  const gone = exitOf(child);
  return {
    url: `postgres://hypothec:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: child.pid ?? 0,
    died: gone.then((code) => {
      const how = code === null ? 'was killed' : `ended with ${code}`;
      const sentence = `PostgreSQL ${how}: ${said.slice(-3).join(' | ')}`;
      return asked ? new Promise<string>(() => undefined) : sentence;
    }),
    async stop() {
      asked = true;
      child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
      await gone;
      clearTimeout(late);
    },
  };
}
