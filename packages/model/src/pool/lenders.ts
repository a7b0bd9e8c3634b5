import { revert } from '../errors.ts';
import type { PoolEvent } from '../events.ts';
import { BPS, MAX_AMOUNT } from '../math.ts';
import type { LoanAssets } from '../units.ts';
import { store } from './lines.ts';
import type { Position } from './lines.ts';
import type { Pool } from './state.ts';

/** What belongs to lenders and what bears losses before them. */
export interface Shared {
  readonly lenderAssets: LoanAssets;
  readonly firstLoss: LoanAssets;
}

/**
 * Returns a loan-token amount that fits storage.
 *
 * @throws {ProtocolError} AmountAboveBound from 2^104 on.
 */
export function toAmount(value: bigint): LoanAssets {
  if (value > MAX_AMOUNT) revert('AmountAboveBound', value, MAX_AMOUNT);
  return value as LoanAssets;
}

/**
 * Shares out interest up to now: what `cash + owed` gained since the last action on the lenders'
 * side, the reserve's part rounded down, the rest to lenders.
 *
 * @returns Both sides after; as they were where nothing was gained.
 * @throws {ProtocolError} AmountAboveBound.
 * @example 1,000 gained at a reserve of 10 %: 900 to lenders, 100 to the first loss.
 * @source contracts/src/credit/PoolLenders.sol; vectors/pool.json
 */
export function shareInterest(p: Position): Shared {
  const { cash, lenderAssets, firstLoss, config } = p.pool;
  const had = lenderAssets + firstLoss;
  const total = cash + p.owed;
  const gain = total > had ? total - had : 0n;
  const cut = (gain * config.reserveBps) / BPS;
  return {
    firstLoss: toAmount(firstLoss + cut),
    lenderAssets: toAmount(lenderAssets + gain - cut),
  };
}

/** Writes both sides of the pool after an action on the lenders' side, and says so. */
export function conclude(
  p: Position,
  shared: Shared,
): { readonly pool: Pool; readonly event: PoolEvent } {
  const { lenderAssets, firstLoss } = shared;
  const pool = { ...store(p), lenderAssets, firstLoss };
  const { baseRate } = pool;
  return { pool, event: { event: 'InterestShared', baseRate, lenderAssets, firstLoss } };
}
