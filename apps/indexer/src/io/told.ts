import { setTimeout as sleep } from 'node:timers/promises';
import { Sources } from '@hypothec/database';
import type { Address, PriceAnswer, Timestamp } from '@hypothec/model';
import { readBlock, readPrices } from '@hypothec/sdk';
import { MovedError } from '../errors.ts';
import { decode } from './decode.ts';
import type { Known } from './known.ts';
import type { Node } from './node.ts';

/** Whether two answers are the same: bounds, or the name of the refusal. */
function sameAnswer(a: PriceAnswer, b: PriceAnswer | null): boolean {
  if (b === null) return false;
  if (a.priced) return b.priced && a.low === b.low && a.high === b.high;
  return !b.priced && a.refusal.errorName === b.refusal.errorName;
}

function derivedPrice(sources: Sources, oracle: Address, now: Timestamp): PriceAnswer | null {
  try {
    return sources.price(oracle, now);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether what is derived from its sources' events up to the head is what an oracle says there. */
async function isDerived(
  node: Node,
  known: Known,
  oracle: Address,
  start: number,
): Promise<boolean> {
  const head = await readBlock(node.client);
  const own = known.within(oracle);
  const sources = new Sources();
  for (const [address, config] of own.oracles) {
    if (config !== null) sources.configs.set(address, config);
  }
  const addresses = [...own.feeds, ...own.rates, ...own.anchored];
  for (const log of await node.logs(addresses, start, Number(head.number))) {
    for (const { address, event } of decode(own, log)) {
      if (event.emitter === 'feed') {
        sources.rounds.set(address, { ...event, startedAt: event.updatedAt });
      } else if (event.emitter === 'rate') sources.rates.set(address, event.rate);
      else if (event.emitter === 'oracle') {
        const { timestamp } = await readBlock(node.client, BigInt(log.blockNumber));
        sources.anchors.set(address, { rate: event.to, setAt: timestamp });
      }
    }
  }
  const blockNumber = head.number;
  const said = (await readPrices(node.client, { oracles: [oracle], blockNumber })).get(oracle);
  const { hash } = await readBlock(node.client, blockNumber);
  if (hash !== head.hash) throw new MovedError(`block ${blockNumber} was replaced`);
  const derived = derivedPrice(sources, oracle, head.timestamp);
  return said !== undefined && sameAnswer(said, derived);
}

/** How often an oracle is compared before it is held to say something else, and how far apart. */
const LOOKS = 3;
const APART_MS = 100;

/**
 * Whether an oracle's answer follows from what its sources tell. A feed that is a proxy tells
 * nothing itself, and a contract that only looks like one of our oracles may answer anything.
 *
 * One look that differs is no proof: while a node takes in a block, it may answer for the one
 * before with the state of the new one.
 */
export async function isTold(
  node: Node,
  known: Known,
  oracle: Address,
  start: number,
): Promise<boolean> {
  for (let look = 1; !(await isDerived(node, known, oracle, start)); look += 1) {
    if (look === LOOKS) return false;
    await sleep(APART_MS);
  }
  return true;
}
