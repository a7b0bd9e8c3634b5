import { fromLoan, fromPool, toJson } from '@hypothec/database';
import type { ChainState, Json } from '@hypothec/database';
import { creditDebtOf, parseLoanId, ProtocolError, RebuildError, timestamp } from '@hypothec/model';
import type {
  Address,
  BookEvent,
  LoanAssets,
  LoanId,
  LoanSnapshot,
  PoolEvent,
  PriceAnswer,
} from '@hypothec/model';
import type { NonceUsed } from '@hypothec/sdk';
import { bookAuthority } from './authority.ts';
import { Calls } from './calls.ts';
import { eventRow } from './event-row.ts';
import { bookFlows, lendersIn } from './lenders.ts';
import type { AuthorityChange, AuthorityEvent, Block, Placed, SourceEvent } from './log.ts';
import { bookMovement } from './movements.ts';
import type { Place } from './place.ts';
import { Rows } from './rows.ts';
import { bookSale } from './sales.ts';
import { Versions } from './versions.ts';

type OfLoan = Extract<BookEvent, { readonly id: LoanId }>;

/** What a creditor's contract says of itself, read once. */
export interface CreditorFacts {
  readonly name: string;
  readonly symbol: string;
}

/** What the fold begins with: the state before the batch, as far as the batch touches it. */
export interface Before {
  /** With the loans and balances that the batch names in its `core`. */
  readonly state: ChainState;
  /** Loans with a call that has no end. */
  readonly openCalls: Iterable<LoanId>;
  /** Creditors whose events do not fit; they are not followed. */
  readonly faulty: Iterable<number>;
  /** By the creditor's address. */
  readonly facts: ReadonlyMap<Address, CreditorFacts>;
}

/** Turns blocks of events into rows: pure, in the chain's order, one batch in its life. */
export class Fold {
  readonly rows = new Rows();
  readonly loanVersions = new Versions(this.rows.loanVersions);
  readonly poolVersions = new Versions(this.rows.poolVersions);
  readonly lenderVersions = new Versions(this.rows.lenderVersions);
  readonly approvalVersions = new Versions(this.rows.approvals);
  readonly answerVersions = new Versions(this.rows.oracleAnswers);
  readonly authorityVersions = new Versions(this.rows.authorities);
  readonly #state: ChainState;
  readonly #facts: Before['facts'];
  readonly #calls: Calls;
  readonly #faulty: Set<number>;
  readonly #creditorOf = new Map<Address, number>();
  /** Of creditors that name it before they are registered, as a constructor does. */
  readonly #authorityOf = new Map<Address, Address>();
  /** Lenders of the block that is read, and everyone's shares before it. */
  readonly #touched = new Map<string, { readonly creditorId: number; readonly account: Address }>();
  readonly #shares: Map<string, bigint>;

  constructor({ state, openCalls, faulty, facts }: Before) {
    this.#state = state;
    this.#facts = facts;
    this.#faulty = new Set(faulty);
    this.#calls = new Calls(this.rows, openCalls);
    this.#shares = new Map(state.core.balances);
    for (const { address, creditorId } of state.pools.values()) {
      this.#creditorOf.set(address, creditorId);
    }
  }

  /** Takes the next block. */
  block(block: Block): void {
    const { number, hash, parentHash, time, transactions, logs } = block;
    this.rows.blocks.push({ number, hash, parentHash, time, transactions });
    this.#answers(number, block.answers);
    for (const log of logs) {
      const { logIndex, transactionHash } = log;
      const place = { block: number, logIndex, time: timestamp(time), transactionHash };
      this.#log(log, place);
    }
    this.#calls.settle();
    this.#lenders(number);
  }

