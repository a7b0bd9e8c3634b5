import type { Address, PriceAnswer } from '@hypothec/model';
import { NodeRefusedError, readPrices } from '@hypothec/sdk';
import type { Hex } from 'viem';
import { MovedError } from '../errors.ts';
import type { Block, Placed } from '../fold/log.ts';
import { addressesOf, decode } from './decode.ts';
import { discover } from './discover.ts';
import type { Known } from './known.ts';
import type { Node, RawBlock, RawLog, RawReceipt } from './node.ts';

/** Blocks in a row, all of one chain, with everything of ours in them. */
export interface Batch {
  readonly blocks: readonly Block[];
  readonly receipts: readonly RawReceipt[];
  /** What is known after it. */
  readonly known: Known;
  /** What feeds said before they were known of, by block. */
  readonly earlier: readonly { readonly block: number; readonly logs: readonly Placed[] }[];
}

function checked(logs: readonly RawLog[], blocks: readonly RawBlock[]): readonly RawLog[] {
  const hashes = new Set(blocks.map(({ hash }) => hash));
  const stranger = logs.find(({ blockHash }) => !hashes.has(blockHash));
  if (stranger === undefined) return logs;
  throw new MovedError(`block ${Number(stranger.blockNumber)} was replaced`);
}

/** Asks for logs until those of every contract that they name are among them. */
async function allLogs(node: Node, known: Known, start: number, blocks: readonly RawBlock[]) {
  const [from, to] = [Number(blocks[0]?.number), Number(blocks.at(-1)?.number)];
  for (;;) {
    const raw = checked(await node.logs(addressesOf(known), from, to), blocks);
    const placed = raw.map((log) => ({ raw: log, found: decode(known, log) }));
    const events = placed.flatMap(({ raw: { blockNumber }, found }) =>
      found.map(({ event }) => ({ block: Number(blockNumber), event })),
    );
    if (!(await discover(node, known, start, events))) return placed;
  }
}

/** Logs that sources of prices wrote before this batch, of those that are new in it. */
async function earlierLogs(node: Node, before: Known, known: Known, start: number, from: number) {
  const old = new Set(addressesOf(before));
  const sources = [...known.feeds, ...known.rates, ...known.anchored];
  const fresh: Address[] = sources.filter((source) => !old.has(source));
  if (fresh.length === 0 || from <= start) return [];
  const byBlock = new Map<number, Placed[]>();
  for (const log of await node.logs(fresh, start, from - 1)) {
    const block = Number(log.blockNumber);
    byBlock.set(block, [...(byBlock.get(block) ?? []), ...decode(known, log)]);
  }
  return [...byBlock].map(([block, logs]) => ({ block, logs }));
}

/** Oracles that are read are read so often, and in every block in which something happened. */
const EVERY = 10;

/** What the oracles answer that are read; nothing where the node has forgotten that block. */
async function answersAt(node: Node, known: Known, number: number) {
  const { observed } = known;
  if (observed.length === 0) return new Map<Address, PriceAnswer>();
  try {
    const blockNumber = BigInt(number);
    return await readPrices(node.client, { oracles: observed, blockNumber });
  } catch (error) {
    if (error instanceof NodeRefusedError) return new Map<Address, PriceAnswer>();
    throw error;
  }
}

/**
 * Fetches blocks in a row with the events of ours in them.
 *
 * A node answers one question after the other, and its chain may change in between: the headers are
 * asked first, logs must be of those very blocks, and the last header is asked again in the end, so
 * that no logs of another chain were taken, nor any of this one missed.
 *
 * @param known - What was known before; not changed.
 * @throws {MovedError} when the chain changed: try again.
 */
export async function fetchBatch(
  node: Node,
  before: Known,
  range: { readonly start: number; readonly from: number; readonly to: number },
): Promise<Batch> {
  const { start, from, to } = range;
  const known = before.copy();
  const raw = await node.blocks(from, to);
  const logs = await allLogs(node, known, start, raw);
  const earlier = await earlierLogs(node, before, known, start, from);
  const kept = logs.filter(({ found }) => found.length > 0);
  const ours = kept.filter(({ found }) => found.some(({ event }) => event.emitter !== 'feed'));
  const hashes = [...new Set(ours.map(({ raw: log }): Hex => log.transactionHash))];
  const receipts = await node.receipts(hashes);
  const last = await node.block(to);
  if (last?.hash !== raw.at(-1)?.hash) throw new MovedError(`block ${to} was replaced`);
  const byHash = new Map<string, Placed[]>();
  for (const { raw: log, found } of kept) {
    byHash.set(log.blockHash, [...(byHash.get(log.blockHash) ?? []), ...found]);
  }
  const eventful = new Set(ours.map(({ raw: log }) => log.blockHash));
  const blocks: Block[] = [];
  for (const block of raw) {
    const number = Number(block.number);
    const looked = eventful.has(block.hash) || number % EVERY === 0;
    blocks.push({
      number,
      hash: block.hash,
      parentHash: block.parentHash,
      time: BigInt(block.timestamp),
      transactions: block.transactions.length,
      logs: byHash.get(block.hash) ?? [],
      answers: looked ? await answersAt(node, known, number) : new Map<Address, PriceAnswer>(),
    });
  }
  return { blocks, receipts, known, earlier };
}
