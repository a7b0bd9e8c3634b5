import { revert } from '../errors.ts';
import { accrue, growth, MAX_ACCRUED } from '../exponential.ts';
import { divUp, MAX_AMOUNT, RAY } from '../math.ts';
import { baseRateAt } from '../rates.ts';
import type { Accrued, LoanAssets, Rate, Ray, Seconds, Timestamp, Units } from '../units.ts';
import type { Pool, PoolClass } from './state.ts';

/** A pool with every class brought up to `now`. */
export interface Position {
  readonly pool: Pool;
  readonly now: Timestamp;
  readonly baseAccrued: Accrued;
  /** Debt per unit of each class in use. */
  readonly indexes: readonly Ray[];
  /** What all loans owe: `sum over classes of floor(units * index / 1e27)`. */
  readonly owed: LoanAssets;
}

const noClass: PoolClass = {
  units: 0n as Units,
  premiumAccrued: 0n as Accrued,
  premiumAt: 0n as Timestamp,
  premium: 0n as Rate,
};

/**
 * What the model asks for and the state does not hold: a fault of the caller, not of the protocol.
 */
export class UnknownClassError extends RangeError {
  override readonly name = 'UnknownClassError';

  constructor(riskClass: number, classCount: number) {
    super(`Class ${riskClass} is not in use: the pool has ${classCount}.`);
  }
}

/** A class as stored, `k` from 0 to 7; zeros before its first use. */
export function classAt(pool: Pool, k: number): PoolClass {
  return pool.classes[k] ?? noClass;
}

/**
 * The index of a class in use, from a position.
 *
 * @throws {UnknownClassError} where the pool has no listing of that class or a riskier one.
 */
export function indexAt(p: Position, k: number): Ray {
  const index = p.indexes[k];
  if (index === undefined) throw new UnknownClassError(k, p.indexes.length);
  return index;
}

/** Base accrual up to now, exactly, held at e^40. A day at 5 %: `43_200_000_000_000n`. */
export function baseAccruedNow(pool: Pool, now: Timestamp): Accrued {
  return accrue(pool.baseAccrued, pool.baseRate, (now - pool.updatedAt) as Seconds);
}

/** A class's premium accrual up to now, exactly, held at e^40. */
export function premiumAccruedNow(item: PoolClass, now: Timestamp): Accrued {
  return accrue(item.premiumAccrued, item.premium, (now - item.premiumAt) as Seconds);
}

/**
 * Returns a class's index as of now: `e^(base accrued + premium accrued)`, ray, rounded down; the
 * sum is held at e^40. Never falls, and does not depend on how often interest was brought up to
 * date.
 *
 * @param k - Class, 0 to 7.
 * @param now - Not before the pool's `updatedAt`.
 * @example A pool that never lent: `10n ** 27n`.
 * @source contracts/src/credit/Lines.sol; vectors/pool.json
 */
export function indexNow(pool: Pool, k: number, now: Timestamp): Ray {
  return indexOf(baseAccruedNow(pool, now), classAt(pool, k), now);
}

function indexOf(baseAccrued: Accrued, item: PoolClass, now: Timestamp): Ray {
  const sum = baseAccrued + premiumAccruedNow(item, now);
  return growth((sum > MAX_ACCRUED ? MAX_ACCRUED : sum) as Accrued);
}

/** Debt of some units: `ceil(units * index / 1e27)`. Three units at an index of 1.5 owe 5. */
export function toDebt(units: Units, index: Ray): LoanAssets {
  return divUp(units * index, RAY) as LoanAssets;
}

function owedOf(units: Units, index: Ray): bigint {
  return (units * index) / RAY;
}

/**
 * The newest position of each pool that was asked for. A pool never changes, so that its position
 * at an instant is always the same; quotes and lists ask for the same one thousands of times.
 */
const positions = new WeakMap<Pool, Position>();

/**
 * Brings every class in use up to now; nothing is written.
 *
 * @source contracts/src/credit/Lines.sol; vectors/pool.json
 */
export function load(pool: Pool, now: Timestamp): Position {
  const known = positions.get(pool);
  if (known?.now === now) return known;
  const position = loadAnew(pool, now);
  positions.set(pool, position);
  return position;
}

function loadAnew(pool: Pool, now: Timestamp): Position {
  const baseAccrued = baseAccruedNow(pool, now);
  const indexes: Ray[] = [];
  let owed = 0n;
  for (let k = 0; k < pool.classCount; k++) {
    const item = classAt(pool, k);
    const index = indexOf(baseAccrued, item, now);
    indexes.push(index);
    owed += owedOf(item.units, index);
  }
  return { pool, now, baseAccrued, indexes, owed: owed as LoanAssets };
}

/**
 * Books a class's new units, and what that changes in what is owed.
 *
 * @throws {ProtocolError} AmountAboveBound from 2^104 on.
 */
export function setUnits(p: Position, k: number, next: bigint): Position {
  if (next > MAX_AMOUNT) revert('AmountAboveBound', next, MAX_AMOUNT);
  const index = indexAt(p, k);
  const item = classAt(p.pool, k);
  const owed = p.owed - owedOf(item.units, index) + owedOf(next as Units, index);
  const classes = Array.from({ length: p.pool.classCount }, (_, i) => classAt(p.pool, i));
  classes[k] = { ...item, units: next as Units };
  const kept = p.pool.classes.slice(p.pool.classCount);
  return {
    ...p,
    owed: owed as LoanAssets,
    pool: { ...p.pool, classes: [...classes, ...kept] },
  };
}

/** The position with other cash. */
export function setCash(p: Position, cash: bigint): Position {
  return { ...p, pool: { ...p.pool, cash: cash as LoanAssets } };
}

/**
 * Writes the clock with the rate that follows from the position.
 *
 * @throws {ProtocolError} AmountAboveBound when cash reaches 2^104.
 * @source contracts/src/credit/Lines.sol; vectors/pool.json
 */
export function store(p: Position): Pool {
  const { cash } = p.pool;
  if (cash > MAX_AMOUNT) revert('AmountAboveBound', cash, MAX_AMOUNT);
  const baseRate = baseRateAt(p.pool.config, p.owed, cash);
  return { ...p.pool, baseAccrued: p.baseAccrued, updatedAt: p.now, baseRate };
}
