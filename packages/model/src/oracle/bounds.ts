import { ProtocolError, revert } from '../errors.ts';
import { fitting } from '../fullMulDiv.ts';
import type { Address } from '../ids.ts';
import { BPS, max, min, mulDiv, WAD } from '../math.ts';
import type { PriceAnswer } from '../snapshot.ts';
import type { OraclePrice, Timestamp } from '../units.ts';
import type { PriceBounds } from '../valuation.ts';
import type {
  ExchangeRateOracleConfig,
  FeedOracleConfig,
  Leg,
  OracleWorld,
  RateAnchor,
  TwoSourceOracleConfig,
} from './config.ts';
import { requireUp } from './sequencer.ts';

const DAY = 86_400n;

/**
 * A world has an exchange-rate oracle without its anchor, which it has from its deployment on: a
 * fault of the caller, not of the protocol.
 */
export class MissingAnchorError extends RangeError {
  override readonly name = 'MissingAnchorError';
  readonly oracle: Address;

  constructor(oracle: Address) {
    super(`The exchange-rate oracle ${oracle} has no anchor here. Read it before its price.`);
    this.oracle = oracle;
  }
}

interface Raw {
  readonly low: bigint;
  readonly high: bigint;
}

function fullMulDiv(a: bigint, b: bigint, c: bigint): bigint {
  return fitting(mulDiv(a, b, c));
}

/** An age from the future wraps to far above any limit, as on the chain. */
function answerOf(world: OracleWorld, leg: Leg, now: Timestamp): bigint {
  const { feed, maxAge, minAnswer, maxAnswer } = leg;
  const round = world.round(feed);
  if (round === undefined) return revert('FeedFailed', feed);
  const { answer, updatedAt } = round;
  if (updatedAt === 0n) revert('IncompleteRound', feed);
  if (BigInt.asUintN(256, now - updatedAt) > maxAge) {
    if (updatedAt > now) revert('AnswerFromFuture', feed, updatedAt, now);
    revert('StalePrice', feed, now - updatedAt, maxAge);
  }
  if (answer <= 0n) revert('NonPositiveAnswer', feed, answer);
  if (answer >= maxAnswer || answer <= minAnswer) {
    revert('PriceOutOfBounds', feed, answer, minAnswer, maxAnswer);
  }
  return answer;
}

function feedBounds(world: OracleWorld, config: FeedOracleConfig, now: Timestamp): Raw {
  const { base, quote, scaleUp, scaleDown, sequencer, grace } = config;
  if (sequencer !== null) requireUp(world.round(sequencer), grace, now);
  const above = answerOf(world, base, now);
  const below = quote === null ? 1n : answerOf(world, quote, now);
  const price = fullMulDiv(above, scaleUp, scaleDown * below);
  return { low: price, high: price };
}

/** Reads another oracle without trusting it to keep its own rule. */
function checkedBounds(world: OracleWorld, source: Address, outer: Address, now: Timestamp): Raw {
  const bounds = rawBounds(world, source, outer, now);
  const { low, high } = bounds;
  if (low === 0n || low > high) revert('InvalidBounds', source, low, high);
  return bounds;
}

function twoSourceBounds(
  world: OracleWorld,
  { a, b, maxSpreadBps }: TwoSourceOracleConfig,
  outer: Address,
  now: Timestamp,
): Raw {
  const one = checkedBounds(world, a, outer, now);
  const other = checkedBounds(world, b, outer, now);
  const low = min(one.low, other.low);
  const high = max(one.high, other.high);
  if (high - low > fullMulDiv(low, maxSpreadBps, BPS)) {
    revert('SpreadTooWide', low, high, maxSpreadBps);
  }
  return { low, high };
}

