import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foundryTool } from '@hypothec/contracts/foundry';
import type { Hex } from 'viem';
import { ChainHarnessError } from './errors.ts';

const contractsFolder = fileURLToPath(new URL('../../../../contracts', import.meta.url));

/** The build that ships, or the one that the contract tests run on. */
export type BuildProfile = 'ship' | 'default';

const folders: Readonly<Record<BuildProfile, string>> = { ship: 'out-ship', default: 'out' };

/** What ships, the access manager as it comes among it; or everything with the contract tests. */
const targets: Readonly<Record<BuildProfile, readonly string[]>> = {
  ship: ['src', 'local', 'lib/openzeppelin/access/manager/AccessManager.sol'],
  default: [],
};

function build(profile: BuildProfile): void {
  try {
    execFileSync(foundryTool('forge'), ['build', ...targets[profile], '--quiet'], {
      cwd: contractsFolder,
      env: { ...process.env, FOUNDRY_PROFILE: profile },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (cause) {
    throw new ChainHarnessError('The contracts do not build, see above.', { cause });
  }
}

/**
 * The creation code of a contract from the build; built first where it is missing.
 *
 * @param contract - `LoanBook`; its file must have the same name.
 * @param profile - What ships unless told; test contracts are only in the default build.
 * @throws {ChainHarnessError} when there is no such contract, or its code still has to be linked.
 */
export function readBytecode(contract: string, profile: BuildProfile = 'ship'): Hex {
  const path = join(contractsFolder, folders[profile], `${contract}.sol`, `${contract}.json`);
  if (!existsSync(path)) build(profile);
  if (!existsSync(path))
    throw new ChainHarnessError(`There is no contract ${contract} in ${path}.`);
  const { bytecode } = JSON.parse(readFileSync(path, 'utf8')) as { bytecode: { object: string } };
  if (!/^0x(?:[0-9a-f]{2})+$/.test(bytecode.object)) {
    throw new ChainHarnessError(`${contract} has no creation code of its own.`);
  }
  return bytecode.object as Hex;
}
