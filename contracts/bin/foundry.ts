// Where the native Foundry programs are. The launchers that npm links as `forge`, `cast` and
// `anvil` exit 0 whatever happens, so that a failing test looks green: they must not be used.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export type FoundryTool = 'anvil' | 'cast' | 'forge';

export class FoundryToolMissing extends Error {
  override readonly name = 'FoundryToolMissing';
  readonly tool: FoundryTool;
  readonly lookedFor: readonly string[];

  constructor(tool: FoundryTool, lookedFor: readonly string[]) {
    super(
      `${tool} is not installed: looked for ${lookedFor.join(' and ')}. ` +
        'Run npm ci; where npm has no Foundry for the platform, get 1.7.1 by foundryup.',
    );
    this.tool = tool;
    this.lookedFor = lookedFor;
  }
}

const architectures: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
};

/**
 * The path of a native Foundry program: the one from npm or, on a platform that npm has none for,
 * the one foundryup installs. Throws FoundryToolMissing with what was looked for.
 */
export function foundryTool(tool: FoundryTool): string {
  const { arch, env, platform } = process;
  const file = platform === 'win32' ? `${tool}.exe` : tool;
  const name = `@foundry-rs/${tool}-${platform}-${architectures[arch] ?? arch}`;
  const packaged = folderOf(name);
  if (packaged !== undefined) return join(packaged, 'bin', file);
  const own = join(env['FOUNDRY_DIR'] ?? join(homedir(), '.foundry'), 'bin', file);
  if (existsSync(own)) return own;
  throw new FoundryToolMissing(tool, [name, own]);
}

function folderOf(packageName: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
  } catch {
    return undefined;
  }
}
