import type { Address, CollateralId } from '@hypothec/model';
import { readListing, sendPoolListCollateral, writeTransaction } from '@hypothec/sdk';
import { encodeFunctionData, parseAbi } from 'viem';
import { deployArtifact } from './deploy.ts';
import type { ChainWorld } from './world.ts';

const abi = parseAbi(['constructor(uint256, uint256)', 'function set(uint256, uint256)']);

/** An oracle that is none of the protocol's adapters, and a listing that uses it. */
export interface OddOracle {
  readonly oracle: Address;
  readonly collateralId: CollateralId;
  /** Both bounds, loan units per collateral unit times 1e36. */
  set(low: bigint, high: bigint): Promise<void>;
}

/** Lists bitcoin once more, on the same ladder, at the price of such an oracle. */
export async function listOddOracle(world: ChainWorld, price: bigint): Promise<OddOracle> {
  const { curator, pool, coins, book, creditorId, listings, chain } = world;
  const oracle = await deployArtifact(curator, 'SettableOracle', abi, [price, price], 'default');
  const where = { book, creditorId, collateralId: listings.btc };
  const own = await readListing(chain.client, where);
  const { returns: collateralId } = await sendPoolListCollateral(curator, {
    pool,
    terms: { ...own, collateral: coins.btc, oracle, riskClass: 0 },
    ceiling: 10n ** 14n,
    hourly: 10n ** 14n,
  });
  return {
    oracle,
    collateralId,
    async set(low, high) {
      const data = encodeFunctionData({ abi, functionName: 'set', args: [low, high] });
      await writeTransaction(curator, { to: oracle, data });
    },
  };
}
