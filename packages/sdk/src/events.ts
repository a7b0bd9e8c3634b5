import type { Address, BookEvent, PoolEvent } from '@hypothec/model';
import { decodeEventLog, isAddress } from 'viem';
import type { Hex } from 'viem';
import { lendingPoolAbi } from './generated/lending-pool.ts';
import { loanBookAbi } from './generated/loan-book.ts';

/** A signature of a borrower was used up; the model has no signatures. */
export interface NonceUsed {
  readonly event: 'NonceUsed';
  readonly borrower: Address;
  readonly nonce: bigint;
}

/** An event of the protocol, as the model has it, with the contract that emitted it. */
export type ChainEvent =
  | ((BookEvent | NonceUsed) & { readonly emitter: 'book' })
  | (PoolEvent & { readonly emitter: 'pool' });

/** A log as a node gives it, as far as it is needed here. */
export interface RawLog {
  readonly address: string;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** Whose logs to believe: any contract can emit what looks like an event of another. */
export interface Emitters {
  readonly book?: string;
  readonly pools?: readonly string[];
}

/** Fields that are plain numbers in the model; all others are bigints there. */
const plainNumbers = new Set(['creditorId', 'collateralId', 'riskClass', 'rights']);

function toField(event: string, name: string, value: unknown): unknown {
  if (name === 'reason') return value === 0 ? 'price' : 'default';
  if (event === 'Reclassified' && (name === 'from' || name === 'to')) return value;
  if (plainNumbers.has(name)) return Number(value);
  return toValue(value);
}

function toValue(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string') {
    return isAddress(value, { strict: false }) ? value.toLowerCase() : value;
  }
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toValue(item)]));
}

function decodeAs(emitter: 'book' | 'pool', { topics, data }: RawLog): ChainEvent | null {
  const abi = emitter === 'book' ? loanBookAbi : lendingPoolAbi;
  const [selector, ...rest] = topics;
  if (selector === undefined) return null;
  try {
    const { eventName, args } = decodeEventLog({ abi, data, topics: [selector, ...rest] });
    if (eventName === 'AuthorityUpdated') return null;
    const fields = Object.entries(args).map(([name, value]) => [
      name,
      toField(eventName, name, value),
    ]);
    return { emitter, event: eventName, ...Object.fromEntries(fields) } as ChainEvent;
  } catch {
    return null;
  }
}

/**
 * Decodes the logs of the book and of pools into the model's events, in their order; others are
 * left out.
 *
 * @param logs - As `eth_getLogs` or a receipt gives them.
 * @param emitters - Addresses to believe.
 * @example The logs of a draw give `FlowUsed` and `Accrued` of the pool, then `Drawn` of the book.
 * @source contracts/src/interfaces/ILoanBook.sol, ILendingPool.sol; packages/model/src/events.ts
 */
export function decodeEvents(
  logs: readonly RawLog[],
  { book, pools = [] }: Emitters,
): readonly ChainEvent[] {
  const poolSet = new Set(pools.map((pool) => pool.toLowerCase()));
  const bookAddress = book?.toLowerCase();
  return logs.flatMap((log) => {
    const address = log.address.toLowerCase();
    const emitter = address === bookAddress ? 'book' : poolSet.has(address) ? 'pool' : null;
    return (emitter === null ? null : decodeAs(emitter, log)) ?? [];
  });
}

/** The first event of a name, or null. */
export function findEvent<Name extends ChainEvent['event']>(
  events: readonly ChainEvent[],
  name: Name,
): Extract<ChainEvent, { readonly event: Name }> | null {
  const found = events.find(({ event }) => event === name);
  return (found as Extract<ChainEvent, { readonly event: Name }> | undefined) ?? null;
}
