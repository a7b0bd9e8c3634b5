import type { Accrued, Rate, Ray, Seconds } from './units.ts';

/** 100 % a year in `Rate`. */
export const RATE = 10n ** 10n;
/** Seconds of a year of 365 days. */
export const YEAR = 31_536_000n;
/** Growth stops at e^40: no index can overflow and no repayment can revert. */
export const MAX_ACCRUED = 40n * RATE * YEAR;

const ONE = 10n ** 36n;
/** ln 2 in 36 decimals, rounded down. */
const LN2 = 693_147_180_559_945_309_417_232_121_458_176_568n;

/**
 * Returns the growth of debt under an accumulated rate: `e^(accrued / (1e10 * 31_536_000))`.
 *
 * With `y = k ln 2 + r`, `e^y = 2^k e^r`, and `e^r` is its series in 36 decimals until a term is
 * zero. A function of the sum alone, so one long accrual and many short ones agree to the last
 * unit. Strictly monotone. Every step rounds down; what comes out is e^y rounded down while growth
 * is small, and within `1 + 40 * 2^k / 1e9` of it at any size.
 *
 * @param accrued - Sum of rate times seconds, `0` to `MAX_ACCRUED`.
 * @returns Index, `1e27` to `2.4e44`.
 * @example 5 % for one year: `growth(500_000_000n * 31_536_000n)` is
 * `1_051_271_096_376_024_039_697_517_636n`.
 * @source contracts/src/libraries/Exponential.sol; vectors/exponential.json
 */
export function growth(accrued: Accrued): Ray {
  const y = (accrued * ONE) / (RATE * YEAR);
  const k = y / LN2;
  const r = y - k * LN2;
  let sum = ONE;
  let term = ONE;
  for (let divisor = ONE; ; divisor += ONE) {
    term = (term * r) / divisor;
    if (term === 0n) break;
    sum += term;
  }
  return ((sum << k) / 1_000_000_000n) as Ray;
}

/**
 * Returns `sum + rate * elapsed`, exactly, held at `MAX_ACCRUED`.
 *
 * In any number of steps at one rate, the same.
 *
 * @param sum - `0` to `MAX_ACCRUED`.
 * @param rate - Below 2^40.
 * @param elapsed - Below 2^40.
 * @example 5 % for a day from nothing: `accrue(0n, 500_000_000n, 86_400n)` is
 * `43_200_000_000_000n`.
 * @source contracts/src/libraries/Exponential.sol; vectors/exponential.json
 */
export function accrue(sum: Accrued, rate: Rate, elapsed: Seconds): Accrued {
  const next = sum + rate * elapsed;
  return (next > MAX_ACCRUED ? MAX_ACCRUED : next) as Accrued;
}
