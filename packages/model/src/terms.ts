import { revert } from './errors.ts';
import { RISK_CLASSES } from './ids.ts';
import type { Address } from './ids.ts';
import { BPS } from './math.ts';
import type { Bps, LoanAssets, Seconds } from './units.ts';

/** What a creditor fixes once, at registration, for all its loans. */
export interface CreditorTerms {
  readonly loanToken: Address;
  /** Smallest debt a loan may be left with, `> 0`. */
  readonly minDebt: LoanAssets;
  /** Flat fee to who makes a margin call, added to the debt, at most 1 % of `minDebt`. */
  readonly callFee: LoanAssets;
  /** From a margin call to the end of its cure window, 1 hour to 30 days. */
  readonly cureWindow: Seconds;
  /** Over which a soft bonus grows from zero, 1 minute to 7 days. */
  readonly ramp: Seconds;
  /** After the window, in which the call stays in force, `ramp` to 30 days. */
  readonly lapse: Seconds;
}

/**
 * Shares of collateral value: `0 < open <= target <= clear < call < liquidation < 100 %`, and `open
 * < clear`.
 */
export interface Ladder {
  readonly openLtvBps: Bps;
  readonly targetLtvBps: Bps;
  readonly clearLtvBps: Bps;
  readonly callLtvBps: Bps;
  readonly liquidationLtvBps: Bps;
}

/** What a curator says of one collateral. */
export interface CollateralTerms extends Ladder {
  readonly collateral: Address;
  readonly oracle: Address;
  /** Largest bonus of a liquidation. */
  readonly maxBonusBps: Bps;
  /** Bonus of an insolvent loan, at most `maxBonusBps`. */
  readonly floorBonusBps: Bps;
  /** Growth of the hard bonus per relative excess over the limit; `10_000` = 1; at most 5. */
  readonly slopeBps: Bps;
  /** 0 (base) to 7 (riskiest). */
  readonly riskClass: number;
}

/** A listing: immutable. */
export interface Listing extends CreditorTerms, Omit<CollateralTerms, 'riskClass'> {
  readonly creditor: Address;
}

const HOUR = 3_600n;
const DAY = 86_400n;

function requireRange(field: bigint, seen: bigint, least: bigint, most: bigint): void {
  if (seen < least || seen > most) revert('CreditorTermOutOfRange', field, seen, least, most);
}

/**
 * Checks a creditor's terms as the book does at registration; that the loan token has code is the
 * caller's to check.
 *
 * @throws {ProtocolError} CreditorTermOutOfRange with the field (1 minimum debt, 2 call fee, 3 cure
 * window, 4 ramp, 5 lapse), what was seen, and the least and the most that is allowed.
 * @example A window of 3,599 seconds: `CreditorTermOutOfRange(3, 3599, 3600, 2592000)`.
 * @source contracts/src/Registry.sol
 */
export function requireCreditorTerms(terms: CreditorTerms): void {
  requireRange(1n, terms.minDebt, 1n, 2n ** 96n - 1n);
  requireRange(2n, terms.callFee, 0n, terms.minDebt / 100n);
  requireRange(3n, terms.cureWindow, HOUR, 30n * DAY);
  requireRange(4n, terms.ramp, 60n, 7n * DAY);
  requireRange(5n, terms.lapse, terms.ramp, 30n * DAY);
}

/**
 * Checks a collateral's terms as the book does at listing; that token and oracle have code and the
 * oracle answers is the caller's to check.
 *
 * @throws {ProtocolError} LadderOutOfOrder; BonusOutOfRange unless `(1 + maxBonus / slope) * (1 +
 * maxBonus) * liquidation <= 1`, `floor <= max` and `slope <= 5`; RiskClassOutOfRange above 7.
 * @example A liquidation LTV of 80 % with a slope of 1 bears a bonus of at most 11.80 %.
 * @source contracts/src/Registry.sol
 */
export function requireCollateralTerms(terms: CollateralTerms): void {
  const { openLtvBps: open, targetLtvBps: target, clearLtvBps: clear } = terms;
  const { callLtvBps: call, liquidationLtvBps: liquidation } = terms;
  const ordered =
    open > 0n &&
    open <= target &&
    target <= clear &&
    open !== clear &&
    clear < call &&
    call < liquidation &&
    liquidation < BPS;
  if (!ordered) revert('LadderOutOfOrder', open, target, clear, call, liquidation);
  const { maxBonusBps, floorBonusBps, slopeBps } = terms;
  const bounded =
    (slopeBps + maxBonusBps) * (BPS + maxBonusBps) * liquidation <= slopeBps * BPS * BPS &&
    floorBonusBps <= maxBonusBps &&
    slopeBps <= 5n * BPS;
  if (!bounded) revert('BonusOutOfRange', maxBonusBps, floorBonusBps, slopeBps, liquidation);
  if (terms.riskClass >= RISK_CLASSES) {
    revert('RiskClassOutOfRange', BigInt(terms.riskClass), BigInt(RISK_CLASSES - 1));
  }
}

/**
 * Puts a listing together from its creditor's and its curator's terms; the risk class stands in its
 * id instead.
 */
export function composeListing(
  creditor: Address,
  creditorTerms: CreditorTerms,
  terms: CollateralTerms,
): Listing {
  const { riskClass: _, ...rest } = terms;
  return { creditor, ...creditorTerms, ...rest };
}
