import type { Address } from '@hypothec/model';
import { getContractAddress } from 'viem';
import type { WorldConfig } from './config.ts';

/** Where everything in a world stands. */
export interface WorldAddresses {
  readonly manager: Address;
  readonly tokens: readonly Address[];
  /** One a listing. */
  readonly oracles: readonly Address[];
  readonly sequencer: Address;
  readonly book: Address;
  readonly pools: readonly Address[];
  readonly actors: readonly Address[];
  /** The first actor: deploys every contract and curates the pools. */
  readonly curator: Address;
}

const replayCurator: Address = '0x00000000000000000000000000000000000d0000';

/** Where everything stands in a replay: its actors are accounts that no one holds. */
export function replayAddresses(config: WorldConfig): WorldAddresses {
  const rest = Array.from({ length: config.actors - 1 }, (_, i): Address => {
    return `0x${(0xac_0001 + i).toString(16).padStart(40, '0')}`;
  });
  return worldAddresses(config, [replayCurator, ...rest]);
}

/**
 * The addresses that follow from the order of deployment by the first actor, whose nonce is 0:
 * manager, tokens, oracles, sequencer feed, book, pools. `contracts/test/differential` and the live
 * comparison deploy in this order.
 */
export function worldAddresses(
  config: WorldConfig,
  actors: readonly [Address, ...Address[]],
): WorldAddresses {
  const [curator] = actors;
  let nonce = 0n;
  const next = (): Address => {
    const address = getContractAddress({ from: curator, nonce });
    nonce += 1n;
    return address.toLowerCase() as Address;
  };
  const manager = next();
  const tokens = config.tokens.map(next);
  const oracles = config.listings.map(next);
  const sequencer = next();
  const book = next();
  const pools = config.pools.map(next);
  return { manager, tokens, oracles, sequencer, book, pools, actors, curator };
}
