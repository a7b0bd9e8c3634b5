import { foundryTool } from '@hypothec/contracts/foundry';
import { contractsFolder } from './root.ts';
import { run, type Run, type RunOptions } from './run.ts';

/** The profiles of contracts/foundry.toml. */
export type Profile = 'campaign' | 'canary' | 'default' | 'gas' | 'ship';

/** Runs the native forge in the contracts folder. */
export function forge(
  args: readonly string[],
  profile: Profile = 'default',
  options: RunOptions = {},
): Promise<Run> {
  return run(foundryTool('forge'), args, {
    ...options,
    cwd: contractsFolder,
    env: { ...options.env, FOUNDRY_PROFILE: profile },
  });
}
