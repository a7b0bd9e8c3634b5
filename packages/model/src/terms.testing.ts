import type { Address, CollateralId } from './ids.ts';
import { USD } from './snapshot.testing.ts';
import { composeListing } from './terms.ts';
import type { CollateralTerms, CreditorTerms, Listing } from './terms.ts';
import { bps, loanAssets, oraclePrice, seconds } from './units.ts';
import type { OraclePrice } from './units.ts';

export { BTC, ETH, USD } from './snapshot.testing.ts';

export const HOUR = 3_600n;
export const DAY = 86_400n;
export const YEAR = 31_536_000n;

export function address(n: number): Address {
  return `0x${n.toString(16).padStart(40, '0')}`;
}

export const at = {
  zero: address(0),
  usd: address(1),
  btc: address(2),
  eth: address(3),
  alt: address(4),
  pool: address(5),
  btcOracle: address(6),
  ethOracle: address(7),
  altOracle: address(8),
  alice: address(0xa11ce),
  bob: address(0xb0b),
  lender: address(0x1e4d),
  liquidator: address(0x11fe),
} as const;

/** One listing of class 0, one of class 1, one of class 2. */
export const ids = {
  btc: 8 as CollateralId,
  eth: 9 as CollateralId,
  alt: 10 as CollateralId,
} as const;

/** Minimum debt 100, no call fee, 24 hours to cure, a ramp of one hour, 24 hours to lapse. */
export const creditorTerms: CreditorTerms = {
  loanToken: at.usd,
  minDebt: loanAssets(100n * USD),
  callFee: loanAssets(0n),
  cureWindow: seconds(DAY),
  ramp: seconds(HOUR),
  lapse: seconds(DAY),
};

/** 50, 62, 64, 70 and 80 %; bonus at most 5 %, floor 0.5 %, slope 1. */
export const btcTerms: CollateralTerms = {
  collateral: at.btc,
  oracle: at.btcOracle,
  openLtvBps: bps(5_000n),
  targetLtvBps: bps(6_200n),
  clearLtvBps: bps(6_400n),
  callLtvBps: bps(7_000n),
  liquidationLtvBps: bps(8_000n),
  maxBonusBps: bps(500n),
  floorBonusBps: bps(50n),
  slopeBps: bps(10_000n),
  riskClass: 0,
};

export const ethTerms: CollateralTerms = {
  ...btcTerms,
  collateral: at.eth,
  oracle: at.ethOracle,
  openLtvBps: bps(4_700n),
  targetLtvBps: bps(5_900n),
  clearLtvBps: bps(6_100n),
  callLtvBps: bps(6_700n),
  liquidationLtvBps: bps(7_700n),
  riskClass: 1,
};

export const altTerms: CollateralTerms = {
  ...btcTerms,
  collateral: at.alt,
  oracle: at.altOracle,
  openLtvBps: bps(3_500n),
  targetLtvBps: bps(4_800n),
  clearLtvBps: bps(5_000n),
  callLtvBps: bps(5_500n),
  liquidationLtvBps: bps(6_500n),
  maxBonusBps: bps(800n),
  riskClass: 2,
};

const terms = { btc: btcTerms, eth: ethTerms, alt: altTerms } as const;

export type Symbol = keyof typeof terms;

/** A listing of the creditor above, with what a test changes about it. */
export function listing(symbol: Symbol, change: Partial<Listing> = {}): Listing {
  return { ...composeListing(at.pool, creditorTerms, terms[symbol]), ...change };
}

/** `dollars` for a whole token of `decimals`, in 6-decimal loan units, times 1e36. */
export function scaled(dollars: bigint, decimals: bigint): OraclePrice {
  return oraclePrice((dollars * USD * 10n ** 36n) / 10n ** decimals);
}

export const decimals = { btc: 8n, eth: 18n, alt: 18n } as const;
