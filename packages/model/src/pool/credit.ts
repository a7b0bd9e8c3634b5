import { revert } from '../errors.ts';
import type { PoolEvent } from '../events.ts';
import { riskClassOf } from '../ids.ts';
import type { CollateralId } from '../ids.ts';
import { divUp, min, mulDiv, RAY } from '../math.ts';
import type { LoanAssets, Ray, Timestamp, Units } from '../units.ts';
import { conclude, shareInterest } from './lenders.ts';
import { classAt, indexAt, indexNow, load, setCash, setUnits, store, toDebt } from './lines.ts';
import type { Position } from './lines.ts';
import { poolListing, withListing } from './state.ts';
import type { Pool, PoolListing } from './state.ts';

const HOUR = 3_600n;

/** A pool after an action of the book on it. */
export interface CreditResult {
  readonly pool: Pool;
  readonly events: readonly PoolEvent[];
  readonly units: Units;
  readonly debt: LoanAssets;
}

/**
 * Returns the level of the hourly limit now: it drains at `hourly` an hour, rounded down, to zero.
 *
 * @param now - Not before `item.flowAt`.
 * @example 10 used of 10 an hour: 10 for 359 seconds, 9 from the 360th on.
 * @source contracts/src/credit/PoolCuration.sol; vectors/pool.json
 */
export function flowNow(item: PoolListing, now: Timestamp): LoanAssets {
  const gone = (item.hourly * (now - item.flowAt)) / HOUR;
  return (gone < item.flow ? item.flow - gone : 0n) as LoanAssets;
}

/** Counts new debt of a listing, against its limits where they apply. */
function count(
  p: Position,
  id: CollateralId,
  added: bigint,
  amount: bigint,
  index: Ray,
  limited: boolean,
): Position {
  const item = poolListing(p.pool, id);
  const units = (item.units + added) as Units;
  if (!limited) return { ...p, pool: withListing(p.pool, id, { units }) };
  const debt = toDebt(units, index);
  if (debt > item.ceiling) revert('CeilingExceeded', BigInt(id), debt, item.ceiling);
  const level = flowNow(item, p.now);
  const available = level < item.hourly ? item.hourly - level : 0n;
  if (amount > available) revert('HourlyLimitExceeded', BigInt(id), amount, available);
  const flow = (level + amount) as LoanAssets;
  return { ...p, pool: withListing(p.pool, id, { units, flow, flowAt: p.now }) };
}

/** Takes units off a listing's debt, and gives back to the hourly limit what was repaid. */
function release(pool: Pool, id: CollateralId, gone: bigint, repaid: bigint): Pool {
  const item = poolListing(pool, id);
  const flow = (repaid < item.flow ? item.flow - repaid : 0n) as LoanAssets;
  return withListing(pool, id, { units: (item.units - gone) as Units, flow });
}

/** The pool written after an action of a loan, with what it says. */
function accruedResult(p: Position): Pick<CreditResult, 'events' | 'pool'> {
  const pool = store(p);
  return { pool, events: [{ event: 'Accrued', baseRate: pool.baseRate }] };
}

function lend(
  position: Position,
  first: CollateralId,
  units: Units,
  amount: bigint,
  limited: boolean,
): CreditResult {
  const k = riskClassOf(first);
  const index = indexAt(position, k);
  const added = divUp(amount * RAY, index);
  const booked = setUnits(position, k, classAt(position.pool, k).units + added);
  const paid = setCash(booked, booked.pool.cash - amount);
  const counted = count(paid, first, added, amount, index, limited);
  const next = (units + added) as Units;
  return { ...accruedResult(counted), units: next, debt: toDebt(next, index) };
}

/**
 * Lends more to a line: units rounded up, cash out, ceiling and hourly limit.
 *
 * @param units - The line's before.
 * @param amount - Loan-token units.
 * @throws {ProtocolError} NotEnoughCash, AmountAboveBound, CeilingExceeded, HourlyLimitExceeded.
 * @returns The line's units and debt after, both rounded up.
 * @example At an index of 1, a draw of 30,000.000000 adds `30_000_000_000n` units.
 * @source contracts/src/credit/LendingPool.sol; vectors/pool.json
 */
export function creditDraw(
  pool: Pool,
  now: Timestamp,
  first: CollateralId,
  units: Units,
  amount: LoanAssets,
): CreditResult {
  const p = load(pool, now);
  if (amount > pool.cash) revert('NotEnoughCash', amount, pool.cash);
  return lend(p, first, units, amount, true);
}

/**
 * Adds the fee of a margin call to a line, less where cash does not suffice: units rounded up, held
 * to no limit.
 *
 * @returns With `paid`, what the caller gets.
 * @throws {ProtocolError} AmountAboveBound.
 * @example A fee of 11 with 10 in cash: pays 10.
 * @source contracts/src/credit/LendingPool.sol; vectors/pool.json
 */
export function creditCallFee(
  pool: Pool,
  now: Timestamp,
  first: CollateralId,
  units: Units,
  fee: LoanAssets,
): CreditResult & { readonly paid: LoanAssets } {
  const paid = min(fee, pool.cash) as LoanAssets;
  return { ...lend(load(pool, now), first, units, paid, false), paid };
}

/**
 * Takes a repayment: units removed rounded down, more than the debt means all of it.
 *
 * @param units - The line's before.
 * @param amount - Loan-token units offered.
 * @returns The line's units and debt after, and `repaid`, what is taken: the smaller of `amount`
 * and the debt.
 * @throws {ProtocolError} AmountAboveBound when cash would reach 2^104.
 * @example 1,000 at 5 % owe 1,051.271097 after a year: of any more than that, `1_051_271_097n` are
 * taken.
 * @source contracts/src/credit/LendingPool.sol; vectors/pool.json
 */
