import { oraclePrice, ProtocolError } from '@hypothec/model';
import type { Address, PriceAnswer } from '@hypothec/model';

/** What a feed last said. */
export interface FeedAnswer {
  readonly feed: Address;
  /** 1e8 = 1 dollar. */
  readonly priceE8: bigint;
  readonly updatedAt: bigint;
  readonly maxAge: bigint;
  readonly minPriceE8: bigint;
  readonly maxPriceE8: bigint;
}

/** An oracle of the stack: two dollar feeds, and for staked tokens an exchange rate on top. */
export interface OracleShape {
  /** Symbols of the feeds. */
  readonly base: string;
  readonly quote: string;
  readonly collateralDecimals: number;
  readonly loanDecimals: number;
  /** 1e18 = 1; null for a token that is priced itself. */
  readonly rateWad: bigint | null;
}

const WAD = 10n ** 18n;

function refusalOf(answer: FeedAnswer, now: bigint): ProtocolError | null {
  const { feed, priceE8, updatedAt, maxAge, minPriceE8, maxPriceE8 } = answer;
  const age = now - updatedAt;
  if (age > maxAge) return new ProtocolError('StalePrice', [feed, age, maxAge]);
  if (priceE8 <= minPriceE8 || priceE8 >= maxPriceE8) {
    return new ProtocolError('PriceOutOfBounds', [feed, priceE8, minPriceE8, maxPriceE8]);
  }
  return null;
}

/**
 * Returns what the stack's oracle answers: `floor(base * 10^(36 + loan decimals - collateral
 * decimals) / quote)`, times the exchange rate, rounded down; or why it answers nothing.
 *
 * @param feeds - The feeds' last answers by symbol.
 * @example BTC at 60,000, USDC at 1, decimals 8 and 6: `6n * 10n ** 38n`.
 * @source contracts/src/oracles/FeedOracle.sol, ExchangeRateOracle.sol
 */
export function oracleAnswer(
  shape: OracleShape,
  feeds: ReadonlyMap<string, FeedAnswer>,
  now: bigint,
): PriceAnswer {
  const [base, quote] = [feeds.get(shape.base), feeds.get(shape.quote)];
  if (base === undefined || quote === undefined) {
    return { priced: false, refusal: new ProtocolError('FeedFailed', ['']) };
  }
  const refusal = refusalOf(base, now) ?? refusalOf(quote, now);
  if (refusal !== null) return { priced: false, refusal };
  const exponent = 36n + BigInt(shape.loanDecimals) - BigInt(shape.collateralDecimals);
  const plain = (base.priceE8 * 10n ** exponent) / quote.priceE8;
  const price = oraclePrice(shape.rateWad === null ? plain : (plain * shape.rateWad) / WAD);
  return { priced: true, low: price, high: price };
}
