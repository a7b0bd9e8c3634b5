import { cureAmounts } from './cure.ts';
import type { CureAmounts } from './cure.ts';
import { ProtocolError, revert } from './errors.ts';
import type { CallReason, Loan } from './loan.ts';
import { cureEnd, isCallOpen } from './marginCall.ts';
import type { Sequencer } from './marginCall.ts';
import { MAX_UINT256, mulDivUp, WAD } from './math.ts';
import { creditAssess } from './pool/credit.ts';
import { saleDue } from './saleDue.ts';
import type { Due, Verdict } from './saleDue.ts';
import { appraiseLoan, debtOf, NEVER } from './snapshot.ts';
import type { LoanSnapshot } from './snapshot.ts';
import type { Listing } from './terms.ts';
import type { LoanAssets, Timestamp, Wad } from './units.ts';
import { limitAt, totalValue } from './valuation.ts';
import type { Appraised, Rung, Side } from './valuation.ts';

/**
 * Where a loan stands, and so what anyone may do now. A lapsed call counts as none.
 *
 * - `none`: no debt. `healthy`: nothing can be done to it.
 * - `call-due`: a margin call would succeed.
 * - `called`: a call is open and no sale is due: its window runs, or its cause is gone at the high
 *   price.
 * - `soft-liquidation`: a sale would succeed, because a call was not cured.
 * - `hard-liquidation`: a sale would succeed, with or without a call.
 */
export type LadderStep =
  | 'none'
  | 'healthy'
  | 'call-due'
  | 'called'
  | 'soft-liquidation'
  | 'hard-liquidation';

/** The largest debt inside each rung of the ladder, rounded down. */
export type Limits = Readonly<Record<Rung, LoanAssets>>;

/** What the collateral is worth and supports. */
export interface Worth {
  readonly valueLow: LoanAssets;
  readonly valueHigh: LoanAssets;
  /** Debt by value at the low prices, rounded up; `2^256 - 1` when that is worthless. */
  readonly ltvWad: Wad;
  /** At the low prices: draws, withdrawals, calls and clearing. */
  readonly low: Limits;
  /** At the high prices: liquidations. */
  readonly high: Limits;
}

/**
 * An open margin call. While the sequencer is down the window has no end, `2^256 - 1`, and the call
 * none either, unless the sequencer's feed does not say since when.
 */
export interface OpenCall {
  readonly calledAt: Timestamp;
  readonly cureEnd: Timestamp;
  readonly lapseAt: Timestamp;
  readonly reason: CallReason;
}

/** Where a loan stands, as of its snapshot. */
export interface LadderState {
  readonly state: LadderStep;
  /** Rounded up. */
  readonly debt: LoanAssets;
  readonly arrears: LoanAssets;
  /** Null where an oracle of the loan has no price; then `refusal` says why. */
  readonly worth: Worth | null;
  readonly refusal: ProtocolError | null;
  readonly call: OpenCall | null;
  /** Bonus of the sale that is due; zero where none is. */
  readonly bonusWad: Wad;
}

function limitsAt(items: readonly Appraised[], side: Side): Limits {
  return {
    open: limitAt(items, side, 'open'),
    target: limitAt(items, side, 'target'),
    clear: limitAt(items, side, 'clear'),
    call: limitAt(items, side, 'call'),
    liquidation: limitAt(items, side, 'liquidation'),
  };
}

/**
 * Returns `a / b`, rounded up; `2^256 - 1` where it does not fit, or `a` is that already.
 *
 * @example `ratioUp(1n, 3n)` is `333_333_333_333_333_334n`.
 * @source contracts/src/periphery/LoanLens.sol
 */
export function ratioUp(a: bigint, b: bigint): Wad {
  if (a === 0n) return 0n as Wad;
  const most = MAX_UINT256 as Wad;
  if (a === most || b === 0n || a / b >= most / WAD) return most;
  return mulDivUp(a, WAD, b) as Wad;
}

function worthOf(items: readonly Appraised[], debt: LoanAssets): Worth {
  const valueLow = totalValue(items, 'low');
  return {
    valueLow,
    valueHigh: totalValue(items, 'high'),
    ltvWad: ratioUp(debt, valueLow),
    low: limitsAt(items, 'low'),
    high: limitsAt(items, 'high'),
  };
}

/** As `isCallOpen` has it: by its own clock where the sequencer's feed names no instant. */
function lapseOf(loan: Loan, listing: Listing, sequencer: Sequencer, end: Timestamp): Timestamp {
  if (sequencer.since === 0n) {
    return (loan.since + listing.cureWindow + listing.lapse) as Timestamp;
  }
  return end === NEVER ? NEVER : ((end + listing.lapse) as Timestamp);
}

