import {
  accrued,
  loanAssets,
  rate,
  RISK_CLASSES,
  riskClassOf,
  shares,
  timestamp,
  units,
} from '@hypothec/model';
import type { Address, CollateralId, Pool, PoolClass, PoolListing } from '@hypothec/model';
import { UnsupportedCreditorError } from '../errors/connection.ts';
import { lendingPoolAbi } from '../generated/lending-pool.ts';
import { readAll, viewCall } from './call.ts';
import { toRateConfig } from './convert.ts';
import type { Pinned } from './pin.ts';
import type { Registered } from './registry.ts';

const what = 'lending pool';

async function readPoolListing(
  at: Pinned,
  pool: Address,
  id: CollateralId,
): Promise<readonly [CollateralId, PoolListing]> {
  const [[ownUnits, , ceiling, hourly], [flow, flowAt]] = await readAll(at, [
    viewCall(pool, what, lendingPoolAbi, 'listingOf', [id]),
    viewCall(pool, what, lendingPoolAbi, 'flowOf', [id]),
  ]);
  const listing = {
    units: units(ownUnits),
    flow: loanAssets(flow),
    flowAt: timestamp(flowAt),
    ceiling: loanAssets(ceiling),
    hourly: loanAssets(hourly),
  };
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
