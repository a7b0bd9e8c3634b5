import type { BookEvent, PoolEvent } from '../events.ts';
import { makeLoanId } from '../ids.ts';
import type { CollateralId } from '../ids.ts';
import type { Loan } from '../loan.ts';
import { initialRates } from '../pool/curation.ts';
import { after, START } from '../pool/pool.testing.ts';
import type { Pool, PoolListing } from '../pool/state.ts';
import { at, BTC, creditorTerms, ids, listing, USD } from '../terms.testing.ts';
import type { Symbol as Token } from '../terms.testing.ts';
import { collateralAssets, loanAssets, rate, shares, units, wad } from '../units.ts';
import { Rebuild } from './rebuild.ts';

/** The loan that is told of. */
export const id = makeLoanId(at.alice, 1, 1n);
/** Ceiling and hourly limit of every listing. */
export const LIMIT = loanAssets(100_000n * USD);

/** A rebuild that was told of a pool with three listings, and words to tell it more. */
export class Told {
  readonly rebuild = new Rebuild();
  now = START;

  constructor() {
    const terms = creditorTerms;
    this.book({ event: 'CreditorRegistered', creditorId: 1, creditor: at.pool, terms });
    this.pool({ event: 'RatesSet', config: initialRates });
    for (const token of ['btc', 'eth', 'alt'] as const) {
      const collateralId = ids[token];
      this.list(collateralId, token);
      this.pool({ event: 'LimitsSet', collateralId, ceiling: LIMIT, hourly: LIMIT });
    }
  }

  book(event: BookEvent): void {
    this.rebuild.book(event, this.now);
  }

  pool(event: PoolEvent): void {
    this.rebuild.pool(1, event, this.now);
  }

  pass(elapsed: bigint): void {
    this.now = after(this.now - START + elapsed);
  }

  get state(): Pool {
    return this.rebuild.pools.get(1) as Pool;
  }

  get loan(): Loan {
    return this.rebuild.loans.get(id) as Loan;
  }

  listed(token: Token): PoolListing {
    return this.state.listings.get(ids[token]) as PoolListing;
  }

  /** Units of the three classes in use. */
  get classUnits(): readonly bigint[] {
    return this.state.classes.slice(0, 3).map((item) => item.units);
  }

  list(collateralId: CollateralId, token: Token): void {
    const event = 'CollateralListed';
    this.book({ event, creditorId: 1, collateralId, listing: listing(token) });
  }

  /** A lender's assets, for a million shares each. */
  deposited(assets: bigint): void {
    const [by, owner] = [at.bob, at.lender];
    const minted = shares(assets * 1_000_000n);
    this.pool({ event: 'Transfer', from: at.zero, to: owner, amount: minted });
    this.pool({ event: 'Deposit', by, owner, assets: loanAssets(assets), shares: minted });
  }

  pledged(token: Token, amount: bigint): void {
    const common = { id, from: at.alice, amount: collateralAssets(amount) };
    this.book({ event: 'Pledged', collateralId: ids[token], ...common });
  }

  withdrawn(token: Token, amount: bigint): void {
    const common = { id, receiver: at.bob, amount: collateralAssets(amount) };
    this.book({ event: 'Withdrawn', collateralId: ids[token], ...common });
  }

  /** 1 BTC pledged and 30,000 drawn of 50,000, at an index of 1. */
  opened(): void {
    this.deposited(50_000n * USD);
    this.pledged('btc', BTC);
    this.pool({ event: 'Accrued', baseRate: rate(0n) });
    this.drawn(30_000n * USD, 30_000n * USD);
  }

  drawn(amount: bigint, left: bigint): void {
    const common = { id, receiver: at.alice, amount: loanAssets(amount) };
    this.book({ event: 'Drawn', ...common, units: units(left) });
  }

  repaid(amount: bigint, left: bigint): void {
    const common = { id, from: at.bob, repaid: loanAssets(amount) };
    this.book({ event: 'Repaid', ...common, units: units(left) });
  }

  sold(token: Token, seized: bigint, amount: bigint, left: bigint): void {
    this.book({
      event: 'Liquidated',
      id,
      collateralId: ids[token],
      liquidator: at.liquidator,
      repaid: loanAssets(amount),
      seized: collateralAssets(seized),
      bonusWad: wad(0n),
      badDebt: loanAssets(0n),
      units: units(left),
    });
  }

  called(fee: bigint, left: bigint): void {
    const amounts = { debt: loanAssets(left), fee: loanAssets(fee), units: units(left) };
    const cure = { repayment: loanAssets(0n), topUps: [] };
    this.book({ event: 'Called', id, caller: at.bob, reason: 'price', ...amounts, ...cure });
  }

  moved(from: CollateralId, to: CollateralId, left: bigint): void {
    this.pool({ event: 'Accrued', baseRate: rate(0n) });
    this.book({ event: 'Reclassified', id, from, to, units: units(left) });
  }
}