/**
 * Returns the highest rate that an exchange-rate oracle's `low` believes: `anchor + floor(anchor *
 * growthPerDayWad * (now - setAt) / (1e18 * 86_400))`.
 *
 * @param now - Not before the anchor was set.
 * @returns In the rate's own units, rounded down.
 * @example Anchored at 1.2e18, growth 0.05 % a day: `1_200_600_000_000_000_000n` a day later.
 * @source contracts/src/oracles/ExchangeRateOracle.sol `cap`
 */
export function rateCap(anchor: RateAnchor, growthPerDayWad: bigint, now: Timestamp): bigint {
  const growth = anchor.rate * growthPerDayWad * (now - anchor.setAt);
  return anchor.rate + growth / (WAD * DAY);
}

function exchangeRateBounds(
  world: OracleWorld,
  config: ExchangeRateOracleConfig,
  at: { readonly oracle: Address; readonly outer: Address },
  now: Timestamp,
): Raw {
  const { rateSource, minRate, maxRate, growthPerDayWad } = config;
  const current = world.rate(rateSource);
  if (current === undefined) return revert('RateSourceFailed', rateSource);
  if (current < minRate || current > maxRate) revert('RateOutOfBounds', current, minRate, maxRate);
  const anchor = world.anchor(at.oracle);
  if (anchor === undefined) throw new MissingAnchorError(at.oracle);
  const believed = min(current, rateCap(anchor, growthPerDayWad, now));
  const inside = checkedBounds(world, config.underlying, at.outer, now);
  const scale = 10n ** BigInt(config.rateDecimals);
  const low = fullMulDiv(inside.low, believed, scale);
  if (low === 0n) revert('ZeroPrice', inside.low, believed);
  return { low, high: fullMulDiv(inside.high, current, scale) };
}

function rawBounds(world: OracleWorld, oracle: Address, outer: Address, now: Timestamp): Raw {
  const config = world.config(oracle);
  switch (config?.kind) {
    case undefined:
      return revert('UnknownRefusal', outer, '0x');
    case 'feeds':
      return feedBounds(world, config, now);
    case 'two-source':
      return twoSourceBounds(world, config, outer, now);
    case 'exchange-rate':
      return exchangeRateBounds(world, config, { oracle, outer }, now);
  }
}

function bookBounds(world: OracleWorld, oracle: Address, now: Timestamp): PriceBounds {
  const { low, high } = rawBounds(world, oracle, oracle, now);
  if (low === 0n || low > high) revert('OracleUnusable', oracle, low, high);
  return { low: low as OraclePrice, high: high as OraclePrice };
}

/**
 * Returns what an oracle answers in one block, as the book takes it: bounds, or why there are none,
 * with the refusal that comes first on the chain.
 *
 * Rounds down. Feeds: sequencer, then base, then quote. Two sources: both, then their spread. An
 * exchange rate: the rate, then the oracle inside; `low` by the lower of rate and cap, `high` by
 * the rate.
 *
 * @param now - The block's time.
 * @returns Loan units per collateral unit, both smallest, times 1e36. `UnknownRefusal` with `0x`
 * where the world does not know the oracle or one that it reads.
 * @throws {MissingAnchorError} when the world lacks an exchange-rate oracle's anchor.
 * @example BTC at 60,000 and USDC at 1, feeds of 8 decimals, collateral 8, loan 6: `6e12 * 1e34 /
 * 1e8`, low and high `6n * 10n ** 38n`. ETH at 3,000 (3e27) with a rate that a donation lifted from
 * 1.2e18 to 1.5e18: low 3.6e27, high 4.5e27.
 * @source contracts/src/oracles/FeedOracle.sol, TwoSourceOracle.sol, ExchangeRateOracle.sol,
 * CheckedBounds.sol
 */
export function oracleBounds(world: OracleWorld, oracle: Address, now: Timestamp): PriceAnswer {
  try {
    return { priced: true, ...bookBounds(world, oracle, now) };
  } catch (error) {
    if (error instanceof ProtocolError) return { priced: false, refusal: error };
    throw error;
  }
}
