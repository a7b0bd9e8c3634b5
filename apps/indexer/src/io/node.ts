import { createNodeClient, NodeRefusedError, NodeUnreachableError, request } from '@hypothec/sdk';
import type { ReadClient } from '@hypothec/sdk';
import { numberToHex } from 'viem';
import type { Hex } from 'viem';
import { MovedError } from '../errors.ts';

/** A block as a node gives it, without its transactions. */
export interface RawBlock {
  readonly number: Hex;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly timestamp: Hex;
  readonly transactions: readonly Hex[];
}

/** A log as a node gives it. */
export interface RawLog {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly logIndex: Hex;
}

/** A receipt as a node gives it. */
export interface RawReceipt {
  readonly transactionHash: Hex;
  readonly transactionIndex: Hex;
  readonly blockHash: Hex;
  readonly blockNumber: Hex;
  readonly from: Hex;
  readonly to: Hex | null;
  readonly gasUsed: Hex;
  readonly effectiveGasPrice?: Hex;
}

/** Most calls in one request; many nodes refuse more. */
const BATCH = 100;

/**
 * One or more nodes of a chain. The first that answers is used until it does not; then the next is,
 * so that one that is away costs a single failed request.
 */
export class Node {
  readonly urls: readonly string[];
  readonly #clients: readonly ReadClient[];
  #at = 0;

  constructor(urls: readonly string[]) {
    this.urls = urls;
    this.#clients = urls.map((url) => createNodeClient(url, { retryCount: 0 }));
  }

  /** The client in use, for the SDK's reads. */
  get client(): ReadClient {
    const client = this.#clients[this.#at];
    if (client === undefined) throw new RangeError('a node needs an address');
    return client;
  }

  get url(): string {
    return this.urls[this.#at] ?? '';
  }

  /** Sends one request. */
  ask<Result>(method: string, ...params: readonly unknown[]): Promise<Result> {
    return request<Result>(this.client, method, params);
  }

  /** Goes on to the next node, after an error of this one. */
  next(): void {
    this.#at = (this.#at + 1) % this.#clients.length;
  }

  async head(): Promise<number> {
    return Number(await this.ask<Hex>('eth_blockNumber'));
  }

  /** A block, or null where the node has none of that number. */
  block(number: number): Promise<RawBlock | null> {
    return this.ask('eth_getBlockByNumber', numberToHex(number), false);
  }

  /**
   * Blocks in a row.
   *
   * @throws {MovedError} when one is gone, or they do not follow each other.
   */
  async blocks(from: number, to: number): Promise<readonly RawBlock[]> {
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const found = await inParts(numbers, (number) => this.block(number));
    return found.map((block, i) => {
      const before = found[i - 1];
      if (block === null) throw new MovedError(`block ${from + i} is gone`);
      if (i > 0 && block.parentHash !== before?.hash) {
        throw new MovedError(`block ${from + i} does not follow the one before it`);
      }
      return block;
    });
  }

  /**
   * Logs of some contracts in a range of blocks, in the chain's order. Nodes refuse ranges that are
   * too long for them, each in its own words: a range that is refused is asked for in halves.
   */
  async logs(address: readonly string[], from: number, to: number): Promise<readonly RawLog[]> {
    const range = { fromBlock: numberToHex(from), toBlock: numberToHex(to) };
    try {
      return await this.ask<readonly RawLog[]>('eth_getLogs', { address, ...range });
    } catch (error) {
      if (!(error instanceof NodeRefusedError) || from >= to) throw error;
    }
    const middle = Math.floor((from + to) / 2);
    const first = await this.logs(address, from, middle);
    return [...first, ...(await this.logs(address, middle + 1, to))];
  }

  /**
   * Receipts of transactions.
   *
   * @throws {MovedError} when one is gone.
   */
  async receipts(hashes: readonly Hex[]): Promise<readonly RawReceipt[]> {
    const found = await inParts(hashes, (hash) =>
      this.ask<RawReceipt | null>('eth_getTransactionReceipt', hash),
    );
    return found.map((receipt, i) => {
      if (receipt === null) throw new MovedError(`transaction ${hashes[i]} is gone`);
      return receipt;
    });
  }
}

/** The client sends what is asked within one moment as one request. */
async function inParts<Item, Result>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += BATCH) {
    results.push(...(await Promise.all(items.slice(from, from + BATCH).map(ask))));
  }
  return results;
}

/** Whether another node, or the same one later, may answer. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof NodeUnreachableError;
}
