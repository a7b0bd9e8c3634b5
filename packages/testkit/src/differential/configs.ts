import type { Bps, Ladder } from '@hypothec/model';
import type { ListingConfig, PoolConfig, WorldConfig } from '../world/config.ts';

const HOUR = 3_600n;
const E36 = 10n ** 36n;

function ladder(...[open, target, clear, call, liquidation]: readonly bigint[]): Ladder {
  return {
    openLtvBps: open as Bps,
    targetLtvBps: target as Bps,
    clearLtvBps: clear as Bps,
    callLtvBps: call as Bps,
    liquidationLtvBps: liquidation as Bps,
  };
}

const btcLadder = ladder(5_000n, 6_200n, 6_400n, 7_000n, 8_000n);
const ethLadder = ladder(4_700n, 5_900n, 6_100n, 6_700n, 7_700n);
const altLadder = ladder(3_500n, 4_800n, 5_000n, 5_500n, 6_500n);

/** One whole token of `from` decimals at `price` whole loan tokens of `to` decimals. */
function scaled(price: bigint, from: number, to: number): bigint {
  return (price * 10n ** BigInt(to) * E36) / 10n ** BigInt(from);
}

function listing(
  pool: number,
  token: number,
  rungs: Ladder,
  riskClass: number,
  price: bigint,
  limits: bigint,
): ListingConfig {
  return {
    pool,
    token,
    terms: {
      ...rungs,
      maxBonusBps: (riskClass > 1 ? 800n : 500n) as Bps,
      floorBonusBps: 50n as Bps,
      slopeBps: 10_000n as Bps,
      riskClass,
    },
    ceiling: limits,
    hourly: limits,
    price,
  };
}

function poolOf(token: number, minDebt: bigint, options: Partial<PoolConfig> = {}): PoolConfig {
  const premiums = [100n, 500n, 900n, 0n, 0n, 0n, 0n] as Bps[];
  const window = { cureWindow: 24n * HOUR, ramp: HOUR, lapse: 24n * HOUR };
  return { token, minDebt, callFee: 0n, premiums, ...window, ...options };
}

const base = { startTime: 1_760_000_000n, sequencer: false, actors: 8, borrowers: 4, loansEach: 2 };

/** A 6-decimal pool over one collateral of 8 decimals. */
const single: WorldConfig = {
  ...base,
  name: 'single',
  tokens: [6, 8],
  balances: [10n ** 15n, 10n ** 13n],
  pools: [poolOf(0, 100_000_000n)],
  listings: [listing(0, 1, btcLadder, 0, scaled(60_000n, 8, 6), 10n ** 15n)],
};

/**
 * Two pools and five collaterals in three classes; collateral of one pool is the other's loan
 * token.
 */
const mixed: WorldConfig = {
  ...base,
  name: 'mixed',
  tokens: [6, 18, 8, 18],
  balances: [10n ** 15n, 10n ** 25n, 10n ** 13n, 10n ** 27n],
  pools: [
    poolOf(0, 100_000_000n, { callFee: 1_000_000n }),
    poolOf(1, 10n ** 17n, { cureWindow: HOUR, ramp: 600n, lapse: 3n * HOUR }),
  ],
  listings: [
    listing(0, 2, btcLadder, 0, scaled(60_000n, 8, 6), 10n ** 15n),
    listing(0, 1, ethLadder, 1, scaled(2_000n, 18, 6), 10n ** 15n),
    listing(0, 3, altLadder, 2, scaled(10n, 18, 6), 10n ** 15n),
    listing(0, 3, altLadder, 2, scaled(10n, 18, 6), 10n ** 14n),
    listing(1, 2, btcLadder, 0, scaled(30n, 8, 18), 10n ** 25n),
    listing(1, 0, btcLadder, 0, scaled(1n, 6, 18) / 2_000n, 10n ** 25n),
  ],
};

/**
 * Tokens at the ends of what is allowed: 0 decimals of collateral, 27 of the loan token, dust
 * everywhere.
 */
const extreme: WorldConfig = {
  ...base,
  name: 'extreme',
  tokens: [27, 0, 36],
  balances: [10n ** 29n, 10n ** 9n, 10n ** 31n],
  pools: [poolOf(0, 10n ** 24n, { callFee: 1_000n, ramp: 60n, lapse: 60n })],
  listings: [
    listing(0, 1, btcLadder, 0, scaled(7n, 0, 27), 10n ** 30n),
    listing(0, 2, altLadder, 3, scaled(900n, 36, 27) * 10n ** 6n, 10n ** 30n),
  ],
};

/**
 * Tiny amounts: a loan token without decimals and a minimum debt of one unit; a chain with a
 * sequencer.
 */
const tiny: WorldConfig = {
  ...base,
  name: 'tiny',
  sequencer: true,
  tokens: [0, 8, 2],
  balances: [10n ** 7n, 10n ** 13n, 10n ** 9n],
  pools: [poolOf(0, 1n)],
  listings: [
    listing(0, 1, btcLadder, 0, scaled(60n, 8, 0), 10n ** 7n),
    listing(0, 2, ethLadder, 1, scaled(3n, 2, 0), 10n ** 7n),
    listing(0, 1, altLadder, 1, scaled(60n, 8, 0), 10n ** 7n),
  ],
};

/** The worlds in which the model and the contracts are compared. */
export const worldConfigs: readonly WorldConfig[] = [single, mixed, extreme, tiny];
