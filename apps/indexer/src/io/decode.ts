import type { Address } from '@hypothec/model';
import {
  accessManagerAbi,
  decodeEvents,
  exchangeRateOracleAbi,
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
  const found = parse(exchangeRateOracleAbi, log);
  if (found?.eventName !== 'AnchorMoved') return null;
  const args = found.args as { from: bigint; to: bigint; rate: bigint };
  return { emitter: 'oracle', event: 'AnchorMoved', ...args };
}

function eventOf(emitters: Emitters, address: Address, log: RawLog): Placed['event'] | null {
  const { book, pools, authorities } = emitters;
  if (address === book || pools.has(address)) {
    return decodeEvents([log], { book, pools: [...pools] })[0] ?? null;
  }
  if (!authorities.has(address)) return sourceEvent(emitters, address, log);
  const found = parse(accessManagerAbi, log);
  if (found === null) return null;
  return { emitter: 'authority', event: found.eventName, fields: found.args };
}

/** The events that a log carries; none where it is of no kind known here. */
export function decode(emitters: Emitters, log: RawLog): readonly Placed[] {
  const address = log.address.toLowerCase() as Address;
  const event = eventOf(emitters, address, log);
  if (event === null) return [];
  const { transactionHash } = log;
  return [{ address, logIndex: Number(log.logIndex), transactionHash, event }];
}
