import {
  atTime,
  borrowRate,
  callPrice,
  debtOf,
  MAX_UINT256,
  parseLoanId,
  previewCall,
  riskClassOf,
} from '@hypothec/model';
import type {
  Address,
  CollateralId,
  LoanAssets,
  LoanSnapshot,
  OraclePrice,
  ProtocolError,
  Timestamp,
} from '@hypothec/model';
import { toBlockRef } from '../schemas/index.ts';
import type { QuoteLimit } from '../schemas/quote.ts';
import { toLoanStand } from './loan.ts';
import { toCallAsked } from './preview.ts';
import { toRate } from './rates.ts';
import { Sizing } from './sizing.ts';
import type { Opening, Sized } from './sizing.ts';
import type { World } from './world.ts';

/** What of a new loan is given: one amount or both, an LTV beside one of them only. */
export interface Wish {
  readonly collateralId: CollateralId;
  readonly pledged?: bigint | undefined;
  readonly drawn?: bigint | undefined;
  readonly ltv?: bigint | undefined;
}

const DAY = 86_400n;
/** How far ahead it is looked whether a price still counts. */
const PRICED = 30n * DAY;

const limitNames: Readonly<Partial<Record<ProtocolError['errorName'], QuoteLimit>>> = {
  AboveOpenLimit: 'open-limit',
  NotEnoughCash: 'cash',
  CeilingExceeded: 'ceiling',
  HourlyLimitExceeded: 'hourly-limit',
};

function toLimit(world: World, creditorId: number, error: ProtocolError | null) {
  if (error === null) return { by: 'ltv' as const, refusal: null };
  return { by: limitNames[error.errorName] ?? 'bound', refusal: world.tell(error, creditorId) };
}

/** Both amounts of the loan that is quoted, and what was looked for on the way. */
function size(sizing: Sizing, { pledged, drawn, ltv }: Wish) {
  if (pledged !== undefined && drawn !== undefined) {
    const most = sizing.mostDrawn(pledged);
    const least = sizing.leastPledged(drawn);
    return { pledged, drawn, most, least, opening: sizing.open(pledged, drawn) };
  }
  if (pledged !== undefined) {
    const most = sizing.mostDrawn(pledged, ltv);
    return { pledged, drawn: most.amount, most, least: null, opening: most.opening };
  }
  const least = sizing.leastPledged(drawn ?? 0n, ltv);
  return { pledged: least.amount, drawn: drawn ?? 0n, most: null, least, opening: least.opening };
}

/** What the debt grows by while the rate stays. */
function costOf(world: World, after: LoanSnapshot) {
  const { now, pool } = after;
  const { debt } = debtOf(after);
  const until = (span: bigint) => {
    const later = debtOf(atTime(after, (now + span) as Timestamp)).debt;
    return world.loanMoney(pool.creditorId, later - debt);
  };
  return { day: until(DAY), days30: until(30n * DAY), year: until(365n * DAY) };
}

/** A call at the first price that allows one; null where no price of this collateral does. */
function callAsked(world: World, after: LoanSnapshot) {
  const [trigger] = callPrice(after);
  const { price } = trigger ?? { price: null };
  if (trigger === undefined || price === null || price === 0n || price === MAX_UINT256) return null;
  const view = after.listings.get(trigger.id);
  if (view === undefined) return null;
  const fallen = (price - 1n) as OraclePrice;
  const listings = new Map(after.listings);
  listings.set(trigger.id, { ...view, price: { priced: true, low: fallen, high: fallen } });
  const called = previewCall({ ...after, listings });
  return called.ok ? toCallAsked(world, after.id, called.outcome) : null;
}

/** The last second in which the oracle's answer counts; looked for once a block. */
function pricedUntil(world: World, empty: LoanSnapshot, id: CollateralId): number | null {
  const oracle = empty.listings.get(id)?.listing.oracle;
  if (oracle === undefined) return null;
  const find = (): number | null => findPricedUntil(world, empty, oracle);
  return empty.now === world.state.block.time ? world.once(`until ${oracle}`, find) : find();
}

function findPricedUntil(world: World, empty: LoanSnapshot, oracle: Address): number | null {
  const counts = (at: bigint): boolean => world.state.sources.price(oracle, at as Timestamp).priced;
  let [yes, no] = [empty.now as bigint, empty.now + PRICED];
  if (!counts(yes) || counts(no)) return null;
  while (no - yes > 1n) {
    const middle = (yes + no) / 2n;
    if (counts(middle)) yes = middle;
    else no = middle;
  }
  return Number(yes);
}

function toRates(empty: LoanSnapshot, id: CollateralId, opening: Opening) {
  if (!empty.listings.has(id)) return null;
  const k = riskClassOf(id);
  return {
    now: toRate(borrowRate(empty.pool, k)),
    after: opening.ok ? toRate(borrowRate(opening.after.pool, k)) : null,
  };
}

function found(sized: Sized | null): Sized | null {
  return sized === null || sized.amount === 0n ? null : sized;
}

/**
 * Quotes a new loan.
 *
 * @param empty - The loan before it is opened, at the instant that is meant.
 * @param named - Whether its id is one that the borrower may use, and not just anyone's.
 */
export function quoteOpen(world: World, empty: LoanSnapshot, wish: Wish, named: boolean) {
  const { creditorId } = parseLoanId(empty.id);
  const { collateralId: id } = wish;
  const sizing = new Sizing(empty, id);
  const { pledged, drawn, most, least, opening } = size(sizing, wish);
  const loanMoney = (amount: bigint) => world.loanMoney(creditorId, amount as LoanAssets);
  const collateral = (amount: bigint) => world.collateralMoney(creditorId, id, amount);
  const [mostFound, leastFound] = [found(most), found(least)];
  return {
    ok: opening.ok,
    asOf: toBlockRef(world.state.block),
    at: Number(empty.now),
    refusal: opening.ok ? null : world.tell(opening.error, creditorId),
    loanId: named ? (empty.id as `0x${string}`) : null,
    pledged: pledged === 0n && wish.pledged === undefined ? null : collateral(pledged),
    drawn: drawn === 0n && wish.drawn === undefined ? null : loanMoney(drawn),
    mostDrawn: mostFound === null ? null : loanMoney(mostFound.amount),
    limit:
      mostFound === null
        ? null
        : toLimit(world, creditorId, sizing.beyond(pledged, mostFound.amount)),
    leastPledged: leastFound === null ? null : collateral(leastFound.amount),
    rate: toRates(empty, id, opening),
    cost: opening.ok ? costOf(world, opening.after) : null,
    atCallPrice: opening.ok ? callAsked(world, opening.after) : null,
    loan: opening.ok ? toLoanStand(world, opening.after) : null,
    pricedUntil: pricedUntil(world, empty, id),
  };
}
