import { asOf, loanVersions, toLoan } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { callPrice, debtOf, ladderState, liquidationPrice, mulDiv } from '@hypothec/model';
import type {
  CollateralId,
  LadderStep,
  LoanId,
  LoanSnapshot,
  MarketSnapshot,
  PriceAnswer,
  TriggerPrice,
} from '@hypothec/model';
import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { Money, toMoney } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';

const Sum = z
  .object({ loans: z.int().min(0), debt: Money })
  .meta({ id: 'DebtSum', description: 'How many loans, and what they owe, rounded up each.' });

/** How much is at risk at each price of one collateral. */
export const LiquidationMap = z.object({
  all: Sum.meta({ description: 'Every loan with debt that holds the collateral.' }),
  now: z.object({
    callDue: Sum.meta({ description: 'A margin call would succeed now.' }),
    called: Sum.meta({ description: 'Called, and no sale is due yet.' }),
    softLiquidation: Sum.meta({ description: 'A sale would succeed: a call was not cured.' }),
    hardLiquidation: Sum.meta({ description: 'A sale would succeed, with or without a call.' }),
  }),
  unknown: Sum.meta({
    description: 'They hold another collateral that has no price now, and are in no step.',
  }),
  steps: z
    .array(
      z.object({
        fallPercent: z.int().min(0).max(100),
        callable: Sum,
        liquidatable: Sum,
      }),
    )
    .meta({
      description:
        'At each fall of the collateral’s price, other prices unchanged: the loans above their ' +
        'call limit (called or not), and those above their liquidation limit, all falls before ' +
        'it included. Empty while the collateral has no price.',
    }),
});

/** A running sum. */
class Tally {
  loans = 0;
  debt = 0n;

  add(debt: bigint): void {
    this.loans += 1;
    this.debt += debt;
  }

  plus({ loans, debt }: Tally): Tally {
    const sum = new Tally();
    sum.loans = this.loans + loans;
    sum.debt = this.debt + debt;
    return sum;
  }

  shown(token: TokenRef): z.infer<typeof Sum> {
    return { loans: this.loans, debt: toMoney(this.debt, token) };
  }
}

const PERCENTS = 101;

/** The loans that the first fall of some price makes due, by that fall. */
class Falls {
  readonly #prices: readonly bigint[];
  readonly #first = Array.from({ length: PERCENTS }, () => new Tally());

  constructor(now: bigint) {
    this.#prices = Array.from({ length: PERCENTS }, (_, i) => mulDiv(now, BigInt(100 - i), 100n));
  }

  /** Counts a loan that is due at every price below `price`. */
  add(price: bigint, debt: bigint): void {
    let [low, high] = [0, PERCENTS];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#prices[middle] ?? 0n) < price) high = middle;
      else low = middle + 1;
    }
    this.#first[low]?.add(debt);
  }

  /** What is due at each fall, all smaller falls included. */
  sums(): readonly Tally[] {
    let sum = new Tally();
    return this.#first.map((tally) => {
      sum = sum.plus(tally);
      return sum;
    });
  }
}

const named = {
  'call-due': 'callDue',
  called: 'called',
  'soft-liquidation': 'softLiquidation',
  'hard-liquidation': 'hardLiquidation',
} as const satisfies Partial<Record<LadderStep, string>>;

/** Adds up loans for the map of one collateral. */
export class RiskMap {
  readonly #id: CollateralId;
  readonly #call: Falls | null;
  readonly #sale: Falls | null;
  readonly #all = new Tally();
  readonly #unknown = new Tally();
  readonly #now = {
    callDue: new Tally(),
    called: new Tally(),
    softLiquidation: new Tally(),
    hardLiquidation: new Tally(),
  };

  constructor(id: CollateralId, price: PriceAnswer) {
    this.#id = id;
    this.#call = price.priced ? new Falls(price.low) : null;
    this.#sale = price.priced ? new Falls(price.high) : null;
  }

  add(snapshot: LoanSnapshot): void {
    const { debt } = debtOf(snapshot);
    const own = ({ id }: { readonly id: CollateralId }): boolean => id === this.#id;
    if (debt === 0n || !snapshot.loan.holdings.some(own)) return;
    this.#all.add(debt);
    const { state } = ladderState(snapshot);
    if (state !== 'none' && state !== 'healthy') this.#now[named[state]].add(debt);
    const triggerOf = (all: readonly TriggerPrice[]) => all.find(own)?.price ?? null;
    const [call, sale] = [triggerOf(callPrice(snapshot)), triggerOf(liquidationPrice(snapshot))];
    if (call === null || sale === null) {
      this.#unknown.add(debt);
      return;
    }
    this.#call?.add(call, debt);
    this.#sale?.add(sale, debt);
  }

  shown(token: TokenRef): z.infer<typeof LiquidationMap> {
    const sales = this.#sale?.sums() ?? [];
    const { callDue, called, softLiquidation, hardLiquidation } = this.#now;
    return {
      all: this.#all.shown(token),
      now: {
        callDue: callDue.shown(token),
        called: called.shown(token),
        softLiquidation: softLiquidation.shown(token),
        hardLiquidation: hardLiquidation.shown(token),
      },
      unknown: this.#unknown.shown(token),
      steps: (this.#call?.sums() ?? []).map((tally, fallPercent) => ({
        fallPercent,
        callable: tally.shown(token),
        liquidatable: (sales[fallPercent] ?? new Tally()).shown(token),
      })),
    };
  }
}

/** Loans read at once: others are answered in between. */
const BATCH = 1_000;

/** Visits every loan of a market as of its block, by id. */
export async function eachLoan(
  queries: Queries,
  market: MarketSnapshot,
  block: number,
  visit: (snapshot: LoanSnapshot) => void,
): Promise<void> {
  const { creditorId } = market.pool;
  for (let after = '0x'; ;) {
    const rows = await queries
      .select()
      .from(loanVersions)
      .where(
        and(
          eq(loanVersions.creditorId, creditorId),
          gt(loanVersions.loanId, after as LoanId),
          asOf(loanVersions, block),
        ),
      )
      .orderBy(asc(loanVersions.loanId))
      .limit(BATCH);
    for (const row of rows) visit({ ...market, id: row.loanId as LoanId, loan: toLoan(row) });
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.loanId;
  }
}
