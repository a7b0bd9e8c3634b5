import { callLoan, clearLoan } from './book/calls.ts';
import { pledge, withdrawCollateral } from './book/collateral.ts';
import { drawLoan, openLoan, repayLoan } from './book/debt.ts';
import type { Outcome } from './book/draft.ts';
import type { BookEnv } from './book/env.ts';
import { liquidateLoan, writeOffLoan } from './book/liquidation.ts';
import type { Sold } from './book/liquidation.ts';
import type { CureAmounts } from './cure.ts';
import { ProtocolError } from './errors.ts';
import type { Address, CollateralId, LoanId } from './ids.ts';
import type { Loan } from './loan.ts';
import { MAX_UINT256 } from './math.ts';
import { deposit, fundFirstLoss, mint, redeem, withdraw } from './pool/shares.ts';
import type { LenderResult, TakeOut } from './pool/shares.ts';
import type { Pool } from './pool/state.ts';
import { borrowerOf, envOf } from './snapshot.ts';
import type { Actor, LoanSnapshot, MarketSnapshot } from './snapshot.ts';
import type { CollateralAssets, LoanAssets, Shares } from './units.ts';

/** What an action would do at the snapshot's instant, or the error it would revert with. */
export type Preview<Done> =
  | ({ readonly ok: true } & Done)
  | { readonly ok: false; readonly error: ProtocolError };

/** An action on a loan that would succeed: its outcome, and the snapshot after it. */
export interface LoanDone<Returns> {
  readonly outcome: Outcome<Returns>;
  readonly after: LoanSnapshot;
}

/** An action of a lender that would succeed: its outcome, and the market after it. */
export interface LenderDone {
  readonly outcome: LenderResult;
  readonly after: MarketSnapshot;
}

/**
 * A successful outcome, or the protocol's error as a value; any other error is a fault and goes on.
 */
function attempt<Done extends object>(act: () => Done): Preview<Done> {
  try {
    return { ok: true, ...act() };
  } catch (error) {
    if (error instanceof ProtocolError) return { ok: false, error };
    throw error;
  }
}

function onLoan<Returns>(
  snapshot: LoanSnapshot,
  by: Actor,
  act: (env: BookEnv, id: LoanId, loan: Loan, pool: Pool) => Outcome<Returns>,
): Preview<LoanDone<Returns>> {
  return attempt(() => {
    const { id, loan, pool } = snapshot;
    const outcome = act(envOf(snapshot, by), id, loan, pool);
    return { outcome, after: { ...snapshot, loan: outcome.loan, pool: outcome.pool } };
  });
}

function onPool(market: MarketSnapshot, act: (pool: Pool) => LenderResult): Preview<LenderDone> {
  return attempt(() => {
    const outcome = act(market.pool);
    return { outcome, after: { ...market, pool: outcome.pool } };
  });
}

/**
 * Previews pledging and drawing in one transaction.
 *
 * This and the other previews run the model at the snapshot's own instant: `atTime` moves it to the
 * block that the action will be in, and then the result is what the contracts do, to the unit.
 *
 * @param by - Who acts; without it the borrower, taken to have the tokens.
 * @returns The loan and the pool after, events, transfers; or the error of the contracts, as a
 * value.
 * @example 1 BTC at 60,000, open 50 %: drawing `30_000_000_000n` is `ok`, one more is not.
 * @source contracts/src/LoanBook.sol `open`
 */
