import { asOf, loans, loanVersions, toLoan } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { ratioUp } from '@hypothec/model';
import type { LadderState, LoanId, LoanSnapshot, MarketSnapshot } from '@hypothec/model';
import { and, eq } from 'drizzle-orm';
import { headKey } from '../plugins/head.ts';
import type { Head } from '../plugins/head.ts';
import { standingOf } from './loan.ts';
import { readWorld } from './world.ts';
import type { World } from './world.ts';

/** A loan with where it stands, which is computed when it is first asked for. */
export class Standing {
  readonly snapshot: LoanSnapshot;
  readonly openedBlock: number;
  readonly openedAt: bigint;
  #step: LadderState | null | undefined;

  constructor(snapshot: LoanSnapshot, openedBlock: number, openedAt: bigint) {
    this.snapshot = snapshot;
    this.openedBlock = openedBlock;
    this.openedAt = openedAt;
  }

  get id(): LoanId {
    return this.snapshot.id;
  }

  /** Null where nothing can be computed for its creditor. */
  get step(): LadderState | null {
    if (this.#step === undefined) this.#step = standingOf(this.snapshot);
    return this.#step;
  }

  /** Wad; null without a price. */
  get ltv(): bigint | null {
    return this.step?.worth?.ltvWad ?? null;
  }

  /** Debt by the call limit at the low prices, rounded up; null without a price. */
  get ofCallLimit(): bigint | null {
    const { worth = null, debt = 0n } = this.step ?? {};
    return worth === null ? null : ratioUp(debt, worth.low.call);
  }
}

/** Loans as of the head, with their world. */
export interface Standings {
  readonly world: World;
  readonly loans: readonly Standing[];
}

async function readStandings(
  queries: Queries,
  head: Head,
  borrower?: `0x${string}`,
): Promise<Standings> {
  const world = await readWorld(queries, head);
  const own = borrower === undefined ? undefined : eq(loanVersions.borrower, borrower);
  const rows = await queries
    .select()
    .from(loanVersions)
    .innerJoin(loans, eq(loans.loanId, loanVersions.loanId))
    .where(and(own, asOf(loanVersions)));
  const markets = new Map<number, MarketSnapshot | null>();
  const found: Standing[] = [];
  for (const { loan_version: row, loan: opened } of rows) {
    const { creditorId } = row;
    const known = markets.get(creditorId);
    const market = known === undefined ? world.market(creditorId) : known;
    markets.set(creditorId, market);
    if (market === null) continue;
    const snapshot = { ...market, id: row.loanId as LoanId, loan: toLoan(row) };
    found.push(new Standing(snapshot, opened.openedBlock, opened.openedAt));
  }
  return { world, loans: found };
}

/** Where every loan stands as of the head, read once a block however many ask. */
export class StandingsOfHead {
  #key = '';
  #known: Promise<Standings> | undefined;

  /** All loans, or one borrower's alone, which an index finds. */
  read(queries: Queries, head: Head, borrower?: `0x${string}`): Promise<Standings> {
    if (borrower !== undefined) return readStandings(queries, head, borrower);
    const key = headKey(head);
    if (this.#known !== undefined && this.#key === key) return this.#known;
    const reading = readStandings(queries, head);
    this.#key = key;
    this.#known = reading;
    void reading.catch(() => {
      if (this.#known === reading) this.#known = undefined;
    });
    return reading;
  }
}
