import {
  accrued,
  flowNow,
  loanAssets,
  rate,
  RISK_CLASSES,
  riskClassOf,
  shares,
  timestamp,
  units,
} from '@hypothec/model';
import type { Address, CollateralId, Pool, PoolClass, PoolListing } from '@hypothec/model';
import { encodeAbiParameters, keccak256, numberToHex } from 'viem';
import type { Hex } from 'viem';
import { UnsupportedCreditorError } from '../errors/connection.ts';
import { lendingPoolLayout } from '../generated/lending-pool-layout.ts';
import { lendingPoolAbi } from '../generated/lending-pool.ts';
import { readAll, viewCall } from './call.ts';
import { toRateConfig } from './convert.ts';
import type { Pinned } from './pin.ts';
import type { Registered } from './registry.ts';
import { request } from './rpc.ts';

const what = 'lending pool';

/**
 * The pool's `debts` mapping. `listingOf` gives the level of the hourly limit as of now, rounded
 * down; the level as it was stored, and when, stands nowhere else, and without it the level a
 * moment later would be off by one unit.
 */
const DEBTS_SLOT = lendingPoolLayout.debts;

const MASK_104 = 2n ** 104n - 1n;

async function readStoredListing(at: Pinned, pool: Address, id: CollateralId) {
  const slot = keccak256(
    encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [BigInt(id), DEBTS_SLOT]),
  );
  const word = BigInt(
    await request<Hex>(at.client, 'eth_getStorageAt', [pool, slot, numberToHex(at.block.number)]),
  );
  return {
    units: units(word & MASK_104),
    flow: loanAssets((word >> 104n) & MASK_104),
    flowAt: timestamp(word >> 208n),
  };
}

async function readPoolListing(
  at: Pinned,
  pool: Address,
  id: CollateralId,
): Promise<readonly [CollateralId, PoolListing]> {
  const [stored, [[ownUnits, flow, ceiling, hourly]]] = await Promise.all([
    readStoredListing(at, pool, id),
    readAll(at, [viewCall(pool, what, lendingPoolAbi, 'listingOf', [id])]),
  ]);
  const listing = { ...stored, ceiling: loanAssets(ceiling), hourly: loanAssets(hourly) };
  if (stored.units !== ownUnits || flowNow(listing, at.block.timestamp) !== flow) {
    throw new UnsupportedCreditorError(pool, 'its storage is laid out in another way');
  }
  return [id, listing];
}

async function readClasses(at: Pinned, pool: Address): Promise<readonly PoolClass[]> {
  const all = await readAll(
    at,
    Array.from({ length: RISK_CLASSES }, (_, k) =>
      viewCall(pool, what, lendingPoolAbi, 'classOf', [BigInt(k)]),
    ),
  );
  return all.map(([own, premiumAccrued, premiumAt, premium]) => ({
    units: units(own),
    premiumAccrued: accrued(premiumAccrued),
    premiumAt: timestamp(BigInt(premiumAt)),
    premium: rate(BigInt(premium)),
  }));
}

/**
 * Reads all of a pool's state at one block.
 *
 * @throws {UnsupportedCreditorError} when the creditor is not a lending pool as known here.
 */
export async function readPoolState(at: Pinned, registered: Registered): Promise<Pool> {
  const { creditor, creditorId, terms, listings: listed } = registered;
  const ids = [...listed.keys()];
  const [[clock, config, [lenderAssets, firstLoss], supply, ownId], classes, listings] =
    await Promise.all([
      readAll(at, [
        viewCall(creditor, what, lendingPoolAbi, 'clock'),
        viewCall(creditor, what, lendingPoolAbi, 'rates'),
        viewCall(creditor, what, lendingPoolAbi, 'shared'),
        viewCall(creditor, what, lendingPoolAbi, 'totalSupply'),
        viewCall(creditor, what, lendingPoolAbi, 'creditorId'),
      ]),
      readClasses(at, creditor),
      Promise.all(ids.map((id) => readPoolListing(at, creditor, id))),
    ]);
  if (ownId !== creditorId) {
    throw new UnsupportedCreditorError(creditor, `it says that it is creditor ${ownId}`);
  }
  const [baseAccrued, updatedAt, baseRate, cash] = clock;
  return {
    address: creditor,
    creditorId,
    terms,
    baseAccrued: accrued(baseAccrued),
    updatedAt: timestamp(BigInt(updatedAt)),
    baseRate: rate(BigInt(baseRate)),
    cash: loanAssets(cash),
    classes,
    config: toRateConfig(config),
    classCount: Math.max(1, ...ids.map((id) => riskClassOf(id) + 1)),
    lenderAssets: loanAssets(lenderAssets),
    firstLoss: loanAssets(firstLoss),
    supply: shares(supply),
    listings: new Map(listings),
  };
}
