import fc from 'fast-check';
import { magnitude } from '../arbitrary.testing.ts';
import type { RateConfig } from '../rates.ts';
import { at, creditorTerms, ids, USD } from '../terms.testing.ts';
import { bps, loanAssets, seconds, timestamp } from '../units.ts';
import type { Timestamp } from '../units.ts';
import { addListing, createPool, setPremium, setRates } from './curation.ts';
import { deposit } from './shares.ts';
import type { Pool } from './state.ts';

export const START: Timestamp = timestamp(1_750_000_000n);

/** An instant so many seconds after the start. */
export function after(elapsed: bigint): Timestamp {
  return timestamp(START + seconds(elapsed));
}

/** Rates in bps of which most are zero. */
export function rates(of: Partial<Record<keyof RateConfig, bigint>>): RateConfig {
  return {
    baseBps: bps(of.baseBps ?? 0n),
    slopeBps: bps(of.slopeBps ?? 0n),
    steepBps: bps(of.steepBps ?? 0n),
    kinkBps: bps(of.kinkBps ?? 9_000n),
    reserveBps: bps(of.reserveBps ?? 0n),
  };
}

/** Far above what any test lends. */
export const NO_LIMIT = loanAssets(10n ** 30n);

/** A pool with one listing in each of three classes, premiums 0, 1 and 5 %, and no cash. */
export function emptyPool(config: RateConfig = rates({})): Pool {
  let pool = createPool(at.pool, 1, creditorTerms, START);
  for (const id of Object.values(ids)) {
    pool = addListing(pool, START, id, NO_LIMIT, NO_LIMIT).pool;
  }
  pool = setPremium(pool, START, 1, bps(100n)).pool;
  pool = setPremium(pool, START, 2, bps(500n)).pool;
  return setRates(pool, START, config).pool;
}

/** The same with 5,000,000 lent to it. */
export function fundedPool(config?: RateConfig, assets = 5_000_000n * USD): Pool {
  return deposit(emptyPool(config), START, loanAssets(assets), at.lender, at.lender).pool;
}

/** A pool at any flat rate up to 100 % a year, after any time up to ten years. */
export const grownPools: fc.Arbitrary<{ readonly pool: Pool; readonly now: Timestamp }> = fc
  .record({
    baseBps: fc.bigInt({ min: 0n, max: 10_000n }),
    reserveBps: fc.bigInt({ min: 0n, max: 5_000n }),
    elapsed: magnitude(315_360_000n),
  })
  .map(({ baseBps, reserveBps, elapsed }) => ({
    pool: fundedPool(rates({ baseBps, reserveBps })),
    now: after(elapsed),
  }));