  #answers(fromBlock: number, said: Block['answers']): void {
    const { answers } = this.#state.sources;
    for (const [oracle, answer] of said) {
      const before = answers.get(oracle);
      answers.set(oracle, answer);
      if (before !== undefined && sameText(before) === sameText(answer)) continue;
      const { low, high } = answer.priced ? answer : { low: null, high: null };
      const refusal = answer.priced
        ? null
        : { name: answer.refusal.errorName, args: toJson(answer.refusal.args) };
      this.answerVersions.put(oracle, { oracle, fromBlock, low, high, refusal });
    }
  }

  /** Shares that a block leaves other than they were: what is burnt passes through in between. */
  #lenders(fromBlock: number): void {
    for (const [key, { creditorId, account }] of this.#touched) {
      const shares = this.#state.core.balances.get(key) ?? 0n;
      if (shares === (this.#shares.get(key) ?? 0n)) continue;
      this.#shares.set(key, shares);
      this.lenderVersions.put(key, { creditorId, account, shares, fromBlock });
    }
    this.#touched.clear();
  }

  /** Takes what was said in a block before the batch by contracts that were not known then. */
  earlier(block: number, time: bigint, logs: readonly Placed[]): void {
    for (const log of logs) {
      const { logIndex, transactionHash } = log;
      this.#log(log, { block, logIndex, time: timestamp(time), transactionHash });
    }
  }

  #log({ address, event }: Placed, place: Place): void {
    switch (event.emitter) {
      case 'book': {
        const creditorId = creditorIn(event);
        this.rows.events.push(eventRow({ address, event }, place, creditorId));
        if (event.event !== 'NonceUsed') {
          this.#guarded(creditorId, place, () => this.#book(event, place));
        }
        return;
      }
      case 'pool': {
        const creditorId = this.#creditorOf.get(address) ?? null;
        this.rows.events.push(eventRow({ address, event }, place, creditorId));
        if (event.event === 'AuthorityUpdated') this.#authority(address, creditorId, event, place);
        else if (creditorId !== null) {
          this.#guarded(creditorId, place, () => this.#pool(creditorId, event, place));
        }
        return;
      }
      case 'authority':
        this.rows.events.push(eventRow({ address, event }, place, null));
        return bookAuthority(this.rows, address, event satisfies AuthorityEvent, place);
      default:
        return this.#source(address, event, place);
    }
  }

  /** A creditor that breaks the rules of a pool is not followed any more; all others are. */
  #guarded(creditorId: number | null, { block }: Place, act: () => void): void {
    if (creditorId !== null && this.#faulty.has(creditorId)) return;
    try {
      act();
    } catch (error) {
      if (creditorId === null || !isMisfit(error)) throw error;
      this.#faulty.add(creditorId);
      const row = this.rows.creditors.find((item) => item.creditorId === creditorId);
      const fault = error.message;
      if (row === undefined) this.rows.faults.push({ creditorId, block, fault });
      else Object.assign(row, { faultBlock: block, fault });
    }
  }

  #book(event: BookEvent, place: Place): void {
    if ('id' in event) return this.#loan(event, place);
    this.#state.core.book(event, place.time);
    switch (event.event) {
      case 'CreditorRegistered':
        return this.#creditor(event, place);
      case 'CollateralListed': {
        const { creditorId, collateralId, listing } = event;
        const { collateral, oracle } = listing;
        const { block, time } = place;
        const terms = toJson(listing) as Readonly<Record<string, Json>>;
        this.rows.listings.push({
          creditorId,
          collateralId,
          block,
          time,
          collateral,
          oracle,
          terms,
        });
        return this.#poolChanged(creditorId, place);
      }
      case 'ListingClosed':
        return this.#closed(event, place);
      case 'OperatorApproved': {
        const { borrower, operator, rights, expiry } = event;
        const row = { borrower, operator, rights, expiry, fromBlock: place.block };
        return this.approvalVersions.put(`${borrower}:${operator}`, row);
      }
    }
  }

  #creditor(
    event: Extract<BookEvent, { readonly event: 'CreditorRegistered' }>,
    { block, time, ...place }: Place,
  ): void {
    const { creditorId, creditor: address, terms } = event;
    const { name, symbol } = this.#facts.get(address) ?? { name: '', symbol: '' };
    const { loanToken } = terms;
    this.#creditorOf.set(address, creditorId);
    this.rows.creditors.push({
      creditorId,
      block,
      time,
      address,
      loanToken,
      name,
      symbol,
      terms: toJson(terms) as Readonly<Record<string, Json>>,
    });
    for (const row of this.rows.events) if (row.address === address) row.creditorId = creditorId;
    const authority = this.#authorityOf.get(address);
    if (authority !== undefined) {
      this.authorityVersions.put(`${creditorId}`, { creditorId, authority, fromBlock: block });
    }
    this.#poolChanged(creditorId, { block, time, ...place });
  }

  #authority(
    address: Address,
    creditorId: number | null,
    { authority }: AuthorityChange,
    { block: fromBlock }: Place,
  ): void {
    if (creditorId === null) this.#authorityOf.set(address, authority);
    else this.authorityVersions.put(`${creditorId}`, { creditorId, authority, fromBlock });
  }

  #closed(event: Extract<BookEvent, { readonly event: 'ListingClosed' }>, { block }: Place): void {
    const { creditorId, collateralId } = event;
    const row = this.rows.listings.find(
      (item) => item.creditorId === creditorId && item.collateralId === collateralId,
    );
    if (row === undefined) this.rows.closedListings.push({ creditorId, collateralId, block });
    else row.closedBlock = block;
  }

  #snapshot(id: LoanId, place: Place): LoanSnapshot | null {
    const loan = this.#state.core.loans.get(id);
    return loan === undefined ? null : this.#state.snapshot(id, loan, place.time);
  }

  #loan(event: OfLoan, place: Place): void {
    const { id } = event;
    const { core, sources } = this.#state;
    const isNew = !core.loans.has(id);
    const measured = event.event === 'Called' || event.event === 'Liquidated';
    const before = measured ? this.#snapshot(id, place) : null;
    core.book(event, place.time);
    const { borrower, creditorId } = parseLoanId(id);
    const { block, time } = place;
    if (isNew) {
      this.rows.loans.push({
        loanId: id,
        borrower,
        creditorId,
        openedBlock: block,
        openedAt: time,
      });
    }
    const loan = core.loans.get(id);
    if (loan === undefined) return;
    if (event.event === 'Called' && before !== null) this.#calls.open(event, place, before);
    this.#calls.tell(event, place, loan.units !== 0n);
    bookMovement(this.rows, event, place, this.#debtOf(id, place));
    if (event.event === 'Liquidated' && before !== null) {
      const after = { ...before, loan };
      bookSale(this.rows, event, place, { before, after, sources });
    }
    if (event.event === 'Liquidated' || event.event === 'WrittenOff') this.#name(event);
    const row = { loanId: id, borrower, creditorId, fromBlock: block, ...fromLoan(loan) };
    this.loanVersions.put(id, row);
    this.#poolChanged(creditorId, place);
  }

  /** The pool says that it lost before the book says on which loan. */
  #name(event: Extract<OfLoan, { readonly event: 'Liquidated' | 'WrittenOff' }>): void {
    if (event.badDebt === 0n) return;
    const loss = this.rows.losses.at(-1);
    if (loss?.loanId === null) loss.loanId = event.id;
  }

  #debtOf(id: LoanId, { time }: Place): LoanAssets {
    const loan = this.#state.core.loans.get(id);
    const pool = this.#state.pools.get(parseLoanId(id).creditorId);
    const first = loan?.holdings[0];
    if (loan === undefined || pool === undefined || first === undefined || loan.units === 0n) {
      return 0n as LoanAssets;
    }
    return creditDebtOf(pool, time, first.id, loan.units).debt;
  }

  #pool(creditorId: number, event: PoolEvent, place: Place): void {
    const { core } = this.#state;
    core.pool(creditorId, event, place.time);
    const pool = this.#state.pools.get(creditorId);
    if (pool === undefined) return;
    for (const account of lendersIn(event)) {
      this.#touched.set(`${creditorId}:${account}`, { creditorId, account });
    }
    bookFlows(this.rows, pool, event, place);
    if (event.event === 'BadDebtBooked') {
      const { badDebt, borne } = event;
      this.rows.losses.push({ ...place, creditorId, loanId: null, badDebt, borne });
    }
    this.#poolChanged(creditorId, place);
  }

  #poolChanged(creditorId: number, { block, time }: Place): void {
    const pool = this.#state.pools.get(creditorId);
    if (pool === undefined) return;
    this.poolVersions.put(`${creditorId}`, {
      creditorId,
      fromBlock: block,
      time,
      ...fromPool(pool),
    });
  }

  #source(address: Address, event: SourceEvent, place: Place): void {
    const { block, logIndex, time } = place;
    const { rounds, rates, anchors } = this.#state.sources;
    switch (event.emitter) {
      case 'feed': {
        const { answer, updatedAt } = event;
        // A round of an aggregator is complete when it is told: it began no later than that.
        const round = { answer, updatedAt, startedAt: updatedAt };
        rounds.set(address, round);
        this.rows.feedRounds.push({ feed: address, block, logIndex, time, ...round });
        return;
      }
      case 'rate':
        rates.set(address, event.rate);
        this.rows.rateChanges.push({
          address,
          kind: 'rate',
          block,
          logIndex,
          time,
          rate: event.rate,
        });
        return;
      case 'oracle':
        anchors.set(address, { rate: event.to, setAt: time });
        this.rows.events.push(eventRow({ address, event }, place, null));
        this.rows.rateChanges.push({
          address,
          kind: 'anchor',
          block,
          logIndex,
          time,
          rate: event.to,
        });
    }
  }
}

function creditorIn(event: BookEvent | NonceUsed): number | null {
  if ('creditorId' in event) return event.creditorId;
  return 'id' in event ? parseLoanId(event.id).creditorId : null;
}

function sameText(answer: PriceAnswer): string {
  const { errorName, args } = answer.priced ? { errorName: '', args: [] } : answer.refusal;
  return JSON.stringify(toJson(answer.priced ? { ...answer } : { errorName, args }));
}

/** At values that no pool of ours could have, the model refuses or faults with range errors. */
function isMisfit(error: unknown): error is Error {
  const kinds = [RebuildError, ProtocolError, RangeError];
  return kinds.some((kind) => error instanceof kind);
}
