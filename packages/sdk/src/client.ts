import { createClient, http, webSocket } from 'viem';
import type { Chain, Hex } from 'viem';
import { SdkError } from './errors/base.ts';
import { NoContractError, WrongChainError } from './errors/connection.ts';
import { loanBookAbi } from './generated/loan-book.ts';
import { readAll, viewCall } from './reads/call.ts';
import { atBlock } from './reads/pin.ts';
import type { BlockRef } from './reads/pin.ts';
import { request } from './reads/rpc.ts';
import type { ReadClient } from './reads/rpc.ts';

/** An address of a node cannot be used. */
export class InvalidNodeUrlError extends SdkError {
  override readonly name = 'InvalidNodeUrlError';

  constructor(seen: string) {
    super(`"${seen}" is not the address of a node.`, {
      metaMessages: ['Write one that begins with http://, https://, ws:// or wss://.'],
      docsPath: 'reference/errors.md#invalidnodeurl',
    });
  }
}

/**
 * Makes a client for a node: calls of one moment travel in one request, large answers are taken.
 *
 * Any other viem client works as well.
 *
 * @param url - `http:`, `https:`, `ws:` or `wss:`.
 * @param options.timeout - Milliseconds for one request; 10,000 unless told.
 * @param options.chain - What viem knows of the chain: its multicall contract is used for reads.
 * @throws {InvalidNodeUrlError} for any other text. Nothing is sent yet.
 */
export function createNodeClient(
  url: string,
  options: { readonly timeout?: number; readonly retryCount?: number; readonly chain?: Chain } = {},
): ReadClient {
  const { timeout = 10_000, retryCount = 2, chain } = options;
  const kind = /^(https?|wss?):\/\/\S+$/.exec(url)?.[1];
  if (kind === undefined) throw new InvalidNodeUrlError(url);
  const transport = kind.startsWith('ws')
    ? webSocket(url, { timeout, retryCount })
    : http(url, { batch: true, timeout, retryCount, maxResponseBodySize: false });
  const known = chain === undefined ? {} : { chain };
  return createClient({ transport, cacheTime: 0, ...known });
}

/** Reads a block's number, hash and time; the newest without a number. */
export async function readBlock(client: ReadClient, blockNumber?: bigint): Promise<BlockRef> {
  return atBlock(client, blockNumber, (at) => Promise.resolve(at.block));
}

/**
 * Makes sure that a book answers on the chain that is expected, before anything relies on it.
 *
 * @returns The chain's number and how many creditors the book has.
 * @throws {NodeUnreachableError} when the node does not answer.
 * @throws {WrongChainError} when it is on another chain.
 * @throws {NoContractError} when no book is there.
 */
export async function verifyBook(
  client: ReadClient,
  where: { readonly book: string; readonly chainId?: number },
): Promise<{ readonly chainId: number; readonly creditorCount: number }> {
  const { book, chainId: expected } = where;
  const chainId = Number(await request<Hex>(client, 'eth_chainId', []));
  if (expected !== undefined && expected !== chainId) throw new WrongChainError(chainId, expected);
  const what = 'book of loans';
  return atBlock(client, undefined, async (at) => {
    const [creditorCount, code] = await Promise.all([
      readAll(at, [
        viewCall(book, what, loanBookAbi, 'creditorCount'),
        viewCall(book, what, loanBookAbi, 'sequencerFeed'),
      ]),
      request<Hex>(client, 'eth_getCode', [book, 'latest']),
    ]);
    if (code === '0x') throw new NoContractError(book, what);
    return { chainId, creditorCount: creditorCount[0] };
  });
}
