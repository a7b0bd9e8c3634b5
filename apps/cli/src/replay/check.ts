import { poolListing } from '@hypothec/model';
import type { Loan, LoanId, Pool } from '@hypothec/model';
import { parseLoanId } from '@hypothec/model';
import type { Mirror } from './mirror.ts';

/** What the chain has at the end. */
export interface Found {
  readonly pools: readonly Pool[];
  readonly loans: ReadonlyMap<LoanId, Loan>;
  /** By `token:account`, of the book and the pools. */
  readonly balances: ReadonlyMap<string, bigint>;
  /** By `creditor:collateral`; null where the oracle gives none. */
  readonly prices: ReadonlyMap<string, bigint | null>;
}

/** One line of the closing check. */
export interface Checked {
  readonly what: string;
  /** How many values were compared. */
  readonly compared: number;
  /** The first few that differ, as sentences. */
  readonly differences: readonly string[];
}

const SHOWN = 5;

class Comparison {
  readonly what: string;
  compared = 0;
  readonly differences: string[] = [];

  constructor(what: string) {
    this.what = what;
  }

  same(name: string, chain: unknown, expected: unknown): void {
    this.compared += 1;
    const [seen, wanted] = [text(chain), text(expected)];
    if (seen === wanted || this.differences.length >= SHOWN) return;
    this.differences.push(`${name}: the chain has ${seen}, expected is ${wanted}`);
  }

  done(): Checked {
    return { what: this.what, compared: this.compared, differences: this.differences };
  }
}

function text(value: unknown): string {
  if (value instanceof Map) return text([...value].sort(([a], [b]) => Number(a) - Number(b)));
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([name, item]) => `${name} ${text(item)}`);
  return `{${fields.sort().join(', ')}}`;
}

function loansAgree(mirror: Mirror, found: Found): Checked {
  const comparison = new Comparison('each loan on the chain is the model’s loan');
  for (const [id, loan] of mirror.loans) comparison.same(`loan ${id}`, found.loans.get(id), loan);
  return comparison.done();
}

function poolsAgree(mirror: Mirror, found: Found): Checked {
  const comparison = new Comparison('each field of each pool on the chain is the model’s');
  for (const pool of found.pools) {
    const expected = mirror.pool(pool.creditorId);
    for (const [name, value] of Object.entries(pool)) {
      const wanted = expected[name as keyof Pool];
      comparison.same(`creditor ${pool.creditorId}, ${name}`, value, wanted);
    }
  }
  return comparison.done();
}

function balancesAgree(mirror: Mirror, found: Found): Checked {
  const comparison = new Comparison('token balances are what the model moved');
  for (const [key, balance] of mirror.balances) {
    comparison.same(`balance ${key}`, found.balances.get(key), balance);
  }
  return comparison.done();
}

function pricesAgree(mirror: Mirror, found: Found): Checked {
  const comparison = new Comparison('each oracle’s answer is the one computed beside it');
  for (const [key, price] of found.prices) {
    const [creditorId = 0, collateralId = 0] = key.split(':').map(Number);
    const answer = [...mirror.views(creditorId)].find(([id]) => id === collateralId)?.[1].price;
    comparison.same(`price ${key}`, price, answer?.priced === true ? answer.low : null);
  }
  return comparison.done();
}

function add(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

/** Of the chain alone: what the parts come to is what the totals say and the tokens are. */
function totalsAgree(mirror: Mirror, found: Found): Checked {
  const comparison = new Comparison('totals on the chain are the sums of their parts');
  const pledged = new Map<string, bigint>();
  const units = new Map<string, bigint>();
  for (const [id, loan] of found.loans) {
    const { creditorId } = parseLoanId(id);
    const [first] = loan.holdings;
    if (first !== undefined) add(units, `${creditorId}:${first.id}`, loan.units);
    for (const holding of loan.holdings) {
      const view = mirror.views(creditorId).get(holding.id);
      add(pledged, view?.listing.collateral ?? '', holding.amount);
    }
  }
  for (const [key, balance] of found.balances) {
    const [token = '', account] = key.split(':');
    if (account !== mirror.book) continue;
    comparison.same(`pledged ${token}`, balance, pledged.get(token) ?? 0n);
  }
  for (const pool of found.pools) {
    const { address, creditorId, cash, terms } = pool;
    comparison.same(
      `cash of ${address}`,
      cash,
      found.balances.get(`${terms.loanToken}:${address}`),
    );
    for (const id of pool.listings.keys()) {
      const summed = units.get(`${creditorId}:${id}`) ?? 0n;
      comparison.same(`units of ${creditorId}:${id}`, poolListing(pool, id).units, summed);
    }
    for (const [k, item] of pool.classes.entries()) {
      const ofClass = [...pool.listings].filter(([id]) => (id & 7) === k);
      const summed = ofClass.reduce((sum, [, listing]) => sum + listing.units, 0n);
      comparison.same(`units of class ${k} of ${creditorId}`, item.units, summed);
    }
  }
  return comparison.done();
}

/** Holds the chain's end against the model's, and the chain's totals against their parts. */
export function closingCheck(mirror: Mirror, found: Found): readonly Checked[] {
  return [
    loansAgree(mirror, found),
    poolsAgree(mirror, found),
    balancesAgree(mirror, found),
    pricesAgree(mirror, found),
    totalsAgree(mirror, found),
  ];
}

/** Whether every line holds. */
export function holds(checks: readonly Checked[]): boolean {
  return checks.every(({ differences, compared }) => differences.length === 0 && compared > 0);
}
