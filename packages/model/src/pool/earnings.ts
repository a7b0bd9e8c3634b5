import { RATE } from '../exponential.ts';
import { BPS, mulDiv, RAY, WAD } from '../math.ts';
import type { LoanAssets, Rate, Wad } from '../units.ts';
import { classAt } from './lines.ts';
import type { Position } from './lines.ts';
import type { Pool } from './state.ts';

/**
 * Returns what a class's loans pay: the base rate and the class's premium.
 *
 * @param k - Class, 0 to 7.
 * @returns A continuous rate; `1e10` = 100 % a year.
 * @example Base rate 3.08 %, premium 0.5 %: `358_000_000n`.
 * @source contracts/src/credit/Lines.sol
 */
export function borrowRate(pool: Pool, k: number): Rate {
  return (pool.baseRate + classAt(pool, k).premium) as Rate;
}

/** What a class owes as of a position: `floor(units * index / 1e27)`, as the pool sums it up. */
export function classOwed({ pool, indexes }: Position, k: number): LoanAssets {
  return mulDiv(classAt(pool, k).units, indexes[k] ?? RAY, RAY) as LoanAssets;
}

/**
 * Returns what lenders earn at this instant: what all loans pay, less the first loss's part, on all
 * that is owed and in cash. With one class that is rate × utilisation × (1 − reserve).
 *
 * @returns A continuous rate in wad, rounded down; 0 for an empty pool. It holds until the next
 * action on the pool.
 * @example 4,000 of 5,000 lent at 5 %, reserve 10 %: `36_000_000_000_000_000n`, 3.6 %.
 */
export function lendersRate(position: Position): Wad {
  const { pool, owed, indexes } = position;
  const total = owed + pool.cash;
  if (total === 0n) return 0n as Wad;
  let paid = 0n;
  for (const k of indexes.keys()) paid += classOwed(position, k) * borrowRate(pool, k);
  return mulDiv(paid * (BPS - pool.config.reserveBps), WAD, total * BPS * RATE) as Wad;
}
