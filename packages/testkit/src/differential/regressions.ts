import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorldConfig } from '../world/config.ts';
import { worldConfigs } from './configs.ts';
import type { Move } from './run.ts';

const folder = fileURLToPath(new URL('../../regressions', import.meta.url));

/** A list of moves that once told the model and the contracts apart, kept for good. */
export interface Regression {
  readonly name: string;
  readonly config: WorldConfig;
  readonly moves: readonly Move[];
}

/** A kept file names a world that is not there any more. */
export class UnknownConfigError extends RangeError {
  override readonly name = 'UnknownConfigError';
}

/** The world of that name. */
export function configNamed(name: string): WorldConfig {
  const config = worldConfigs.find((item) => item.name === name);
  if (config === undefined) {
    const known = worldConfigs.map((item) => item.name).join(', ');
    throw new UnknownConfigError(`There is no world "${name}"; there are: ${known}.`);
  }
  return config;
}

/** JSON has no big integers: they are kept as text with an n behind. */
function write(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function revive(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
}

/** Keeps moves under a name that says where they were found; gives the file's path. */
export function keepRegression(name: string, config: WorldConfig, moves: readonly Move[]): string {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${name}.json`;
  writeFileSync(path, `${JSON.stringify({ config: config.name, moves }, write, 2)}\n`);
  return path;
}

/** Everything kept so far. */
export function readRegressions(): readonly Regression[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { config, moves } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'), revive) as {
        config: string;
        moves: readonly Move[];
      };
      return { name: file.replace('.json', ''), config: configNamed(config), moves };
    });
}
