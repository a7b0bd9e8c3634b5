import { PRICE_SCALE } from '@hypothec/model';
import type { Bps, OraclePrice, Rate, Timestamp, Wad } from '@hypothec/model';
import { SdkError } from './errors/base.ts';

/** What is needed to show an amount of a token. */
export interface TokenUnit {
  /** Digits after the point. */
  readonly decimals: number;
  readonly symbol: string;
}

/** Which way a shown number leaves the true one. */
export type Rounding = 'down' | 'up';

/** A text does not read as an amount. */
export class InvalidAmountError extends SdkError {
  override readonly name = 'InvalidAmountError';
  readonly seen: string;

  constructor(seen: string, reason: string, advice: string) {
    super(`"${seen}" is not an amount: ${reason}.`, { metaMessages: [advice] });
    this.seen = seen;
  }
}

function scaleOf(decimals: number): bigint {
  return 10n ** BigInt(decimals);
}

function grouped(whole: bigint): string {
  return whole.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * Returns base units as a decimal number with grouped thousands, without trailing zeros.
 *
 * @param digits - Most digits after the point, 6 unless told. What would show as 0 is shown whole.
 * @param rounding - `down` unless told; debts and what must be paid are shown rounded up.
 * @example `formatNumber(30_000_500_000n, 6)` is `30,000.5`.
 */
export function formatNumber(
  value: bigint,
  decimals: number,
  { digits = 6, rounding = 'down' }: { digits?: number; rounding?: Rounding } = {},
): string {
  const magnitude = value < 0n ? -value : value;
  const sign = value < 0n ? '-' : '';
  const kept = Math.min(digits, decimals);
  const step = scaleOf(decimals - kept);
  const shown = rounding === 'up' ? (magnitude + step - 1n) / step : magnitude / step;
  if (shown === 0n && magnitude !== 0n) return sign + decimal(magnitude, decimals);
  return sign + decimal(shown, kept);
}

function decimal(value: bigint, decimals: number): string {
  const scale = scaleOf(decimals);
  const fraction = (value % scale).toString().padStart(decimals, '0').replace(/0+$/, '');
  return fraction === '' || decimals === 0
    ? grouped(value / scale)
    : `${grouped(value / scale)}.${fraction}`;
}

/**
 * Returns an amount with its token's symbol. As `formatNumber`.
 *
 * @example `formatAmount(11_607_143n, { decimals: 8, symbol: 'BTC' }, { digits: 8 })` is
 * `0.11607143 BTC`.
 */
export function formatAmount(
  amount: bigint,
  token: TokenUnit,
  options: { digits?: number; rounding?: Rounding } = {},
): string {
  return `${formatNumber(amount, token.decimals, options)} ${token.symbol}`;
}

/**
 * Reads an amount as people write it: digits, underscores between them, a point. Nothing is
 * rounded.
 *
 * A comma is refused, since half of the world reads it as a point.
 *
 * @throws {InvalidAmountError} for anything else, and for more digits than the token has.
 * @example `parseAmount('30_000.5', { decimals: 6, symbol: 'USD' })` is `30_000_500_000n`.
 */
export function parseAmount(text: string, token: TokenUnit): bigint {
  const seen = text.trim();
  const { decimals, symbol } = token;
  if (seen.includes(',')) {
    throw new InvalidAmountError(seen, 'it has a comma', 'Write 30000.5 or 30_000.5.');
  }
  const match = /^(\d+(?:_\d+)*)(?:\.(\d+))?$/.exec(seen);
  if (match === null) {
    throw new InvalidAmountError(
      seen,
      'a number without sign or exponent was expected',
      'Write 30000, 30_000 or 30000.5.',
    );
  }
  const [, whole = '0', fraction = ''] = match;
  if (fraction.replace(/0+$/, '').length > decimals) {
    throw new InvalidAmountError(
      seen,
      `${symbol} has ${decimals} digits after the point, this has ${fraction.length}`,
      `Write at most ${decimals} digits after the point.`,
    );
  }
  return BigInt(whole.replaceAll('_', '') + fraction.slice(0, decimals).padEnd(decimals, '0'));
}

/**
 * Returns a ratio as a percentage with at most two digits after the point.
 *
 * @example `formatWad(714_285_714_285_714_286n)` is `71.42 %`, rounded up `71.43 %`.
 */
export function formatWad(ratio: Wad | bigint, rounding: Rounding = 'down'): string {
  return `${formatNumber(ratio, 16, { digits: 2, rounding })} %`;
}

/** Returns basis points as a percentage. `formatBps(6_250n)` is `62.5 %`. */
export function formatBps(ratio: Bps | bigint): string {
  return `${formatNumber(ratio, 2)} %`;
}

/** Returns a rate as a percentage a year. `formatRate(512_000_000n)` is `5.12 % a year`. */
export function formatRate(rate: Rate | bigint): string {
  return `${formatNumber(rate, 8, { digits: 2 })} % a year`;
}

/**
 * Returns an oracle's price as loan tokens for one whole collateral token.
 *
 * @example `formatPrice(6n * 10n ** 38n, usd, btc)` with 6 and 8 decimals is `60,000 USD`.
 */
export function formatPrice(
  price: OraclePrice | bigint,
  loanToken: TokenUnit,
  collateral: Pick<TokenUnit, 'decimals'>,
  options: { digits?: number; rounding?: Rounding } = {},
): string {
  const product = price * scaleOf(collateral.decimals);
  const up = options.rounding === 'up' && product % PRICE_SCALE !== 0n;
  return formatAmount(product / PRICE_SCALE + (up ? 1n : 0n), loanToken, options);
}

/** Returns a span in its two largest units. `formatDuration(86_399n)` is `23 h 59 min`. */
export function formatDuration(span: bigint): string {
  const units: readonly (readonly [name: string, seconds: bigint])[] = [
    ['d', 86_400n],
    ['h', 3_600n],
    ['min', 60n],
    ['s', 1n],
  ];
  const first = units.findIndex(([, size]) => span >= size);
  if (first === -1) return '0 s';
  let left = span;
  const parts: string[] = [];
  for (const [name, size] of units.slice(first, first + 2)) {
    if (left >= size) parts.push(`${left / size} ${name}`);
    left %= size;
  }
  return parts.join(' ');
}

/** The last instant that a `Date` can hold. */
const LATEST = 8_640_000_000_000n;

/** Returns an instant in UTC, to the second. `formatInstant(0n)` is `1970-01-01 00:00:00 UTC`. */
export function formatInstant(instant: Timestamp | bigint): string {
  if (instant > LATEST) return 'never';
  const text = new Date(Number(instant) * 1_000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}
