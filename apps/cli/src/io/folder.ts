import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { CliError } from '../errors.ts';

/** The folder that a local stack is kept in. */
export const FOLDER = '.hypothec';

const address = z.templateLiteral(['0x', z.string().regex(/^[0-9a-f]{40}$/)]);
const whole = z.string().regex(/^\d+$/).transform(BigInt);

const deploymentSchema = z.strictObject({
  version: z.literal(1),
  chainId: z.number().int(),
  book: address,
  lens: address,
  gateway: address,
  manager: address,
  tokens: z.array(
    z.strictObject({
      symbol: z.string(),
      name: z.string(),
      decimals: z.number().int(),
      kind: z.enum(['faucet', 'wrapped-native', 'staked']),
      address,
    }),
  ),
  feeds: z.record(z.string(), address),
  rates: z.record(z.string(), address),
  pools: z.array(
    z.strictObject({
      loanToken: z.string(),
      creditorId: z.number().int(),
      address,
      listings: z.array(
        z.strictObject({
          collateral: z.string(),
          collateralId: z.number().int(),
          oracle: address,
          ladder: z.string(),
        }),
      ),
    }),
  ),
});

/** Where everything stands on the chain. */
export type Deployment = z.infer<typeof deploymentSchema>;

const playSchema = z.strictObject({
  version: z.literal(1),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('scenario'), name: z.string(), seed: whole }),
    z.strictObject({ kind: z.literal('file'), path: z.string(), symbol: z.string() }),
  ]),
  from: z.string().nullable(),
  to: z.string().nullable(),
  seed: whole,
  speed: whole,
  /** Index of the next tick. */
  position: z.number().int().nonnegative(),
  /** Seconds that the chain's clock is ahead of the history's. */
  shift: whole,
  /** Why the history stands still; null while it plays. */
  paused: z.string().nullable(),
  /** Prices moved by hand, 1e18 = 1 times the history's. */
  factors: z.record(z.string(), whole),
});

/** How far the history has come. */
export type PlayState = z.infer<typeof playSchema>;

const runningSchema = z.strictObject({
  pid: z.number().int(),
  chainPid: z.number().int().nullable(),
  /** Processes of the services by name. */
  services: z.record(z.string(), z.number().int().nullable()),
  rpcUrl: z.string(),
  apiUrl: z.string().nullable(),
  /** With its password, which is why this file is for its owner alone. */
  databaseUrl: z.string().nullable(),
  controlUrl: z.string().nullable(),
  /** What a request to `controlUrl` must bring. */
  secret: z.string(),
  /** Unix milliseconds. */
  startedAt: z.number().int(),
});

/** A running `hypothec up`. */
export type Running = z.infer<typeof runningSchema>;

/** The files of one stack. */
export interface StackFolder {
  readonly path: string;
  readonly chain: string;
  readonly deployment: string;
  readonly play: string;
  readonly running: string;
  /** Folder of the stack's own database. */
  readonly database: string;
}

/** The folder of a stack, below the directory that `up` runs in. */
export function stackFolder(directory: string): StackFolder {
  const path = join(resolve(directory), FOLDER);
  return {
    path,
    chain: join(path, 'chain.json'),
    deployment: join(path, 'deployment.json'),
    play: join(path, 'play.json'),
    running: join(path, 'running.json'),
    database: join(path, 'database'),
  };
}

/** What the system shows a service of a stack as. */
export function serviceTitle(name: string, folder: StackFolder): string {
  return `hypothec-${name} ${folder.path}`;
}

/** The stack of a directory or of the nearest one above it that has one. */
export function findStackFolder(directory: string): StackFolder | null {
  for (let at = resolve(directory); ; at = dirname(at)) {
    const folder = stackFolder(at);
    if (existsSync(folder.deployment)) return folder;
    if (dirname(at) === at) return null;
  }
}

/** Removes what is kept of a stack, but not the mark of who runs it. */
export function clearStackFolder(folder: StackFolder): void {
  const options = { force: true, recursive: true };
  for (const file of [folder.chain, folder.deployment, folder.play]) rmSync(file, options);
}

function readJson<Out>(path: string, schema: z.ZodType<Out>, what: string): Out | null {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new CliError(
      `${path} is damaged, so the ${what} is lost: start over with hypothec up --reset.`,
      { cause },
    );
  }
}

/** Writes through a second file, so that a reader or a crash never meets half of one. */
function writeJson(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  const text = JSON.stringify(
    value,
    (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item),
    2,
  );
  writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function readDeployment(folder: StackFolder): Deployment | null {
  return readJson(folder.deployment, deploymentSchema, 'list of addresses');
}

export function writeDeployment(folder: StackFolder, deployment: Deployment): void {
  writeJson(folder.deployment, deployment);
}

export function readPlay(folder: StackFolder): PlayState | null {
  return readJson(folder.play, playSchema, 'place in the price history');
}

export function writePlay(folder: StackFolder, play: PlayState): void {
  writeJson(folder.play, play);
}

/** The running `up`, or null: a file left by one that has died does not count. */
export function readRunning(folder: StackFolder): Running | null {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(folder.running, 'utf8')));
  } catch {
    return null;
  }
}

/** Takes the folder for this process. False when another took it first. */
export function takeFolder(folder: StackFolder, running: Running): boolean {
  makeFolder(folder);
  try {
    writeFileSync(folder.running, JSON.stringify(running), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw unwritable(folder, cause);
  }
}

function makeFolder(folder: StackFolder): void {
  const above = dirname(folder.path);
  if (existsSync(above) && !statSync(above).isDirectory()) {
    throw new CliError(`${above} is a file: give --dir a directory.`);
  }
  try {
    mkdirSync(above, { recursive: true });
    // By itself: where the system makes no folder (/proc), the recursive kind tries for ever.
    if (!existsSync(folder.path)) mkdirSync(folder.path);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

function unwritable(folder: StackFolder, cause: unknown): CliError {
  return new CliError(
    `${folder.path} cannot be written (${codeOf(cause)}): choose another directory with --dir.`,
    { cause },
  );
}

export function writeRunning(folder: StackFolder, running: Running): void {
  writeJson(folder.running, running);
}

export function leaveFolder(folder: StackFolder): void {
  rmSync(folder.running, { force: true });
}

/** Reads the time of the last block that a kept chain has. */
export function chainTimeOf(folder: StackFolder): bigint | null {
  if (!existsSync(folder.chain)) return null;
  const schema = z.object({ block: z.object({ timestamp: z.string(), number: z.string() }) });
  try {
    return BigInt(schema.parse(JSON.parse(readFileSync(folder.chain, 'utf8'))).block.timestamp);
  } catch (cause) {
    throw new CliError(
      `${folder.chain} is damaged, so the kept chain is lost: start over with hypothec up --reset.`,
      { cause },
    );
  }
}

/** Says whether a process is alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
