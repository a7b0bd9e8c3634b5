import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forge } from './forge.ts';
import { contractsFolder } from './root.ts';
import { runTool, type RunOptions } from './run.ts';

/** Whole paths: forge does not find a file by one that leaves its own folder. */
const solidityFolders = ['src', 'test', 'local', '../bench'].map((folder) =>
  join(contractsFolder, folder),
);

/** Formats TypeScript and JSON by oxfmt and Solidity by forge, or only checks. */
export async function format(check: boolean, options: RunOptions = {}): Promise<{ code: number }> {
  const flags = check ? ['--check'] : [];
  const folders = solidityFolders.filter((folder) => existsSync(folder));
  const typescript = await runTool('oxfmt', flags, options);
  const solidity = await forge(['fmt', ...flags, ...folders], 'default', options);
  return { code: typescript.code || solidity.code };
}
