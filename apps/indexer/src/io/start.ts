import { connect, migrateDatabase } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { loanBookAbi } from '@hypothec/sdk';
import { decodeFunctionResult, encodeFunctionData, zeroAddress } from 'viem';
import type { Hex } from 'viem';
import { IndexerError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { Follower } from './follow.ts';
import type { Subject } from './follow.ts';
import { Node } from './node.ts';
import { Runner } from './run.ts';
import type { Log } from './run.ts';
import { Wake, watchHeads } from './wake.ts';

/** An indexer that runs. */
export interface Indexer {
  stop(): void;
  /** Resolves when it has stopped; rejects when it cannot go on. */
  readonly done: Promise<void>;
}

/** What chain and book the node has. */
async function readSubject(node: Node, { book, start }: Settings): Promise<Subject> {
  const chainId = Number(await node.ask<Hex>('eth_chainId'));
  const code = await node.ask<Hex>('eth_getCode', book, 'latest');
  if (code === '0x') {
    throw new IndexerError(`There is no book of loans at ${book} on chain ${chainId}: check BOOK.`);
  }
  const abi = loanBookAbi;
  const functionName = 'sequencerFeed';
  const data = encodeFunctionData({ abi, functionName });
  const answer = await node.ask<Hex>('eth_call', { to: book, data }, 'latest');
  const feed = decodeFunctionResult({ abi, functionName, data: answer }).toLowerCase() as Address;
  const sequencerFeed = feed === zeroAddress ? null : feed;
  return { chainId, book: book as Address, sequencerFeed, start };
}

/**
 * Starts an indexer: brings the tables up to date, and follows the chain until it is stopped. A
 * database or a node that is away is waited for, at the start too.
 *
 * @throws {IndexerError} from `done`, when the book is not there or the tables are another's.
 */
export function startIndexer(
  settings: Settings,
  given: { readonly log: Log; readonly onReady?: (at: { readonly block: number }) => void },
): Indexer {
  const { log, onReady } = given;
  const node = new Node(settings.rpcUrls);
  const database = connect(settings.databaseUrl, { connections: 4, name: 'hypothec indexer' });
  const wake = new Wake();
  let ready = false;
  const begin = async (): Promise<Follower> => {
    await migrateDatabase(database);
    const follower = new Follower(database, node, await readSubject(node, settings));
    await follower.begin();
    return follower;
  };
  const onHead = (at: { readonly block: number }): void => {
    if (!ready) onReady?.(at);
    ready = true;
  };
  const runner = new Runner(begin, { node, wake, log, onHead });
  const unwatch = watchHeads(settings.rpcUrls[0] ?? '', wake);
  const run = async (): Promise<void> => {
    try {
      await runner.run();
    } finally {
      unwatch();
      await database.close();
    }
  };
  return { stop: () => runner.stop(), done: run() };
}
