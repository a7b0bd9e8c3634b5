import { loanAssets, shares } from '@hypothec/model';
import type { Address, LoanAssets, Shares } from '@hypothec/model';
import { toAddress } from '../address.ts';
import { lendingPoolAbi } from '../generated/lending-pool.ts';
import { ask, readAll, valueOf, viewCall } from './call.ts';
import { atBlock } from './pin.ts';
import type { ReadClient } from './rpc.ts';
import { readFunds, readTokenInfos } from './tokens.ts';
import type { Holdings, TokenInfo } from './tokens.ts';

/** What a lender has in a pool, as of one block. */
export interface Lender {
  readonly shares: Shares;
  /** What they are worth, rounded down. */
  readonly assets: LoanAssets;
  /** What can be taken out now: no more than there is cash. */
  readonly maxWithdraw: LoanAssets;
  readonly maxRedeem: Shares;
}

/** Reads what a lender has in a pool. */
export async function readLender(
  client: ReadClient,
  where: { readonly pool: string; readonly owner: string; readonly blockNumber?: bigint },
): Promise<Lender> {
  const owner = toAddress(where.owner);
  return atBlock(client, where.blockNumber, async (at) => {
    const what = 'lending pool';
    const [balance, most, mostShares] = await readAll(at, [
      viewCall(where.pool, what, lendingPoolAbi, 'balanceOf', [owner]),
      viewCall(where.pool, what, lendingPoolAbi, 'maxWithdraw', [owner]),
      viewCall(where.pool, what, lendingPoolAbi, 'maxRedeem', [owner]),
    ]);
    const worthOf = viewCall(where.pool, what, lendingPoolAbi, 'convertToAssets', [balance]);
    const worth = valueOf(worthOf, await ask(at, worthOf));
    return {
      shares: shares(balance),
      assets: loanAssets(worth),
      maxWithdraw: loanAssets(most),
      maxRedeem: shares(mostShares),
    };
  });
}

/** Reads tokens as they name themselves: decimals and symbol. */
export async function readTokens(
  client: ReadClient,
  where: { readonly tokens: readonly string[]; readonly blockNumber?: bigint },
): Promise<ReadonlyMap<Address, TokenInfo>> {
  return atBlock(client, where.blockNumber, (at) =>
    readTokenInfos(at, where.tokens.map(toAddress)),
  );
}

/** Reads what an account has of some tokens, and what it lets a spender move of each. */
export async function readBalances(
  client: ReadClient,
  where: {
    readonly tokens: readonly string[];
    readonly owner: string;
    /** The owner without it, so that allowances are of no account. */
    readonly spender?: string;
    readonly blockNumber?: bigint;
  },
): Promise<ReadonlyMap<Address, Holdings>> {
  const owner = toAddress(where.owner);
  const spender = toAddress(where.spender ?? where.owner);
  return atBlock(client, where.blockNumber, (at) =>
    readFunds(at, where.tokens.map(toAddress), owner, spender),
  );
}
