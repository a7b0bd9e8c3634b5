import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptError } from '../lib/errors.ts';
import { forge } from '../lib/forge.ts';
import { contractsFolder } from '../lib/root.ts';

export interface AbiParameter {
  readonly name: string;
  readonly type: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParameter[];
}

/** An entry of a contract's ABI, as far as a client needs it. */
export interface AbiEntry {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly anonymous?: boolean;
  readonly inputs?: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
}

/** A contract by its name, and by its file where that is not called the same. */
export type ContractName = string | { readonly file: string; readonly contract: string };

function artifactPath(name: ContractName): string {
  const { file, contract } =
    typeof name === 'string' ? { file: `${name}.sol`, contract: name } : name;
  return join(contractsFolder, 'out', file, `${contract}.json`);
}

/** Whether the build has every one of the contracts. */
export function built(names: readonly ContractName[]): boolean {
  return names.every((name) => existsSync(artifactPath(name)));
}

/** The access manager is nobody's import: it is deployed as it comes. */
const targets = ['src', 'local', 'lib/openzeppelin/access/manager/AccessManager.sol'];

/**
 * Builds what is deployed and what only the local chain has; a build without changes takes a
 * second.
 */
export async function buildContracts(): Promise<void> {
  const { code } = await forge(['build', ...targets, '--quiet']);
  if (code !== 0) throw new ScriptError('The contracts do not build, see above.');
}

/** The ABI of a built contract, without what only a compiler wants to know. */
export function readAbi(name: ContractName): AbiEntry[] {
  const path = artifactPath(name);
  try {
    const artifact = JSON.parse(readFileSync(path, 'utf8')) as { abi: AbiEntry[] };
    return artifact.abi.map(strip);
  } catch (cause) {
    throw new ScriptError(`${path} cannot be read: build the contracts first.`, { cause });
  }
}

function strip(entry: AbiEntry): AbiEntry {
  const { type, name, stateMutability, anonymous, inputs, outputs } = entry;
  return {
    type,
    ...(name === undefined ? {} : { name }),
    ...(inputs === undefined ? {} : { inputs: inputs.map(stripParameter) }),
    ...(outputs === undefined ? {} : { outputs: outputs.map(stripParameter) }),
    ...(stateMutability === undefined ? {} : { stateMutability }),
    ...(anonymous === true ? { anonymous } : {}),
  };
}

function stripParameter({ name, type, indexed, components }: AbiParameter): AbiParameter {
  return {
    name,
    type,
    ...(indexed === undefined ? {} : { indexed }),
    ...(components === undefined ? {} : { components: components.map(stripParameter) }),
  };
}

/** `Drawn(bytes32,address,uint256,uint256)`: what tells entries of one kind apart. */
export function signatureOf({ type, name = '', inputs = [] }: AbiEntry): string {
  return `${type} ${name}(${inputs.map(typeOf).join(',')})`;
}

function typeOf({ type, components }: AbiParameter): string {
  if (components === undefined) return type;
  return `(${components.map(typeOf).join(',')})${type.slice('tuple'.length)}`;
}
