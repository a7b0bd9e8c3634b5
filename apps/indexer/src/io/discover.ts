import { innerOracles } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import type { Placed } from '../fold/log.ts';
import { creditorFacts, oracleConfig, tokenFacts } from './contract.ts';
import type { Known } from './known.ts';
import type { Node } from './node.ts';
import { isTold } from './told.ts';

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

async function addCreditor(
  node: Node,
  known: Known,
  creditor: Address,
  block: number,
): Promise<void> {
  if (known.creditors.has(creditor)) return;
  known.creditors.set(creditor, { ...(await creditorFacts(node, creditor)), block });
}

function sizeOf({ creditors, oracles, authorities }: Known): number {
  return creditors.size + oracles.size + authorities.size;
}

/**
 * Learns of what events name for the first time: creditors, their authorities, tokens, oracles.
 * What is asked of them is fixed when they are deployed, so that it does not matter at which block.
 *
 * @returns Whether there are contracts now whose logs were not asked for.
 */
export async function discover(
  node: Node,
  known: Known,
  start: number,
  events: readonly { readonly block: number; readonly event: Placed['event'] }[],
): Promise<boolean> {
  const before = sizeOf(known);
  for (const { block, event } of events) {
    if (event.event === 'CreditorRegistered' && 'creditor' in event) {
      await addCreditor(node, known, event.creditor, block);
      await addToken(node, known, event.terms.loanToken, block);
    }
    if (event.event === 'CollateralListed' && 'listing' in event) {
      await addToken(node, known, event.listing.collateral, block);
      await addOracle(node, known, event.listing.oracle, { block, start });
    }
    if (event.event === 'AuthorityUpdated' && 'authority' in event) {
      known.authorities.add(event.authority);
    }
  }
  return sizeOf(known) > before;
}
