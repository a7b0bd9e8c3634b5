import { setTimeout as sleep } from 'node:timers/promises';
import type { Address, OracleConfig } from '@hypothec/model';
import {
  lendingPoolAbi,
  NodeRefusedError,
  NodeUnreachableError,
  readOracle,
  readTokens,
  ReorganisedError,
  revertDataOf,
} from '@hypothec/sdk';
import { decodeFunctionResult, encodeFunctionData } from 'viem';
import type { Hex } from 'viem';
import type { CreditorFacts } from '../fold/fold.ts';
import type { TokenFacts } from './known.ts';
import type { Node } from './node.ts';

/** How long a node that refuses is waited for, each time. */
const PAUSES_MS = [200, 1_000, 3_000];

/** Whether a node refused by itself; a contract that reverted has answered. */
function isRefusal(error: unknown): boolean {
  return error instanceof NodeRefusedError && revertDataOf(error) === null;
}

/**
 * What a contract says, or else what stands for nothing. A node that is asked too much refuses for
 * a while, which must not be taken for the contract's word: that is kept for good. But anyone's
 * contract may be such that every node refuses, so that it is not waited for without end.
 */
async function patiently<Result>(ask: () => Promise<Result>, nothing: Result): Promise<Result> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof NodeUnreachableError || error instanceof ReorganisedError) throw error;
      if (!isRefusal(error)) return nothing;
      await sleep(pause);
    }
  }
  return nothing;
}

/** A text of a contract that may be anyone's: shortened, without what cannot be stored or shown. */
function cleaned(text: string | null, length: number): string {
  return (text ?? '').replaceAll(/\p{C}/gu, '').slice(0, length);
}

function askText(node: Node, to: Address, functionName: 'name' | 'symbol'): Promise<string | null> {
  const abi = lendingPoolAbi;
  const call = { to, data: encodeFunctionData({ abi, functionName }) };
  return patiently(async () => {
    const data = await node.ask<Hex>('eth_call', call, 'latest');
    return decodeFunctionResult({ abi, functionName, data });
  }, null);
}

/** What a token says of itself. What is no token is one without decimals: anyone may list it. */
export async function tokenFacts(node: Node, token: Address): Promise<TokenFacts> {
  const name = cleaned(await askText(node, token, 'name'), 64);
  const info = await patiently(
    async () => (await readTokens(node.client, { tokens: [token] })).get(token),
    undefined,
  );
  return { symbol: info?.symbol ?? '', name, decimals: info?.decimals ?? 0 };
}

/** What a creditor says of itself. */
export async function creditorFacts(node: Node, creditor: Address): Promise<CreditorFacts> {
  const [name, symbol] = await Promise.all([
    askText(node, creditor, 'name'),
    askText(node, creditor, 'symbol'),
  ]);
  return { name: cleaned(name, 64), symbol: cleaned(symbol, 16) };
}

/** How an oracle is made; null where it is none of the protocol's adapters. */
export function oracleConfig(node: Node, oracle: Address): Promise<OracleConfig | null> {
  return patiently(() => readOracle(node.client, { oracle }), null);
}
