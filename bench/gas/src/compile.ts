import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Abi, Hex } from 'viem';
import { type Artifact, benchFolder, type LinkReferences } from './artifacts.ts';
import { BenchError } from './errors.ts';
import type { Find } from './link.ts';

type Import = { contents: string } | { error: string };

interface Compiler {
  version(): string;
  compile(input: string, callbacks: { import: (path: string) => Import }): string;
}

interface Output {
  errors?: { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, CompiledContract>>;
}

interface CompiledContract {
  abi: Abi;
  evm: { bytecode: { object: string; linkReferences: LinkReferences } };
}

/** One peer as it is built: its compiler, its settings, and the contracts wanted. */
export interface Project {
  name: string;
  /** The npm package of the compiler. */
  compiler: string;
  settings: {
    evmVersion: string;
    viaIR: boolean;
    optimizer: { enabled: true; runs: number };
    metadata: { bytecodeHash: 'none' };
  };
  remappings: readonly string[];
  /** Files to compile, by the name they are imported by. */
  sources: readonly string[];
}

// The second path is for packages that only the contracts depend on.
const requires = [
  createRequire(import.meta.url),
  createRequire(join(benchFolder, '..', '..', 'contracts', 'package.json')),
];

/**
 * Compiles a peer with the compiler its own sources name. The result is kept on disk until a
 * source, a setting or the compiler changes.
 */
export function compile(project: Project): Find {
  const output = cached(project, () => run(project));
  const found = new Map<string, Artifact>();
  for (const contracts of Object.values(output.contracts ?? {})) {
    for (const [name, { abi, evm }] of Object.entries(contracts)) {
      if (evm.bytecode.object === '') continue;
      const bytecode: Hex = `0x${evm.bytecode.object}`;
      found.set(name, { name, abi, bytecode, links: evm.bytecode.linkReferences });
    }
  }
  return (contract) => {
    const artifact = found.get(contract);
    if (artifact === undefined) throw new BenchError(`${project.name} has no ${contract}.`);
    return artifact;
  };
}

function run({ name, compiler, settings, remappings, sources }: Project): Output {
  const [require] = requires;
  const solc = require?.(compiler) as Compiler;
  const selected = { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.bytecode.linkReferences'] } };
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(sources.map((path) => [path, { urls: [path] }])),
    settings: { ...settings, remappings, outputSelection: selected },
  };
  // One by one through the callback: one input above about a megabyte ends the compiler.
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read })) as Output;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const messages = errors.map(({ formattedMessage }) => formattedMessage).join('\n');
    throw new BenchError(`${name} does not compile with ${compiler}:\n${messages}`);
  }
  return output;
}

function read(path: string): Import {
  const file = resolve(path);
  return file === undefined
    ? { error: `${path} is in no installed package` }
    : { contents: readFileSync(file, 'utf8') };
}

/** `bench/X.sol` is ours; everything else begins with a package's name. */
function resolve(path: string): string | undefined {
  if (path.startsWith('bench/')) return join(benchFolder, 'contracts', path.slice(6));
  const [scope = '', name = ''] = path.split('/');
  const owner = scope.startsWith('@') ? `${scope}/${name}` : scope;
  for (const require of requires) {
    try {
      const file = join(
        dirname(require.resolve(`${owner}/package.json`)),
        path.slice(owner.length),
      );
      if (existsSync(file)) return file;
    } catch {
      // Not a dependency of this one; the next may have it.
    }
  }
  return undefined;
}

/** Reuses the last output when every file it was made of still reads the same. */
function cached(project: Project, make: () => Output): Output {
  const folder = join(benchFolder, 'cache');
  const path = join(folder, `${project.name}.json`);
  const key = fingerprint(project);
  if (existsSync(path)) {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { key: string; output: Output };
    if (kept.key === key) return kept.output;
  }
  const output = make();
  mkdirSync(folder, { recursive: true });
  // Renamed into place, so that an interrupted run leaves no half file.
  writeFileSync(`${path}.new`, JSON.stringify({ key, output }));
  renameSync(`${path}.new`, path);
  return output;
}

/** Packages are pinned, so their versions stand for their files; our own files are read. */
function fingerprint(project: Project): string {
  const hash = createHash('sha256').update(JSON.stringify(project));
  for (const path of project.sources.filter((source) => source.startsWith('bench/'))) {
    const file = resolve(path);
    if (file !== undefined) hash.update(readFileSync(file));
  }
  for (const owner of [project.compiler, ...packagesOf(project)]) {
    const manifest = requires.map((require) => versionOf(require, owner)).find(Boolean) ?? '';
    hash.update(`${owner}@${manifest}`);
  }
  return hash.digest('hex');
}

function packagesOf({ sources, remappings }: Project): string[] {
  const paths = [...sources, ...remappings.map((line) => line.slice(line.indexOf('=') + 1))];
  return paths
    .filter((path) => !path.startsWith('bench/'))
    .map((path) => path.split('/').slice(0, path.startsWith('@') ? 2 : 1))
    .map((parts) => parts.join('/'));
}

function versionOf(require: NodeJS.Require, owner: string): string | undefined {
  try {
    return (require(`${owner}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}
