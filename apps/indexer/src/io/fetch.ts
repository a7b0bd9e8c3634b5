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
  /** What contracts said before they were known of, by block. */
  readonly earlier: readonly { readonly block: number; readonly logs: readonly Placed[] }[];
}

function checked(logs: readonly RawLog[], blocks: readonly RawBlock[]): readonly RawLog[] {
  const hashes = new Set(blocks.map(({ hash }) => hash));
  const stranger = logs.find(({ blockHash }) => !hashes.has(blockHash));
  if (stranger === undefined) return logs;
  throw new MovedError(`block ${Number(stranger.blockNumber)} was replaced`);
}

/** A log with the events that it carries. */
interface Found {
  readonly raw: RawLog;
  readonly found: readonly Placed[];
}

/** A creditor's own events count from the block in which it was registered. */
function isRegistered(known: Known, { raw, found }: Found): boolean {
  const creditor = known.creditors.get(raw.address.toLowerCase() as Address);
  const isOwn = found.some(({ event }) => event.emitter === 'pool');
  return !isOwn || creditor === undefined || Number(raw.blockNumber) >= creditor.block;
}

function placedIn(known: Known, logs: readonly RawLog[]): readonly Found[] {
  const placed = logs.map((raw) => ({ raw, found: decode(known, raw) }));
  return placed.filter((log) => isRegistered(known, log));
}

/** Asks for logs until those of every contract that they name are among them. */
async function allLogs(
  node: Node,
  known: Known,
  start: number,
  blocks: readonly RawBlock[],
): Promise<readonly Found[]> {
  const [from, to] = [Number(blocks[0]?.number), Number(blocks.at(-1)?.number)];
  for (;;) {
    const raw = checked(await node.logs(addressesOf(known), from, to), blocks);
    const placed = placedIn(known, raw);
    const events = placed.flatMap(({ raw: { blockNumber }, found }) =>
      found.map(({ event }) => ({ block: Number(blockNumber), event })),
    );
    if (!(await discover(node, known, start, events))) return placed;
  }
}

/**
 * Logs that sources of prices and AccessManagers wrote before this batch, of those that are new in
 * it: what is scheduled with a manager counts from before a creditor has it.
 */
async function earlierLogs(
  node: Node,
  before: Known,
  known: Known,
  { start, from }: { readonly start: number; readonly from: number },
): Promise<readonly Found[]> {
  const old = new Set(addressesOf(before));
  const sources = [...known.feeds, ...known.rates, ...known.anchored, ...known.authorities];
  const fresh: Address[] = sources.filter((source) => !old.has(source));
  if (fresh.length === 0 || from <= start) return [];
  const logs = await node.logs(fresh, start, from - 1);
  return placedIn(known, logs);
}

/** Whether an event is kept whole, with its transaction. */
const isKept = ({ found }: Found): boolean =>
  found.some(({ event }) => event.emitter !== 'feed' && event.emitter !== 'rate');

function byKey<Key>(logs: readonly Found[], keyOf: (raw: RawLog) => Key): Map<Key, Placed[]> {
  const groups = new Map<Key, Placed[]>();
  for (const { raw, found } of logs) {
    const key = keyOf(raw);
    groups.set(key, [...(groups.get(key) ?? []), ...found]);
  }
  return groups;
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
  const earlier = await earlierLogs(node, before, known, { start, from });
  const whole = [...earlier, ...logs].filter(isKept);
  const hashes = [...new Set(whole.map(({ raw: log }): Hex => log.transactionHash))];
  const receipts = await node.receipts(hashes);
  const last = await node.block(to);
  if (last?.hash !== raw.at(-1)?.hash) throw new MovedError(`block ${to} was replaced`);
  const byHash = byKey<string>(logs, ({ blockHash }) => blockHash);
  const eventful = new Set(whole.map(({ raw: log }) => log.blockHash));
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
  const byNumber = byKey(earlier, ({ blockNumber }) => Number(blockNumber));
  return {
    blocks,
    receipts,
    known,
    earlier: [...byNumber].map(([block, own]) => ({ block, logs: own })),
  };
}
