import type { PoolEvent } from '../events.ts';
import { riskClassOf } from '../ids.ts';
import type { CollateralId } from '../ids.ts';
import type { Loan } from '../loan.ts';
import { flowNow } from '../pool/credit.ts';
import { setLimits } from '../pool/curation.ts';
import { baseAccruedNow, indexNow, toDebt } from '../pool/lines.ts';
import { poolListing, withListing } from '../pool/state.ts';
import type { Pool } from '../pool/state.ts';
import { premiumRate } from '../rates.ts';
import type { LoanAssets, Rate, Shares, Timestamp, Units } from '../units.ts';
import { left, misfit } from './error.ts';
import type { About } from './error.ts';
import type { DebtEvent } from './loan.ts';

function accrued(pool: Pool, baseRate: Rate, now: Timestamp): Pool {
  return { ...pool, baseAccrued: baseAccruedNow(pool, now), updatedAt: now, baseRate };
}

function withCash(pool: Pool, cash: bigint): Pool {
  return { ...pool, cash: cash as LoanAssets };
}

/**
 * Returns a pool after one of its own events.
 *
 * Shares come into being with `Deposit` and go with `Withdraw`: a `Transfer` to the zero address
 * may as well be a lender's own, which burns nothing. Limits of a collateral that is not listed
 * are left out: its listing sets them anew.
 *
 * @param now - The time of the event's block, not before the pool's last.
 * @throws {RebuildError} when more leaves than is there.
 * @example `Accrued` at 5 % where the pool stood at 5 % for a day: `43_200_000_000_000n` accrued.
 */
export function poolAfterOwn(about: About, pool: Pool, event: PoolEvent, now: Timestamp): Pool {
  switch (event.event) {
    case 'Accrued':
      return accrued(pool, event.baseRate, now);
    case 'InterestShared': {
      const { baseRate, lenderAssets, firstLoss } = event;
      return { ...accrued(pool, baseRate, now), lenderAssets, firstLoss };
    }
    case 'FirstLossFunded':
      return withCash(pool, pool.cash + event.amount);
    case 'Deposit': {
      const supply = (pool.supply + event.shares) as Shares;
      return { ...withCash(pool, pool.cash + event.assets), supply };
    }
    case 'Withdraw': {
      const supply = left(about, 'a supply', pool.supply, event.shares) as Shares;
      return { ...withCash(pool, left(about, 'cash', pool.cash, event.assets)), supply };
    }
    case 'LimitsSet': {
      const { collateralId, ceiling, hourly } = event;
      if (!pool.listings.has(collateralId)) return pool;
      return setLimits(pool, now, collateralId, ceiling, hourly).pool;
    }
    case 'RatesSet':
      return { ...pool, config: event.config };
    case 'PremiumSet': {
      const { riskClass, premiumBps, premiumAccrued } = event;
      const premium = premiumRate(premiumBps);
      const classes = pool.classes.map((item, k) =>
        k === riskClass ? { ...item, premium, premiumAccrued, premiumAt: now } : item,
      );
      return { ...pool, classes };
    }
    case 'BadDebtBooked':
    case 'Transfer':
    case 'Approval':
      return pool;
  }
}

/** A pool after a listing: its class, with those below it, is in use. */
export function poolAfterListing(pool: Pool, id: CollateralId): Pool {
  const classCount = Math.max(pool.classCount, riskClassOf(id) + 1);
  return { ...withListing(pool, id, {}), classCount };
}

function moveUnits(
  about: About,
  pool: Pool,
  id: CollateralId,
  { gone = 0n, added = 0n }: { readonly gone?: bigint; readonly added?: bigint },
): Pool {
  const listing = pool.listings.get(id);
  if (listing === undefined) misfit(about, `debt of collateral ${id}`, 'that of one listed');
  const k = riskClassOf(id);
  const moved = (had: Units): Units => left(about, 'units', had + added, gone) as Units;
  const classes = pool.classes.map((item, i) =>
    i === k ? { ...item, units: moved(item.units) } : item,
  );
  return withListing({ ...pool, classes }, id, { units: moved(listing.units) });
}

function raiseFlow(pool: Pool, id: CollateralId, amount: bigint, now: Timestamp): Pool {
  const flow = (flowNow(poolListing(pool, id), now) + amount) as LoanAssets;
  return withListing(pool, id, { flow, flowAt: now });
}

/** What was repaid gives room under the hourly limit; the level's own time stays. */
function lowerFlow(pool: Pool, id: CollateralId, amount: bigint): Pool {
  const { flow } = poolListing(pool, id);
  return withListing(pool, id, { flow: (amount < flow ? flow - amount : 0n) as LoanAssets });
}

/** By how many units a debt grew, for draws and fees. */
function unitsAdded(about: About, before: Units, after: Units): bigint {
  if (after < before) misfit(about, `${after} units after it`, `at least the ${before} before`);
  return after - before;
}

/** By how many units a debt fell, for repayments and sales. */
function unitsGone(about: About, before: Units, after: Units): bigint {
  if (after > before) misfit(about, `${after} units after it`, `at most the ${before} before`);
  return before - after;
}

function repaid(about: About, pool: Pool, id: CollateralId, gone: bigint, amount: bigint): Pool {
  return lowerFlow(withCash(moveUnits(about, pool, id, { gone }), pool.cash + amount), id, amount);
}

function reclassified(
  about: About,
  pool: Pool,
  loan: Loan,
  event: Extract<DebtEvent, { readonly event: 'Reclassified' }>,
  { now, limited }: { readonly now: Timestamp; readonly limited: boolean },
): Pool {
  const { from, to, units } = event;
  const debt = toDebt(loan.units, indexNow(pool, riskClassOf(from), now));
  const released = moveUnits(about, pool, from, { gone: loan.units });
  const moved = moveUnits(about, released, to, { added: units });
  return limited ? raiseFlow(lowerFlow(moved, from, debt), to, debt, now) : moved;
}

/**
 * Returns a pool after what an event of a loan did to it: units, cash and the hourly limits.
 *
 * @param loan - Before the event.
 * @param when.now - The time of the event's block.
 * @param when.limited - The hourly limits count a move of debt: a borrower's own act, no sale.
 * @throws {RebuildError} when more leaves than is there.
 * @example `Drawn` of 30,000 at an index of 1: 30,000 units more, 30,000 less in cash, and the
 * level of the hourly limit 30,000 higher.
 */
export function poolAfterLoan(
  about: About,
  pool: Pool,
  loan: Loan,
  event: DebtEvent,
  when: { readonly now: Timestamp; readonly limited: boolean },
): Pool {
  const first = loan.holdings[0]?.id;
  if (first === undefined) misfit(about, 'a loan without collateral', 'one with some');
  switch (event.event) {
    case 'Drawn':
    case 'Called': {
      const drawn = event.event === 'Drawn';
      const amount = drawn ? event.amount : event.fee;
      const added = unitsAdded(about, loan.units, event.units);
      const moved = moveUnits(about, pool, first, { added });
      const paid = withCash(moved, left(about, 'cash', pool.cash, amount));
      return drawn ? raiseFlow(paid, first, amount, when.now) : paid;
    }
    case 'Repaid':
    case 'Liquidated': {
      const gone = unitsGone(about, loan.units, event.units);
      return repaid(about, pool, first, gone, event.repaid);
    }
    case 'WrittenOff':
      return repaid(about, pool, first, loan.units, 0n);
    case 'Reclassified':
      return reclassified(about, pool, loan, event, when);
  }
}
