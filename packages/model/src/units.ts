// Units as types: at run time every quantity is a plain `bigint`; the tag exists for the compiler.
// Adding with `plus` keeps the unit, so shares cannot be added to assets by mistake; a plain `+`
// loses it, and the sum fits nowhere until it is tagged again.

declare const unit: unique symbol;

/** A non-negative bigint tagged with its unit. */
export type Quantity<Unit extends string> = bigint & { readonly [unit]: Unit };

/** Ratio, `1e18` = 1. */
export type Wad = Quantity<'wad'>;
/** Ratio, `1e27` = 1. */
export type Ray = Quantity<'ray'>;
/** Ratio, `1e4` = 1. */
export type Bps = Quantity<'bps'>;
/** Annual rate, continuously compounded, `1e10` = 100 % a year. */
export type Rate = Quantity<'rate-e10'>;
/** Sum of rate times seconds; `1e10 * 31_536_000` is 100 % for one year. */
export type Accrued = Quantity<'rate-e10-seconds'>;
/** Loan token, smallest unit (6 decimals: `1_000_000n` = 1). */
export type LoanAssets = Quantity<'loan-assets'>;
/** Collateral token, smallest unit (8 decimals: `100_000_000n` = 1). */
export type CollateralAssets = Quantity<'collateral-assets'>;
/** A loan's share of its creditor's lending; a line's debt is `ceil(units * index / 1e27)`. */
export type Units = Quantity<'debt-units'>;
/** Lenders' shares of a pool. */
export type Shares = Quantity<'pool-shares'>;
/** Loan units per collateral unit, both smallest, times `1e36`. */
export type OraclePrice = Quantity<'loan-per-collateral-e36'>;
/** Unix time in whole seconds. */
export type Timestamp = Quantity<'unix-seconds'>;
/** Elapsed time in whole seconds. */
export type Seconds = Quantity<'seconds'>;

/** A number below zero was given as a quantity, all of which are zero or more. */
export class NegativeQuantityError extends RangeError {
  override readonly name = 'NegativeQuantityError';
  readonly seen: bigint;

  constructor(unitName: string, seen: bigint) {
    super(`${seen} is not a quantity of ${unitName}: quantities are zero or more.`);
    this.seen = seen;
  }
}

const tag =
  <Q extends Quantity<string>>(unitName: string) =>
  (value: bigint): Q => {
    if (value < 0n) throw new NegativeQuantityError(unitName, value);
    return value as Q;
  };

/**
 * Tags a number as `Wad`, 0 or more.
 *
 * @throws {NegativeQuantityError} below zero, as all of these do.
 * @example `wad(10n ** 18n)` is 1.
 */
export const wad = tag<Wad>('wad');
/** Tags a number as `Ray`. `ray(10n ** 27n)` is 1. */
export const ray = tag<Ray>('ray');
/** Tags a number as `Bps`. `bps(6_200n)` is 62 %. */
export const bps = tag<Bps>('bps');
/** Tags a number as `Rate`. `rate(500_000_000n)` is 5 % a year. */
export const rate = tag<Rate>('rate');
/** Tags a number as `Accrued`. `accrued(0n)` is the start of a pool. */
export const accrued = tag<Accrued>('accrued');
/** Tags a number as `LoanAssets`. `loanAssets(1_000_000n)` is 1 of a 6-decimal token. */
export const loanAssets = tag<LoanAssets>('loan token');
/** Tags a number as `CollateralAssets`. `collateralAssets(100_000_000n)` is 1 of 8 decimals. */
export const collateralAssets = tag<CollateralAssets>('collateral token');
/** Tags a number as `Units`. `units(1n)` owes 1 at an index of 1, and 2 from then on. */
export const units = tag<Units>('debt units');
/** Tags a number as `Shares`. `shares(1_000_000n)` is what the first asset unit buys. */
export const shares = tag<Shares>('pool shares');
/**
 * Tags a number as `OraclePrice`. `oraclePrice(6n * 10n ** 38n)` is 60,000 of a 6-decimal token for
 * 1 of 8 decimals.
 */
export const oraclePrice = tag<OraclePrice>('price');
/** Tags a number as `Timestamp`. `timestamp(1_583_971_200n)` is 2020-03-12 00:00 UTC. */
export const timestamp = tag<Timestamp>('unix time');
/** Tags a number as `Seconds`. `seconds(86_400n)` is a day. */
export const seconds = tag<Seconds>('seconds');

/** Adds two quantities of one unit, exactly. `plus(loanAssets(2n), loanAssets(3n))` is 5. */
export function plus<U extends string>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Quantity<U> {
  return (a + b) as Quantity<U>;
}

/**
 * Subtracts `b` from `a`, one unit, exactly.
 *
 * @throws {NegativeQuantityError} when `b > a`.
 * @example `minus(shares(3n), shares(2n))` is 1.
 */
export function minus<U extends string>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Quantity<U> {
  if (b > a) throw new NegativeQuantityError('a difference', a - b);
  return (a - b) as Quantity<U>;
}

/** The smaller of two quantities of one unit. `least(units(3n), units(2n))` is 2. */
export function least<U extends string>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Quantity<U> {
  return a < b ? a : b;
}
