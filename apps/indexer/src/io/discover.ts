import { innerOracles, Sources } from '@hypothec/database';
import type { Address, PriceAnswer, Timestamp } from '@hypothec/model';
import {
  lendingPoolAbi,
  NodeUnreachableError,
  readBlock,
  readOracle,
  readPrices,
  readTokens,
} from '@hypothec/sdk';
import { decodeFunctionResult, encodeFunctionData } from 'viem';
import type { Hex } from 'viem';
import { MovedError } from '../errors.ts';
import type { Placed } from '../fold/log.ts';
import { decode } from './decode.ts';
import type { Known, TokenFacts } from './known.ts';
import type { Node } from './node.ts';

/** A text of a contract that may be anyone's: shortened, without what cannot be stored or shown. */
function cleaned(text: string, length: number): string {
  return text.replaceAll(/\p{C}/gu, '').slice(0, length);
}

/** What a contract answers; null where it does not, or answers something else. */
async function askContract(
  node: Node,
  to: Address,
  functionName: 'name' | 'symbol' | 'authority',
): Promise<string | null> {
  try {
    const abi = lendingPoolAbi;
    const data = await node.ask<Hex>(
      'eth_call',
      { to, data: encodeFunctionData({ abi, functionName }) },
      'latest',
    );
    return decodeFunctionResult({ abi, functionName, data });
  } catch (error) {
    if (error instanceof NodeUnreachableError) throw error;
    return null;
  }
}

async function tokenFacts(node: Node, token: Address): Promise<TokenFacts> {
  const name = cleaned((await askContract(node, token, 'name')) ?? '', 64);
  try {
    const info = (await readTokens(node.client, { tokens: [token] })).get(token);
    return { symbol: info?.symbol ?? '', name, decimals: info?.decimals ?? 0 };
  } catch (error) {
    if (error instanceof NodeUnreachableError) throw error;
    // Anyone may list anything: what is no token is shown as one without decimals.
    return { symbol: '', name, decimals: 0 };
  }
}

async function oracleConfig(node: Node, oracle: Address) {
  try {
    return await readOracle(node.client, { oracle });
  } catch (error) {
    if (error instanceof NodeUnreachableError) throw error;
    return null;
  }
}

/**
 * Whether an oracle's answer follows from what its sources tell: the same is derived from their
 * events up to the head as the oracle answers there. A feed that is a proxy tells nothing itself,
 * and a contract that only looks like one of our oracles may answer anything.
 */
async function isTold(node: Node, known: Known, oracle: Address, start: number): Promise<boolean> {
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

function derivedPrice(sources: Sources, oracle: Address, now: Timestamp): PriceAnswer | null {
  try {
    return sources.price(oracle, now);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether two answers are the same: bounds, or the name of the refusal. */
export function sameAnswer(a: PriceAnswer, b: PriceAnswer | null): boolean {
  if (b === null) return false;
  if (a.priced) return b.priced && a.low === b.low && a.high === b.high;
  return !b.priced && a.refusal.errorName === b.refusal.errorName;
}

/** Oracles stand in each other at most this deep; one that holds itself has no end. */
const DEEPEST = 4;

function isSound(known: Known, oracle: Address, depth = 0): boolean {
  const config = known.oracles.get(oracle);
  if (config === undefined || config === null) return true;
  if (depth === DEEPEST) return false;
  return innerOracles(config).every((inside) => isSound(known, inside, depth + 1));
}

async function addOracle(
  node: Node,
  known: Known,
  oracle: Address,
  at: { readonly block: number; readonly start: number },
): Promise<void> {
  if (known.oracles.has(oracle)) return;
  const add = async (address: Address): Promise<void> => {
    known.oracles.set(address, await oracleConfig(node, address));
    known.since.set(address, at.block);
  };
  await add(oracle);
  for (let depth = 0; depth < DEEPEST; depth++) {
    for (const inside of known.unknownInside) await add(inside);
  }
  const derived = isSound(known, oracle) && (await isTold(node, known, oracle, at.start));
  if (!derived) known.oracles.set(oracle, null);
}

async function addToken(node: Node, known: Known, token: Address, block: number): Promise<void> {
  if (known.tokens.has(token)) return;
  known.tokens.set(token, await tokenFacts(node, token));
  known.since.set(token, block);
}

async function addCreditor(node: Node, known: Known, creditor: Address): Promise<void> {
  if (known.creditors.has(creditor)) return;
  const [name, symbol, authority] = await Promise.all([
    askContract(node, creditor, 'name'),
    askContract(node, creditor, 'symbol'),
    askContract(node, creditor, 'authority'),
  ]);
  known.creditors.set(creditor, {
    name: cleaned(name ?? '', 64),
    symbol: cleaned(symbol ?? '', 16),
    authority: (authority?.toLowerCase() ?? null) as Address | null,
  });
}

/**
 * Learns of what events name for the first time: creditors, tokens, oracles. All of it is fixed
 * when it is deployed, so that it does not matter at which block it is asked.
 *
 * @returns Whether there are contracts now whose logs were not asked for.
 */
export async function discover(
  node: Node,
  known: Known,
  start: number,
  events: readonly { readonly block: number; readonly event: Placed['event'] }[],
): Promise<boolean> {
  const before = known.creditors.size + known.oracles.size;
  for (const { block, event } of events) {
    if (event.event === 'CreditorRegistered' && 'creditor' in event) {
      await addCreditor(node, known, event.creditor);
      await addToken(node, known, event.terms.loanToken, block);
    }
    if (event.event === 'CollateralListed' && 'listing' in event) {
      await addToken(node, known, event.listing.collateral, block);
      await addOracle(node, known, event.listing.oracle, { block, start });
    }
  }
  return known.creditors.size + known.oracles.size > before;
}
