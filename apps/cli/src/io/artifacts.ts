import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foundryTool } from '@hypothec/contracts/foundry';
import type { Abi, Hex } from 'viem';
import { CliError } from '../errors.ts';

/** Where the contracts are, seen from this file. */
const contractsFolder = fileURLToPath(new URL('../../../../contracts', import.meta.url));
const outFolder = join(contractsFolder, 'out-ship');

/** What is deployed, by the path that forge is given. */
const targets = [
  'src/LoanBook.sol',
  'src/credit/LendingPool.sol',
  'src/oracles',
  'src/periphery',
  'local',
  'lib/openzeppelin/access/manager/AccessManager.sol',
] as const;

/** A built contract. */
export interface Artifact {
  readonly abi: Abi;
  readonly bytecode: Hex;
}

/**
 * Reads a contract as it ships.
 *
 * @throws {CliError} when the build lacks it.
 */
export function readArtifact(contract: string): Artifact {
  const path = join(outFolder, `${contract}.sol`, `${contract}.json`);
  if (!existsSync(path)) {
    throw new CliError(
      `The contracts are not built: ${contract} is missing. Run hypothec up, which builds them.`,
    );
  }
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as {
      readonly abi: Abi;
      readonly bytecode: { readonly object: Hex };
    };
    return { abi: file.abi, bytecode: file.bytecode.object };
  } catch (cause) {
    throw new CliError(`The build of ${contract} cannot be read: delete contracts/out-ship.`, {
      cause,
    });
  }
}

/** When a file, or the newest below a folder, was changed. */
function changedAt(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Says what bringing the build up to date will take: a second, or half a minute. */
export function buildText(): string {
  // Forge writes it whenever it has compiled something.
  const cache = join(contractsFolder, 'cache-ship', 'solidity-files-cache.json');
  const sources = ['src', 'local', 'foundry.toml'].map((name) => join(contractsFolder, name));
  const fresh = existsSync(cache) && changedAt(cache) >= Math.max(...sources.map(changedAt));
  return fresh ? 'Looking at the contracts' : 'Building the contracts (about half a minute)';
}

/**
 * Brings the build up to date, with the compiler settings that ship. Without changes it takes a
 * second.
 *
 * @throws {CliError} when the contracts do not compile, with the compiler's first error.
 */
export async function buildContracts(): Promise<void> {
  const child = spawn(foundryTool('forge'), ['build', ...targets], {
    cwd: contractsFolder,
    env: { ...process.env, FOUNDRY_PROFILE: 'ship', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const keep = (chunk: unknown): void => {
    said = `${said}${String(chunk)}`.slice(0, 20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number>((resolve) => {
    child.once('error', (cause) => {
      keep(cause.message);
      resolve(1);
    });
    child.once('exit', (status) => resolve(status ?? 1));
  });
  if (code === 0) return;
  const line = said.split('\n').find((text) => /error/i.test(text)) ?? said.split('\n')[0] ?? '';
  throw new CliError(
    `The contracts do not build: ${line.trim()} (npm run forge -- build tells all).`,
  );
}
