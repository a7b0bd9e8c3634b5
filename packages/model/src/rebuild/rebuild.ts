import type { Approval } from '../book/env.ts';
import type { BookEvent, PoolEvent } from '../events.ts';
import { parseLoanId } from '../ids.ts';
import type { Address, LoanId } from '../ids.ts';
import { emptyLoan } from '../loan.ts';
import type { Loan } from '../loan.ts';
import { createPool } from '../pool/curation.ts';
import type { Pool } from '../pool/state.ts';
import type { Listing } from '../terms.ts';
import type { Shares, Timestamp } from '../units.ts';
import { left, misfit } from './error.ts';
import type { About } from './error.ts';
import { isDebtEvent, loanAfter, sellsOut } from './loan.ts';
import type { LoanEvent } from './loan.ts';
import { poolAfterListing, poolAfterLoan, poolAfterOwn } from './pool.ts';

const ZERO: Address = `0x${'0'.repeat(40)}`;

function poolSubject(creditorId: number): About['subject'] {
  return `the pool of creditor ${creditorId}`;
}

/**
 * The protocol's state from its events and block times alone: what the chain stores, field by
 * field, without a request to it.
 *
 * The maps are the whole state and may be filled beforehand with what a range of blocks touches: of
 * each event its loan, its pool with all its listings, and the balances it names, that of the zero
 * address too. A missing balance counts as zero, and a `Pledged` to a missing loan begins it. All
 * of a transaction's events come in one go and in the chain's order, since what a sale that sells
 * out says of the move of debt right after it is kept nowhere else. Values are replaced, never
 * changed, so an entry that is the same object as before was not touched.
 *
 * A pool begins at its `CreditorRegistered`, which its constructor causes; the `RatesSet` that
 * follows says what it begins with. Before it the pool emits `AuthorityUpdated` alone, which is no
 * `PoolEvent`, so nothing has to be held back. `NonceUsed`, which the SDK decodes too, is no event
 * of the model's either. Anyone may register a contract as a creditor: apply only events of
 * creditors that are lending pools, as others need not keep their rules.
 *
 * @throws {RebuildError} from both functions, with what was seen and expected, when an event does
 * not fit; then nothing of the event is applied.
 * @example After the events of all blocks, `rebuild.pools.get(1)` equals what `readPool` of the SDK
 * reads, and `rebuild.loans.get(id)` what `readLoan` does.
 * @source contracts/test/utils/BookRebuilder.sol, PoolRebuilder.sol
 */
export class Rebuild {
  /** By creditor. */
  readonly pools: Map<number, Pool> = new Map();
  /** Every loan that ever held something. */
  readonly loans: Map<LoanId, Loan> = new Map();
  /** By `${creditorId}:${collateralId}`. */
  readonly listings: Map<string, Listing> = new Map();
  /** Listings closed to loans that do not hold them, by the same key. */
  readonly closed: Set<string> = new Set();
  /** Lenders' shares, by `${creditorId}:${account}`; zero where all were given away. */
  readonly balances: Map<string, Shares> = new Map();
  /** Operators, by `${borrower}:${operator}`. */
  readonly approvals: Map<string, Approval> = new Map();

  /**
   * Loans of which a sale took the last of the first collateral: the next move of their debt is
   * the sale's, and no new debt in the sense of the limits.
   */
  readonly #soldOut = new Set<LoanId>();

  /** Applies an event of the book. `now` is the time of its block. */
  book(event: BookEvent, now: Timestamp): void {
    switch (event.event) {
      case 'CreditorRegistered':
        return this.#register(event, now);
      case 'CollateralListed': {
        const { creditorId, collateralId, listing } = event;
        const pool = this.#pool({ event: event.event, subject: poolSubject(creditorId) }, event);
        this.listings.set(`${creditorId}:${collateralId}`, listing);
        this.pools.set(creditorId, poolAfterListing(pool, collateralId));
        return;
      }
      case 'ListingClosed':
        this.closed.add(`${event.creditorId}:${event.collateralId}`);
        return;
      case 'OperatorApproved': {
        const { borrower, operator, rights, expiry } = event;
        this.approvals.set(`${borrower}:${operator}`, { rights, expiry });
        return;
      }
      default:
        return this.#applyToLoan(event, now);
    }
  }

  /** Applies an event of a pool or its shares. `now` is the time of its block. */
  pool(creditorId: number, event: PoolEvent, now: Timestamp): void {
    const about = { event: event.event, subject: poolSubject(creditorId) };
    const pool = this.#pool(about, { creditorId, now });
    const after = poolAfterOwn(about, pool, event, now);
    if (event.event === 'Transfer') this.#move(about, creditorId, event);
    // Shares that are burnt went to the zero address by the transfer before.
    if (event.event === 'Withdraw') this.#take(about, `${creditorId}:${ZERO}`, event.shares);
    if (after !== pool) this.pools.set(creditorId, after);
  }

  #register(
    event: Extract<BookEvent, { readonly event: 'CreditorRegistered' }>,
    now: Timestamp,
  ): void {
    const { creditorId, creditor, terms } = event;
    if (this.pools.has(creditorId)) {
      const about = { event: event.event, subject: poolSubject(creditorId) };
      misfit(about, 'it registered before', 'a creditor that is new');
    }
    this.pools.set(creditorId, createPool(creditor, creditorId, terms, now));
  }

  #pool(about: About, at: { readonly creditorId: number; readonly now?: Timestamp }): Pool {
    const pool = this.pools.get(at.creditorId);
    if (pool === undefined) misfit(about, `no creditor ${at.creditorId}`, 'one that registered');
    if (at.now !== undefined && at.now < pool.updatedAt) {
      misfit(about, `a block of ${at.now}`, `none before the pool's last, ${pool.updatedAt}`);
    }
    return pool;
  }

  #applyToLoan(event: LoanEvent, now: Timestamp): void {
    const { id } = event;
    const about = { event: event.event, subject: `loan ${id}` };
    const begins = event.event === 'Pledged' ? emptyLoan : undefined;
    const loan = this.loans.get(id) ?? begins;
    if (loan === undefined) misfit(about, 'no such loan', 'one with collateral');
    const after = loanAfter(about, loan, event, now);
    if (isDebtEvent(event)) {
      const { creditorId } = parseLoanId(id);
      const pool = this.#pool(about, { creditorId, now });
      const limited = !this.#soldOut.has(id);
      this.pools.set(creditorId, poolAfterLoan(about, pool, loan, event, { now, limited }));
    }
    this.loans.set(id, after);
    if (event.event === 'Liquidated' && sellsOut(loan, event)) this.#soldOut.add(id);
    if (event.event === 'Reclassified') this.#soldOut.delete(id);
  }

  #move(
    about: About,
    creditorId: number,
    { from, to, amount }: Extract<PoolEvent, { readonly event: 'Transfer' }>,
  ): void {
    // From the zero address they are new.
    if (from !== ZERO) this.#take(about, `${creditorId}:${from}`, amount);
    const key = `${creditorId}:${to}`;
    this.balances.set(key, ((this.balances.get(key) ?? 0n) + amount) as Shares);
  }

  #take(about: About, key: string, amount: Shares): void {
    const rest = left(about, `a balance of ${key}`, this.balances.get(key) ?? 0n, amount);
    if (rest === 0n && key.endsWith(`:${ZERO}`)) this.balances.delete(key);
    else this.balances.set(key, rest as Shares);
  }
}
