import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forge } from '../lib/forge.ts';
import { contractsFolder } from '../lib/root.ts';
import { type Suite, counted } from './suite.ts';

/** EIP-170. */
const largestContract = 24_576;

/**
 * Both builds: the legacy one with every test, where a warning is an error, and the one that ships,
 * where a contract too large for a chain is an error.
 */
export const build: Suite = {
  name: 'build',
  async run(log) {
    const legacy = await forge(['build', '--deny', 'warnings'], 'default', { log });
    const shipped = await forge(['build', 'src', 'local', '--sizes'], 'ship', { log });
    const failed = [legacy, shipped].filter(({ code }) => code !== 0).length;
    const size = deployedSize('LoanBook');
    const share = size === undefined ? [] : [`LoanBook has ${sized(size)}`];
    return { passed: 2 - failed, failed, skipped: [], facts: share };
  },
};

function sized(bytes: number): string {
  return `${counted(bytes, 'byte')} of ${largestContract.toLocaleString('en-GB')}`;
}

function deployedSize(contract: string): number | undefined {
  const path = join(contractsFolder, 'out-ship', `${contract}.sol`, `${contract}.json`);
  try {
    const artifact = JSON.parse(readFileSync(path, 'utf8')) as {
      deployedBytecode: { object: string };
    };
    return (artifact.deployedBytecode.object.length - 2) / 2;
  } catch {
    return undefined;
  }
}
