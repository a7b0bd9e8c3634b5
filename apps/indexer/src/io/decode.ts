import type { Address } from '@hypothec/model';
import {
  accessManagerAbi,
  decodeEvents,
  exchangeRateOracleAbi,
  lendingPoolAbi,
  settableFeedAbi,
  settableRateAbi,
} from '@hypothec/sdk';
import { parseEventLogs } from 'viem';
import type { Abi, Log } from 'viem';
import type { Placed } from '../fold/log.ts';
import type { RawLog } from './node.ts';

/** Whose logs mean what. Any contract can emit what looks like an event of another. */
export interface Emitters {
  readonly book: Address;
  readonly pools: ReadonlySet<Address>;
  readonly authorities: ReadonlySet<Address>;
  readonly feeds: ReadonlySet<Address>;
  readonly rates: ReadonlySet<Address>;
  /** Oracles with an anchor. */
  readonly anchored: ReadonlySet<Address>;
}

/** Every address whose logs are asked for. */
export function addressesOf(emitters: Emitters): readonly Address[] {
  const { book, pools, authorities, feeds, rates, anchored } = emitters;
  return [...new Set([book, ...pools, ...authorities, ...feeds, ...rates, ...anchored])];
}

interface Parsed {
  readonly eventName: string;
  readonly args: Readonly<Record<string, unknown>>;
}

function parse(abi: Abi, log: RawLog): Parsed | null {
  const [found] = parseEventLogs({ abi, logs: [log as unknown as Log] });
  return (found as Parsed | undefined) ?? null;
}

/** An event of an AccessManager. */
function authorityEvent(log: RawLog): Placed['event'] | null {
  const found = parse(accessManagerAbi, log);
  return found === null
    ? null
    : { emitter: 'authority', event: found.eventName, fields: found.args };
}

/** A creditor's word on who decides over it. */
function authorityChange(log: RawLog): Placed['event'] | null {
  const found = parse(lendingPoolAbi, log);
  if (found?.eventName !== 'AuthorityUpdated') return null;
  const authority = String(found.args['authority']).toLowerCase() as Address;
  return { emitter: 'pool', event: 'AuthorityUpdated', authority };
}

/** An event of a source of prices; null for one that says nothing of them. */
function sourceEvent(emitters: Emitters, address: Address, log: RawLog): Placed['event'] | null {
  if (emitters.feeds.has(address)) {
    const found = parse(settableFeedAbi, log);
    if (found?.eventName !== 'AnswerUpdated') return null;
    const { current, updatedAt } = found.args as { current: bigint; updatedAt: bigint };
    return { emitter: 'feed', event: 'AnswerUpdated', answer: current, updatedAt };
  }
  if (emitters.rates.has(address)) {
    const found = parse(settableRateAbi, log);
    if (found?.eventName !== 'RateSet') return null;
    return { emitter: 'rate', event: 'RateSet', rate: (found.args as { rate: bigint }).rate };
  }
  const found = emitters.anchored.has(address) ? parse(exchangeRateOracleAbi, log) : null;
  if (found?.eventName !== 'AnchorMoved') return null;
  const args = found.args as { from: bigint; to: bigint; rate: bigint };
  return { emitter: 'oracle', event: 'AnchorMoved', ...args };
}

/** What a contract is known as in more than one way, it may say in each. */
function eventOf(emitters: Emitters, address: Address, log: RawLog): Placed['event'] | null {
  const { book, pools, authorities } = emitters;
  const isPool = pools.has(address);
  const core = address === book || isPool ? decodeEvents([log], { book, pools: [...pools] }) : [];
  return (
    core[0] ??
    (isPool ? authorityChange(log) : null) ??
    (authorities.has(address) ? authorityEvent(log) : null) ??
    sourceEvent(emitters, address, log)
  );
}

/** The events that a log carries; none where it is of no kind known here. */
export function decode(emitters: Emitters, log: RawLog): readonly Placed[] {
  const address = log.address.toLowerCase() as Address;
  const event = eventOf(emitters, address, log);
  if (event === null) return [];
  const { transactionHash } = log;
  return [{ address, logIndex: Number(log.logIndex), transactionHash, event }];
}
