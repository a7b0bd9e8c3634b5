import type { Address } from '@hypothec/model';
import { numberToHex } from 'viem';
import type { Hex } from 'viem';
import { toAddress } from '../address.ts';
import { NodeRefusedError } from '../errors/connection.ts';
import { decodeEvents } from '../events.ts';
import type { ChainEvent, RawLog } from '../events.ts';
import { request } from './rpc.ts';
import type { ReadClient } from './rpc.ts';

/** An event with its place in the chain. */
export interface PlacedEvent {
  readonly event: ChainEvent;
  /** The contract that emitted it. */
  readonly address: Address;
  readonly blockNumber: bigint;
  readonly transactionHash: Hex;
  readonly logIndex: number;
}

interface RpcLog extends RawLog {
  readonly blockNumber: Hex;
  readonly transactionHash: Hex;
  readonly logIndex: Hex;
}

/** Blocks asked for at once, at first; a node that finds it too much is asked for half. */
const SPAN = 10_000n;

async function logsBetween(
  client: ReadClient,
  addresses: readonly Address[],
  from: bigint,
  to: bigint,
): Promise<readonly RpcLog[]> {
  const filter = {
    address: addresses,
    fromBlock: numberToHex(from),
    toBlock: numberToHex(to),
  };
  try {
    return await request<readonly RpcLog[]>(client, 'eth_getLogs', [filter]);
  } catch (error) {
    if (!(error instanceof NodeRefusedError) || from === to) throw error;
    const middle = from + (to - from) / 2n;
    const first = await logsBetween(client, addresses, from, middle);
    return [...first, ...(await logsBetween(client, addresses, middle + 1n, to))];
  }
}

function placed(log: RpcLog, book: Address, pools: readonly Address[]): PlacedEvent[] {
  return decodeEvents([log], { book, pools }).map((event) => ({
    event,
    address: toAddress(log.address),
    blockNumber: BigInt(log.blockNumber),
    transactionHash: log.transactionHash,
    logIndex: Number(log.logIndex),
  }));
}

/**
 * Reads the events of the book and of pools in a range of blocks, in the chain's order.
 *
 * Asks for 10,000 blocks at a time, and for halves where a node finds that too much.
 *
 * @param where.fromBlock - First block, included.
 * @param where.toBlock - Last block, included; the newest without it.
 * @throws {NodeRefusedError} when a node refuses even a single block.
 * @example `(await readEvents(client, { book, pools: [pool], fromBlock: 0n })).at(-1)?.event.event`
 */
export async function readEvents(
  client: ReadClient,
  where: {
    readonly book: string;
    readonly pools: readonly string[];
    readonly fromBlock: bigint;
    readonly toBlock?: bigint;
  },
): Promise<readonly PlacedEvent[]> {
  const book = toAddress(where.book);
  const pools = where.pools.map(toAddress);
  const last = where.toBlock ?? BigInt(await request<Hex>(client, 'eth_blockNumber', []));
  const found: PlacedEvent[] = [];
  for (let from = where.fromBlock; from <= last; from += SPAN) {
    const to = from + SPAN - 1n < last ? from + SPAN - 1n : last;
    const logs = await logsBetween(client, [book, ...pools], from, to);
    for (const log of logs) found.push(...placed(log, book, pools));
  }
  return found;
}