export function previewOpen(
  snapshot: LoanSnapshot,
  args: {
    readonly collateralId: CollateralId;
    readonly pledged: CollateralAssets;
    readonly drawn: LoanAssets;
    /** The actor without it. */
    readonly receiver?: Address;
  },
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<null>> {
  return onLoan(snapshot, by, (...world) => openLoan(...world, { receiver: by.address, ...args }));
}

/**
 * Previews adding collateral. As `previewOpen`.
 *
 * @param args.amount - Collateral-token units, `> 0`.
 * @example 1 BTC at 42,000, debt 30,000, called: 0.2 BTC more gives the events `Pledged`,
 * `Cleared`.
 * @source contracts/src/LoanBook.sol `pledge`
 */
export function previewPledge(
  snapshot: LoanSnapshot,
  args: { readonly collateralId: CollateralId; readonly amount: CollateralAssets },
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<null>> {
  return onLoan(snapshot, by, (...world) => pledge(...world, args.collateralId, args.amount));
}

/**
 * Previews taking collateral out; all of it without an amount. As `previewOpen`.
 *
 * @returns Collateral-token units sent, in `outcome.returns`.
 * @example 1.2 BTC and no debt: `120_000_000n`.
 * @source contracts/src/LoanBook.sol `withdraw`
 */
export function previewWithdraw(
  snapshot: LoanSnapshot,
  args: {
    readonly collateralId: CollateralId;
    readonly amount?: CollateralAssets;
    readonly receiver?: Address;
  },
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<CollateralAssets>> {
  const amount = MAX_UINT256 as CollateralAssets;
  const given = { receiver: by.address, amount, ...args };
  return onLoan(snapshot, by, (...world) => withdrawCollateral(...world, given));
}

/**
 * Previews borrowing more. As `previewOpen`.
 *
 * @param args.amount - Loan-token units, `> 0`.
 * @example 1 BTC at 60,000, open 50 %, debt 30,000: one unit more is refused, `AboveOpenLimit`.
 * @source contracts/src/LoanBook.sol `draw`
 */
export function previewDraw(
  snapshot: LoanSnapshot,
  args: { readonly amount: LoanAssets; readonly receiver?: Address },
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<null>> {
  return onLoan(snapshot, by, (...world) => drawLoan(...world, { receiver: by.address, ...args }));
}

/**
 * Previews a repayment; the whole debt without an amount. As `previewOpen`.
 *
 * @returns Loan-token units taken, in `outcome.returns`.
 * @example Debt 30,000: `30_000_000_000n`.
 * @source contracts/src/LoanBook.sol `repay`
 */
export function previewRepay(
  snapshot: LoanSnapshot,
  args: { readonly amount?: LoanAssets } = {},
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<LoanAssets>> {
  const { amount = MAX_UINT256 as LoanAssets } = args;
  return onLoan(snapshot, by, (...world) => repayLoan(...world, amount));
}

/**
 * Previews a margin call. As `previewOpen`.
 *
 * @returns What will cure it, in `outcome.returns`.
 * @example 1 BTC at 42,000, debt 30,000, clear 64 %: repayment `3_120_000_000n`.
 * @source contracts/src/LoanBook.sol `call`
 */
export function previewCall(
  snapshot: LoanSnapshot,
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<CureAmounts>> {
  return onLoan(snapshot, by, callLoan);
}

/**
 * Previews the end of a margin call. As `previewOpen`.
 *
 * @example 1 BTC back at 60,000, debt 30,000, called: cleared; at 42,000 refused, `NotClear`.
 * @source contracts/src/LoanBook.sol `clear`
 */
export function previewClear(
  snapshot: LoanSnapshot,
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<null>> {
  return onLoan(snapshot, by, clearLoan);
}

/**
 * Previews a liquidation: as large as is due, at any price, to the liquidator, unless the arguments
 * say otherwise.
 *
 * @param by - The liquidator, who cannot be the borrower.
 * @returns What is repaid and seized, the bonus and the bad debt; or the error, as a value.
 * @example 1 BTC at 37,000, debt 30,000, liquidation 80 %, slope 1: bonus
 * `13_513_513_513_513_513n`, 1.35 %.
 * @source contracts/src/LoanBook.sol `liquidate`
 */
export function previewLiquidate(
  snapshot: LoanSnapshot,
  args: {
    readonly maxRepaid?: LoanAssets;
    readonly minSeized?: CollateralAssets;
    readonly receiver?: Address;
  },
  by: Actor,
): Preview<LoanDone<Sold>> {
  const given = {
    maxRepaid: MAX_UINT256 as LoanAssets,
    minSeized: 0n as CollateralAssets,
    receiver: by.address,
    ...args,
  };
  return onLoan(snapshot, by, (...world) => liquidateLoan(...world, given));
}

/**
 * Previews writing a worthless loan off. As `previewOpen`.
 *
 * @returns Loan-token units lost, in `outcome.returns`.
 * @example Collateral still worth 60,000: refused, `NotWorthless`.
 * @source contracts/src/LoanBook.sol `writeOff`
 */
export function previewWriteOff(
  snapshot: LoanSnapshot,
  by: Actor = borrowerOf(snapshot),
): Preview<LoanDone<LoanAssets>> {
  return onLoan(snapshot, by, writeOffLoan);
}

/**
 * Previews lending assets for shares, rounded down. Amounts the lender does not have are not
 * refused here.
 *
 * @param args.assets - Loan-token units, `> 0`.
 * @example 1,000 in a pool without interest: `1_000_000_000_000_000n` shares.
 * @source contracts/src/credit/PoolShares.sol `deposit`
 */
export function previewPoolDeposit(
  market: MarketSnapshot,
  args: { readonly assets: LoanAssets; readonly by: Address; readonly owner?: Address },
): Preview<LenderDone> {
  const { assets, by, owner = by } = args;
  return onPool(market, (pool) => deposit(pool, market.now, assets, by, owner));
}

/**
 * Previews buying shares for assets, rounded up. As `previewPoolDeposit`.
 *
 * @example `1_000_000_000_000_000n` shares of a pool without interest cost 1,000.
 * @source contracts/src/credit/PoolShares.sol `mint`
 */
export function previewPoolMint(
  market: MarketSnapshot,
  args: { readonly shares: Shares; readonly by: Address; readonly owner?: Address },
): Preview<LenderDone> {
  const { shares, by, owner = by } = args;
  return onPool(market, (pool) => mint(pool, market.now, shares, by, owner));
}

/**
 * Previews taking assets out of the pool for shares of `who.balance`, rounded up.
 *
 * @example One unit more than the pool's cash: refused, `NotEnoughCash`.
 * @source contracts/src/credit/PoolShares.sol `withdraw`
 */
export function previewPoolWithdraw(
  market: MarketSnapshot,
  args: { readonly assets: LoanAssets; readonly who: TakeOut },
): Preview<LenderDone> {
  return onPool(market, (pool) => withdraw(pool, market.now, args.assets, args.who));
}

/**
 * Previews taking shares out of the pool for assets, rounded down.
 *
 * @example `1_000_000_000_000_000n` shares of a pool without interest: 1,000.
 * @source contracts/src/credit/PoolShares.sol `redeem`
 */
export function previewPoolRedeem(
  market: MarketSnapshot,
  args: { readonly shares: Shares; readonly who: TakeOut },
): Preview<LenderDone> {
  return onPool(market, (pool) => redeem(pool, market.now, args.shares, args.who));
}

/**
 * Previews adding to the first loss.
 *
 * @example 1,000 into a pool without one: `after.pool.firstLoss` is `1_000_000_000n`.
 * @source contracts/src/credit/PoolShares.sol `fundFirstLoss`
 */
export function previewPoolFund(
  market: MarketSnapshot,
  args: { readonly amount: LoanAssets; readonly from: Address },
): Preview<LenderDone> {
  const zero = 0n as Shares;
  return onPool(market, (pool) => ({
    ...fundFirstLoss(pool, market.now, args.amount, args.from),
    assets: args.amount,
    shares: zero,
  }));
}
