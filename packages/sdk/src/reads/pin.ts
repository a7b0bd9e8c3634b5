import { timestamp } from '@hypothec/model';
import type { Timestamp } from '@hypothec/model';
import { numberToHex } from 'viem';
import type { Hex } from 'viem';
import { NodeRefusedError, ReorganisedError } from '../errors/connection.ts';
import { request } from './rpc.ts';
import type { ReadClient } from './rpc.ts';

/** The block that everything of one answer was read at. */
export interface BlockRef {
  readonly number: bigint;
  readonly hash: Hex;
  readonly timestamp: Timestamp;
}

/** A client bound to one block. */
export interface Pinned {
  readonly client: ReadClient;
  readonly block: BlockRef;
}

const ATTEMPTS = 3;

async function readBlock(client: ReadClient, tag: string): Promise<BlockRef> {
  const method = 'eth_getBlockByNumber';
  const block = await request<{ number: Hex; hash: Hex; timestamp: Hex } | null>(client, method, [
    tag,
    false,
  ]);
  if (block === null) throw new NodeRefusedError(method, `it has no block ${tag}`, undefined);
  return {
    number: BigInt(block.number),
    hash: block.hash,
    timestamp: timestamp(BigInt(block.timestamp)),
  };
}

/**
 * Runs reads against one block and makes sure at the end that it still is that block; if the chain
 * was rebuilt in between, reads again.
 *
 * @param blockNumber - The newest block without it.
 * @throws {ReorganisedError} when that happened three times in a row.
 */
export async function atBlock<Result>(
  client: ReadClient,
  blockNumber: bigint | undefined,
  read: (at: Pinned) => Promise<Result>,
): Promise<Result> {
  const tag = blockNumber === undefined ? 'latest' : numberToHex(blockNumber);
  let last = 0n;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const block = await readBlock(client, tag);
    const result = await read({ client, block });
    const again = await readBlock(client, numberToHex(block.number));
    if (again.hash === block.hash) return result;
    last = block.number;
  }
  throw new ReorganisedError(last, ATTEMPTS);
}
