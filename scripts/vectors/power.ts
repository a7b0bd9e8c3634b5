import { ratio } from './fraction.ts';

// e^x and ln 2 with 120 digits, from their series: the truth that the contracts' index is held to.
const ONE = 10n ** 120n;

/** `e^(top / bottom)` in 120 decimals, good to more than 80 for arguments up to 40. */
export function power(top: bigint, bottom: bigint): bigint {
  // e^x = (e^(x / 2^64))^(2^64): the series of so small a number is short.
  const small = (top * ONE) / (bottom * 2n ** 64n);
  let sum = ONE;
  let term = ONE;
  for (let i = 1n; term !== 0n; i += 1n) {
    term = (term * small) / (ONE * i);
    sum += term;
  }
  for (let i = 0; i < 64; i += 1) sum = (sum * sum) / ONE;
  return sum;
}

/** ln 2 in 36 decimals, rounded down: the sum of `1 / (i 2^i)`. */
export function ln2(): bigint {
  let sum = 0n;
  for (let i = 1n; i < 420n; i += 1n) sum += ONE / (i * 2n ** i);
  return sum / 10n ** 84n;
}

const YEAR_AT_FULL_RATE = 10n ** 10n * 31_536_000n;

/** `e^(accrued / (1e10 * 31_536_000)) * 1e27`, rounded down. */
export function trueIndex(accrued: bigint): bigint {
  return power(accrued, YEAR_AT_FULL_RATE) / 10n ** 93n;
}

/**
 * The same by the published steps: `y = k ln 2 + r` in 36 decimals, the series of `e^r` with every
 * term rounded down until one is zero, times `2^k`.
 */
export function stepIndex(accrued: bigint): bigint {
  const one = 10n ** 36n;
  const y = ratio(accrued * one, YEAR_AT_FULL_RATE).floor();
  const k = ratio(y, ln2()).floor();
  const r = y - k * ln2();
  const terms = [one];
  for (let i = 1n; terms.at(-1) !== 0n; i += 1n) {
    terms.push(ratio((terms.at(-1) ?? 0n) * r, i * one).floor());
  }
  const series = terms.reduce((sum, term) => sum + term);
  return ratio(series * 2n ** k, 10n ** 9n).floor();
}
