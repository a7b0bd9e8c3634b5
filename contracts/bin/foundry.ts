// Where the native Foundry programs are. The launchers that npm links as `forge`, `cast` and
// `anvil` exit 0 whatever happens, so that a failing test looks green: they must not be used.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type FoundryTool = 'anvil' | 'cast' | 'forge'

export class FoundryToolMissing extends Error {
  override readonly name = 'FoundryToolMissing'
  readonly tool: FoundryTool

  constructor(tool: FoundryTool, seen: string) {
    super(`${tool} is not installed: ${seen}. Run npm ci on Linux, macOS or Windows (x64 or arm64).`)
    this.tool = tool
  }
}

const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' }

/** The path of the native program. Throws FoundryToolMissing with what was looked for. */
export function foundryTool(tool: FoundryTool): string {
  const { arch, platform } = process
  const name = `@foundry-rs/${tool}-${platform}-${architectures[arch] ?? arch}`
  let folder: string
  try {
    folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  } catch {
    throw new FoundryToolMissing(tool, `there is no package ${name}`)
  }
  const path = join(folder, 'bin', platform === 'win32' ? `${tool}.exe` : tool)
  if (!existsSync(path)) throw new FoundryToolMissing(tool, `${name} holds no ${path}`)
  return path
}
