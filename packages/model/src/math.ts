/** 100 % in wad. */
export const WAD = 10n ** 18n;
/** 100 % in ray. */
export const RAY = 10n ** 27n;
/** 100 % in bps. */
export const BPS = 10_000n;
/** Scale of oracle prices. */
export const PRICE_SCALE = 10n ** 36n;
/** Largest token amount and largest number of units, `2^104 - 1`. */
export const MAX_AMOUNT = 2n ** 104n - 1n;
/** What the contracts read as "all of it". */
export const MAX_UINT256 = 2n ** 256n - 1n;

/** `ceil(a / b)` for `a >= 0`, `b > 0`. `divUp(7n, 2n)` is 4. */
export function divUp(a: bigint, b: bigint): bigint {
  return a === 0n ? 0n : (a - 1n) / b + 1n;
}

/** `floor(a * b / c)` for `c > 0`, exact. `mulDiv(7n, 3n, 2n)` is 10. */
export function mulDiv(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b) / c;
}

/** `ceil(a * b / c)` for `c > 0`, exact. `mulDivUp(7n, 3n, 2n)` is 11. */
export function mulDivUp(a: bigint, b: bigint, c: bigint): bigint {
  return divUp(a * b, c);
}

/** The smaller of two. `min(1n, 2n)` is 1. */
export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** The larger of two. `max(1n, 2n)` is 2. */
export function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
