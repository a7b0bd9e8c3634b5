import { ProtocolError, revert } from '../errors.ts';
import { makeLoanId } from '../ids.ts';
import type { Address, CollateralId, LoanId } from '../ids.ts';
import { emptyLoan } from '../loan.ts';
import type { Loan } from '../loan.ts';
import { noSequencer } from '../marginCall.ts';
import type { Sequencer } from '../marginCall.ts';
import { MAX_UINT256 } from '../math.ts';
import { creditDebtOf } from '../pool/credit.ts';
import { after, fundedPool, START } from '../pool/pool.testing.ts';
import type { Pool } from '../pool/state.ts';
import type { RateConfig } from '../rates.ts';
import { at, decimals, ids, listing, scaled } from '../terms.testing.ts';
import type { Symbol as Token } from '../terms.testing.ts';
import type { Listing } from '../terms.ts';
import { collateralAssets, loanAssets, oraclePrice } from '../units.ts';
import type { Timestamp } from '../units.ts';
import type { PriceBounds } from '../valuation.ts';
import { callLoan, clearLoan } from './calls.ts';
import { pledge, withdrawCollateral } from './collateral.ts';
import { drawLoan, openLoan, repayLoan } from './debt.ts';
import type { Outcome } from './draft.ts';
import type { Approval, BookEnv } from './env.ts';
import { liquidateLoan, writeOffLoan } from './liquidation.ts';

const symbols: readonly Token[] = ['btc', 'eth', 'alt'];
const prices = { btc: scaled(60_000n, 8n), eth: scaled(2_000n, 18n), alt: scaled(10n, 18n) };

/** Why an oracle of these tests has no price. */
export const dead = new ProtocolError('Dead', []);

/**
 * One loan of Alice with a pool of 5,000,000, and the world around them: BTC at 60,000, ETH at
 * 2,000, an altcoin at 10. Without interest unless asked for, so that units are debt. What an
 * action does is taken over; what is refused changes nothing.
 */
export class Scene {
  loan: Loan = emptyLoan;
  pool: Pool;
  now: Timestamp = START;
  sequencer: Sequencer = noSequencer;
  /** The last action's outcome. */
  last: Outcome<unknown> | undefined;
  readonly id: LoanId = makeLoanId(at.alice, 1, 1n);
  readonly closed = new Set<CollateralId>();
  readonly approvals = new Map<Address, Approval>();
  /** Tokens of which nobody holds a unit. */
  readonly missing = new Set<Address>();
  #listings: ReadonlyMap<CollateralId, Listing>;
  #prices: ReadonlyMap<Address, PriceBounds | ProtocolError> = new Map();

  constructor(change: Partial<Listing> = {}, config?: RateConfig) {
    this.pool = fundedPool(config);
    this.#listings = new Map(symbols.map((token) => [ids[token], listing(token, change)]));
    for (const token of symbols) this.#set(token, { low: prices[token], high: prices[token] });
  }

  env(caller: Address): BookEnv {
    return {
      now: this.now,
      caller,
      sequencer: this.sequencer,
      listingOf: (id) => this.#listings.get(id) ?? revert('UnknownListing', 1n, BigInt(id)),
      isClosed: (id) => this.closed.has(id),
      priceOf: ({ oracle }) => {
        const answer = this.#prices.get(oracle) ?? dead;
        if (answer instanceof ProtocolError) throw answer;
        return answer;
      },
      approvalOf: (_, operator) => this.approvals.get(operator) ?? { rights: 0, expiry: 0n },
      canPay: (token) => !this.missing.has(token),
    };
  }

  get debt(): bigint {
    const [first] = this.loan.holdings;
    return first ? creditDebtOf(this.pool, this.now, first.id, this.loan.units).debt : 0n;
  }

  amount(token: Token): bigint {
    return this.loan.holdings.find(({ id }) => id === ids[token])?.amount ?? 0n;
  }

  /** Names of the book's events of the last action. */
  get events(): readonly string[] {
    const events = this.last?.events ?? [];
    return events.filter(({ emitter }) => emitter === 'book').map(({ event }) => event);
  }

  wait(seconds: bigint): this {
    this.now = after(this.now - START + seconds);
    return this;
  }

  /** Prices in whole dollars for a whole token. */
  price(token: Token, low: bigint, high = low): this {
    const digits = decimals[token];
    return this.#set(token, { low: scaled(low, digits), high: scaled(high, digits) });
  }

  /** Makes a token of 1e8 or 1e18 base units worth exactly so many loan-token units. */
  worth(token: Token, value: bigint): this {
    const price = oraclePrice((value * 10n ** 36n) / 10n ** decimals[token]);
    return this.#set(token, { low: price, high: price });
  }

  kill(token: Token): this {
    return this.#set(token, dead);
  }

  open(token: Token, pledged: bigint, drawn: bigint, caller: Address = at.alice): this {
    const args = { pledged: collateralAssets(pledged), drawn: loanAssets(drawn) };
    const more = { collateralId: ids[token], receiver: caller };
    return this.#take(openLoan(this.env(caller), ...this.#world, { ...args, ...more }));
  }

  pledge(token: Token, amount: bigint, caller: Address = at.alice): this {
    const added = collateralAssets(amount);
    return this.#take(pledge(this.env(caller), ...this.#world, ids[token], added));
  }

  draw(amount: bigint, caller: Address = at.alice, receiver: Address = caller): this {
    const args = { amount: loanAssets(amount), receiver };
    return this.#take(drawLoan(this.env(caller), ...this.#world, args));
  }

  repay(amount: bigint = MAX_UINT256, caller: Address = at.alice): this {
    return this.#take(repayLoan(this.env(caller), ...this.#world, loanAssets(amount)));
  }

  withdraw(
    token: Token,
    amount: bigint = MAX_UINT256,
    caller: Address = at.alice,
    receiver: Address = caller,
  ): this {
    const args = { collateralId: ids[token], amount: collateralAssets(amount), receiver };
    return this.#take(withdrawCollateral(this.env(caller), ...this.#world, args));
  }

  call(caller: Address = at.bob): this {
    return this.#take(callLoan(this.env(caller), ...this.#world));
  }

  clear(caller: Address = at.bob): this {
    return this.#take(clearLoan(this.env(caller), ...this.#world));
  }

  liquidate(
    maxRepaid: bigint = MAX_UINT256,
    minSeized = 0n,
    caller: Address = at.liquidator,
    receiver: Address = caller,
  ): { readonly repaid: bigint; readonly seized: bigint; readonly badDebt: bigint } {
    const limits = { maxRepaid: loanAssets(maxRepaid), minSeized: collateralAssets(minSeized) };
    const outcome = liquidateLoan(this.env(caller), ...this.#world, { ...limits, receiver });
    this.#take(outcome);
    return outcome.returns;
  }

  writeOff(caller: Address = at.bob): bigint {
    const outcome = writeOffLoan(this.env(caller), ...this.#world);
    this.#take(outcome);
    return outcome.returns;
  }

  /** A copy that goes on by itself. */
  fork(): Scene {
    const copy = Object.assign(new Scene(), this);
    [copy.#listings, copy.#prices] = [this.#listings, this.#prices];
    return copy;
  }

  get #world(): readonly [LoanId, Loan, Pool] {
    return [this.id, this.loan, this.pool];
  }

  #take(outcome: Outcome<unknown>): this {
    this.last = outcome;
    this.loan = outcome.loan;
    this.pool = outcome.pool;
    return this;
  }

  #set(token: Token, answer: PriceBounds | ProtocolError): this {
    this.#prices = new Map(this.#prices).set(listing(token).oracle, answer);
    return this;
  }
}
