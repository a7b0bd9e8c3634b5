import type { Address } from '@hypothec/model';
import { erc20Abi_bytes32, hexToString } from 'viem';
import type { TokenUnit } from '../amounts.ts';
import { NoContractError } from '../errors/connection.ts';
import { erc20Abi } from '../generated/erc20.ts';
import { askAll, readAll, viewCall } from './call.ts';
import type { Pinned } from './pin.ts';

/** A token as it names itself. */
export interface TokenInfo extends TokenUnit {
  readonly address: Address;
}

/** What an account has of a token, and what it lets a spender move. */
export interface Holdings {
  readonly balance: bigint;
  readonly allowance: bigint;
}

/** A symbol fit for a line of text: nothing that could be taken for another part of it. */
function cleaned(symbol: string): string {
  return symbol.replaceAll(/[^\p{L}\p{N}.+_-]/gu, '').slice(0, 16);
}

/** The few old tokens whose symbol is 32 bytes answer `symbol()` in another shape. */
async function readOne(at: Pinned, address: Address): Promise<TokenInfo> {
  const [decimals, symbol, old] = await askAll(at, [
    viewCall(address, 'token', erc20Abi, 'decimals'),
    viewCall(address, 'token', erc20Abi, 'symbol'),
    viewCall(address, 'token', erc20Abi_bytes32, 'symbol'),
  ]);
  if (!decimals.ok) throw new NoContractError(address, 'token');
  const text = symbol.ok ? symbol.value : old.ok ? hexToString(old.value, { size: 32 }) : '';
  return { address, decimals: decimals.value, symbol: cleaned(text) || `token ${address}` };
}

/** Reads decimals and symbols. */
export async function readTokenInfos(
  at: Pinned,
  addresses: Iterable<Address>,
): Promise<ReadonlyMap<Address, TokenInfo>> {
  const unique = [...new Set(addresses)];
  const infos = await Promise.all(unique.map((address) => readOne(at, address)));
  return new Map(infos.map((info) => [info.address, info]));
}

/** Reads balance and allowance of an account for each token. */
export async function readFunds(
  at: Pinned,
  addresses: Iterable<Address>,
  owner: Address,
  spender: Address,
): Promise<ReadonlyMap<Address, Holdings>> {
  const unique = [...new Set(addresses)];
  const each = await Promise.all(
    unique.map((address) =>
      readAll(at, [
        viewCall(address, 'token', erc20Abi, 'balanceOf', [owner]),
        viewCall(address, 'token', erc20Abi, 'allowance', [owner, spender]),
      ]),
    ),
  );
  return new Map(
    unique.flatMap((address, i) => {
      const [balance, allowance] = each[i] ?? [0n, 0n];
      return [[address, { balance, allowance }] as const];
    }),
  );
}
