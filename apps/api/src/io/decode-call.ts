import { toJson } from '@hypothec/database';
import type { Json } from '@hypothec/database';
import { accessManagerAbi, lendingPoolAbi } from '@hypothec/sdk';
import { decodeFunctionData, getAbiItem } from 'viem';
import type { Abi, AbiFunction, Hex } from 'viem';

/** A call of a contract, in words. */
export interface DecodedCall {
  readonly name: string;
  readonly args: {
    readonly name: string;
    readonly type: string;
    /** Whole numbers as decimal strings, addresses in lower case. */
    readonly value: Json;
  }[];
}

/** What is called: a pool that lends, or the manager of those who curate it. */
export type CallTarget = 'pool' | 'authority';

const abis: Readonly<Record<CallTarget, Abi>> = {
  pool: lendingPoolAbi,
  authority: accessManagerAbi,
};

function lowered(value: Json): Json {
  if (typeof value === 'string') {
    return /^0x[0-9a-fA-F]{40}$/.test(value) ? value.toLowerCase() : value;
  }
  if (typeof value === 'number') return `${value}`;
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, lowered(item)]));
}

/** What data would call; null where it is none of the contract's functions. */
export function decodeCall(target: CallTarget, data: Hex): DecodedCall | null {
  const abi = abis[target];
  try {
    const { functionName: name, args = [] } = decodeFunctionData({ abi, data });
    const item = getAbiItem({ abi, name, args }) as AbiFunction | undefined;
    const values = args.map((value, i) => ({
      name: item?.inputs[i]?.name ?? '',
      type: item?.inputs[i]?.type ?? '',
      value: lowered(toJson(value)),
    }));
    return { name, args: values };
  } catch {
    // Anyone who may schedule may schedule anything, and data that decodes as nothing is shown raw.
    return null;
  }
}
