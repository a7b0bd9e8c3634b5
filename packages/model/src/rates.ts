import { BPS, WAD } from './math.ts';
import type { Bps, LoanAssets, Rate, Wad } from './units.ts';

/** A curator's rate settings; rates are a year's. */
export interface RateConfig {
  /** Rate when nothing is lent. */
  readonly baseBps: Bps;
  /** Added in proportion up to the kink. */
  readonly slopeBps: Bps;
  /** Added in proportion from the kink to full utilisation. */
  readonly steepBps: Bps;
  /** Utilisation at the kink, 1 to 9,999. */
  readonly kinkBps: Bps;
  /** Share of interest that goes to the first loss, at most 5,000. */
  readonly reserveBps: Bps;
}

const BPS_TO_RATE = 1_000_000n;

/**
 * Returns the share of a pool that is lent: `floor(owed * 1e18 / (owed + cash))`; 0 for an empty
 * pool.
 *
 * @returns `0` to `1e18`.
 * @example 450 owed, 550 in cash: `450_000_000_000_000_000n`, 45 %.
 * @source contracts/src/credit/rates/KinkedRate.sol; vectors/rates.json
 */
export function utilisation(owed: LoanAssets, cash: LoanAssets): Wad {
  const total = owed + cash;
  return (total === 0n ? 0n : (owed * WAD) / total) as Wad;
}

/**
 * Returns the base class's rate: up to the kink `base + slope * u / kink`, above it `base + slope +
 * steep * (u - kink) / (1 - kink)`.
 *
 * The part that slopes rounds down to 1e-10 of 100 % a year. Never falls as more is lent.
 *
 * @param config - `kinkBps` 1 to 9,999, the others below 2^16.
 * @returns `0` to `1.97e11`, 1,966.05 % a year.
 * @example Base 1 %, slope 4 %, steep 60 %, kink 90 %: at 45 % utilisation 3 % (`300_000_000n`), at
 * 90 % 5 %, at 95 % 35 %, at 100 % 65 %.
 * @source contracts/src/credit/rates/KinkedRate.sol; vectors/rates.json
 */
export function baseRateAt(config: RateConfig, owed: LoanAssets, cash: LoanAssets): Rate {
  const u = utilisation(owed, cash);
  const kink = config.kinkBps * (WAD / BPS);
  const base = config.baseBps * BPS_TO_RATE;
  const slope = config.slopeBps * BPS_TO_RATE;
  if (u <= kink) return (base + (slope * u) / kink) as Rate;
  const steep = config.steepBps * BPS_TO_RATE;
  return (base + slope + (steep * (u - kink)) / (WAD - kink)) as Rate;
}

/** A premium in bps as a rate, exactly. `premiumRate(100n)` is `100_000_000n`, 1 %. */
export function premiumRate(premiumBps: Bps): Rate {
  return (premiumBps * BPS_TO_RATE) as Rate;
}
