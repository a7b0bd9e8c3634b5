import { ProtocolError, revert } from '../errors.ts';
import type { BookEvent, PoolEvent, ProtocolEvent } from '../events.ts';
import { parseLoanId } from '../ids.ts';
import type { Address, CollateralId, LoanId } from '../ids.ts';
import { setHolding, stored } from '../loan.ts';
import type { Loan } from '../loan.ts';
import { isCallOpen } from '../marginCall.ts';
import { MAX_AMOUNT } from '../math.ts';
import { creditDebtOf } from '../pool/credit.ts';
import type { Pool } from '../pool/state.ts';
import type { Listing } from '../terms.ts';
import type { CollateralAssets, LoanAssets } from '../units.ts';
import { appraise } from '../valuation.ts';
import type { Appraised } from '../valuation.ts';
import { RIGHT } from './env.ts';
import type { BookEnv, Transfer } from './env.ts';

/** What an action on a loan did. Nothing has happened until the caller puts it into its state. */
export interface Outcome<Returns> {
  readonly loan: Loan;
  readonly pool: Pool;
  readonly events: readonly ProtocolEvent[];
  readonly transfers: readonly Transfer[];
  readonly returns: Returns;
}

/** A loan asked about without the pool that its id names. */
export class MissingPoolError extends RangeError {
  override readonly name = 'MissingPoolError';
}

/** The working copy of one action: created at its start, dropped at its end or at a revert. */
export class Draft {
  readonly env: BookEnv;
  readonly id: LoanId;
  readonly borrower: Address;
  readonly events: ProtocolEvent[] = [];
  readonly transfers: Transfer[] = [];
  loan: Loan;
  #pool: Pool | undefined;

  constructor(env: BookEnv, id: LoanId, loan: Loan, pool: Pool | undefined) {
    this.env = env;
    this.id = id;
    this.borrower = parseLoanId(id).borrower;
    this.loan = loan;
    this.#pool = pool;
  }

  get pool(): Pool {
    if (this.#pool === undefined) throw new MissingPoolError(`There is no pool for ${this.id}.`);
    return this.#pool;
  }

  /** Takes over what a creditor's part of the action did. */
  credit(result: { readonly pool: Pool; readonly events: readonly PoolEvent[] }): void {
    this.#pool = result.pool;
    for (const event of result.events) this.events.push({ emitter: 'pool', ...event });
  }

  emit(event: BookEvent): void {
    this.events.push({ emitter: 'book', ...event });
  }

  send(token: Address, from: Transfer['from'], to: Transfer['to'], amount: bigint): void {
    if (amount !== 0n) this.transfers.push({ token, from, to, amount });
  }

  /** Brings tokens from the caller, who may not have them. */
  pull(token: Address, to: Transfer['to'], amount: bigint): void {
    if (amount !== 0n && !this.env.canPay(token, amount)) revert('TransferFromFailed');
    this.send(token, this.env.caller, to, amount);
  }

  requireRight(right: keyof typeof RIGHT): void {
    const { caller, now } = this.env;
    if (caller === this.borrower) return;
    const approval = this.env.approvalOf(this.borrower, caller);
    if ((approval.rights & RIGHT[right]) === 0 || now > approval.expiry) {
      revert('NotAllowed', caller, this.id, BigInt(RIGHT[right]));
    }
  }

  /** The first collateral's id; only for loans that hold some. */
  first(): CollateralId {
    const holding = this.loan.holdings[0];
    if (holding === undefined) return revert('NoCollateral', this.id);
    return holding.id;
  }

  debt(): { readonly debt: LoanAssets; readonly arrears: LoanAssets } {
    return creditDebtOf(this.pool, this.env.now, this.first(), this.loan.units);
  }

  /** Holdings with prices; reverts as the first oracle without one does. */
  appraise(): readonly Appraised[] {
    return appraise(this.loan, this.env.listingOf, this.env.priceOf);
  }

  /** The same, or null where an oracle gives no price. */
  tryAppraise(): readonly Appraised[] | null {
    try {
      return this.appraise();
    } catch (error) {
      if (error instanceof ProtocolError) return null;
      throw error;
    }
  }

  callIsOpen(listing: Listing): boolean {
    return isCallOpen(this.loan, listing, this.env.sequencer, this.env.now);
  }

  setAmount(i: number, amount: bigint): void {
    this.loan = setHolding(this.loan, i, amount as CollateralAssets);
  }

  /** Dates the loan: no liquidation in this second, and no call in force. */
  mark(): void {
    this.loan = { ...this.loan, since: this.env.now, called: false, reason: 'price' };
  }

  /** The end of the action: the loan as it will be stored. */
  finish<Returns>(returns: Returns): Outcome<Returns> {
    if (this.loan.units > MAX_AMOUNT) revert('AmountTooLarge', this.loan.units, MAX_AMOUNT);
    const { events, transfers } = this;
    return { loan: stored(this.loan), pool: this.pool, events, transfers, returns };
  }
}