function openCall(snapshot: LoanSnapshot, listing: Listing): OpenCall | null {
  const { loan, sequencer, now } = snapshot;
  if (!isCallOpen(loan, listing, sequencer, now)) return null;
  const end = cureEnd(loan, listing, sequencer);
  return {
    calledAt: loan.since,
    cureEnd: end,
    lapseAt: lapseOf(loan, listing, sequencer, end),
    reason: loan.reason,
  };
}

function stepOf(
  due: Due,
  called: boolean,
  owed: { readonly debt: LoanAssets; readonly arrears: LoanAssets },
  worth: Worth | null,
): LadderStep {
  if (due === 'hard') return 'hard-liquidation';
  if (due === 'soft') return 'soft-liquidation';
  if (called) return 'called';
  const callDue = owed.arrears !== 0n || (worth !== null && owed.debt > worth.low.call);
  return callDue ? 'call-due' : 'healthy';
}

/**
 * Returns where a loan stands on its ladder. Total: every loan has exactly one state.
 *
 * Without a price the state is `called` while a call is open, `call-due` in default, else
 * `healthy`, which then says only that nothing can be done before there is a price.
 *
 * @param snapshot - The loan with its market, all as of one block.
 * @returns State, limits, LTV, the open call and the bonus in force.
 * @example 1 BTC at 42,000, debt 30,000, call 70 %: `call-due`, since 30,000 > 29,400; LTV 71.43 %.
 * @source contracts/src/periphery/LoanLens.sol `loanState`
 */
export function ladderState(snapshot: LoanSnapshot): LadderState {
  const { loan, sequencer, now } = snapshot;
  const appraised = appraiseLoan(snapshot);
  const refusal = appraised instanceof ProtocolError ? appraised : null;
  const items = appraised instanceof ProtocolError ? [] : appraised;
  const owed = debtOf(snapshot);
  const worth = refusal === null ? worthOf(items, owed.debt) : null;
  const first = loan.holdings[0];
  const listing = first === undefined ? undefined : snapshot.listings.get(first.id)?.listing;
  if (owed.debt === 0n || listing === undefined) {
    return { state: 'none', ...owed, worth, refusal, call: null, bonusWad: 0n as Wad };
  }
  const call = openCall(snapshot, listing);
  const [lead, ...others] = items;
  const verdict: Verdict =
    lead === undefined
      ? { due: 'none', bonusWad: 0n as Wad }
      : saleDue(loan, [lead, ...others], owed, sequencer, now);
  const state = stepOf(verdict.due, call !== null, owed, worth);
  return { state, ...owed, worth, refusal, call, bonusWad: verdict.bonusWad };
}

/** What cures a loan, each amount alone, and for what reason it is or would be called. */
export interface Cure extends CureAmounts {
  readonly reason: CallReason;
}

/** As the book decides it: the reason of the open call, else price before default. */
function reasonOf(
  snapshot: LoanSnapshot,
  listing: Listing,
  items: readonly Appraised[] | null,
): CallReason {
  const { loan, sequencer, now } = snapshot;
  if (isCallOpen(loan, listing, sequencer, now)) return loan.reason;
  const { debt, arrears } = debtOf(snapshot);
  if (arrears === 0n) return 'price';
  return items !== null && debt > limitAt(items, 'low', 'call') ? 'price' : 'default';
}

/**
 * Returns what cures an open call, and else what a call made now would ask for: each amount alone,
 * and not one unit more.
 *
 * A fee that a new call would add to the debt is not counted before it is owed.
 *
 * @throws {ProtocolError} NoDebt; what an oracle without a price says, unless the loan is called
 * for default.
 * @example 1 BTC at 42,000, debt 30,000, clear 64 %: repay `3_120_000_000n` (3,120.00) or pledge
 * `11_607_143n` (0.11607143 BTC).
 * @source contracts/src/periphery/LoanLens.sol `cure`
 */
export function cure(snapshot: LoanSnapshot): Cure {
  const { loan, pool, now, id } = snapshot;
  const first = loan.holdings[0];
  if (first === undefined || loan.units === 0n) return revert('NoDebt', id);
  const listing = snapshot.listings.get(first.id)?.listing;
  if (listing === undefined) {
    return revert('UnknownListing', BigInt(pool.creditorId), BigInt(first.id));
  }
  const appraised = appraiseLoan(snapshot);
  const items = appraised instanceof ProtocolError ? null : appraised;
  const reason = reasonOf(snapshot, listing, items);
  if (reason === 'price' && appraised instanceof ProtocolError) throw appraised;
  const target =
    reason === 'price' && items !== null ? limitAt(items, 'low', 'clear') : (0n as LoanAssets);
  const assessed = creditAssess(pool, now, first.id, loan.units, target);
  return { reason, ...cureAmounts(items, reason, listing.minDebt, assessed) };
}
