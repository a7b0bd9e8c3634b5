import { revert } from '../errors.ts';
import type { PoolEvent } from '../events.ts';
import { RISK_CLASSES } from '../ids.ts';
import type { Address, CollateralId } from '../ids.ts';
import { premiumRate } from '../rates.ts';
import type { RateConfig } from '../rates.ts';
import type { CreditorTerms } from '../terms.ts';
import { bps } from '../units.ts';
import type { Accrued, Bps, LoanAssets, Rate, Shares, Timestamp, Units } from '../units.ts';
import { flowNow } from './credit.ts';
import { conclude, shareInterest } from './lenders.ts';
import { classAt, load, premiumAccruedNow, store } from './lines.ts';
import { poolListing, withListing } from './state.ts';
import type { Pool, PoolClass } from './state.ts';

/** A pool after an act of its curator or guardian. */
export interface CurationResult {
  readonly pool: Pool;
  readonly events: readonly PoolEvent[];
}

/**
 * What a pool starts with: 4 % at the kink of 90 %, 64 % at full utilisation, a tenth of interest
 * to the first loss.
 */
export const initialRates: RateConfig = {
  baseBps: bps(0n),
  slopeBps: bps(400n),
  steepBps: bps(6_000n),
  kinkBps: bps(9_000n),
  reserveBps: bps(1_000n),
};

const emptyClass: PoolClass = {
  units: 0n as Units,
  premiumAccrued: 0n as Accrued,
  premiumAt: 0n as Timestamp,
  premium: 0n as Rate,
};

/**
 * Returns a pool as its constructor leaves it: empty, with `initialRates` and the base class in
 * use.
 *
 * @source contracts/src/credit/PoolCuration.sol
 */
export function createPool(
  address: Address,
  creditorId: number,
  terms: CreditorTerms,
  now: Timestamp,
): Pool {
  return {
    address,
    creditorId,
    terms,
    baseAccrued: 0n as Accrued,
    updatedAt: now,
    baseRate: 0n as Rate,
    cash: 0n as LoanAssets,
    classes: Array.from({ length: RISK_CLASSES }, () => emptyClass),
    config: initialRates,
    classCount: 1,
    lenderAssets: 0n as LoanAssets,
    firstLoss: 0n as LoanAssets,
    supply: 0n as Shares,
    listings: new Map(),
  };
}

function requireRange(field: bigint, seen: bigint, least: bigint, most: bigint): void {
  if (seen < least || seen > most) revert('RateOutOfRange', field, seen, least, most);
}

/**
 * Brings interest up to now and sets the rate anew. Changes nobody's debt.
 *
 * @throws {ProtocolError} AmountAboveBound.
 * @source contracts/src/credit/PoolLenders.sol; vectors/pool.json
 */
export function accruePool(pool: Pool, now: Timestamp): CurationResult {
  const after = store(load(pool, now));
  return { pool: after, events: [{ event: 'Accrued', baseRate: after.baseRate }] };
}

/**
 * Sets the ceiling and the hourly limit of a listing; what is used of the latter is drained at the
 * old one first.
 *
 * @param ceiling - Most debt of the loans led by this collateral.
 * @param hourly - Most that their debt may grow at once, refilled over an hour and by repayments.
 * @example 3,600 used of 3,600 an hour: a quarter of an hour later 2,700 are used, whatever is set.
 * @source contracts/src/credit/PoolCuration.sol; vectors/pool.json
 */
export function setLimits(
  pool: Pool,
  now: Timestamp,
  id: CollateralId,
  ceiling: LoanAssets,
  hourly: LoanAssets,
): CurationResult {
  const flow = flowNow(poolListing(pool, id), now);
  return {
    pool: withListing(pool, id, { flow, flowAt: now, ceiling, hourly }),
    events: [{ event: 'LimitsSet', collateralId: id, ceiling, hourly }],
  };
}

/**
 * As `setLimits`, for the guardian: neither may rise.
 *
 * @throws {ProtocolError} LimitsNotLower with both limits, wanted and old.
 */
export function lowerLimits(
  pool: Pool,
  now: Timestamp,
  id: CollateralId,
  ceiling: LoanAssets,
  hourly: LoanAssets,
): CurationResult {
  const old = poolListing(pool, id);
  if (ceiling > old.ceiling || hourly > old.hourly) {
    revert('LimitsNotLower', BigInt(id), ceiling, old.ceiling, hourly, old.hourly);
  }
  return setLimits(pool, now, id, ceiling, hourly);
}

/**
 * A listing enters the pool: its limits, and its class, with those below it, if it is the riskiest
 * so far.
 *
 * @example The first listing of class 7 brings all 8 classes into use.
 * @source contracts/src/credit/PoolCuration.sol; vectors/pool.json
 */
export function addListing(
  pool: Pool,
  now: Timestamp,
  id: CollateralId,
  ceiling: LoanAssets,
  hourly: LoanAssets,
): CurationResult {
  const result = setLimits(pool, now, id, ceiling, hourly);
  const classCount = Math.max(pool.classCount, (id & 7) + 1);
  return { ...result, pool: { ...result.pool, classCount } };
}

/**
 * Sets the rate settings, sharing out interest at the old reserve first.
 *
 * @throws {ProtocolError} RateOutOfRange with the field (0 kink, 1 reserve), what was seen, and the
 * least and the most that is allowed.
 * @example 1,000 lent at 10 % for a year, reserve 10 %: `10_517_091n` go to the first loss first.
 * @source contracts/src/credit/PoolCuration.sol; vectors/pool.json
 */
export function setRates(pool: Pool, now: Timestamp, config: RateConfig): CurationResult {
  requireRange(0n, config.kinkBps, 1n, 9_999n);
  requireRange(1n, config.reserveBps, 0n, 5_000n);
  const p = load(pool, now);
  const shared = shareInterest(p);
  const { pool: after, event } = conclude({ ...p, pool: { ...pool, config } }, shared);
  return { pool: after, events: [event, { event: 'RatesSet', config }] };
}

/**
 * Sets the premium of a class above the base class, from now on; what accrued stays.
 *
 * @throws {ProtocolError} RateOutOfRange with the field (2 premium of class 0, 3 class).
 * @example A day at 5 %: `43_200_000_000_000n` accrued.
 * @source contracts/src/credit/PoolCuration.sol; vectors/pool.json
 */
export function setPremium(
  pool: Pool,
  now: Timestamp,
  riskClass: number,
  premiumBps: Bps,
): CurationResult {
  requireRange(3n, BigInt(riskClass), 0n, BigInt(RISK_CLASSES - 1));
  if (riskClass === 0) requireRange(2n, premiumBps, 0n, 0n);
  const item = classAt(pool, riskClass);
  const premiumAccrued = premiumAccruedNow(item, now);
  const changed = { ...item, premiumAccrued, premiumAt: now, premium: premiumRate(premiumBps) };
  const classes = pool.classes.map((other, k) => (k === riskClass ? changed : other));
  return {
    pool: { ...pool, classes },
    events: [{ event: 'PremiumSet', riskClass, premiumBps, premiumAccrued }],
  };
}
