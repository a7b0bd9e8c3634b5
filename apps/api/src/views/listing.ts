import type { ChainState, listings } from '@hypothec/database';
import { borrowRate, flowNow, indexNow, poolListing, riskClassOf, toDebt } from '@hypothec/model';
import type { CollateralId, Listing, Pool, Timestamp } from '@hypothec/model';
import { z } from 'zod';
import { Address, Bps, Instant, Money, toMoney } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';
import { Price, toPrice } from './price.ts';
import { RateView, toRate } from './rates.ts';
import { soundOrNull } from './sound.ts';
import { TokenView, toTokenView } from './token.ts';
import type { Tokens } from './token.ts';

const Ladder = z
  .object({
    openLtvBps: Bps,
    targetLtvBps: Bps,
    clearLtvBps: Bps,
    callLtvBps: Bps,
    liquidationLtvBps: Bps,
  })
  .meta({ id: 'Ladder', description: 'Shares of the collateral’s value; 10000 is 100 %.' });

const Bonus = z
  .object({ maxBonusBps: Bps, floorBonusBps: Bps, slopeBps: Bps })
  .meta({ id: 'BonusTerms', description: 'Bonus of sales: largest, of an insolvent loan, slope.' });

/** What bounds new debt on a listing, and what is left of it. */
const Limits = z
  .object({
    ceiling: Money.meta({ description: 'Most debt of all loans that it leads.' }),
    ceilingFree: Money.meta({ description: 'What the debt leaves of the ceiling.' }),
    hourly: Money.meta({ description: 'Most that their debt may grow at once.' }),
    hourlyFree: Money.meta({ description: 'What is free of the hourly limit now.' }),
  })
  .meta({ id: 'Limits', description: 'They bind new debt only.' });

/** Collateral that a creditor takes, and how things stand with it. */
export const ListingView = z
  .object({
    collateralId: z.int().min(0),
    collateral: TokenView,
    riskClass: z.int().min(0).max(7),
    oracle: Address,
    listed: z.object({ block: z.int().min(0), time: Instant }),
    closed: z.boolean().meta({ description: 'To loans that do not hold it yet.' }),
    closedBlock: z.int().min(0).nullable(),
    ladder: Ladder,
    bonus: Bonus,
    price: Price,
    borrowRate: RateView,
    debt: Money.meta({ description: 'Of the loans that it leads, rounded up.' }),
    limits: Limits,
  })
  .meta({ id: 'Listing', description: 'Collateral that a creditor takes, with its ladder.' });

const free = (most: bigint, used: bigint): bigint => (used < most ? most - used : 0n);

function toLimits(
  pool: Pool,
  id: CollateralId,
  debt: bigint,
  at: { readonly now: Timestamp; readonly token: TokenRef },
): z.infer<typeof Limits> {
  const item = poolListing(pool, id);
  return {
    ceiling: toMoney(item.ceiling, at.token),
    ceilingFree: toMoney(free(item.ceiling, debt), at.token),
    hourly: toMoney(item.hourly, at.token),
    hourlyFree: toMoney(free(item.hourly, flowNow(item, at.now)), at.token),
  };
}

type Row = typeof listings.$inferSelect;

function viewOf(
  row: Row,
  pool: Pool,
  listing: Listing,
  { state, tokens }: { readonly state: ChainState; readonly tokens: Tokens },
): z.infer<typeof ListingView> {
  const id = row.collateralId as CollateralId;
  const { number, time: now } = state.block;
  const k = riskClassOf(id);
  const debt = toDebt(poolListing(pool, id).units, indexNow(pool, k, now));
  const loanToken = tokens.of(listing.loanToken);
  const collateral = tokens.of(listing.collateral);
  const closed = row.closedBlock !== null && row.closedBlock <= number;
  const price = state.sources.price(listing.oracle, now);
  return {
    collateralId: row.collateralId,
    collateral: toTokenView(collateral),
    riskClass: k,
    oracle: listing.oracle,
    listed: { block: row.block, time: Number(row.time) },
    closed,
    closedBlock: closed ? row.closedBlock : null,
    ladder: {
      openLtvBps: Number(listing.openLtvBps),
      targetLtvBps: Number(listing.targetLtvBps),
      clearLtvBps: Number(listing.clearLtvBps),
      callLtvBps: Number(listing.callLtvBps),
      liquidationLtvBps: Number(listing.liquidationLtvBps),
    },
    bonus: {
      maxBonusBps: Number(listing.maxBonusBps),
      floorBonusBps: Number(listing.floorBonusBps),
      slopeBps: Number(listing.slopeBps),
    },
    price: toPrice(price, { loanToken, collateral, tokens }),
    borrowRate: toRate(borrowRate(pool, k)),
    debt: toMoney(debt, loanToken),
    limits: toLimits(pool, id, debt, { now, token: loanToken }),
  };
}

/** A listing of a pool as it is answered; nothing where its creditor is no pool. */
export function toListingView(
  row: Row,
  state: ChainState,
  tokens: Tokens,
): z.infer<typeof ListingView>[] {
  const id = row.collateralId as CollateralId;
  const pool = state.pools.get(row.creditorId);
  const listing = state.listing(row.creditorId, id);
  if (pool === undefined || listing === undefined) return [];
  const shown = soundOrNull(ListingView, () => viewOf(row, pool, listing, { state, tokens }));
  return shown === null ? [] : [shown];
}
