import type { Address } from '@hypothec/model';
import { getContractAddress } from 'viem';
import type { WorldConfig } from './config.ts';

/** Who deploys every contract of a test world, and curates its pools. */
export const DEPLOYER: Address = '0x00000000000000000000000000000000000d0000';

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
}

function account(index: number): Address {
  return `0x${(0xac_0000 + index).toString(16).padStart(40, '0')}`;
}

/**
 * The addresses that follow from the order of deployment by one account: manager, tokens, oracles,
 * sequencer feed, book, pools. `contracts/test/differential/Replay.t.sol` deploys in this order.
 */
export function replayAddresses(config: WorldConfig): WorldAddresses {
  let nonce = 0n;
  const next = (): Address => {
    const address = getContractAddress({ from: DEPLOYER, nonce });
    nonce += 1n;
    return address.toLowerCase() as Address;
  };
  const manager = next();
  const tokens = config.tokens.map(next);
  const oracles = config.listings.map(next);
  const sequencer = next();
  const book = next();
  const pools = config.pools.map(next);
  const rest = Array.from({ length: config.actors - 1 }, (_, i) => account(i + 1));
  return { manager, tokens, oracles, sequencer, book, pools, actors: [DEPLOYER, ...rest] };
}
