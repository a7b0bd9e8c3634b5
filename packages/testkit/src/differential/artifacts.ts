import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toEventSelector, toFunctionSelector } from 'viem';
import type { Abi, AbiEvent } from 'viem';

/** Where the contracts of this repository are. */
export const contractsFolder = fileURLToPath(new URL('../../../../contracts', import.meta.url));

interface Artifact {
  readonly abi: Abi;
  readonly storageLayout: {
    readonly storage: readonly { readonly label: string; readonly slot: string }[];
  };
}

/** The build lacks what a test needs: build the contracts first. */
export class MissingArtifactError extends Error {
  override readonly name = 'MissingArtifactError';

  constructor(path: string, cause: unknown) {
    super(`${path} is missing: run npm run build:contracts.`, { cause });
  }
}

/** A contract as the tests' build left it. */
export function readArtifact(contract: string): Artifact {
  const path = `${contractsFolder}/out/${contract}.sol/${contract}.json`;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Artifact;
  } catch (cause) {
    throw new MissingArtifactError(path, cause);
  }
}

/** Selectors and shapes by name, over all contracts that a trace touches. */
export interface ProtocolAbi {
  readonly functions: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<string, string>;
  readonly events: ReadonlyMap<string, { readonly topic: string; readonly item: AbiEvent }>;
}

/** Reads the ABIs of the build. Functions are keyed `Contract.name`. */
export function readProtocolAbi(): ProtocolAbi {
  const functions = new Map<string, string>();
  const errors = new Map<string, string>();
  const events = new Map<string, { readonly topic: string; readonly item: AbiEvent }>();
  const contracts = ['LoanBook', 'LendingPool', 'SettableOracle', 'SettableFeed', 'PlainToken'];
  for (const contract of contracts) {
    for (const item of readArtifact(contract).abi) {
      if (item.type === 'function') {
        functions.set(`${contract}.${item.name}`, toFunctionSelector(item));
      } else if (item.type === 'error') {
        const inputs = item.inputs ?? [];
        errors.set(
          item.name,
          toFunctionSelector({
            ...item,
            inputs,
            type: 'function',
            outputs: [],
            stateMutability: 'view',
          }),
        );
      } else if (item.type === 'event' && contract !== 'PlainToken') {
        events.set(item.name, { topic: toEventSelector(item), item });
      }
    }
  }
  // Raised inside libraries, so not in the contracts' own ABIs.
  for (const name of ['TransferFromFailed', 'FullMulDivFailed']) {
    errors.set(name, toFunctionSelector(`${name}()`));
  }
  return { functions, errors, events };
}
