import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { foundryTool } from '@hypothec/contracts/foundry';
import type { Abi, Hex } from 'viem';
import { BenchError } from './errors.ts';

/** Where a library's address goes into bytecode: file, library, byte offsets. */
export type LinkReferences = Record<string, Record<string, readonly { start: number }[]>>;

export interface Artifact {
  name: string;
  abi: Abi;
  bytecode: Hex;
  links: LinkReferences;
}

export const benchFolder = dirname(import.meta.dirname);
const contractsFolder = join(benchFolder, '..', '..', 'contracts');
const out = join(benchFolder, 'out');

/** What is measured and what it runs on, by contract. */
const sources = {
  LoanBook: 'src/LoanBook.sol',
  LendingPool: 'src/credit/LendingPool.sol',
  FeedOracle: 'src/oracles/FeedOracle.sol',
  SettableFeed: 'local/SettableFeed.sol',
  PlainToken: 'test/tokens/PlainToken.sol',
  AccessManager: 'lib/openzeppelin/access/manager/AccessManager.sol',
} as const;

/**
 * Builds our contracts as they ship. Into a folder of its own: another build of the same profile
 * may be running.
 */
export async function buildOurs(): Promise<Record<keyof typeof sources, Artifact>> {
  const cache = join(benchFolder, 'cache', 'forge');
  const args = ['build', ...Object.values(sources), '--out', out, '--cache-path', cache];
  const building = promisify(execFile)(foundryTool('forge'), args, {
    cwd: contractsFolder,
    env: { ...process.env, FOUNDRY_PROFILE: 'ship', NO_COLOR: '1' },
    maxBuffer: 1 << 26,
  });
  process.once('exit', () => building.child.kill());
  try {
    await building;
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    throw new BenchError(`forge build of the ship profile failed:\n${stdout}${stderr}`, { cause });
  }
  return {
    LoanBook: readArtifact('LoanBook'),
    LendingPool: readArtifact('LendingPool'),
    FeedOracle: readArtifact('FeedOracle'),
    SettableFeed: readArtifact('SettableFeed'),
    PlainToken: readArtifact('PlainToken'),
    AccessManager: readArtifact('AccessManager'),
  };
}

function readArtifact(name: string): Artifact {
  const path = join(out, `${name}.sol`, `${name}.json`);
  const { abi, bytecode } = JSON.parse(readFileSync(path, 'utf8')) as {
    abi: Abi;
    bytecode: { object: Hex; linkReferences: LinkReferences };
  };
  if (bytecode.object.length <= 2) {
    throw new BenchError(`${relative(benchFolder, path)} has no bytecode: ${name} is abstract.`);
  }
  return { name, abi, bytecode: bytecode.object, links: bytecode.linkReferences };
}