export function creditRepay(
  pool: Pool,
  now: Timestamp,
  first: CollateralId,
  units: Units,
  amount: LoanAssets,
): CreditResult & { readonly repaid: LoanAssets } {
  const p = load(pool, now);
  const k = riskClassOf(first);
  const index = indexAt(p, k);
  const owing = toDebt(units, index);
  const whole = amount >= owing;
  const repaid = whole ? owing : amount;
  const next = (whole ? 0n : units - (amount * RAY) / index) as Units;
  const gone = units - next;
  const booked = setUnits(p, k, classAt(p.pool, k).units - gone);
  const listed = release(booked.pool, first, gone, repaid);
  const paid = setCash({ ...booked, pool: listed }, pool.cash + repaid);
  const debt = whole ? (0n as LoanAssets) : toDebt(next, index);
  return { ...accruedResult(paid), units: next, debt, repaid };
}

/**
 * Moves a line's debt between listings, and between classes where these differ: units of the new
 * class rounded up, within a class unchanged.
 *
 * @param limited - The borrower's own act: the ceiling and the hourly limit of `to` apply.
 * @returns The line's units after; its debt before, rounded up.
 * @throws {ProtocolError} AmountAboveBound, CeilingExceeded, HourlyLimitExceeded.
 * @example 1,051.271097 owed move to a class whose index is e^0.1: `951_229_426n` units.
 * @source contracts/src/credit/LendingPool.sol; vectors/pool.json
 */
export function creditReclassify(
  pool: Pool,
  now: Timestamp,
  from: CollateralId,
  to: CollateralId,
  units: Units,
  limited: boolean,
): CreditResult {
  const p = load(pool, now);
  const [a, b] = [riskClassOf(from), riskClassOf(to)];
  const debt = toDebt(units, indexAt(p, a));
  const next = (a === b ? units : divUp(debt * RAY, indexAt(p, b))) as Units;
  const left = setUnits(p, a, classAt(p.pool, a).units - units);
  const moved = setUnits(left, b, classAt(left.pool, b).units + next);
  const listed = release(moved.pool, from, units, limited ? debt : 0n);
  const counted = count({ ...moved, pool: listed }, to, next, debt, indexAt(p, b), limited);
  return { ...accruedResult(counted), units: next, debt };
}

/**
 * Writes a line off, after sharing out interest up to now: the first loss bears what it can,
 * lenders the rest.
 *
 * @returns `badDebt`: what `owed` falls by, the line's debt or one unit less.
 * @example Bad debt 60, first loss 100: 40 of it are left, and lenders lose nothing.
 * @source contracts/src/credit/LendingPool.sol; vectors/pool.json
 */
export function creditWriteOff(
  pool: Pool,
  now: Timestamp,
  first: CollateralId,
  units: Units,
): { readonly pool: Pool; readonly events: readonly PoolEvent[]; readonly badDebt: LoanAssets } {
  const p = load(pool, now);
  const shared = shareInterest(p);
  const k = riskClassOf(first);
  const booked = setUnits(p, k, classAt(p.pool, k).units - units);
  const badDebt = (p.owed - booked.owed) as LoanAssets;
  const borne = min(badDebt, shared.firstLoss) as LoanAssets;
  const firstLoss = (shared.firstLoss - borne) as LoanAssets;
  const lenderAssets = (shared.lenderAssets - (badDebt - borne)) as LoanAssets;
  const listed = release(booked.pool, first, units, 0n);
  const { pool: after, event } = conclude({ ...booked, pool: listed }, { lenderAssets, firstLoss });
  return { pool: after, events: [event, { event: 'BadDebtBooked', badDebt, borne }], badDebt };
}

/**
 * Returns a line's debt as of now, rounded up; a line has no arrears.
 *
 * @example 900.000000 drawn at 5 % owe `946_143_987n` after a year.
 * @source contracts/src/credit/LendingPool.sol; vectors/pool.json
 */
export function creditDebtOf(
  pool: Pool,
  now: Timestamp,
  first: CollateralId,
  units: Units,
): { readonly debt: LoanAssets; readonly arrears: LoanAssets } {
  const debt = toDebt(units, indexNow(pool, riskClassOf(first), now));
  return { debt, arrears: 0n as LoanAssets };
}

/**
 * Returns the debt with the smallest repayment that leaves at most `target`.
 *
 * At most `floor(target * 1e27 / index)` units may stay; what removes the rest is rounded up, so
 * that flooring it to units again removes at least as many. Exact: one unit less leaves more.
 *
 * @returns `left`: the debt after that repayment, rounded up.
 * @example 1,000 owed at an index of 1, target 600: repay 400, leaving 600.
 * @source contracts/src/credit/LendingPool.sol; vectors/pool.json
 */
export function creditAssess(
  pool: Pool,
  now: Timestamp,
  first: CollateralId,
  units: Units,
  target: LoanAssets,
): {
  readonly debt: LoanAssets;
  readonly arrears: LoanAssets;
  readonly repayment: LoanAssets;
  readonly left: LoanAssets;
} {
  const zero = 0n as LoanAssets;
  const index = indexNow(pool, riskClassOf(first), now);
  const debt = toDebt(units, index);
  if (debt <= target) return { debt, arrears: zero, repayment: zero, left: debt };
  const kept = mulDiv(target, RAY, index);
  const repayment = toDebt((units - kept) as Units, index);
  const left =
    repayment < debt ? toDebt((units - (repayment * RAY) / index) as Units, index) : zero;
  return { debt, arrears: zero, repayment, left };
}
