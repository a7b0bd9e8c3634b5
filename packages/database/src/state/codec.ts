import {
  accrued,
  bps,
  collateralAssets,
  emptyLoan,
  loanAssets,
  rate,
  seconds,
  shares,
  timestamp,
  units,
} from '@hypothec/model';
import type {
  CollateralId,
  CreditorTerms,
  Listing,
  Loan,
  Pool,
  PoolClass,
  PoolListing,
  RateConfig,
} from '@hypothec/model';
import type { Json } from '../json.ts';
import type { creditors, loanVersions, poolVersions } from '../schema/index.ts';
import { fieldsOf, hexOf, listOf, wholeOf } from './fields.ts';

/** A value with its bigints as decimal strings, for a JSON column. */
export function toJson(value: unknown): Json {
  if (typeof value === 'bigint') return `${value}`;
  // PostgreSQL cannot store NUL, which anyone can put into a label on the chain.
  if (typeof value === 'string') return value.replaceAll('\0', '\u{fffd}');
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) return [...value].map((entry) => entry.map(toJson));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return value as Json;
}

/** A creditor's terms from their column. */
export function toCreditorTerms(json: Json): CreditorTerms {
  const of = fieldsOf('terms', json);
  return {
    loanToken: hexOf(of['loanToken']),
    minDebt: loanAssets(wholeOf(of['minDebt'])),
    callFee: loanAssets(wholeOf(of['callFee'])),
    cureWindow: seconds(wholeOf(of['cureWindow'])),
    ramp: seconds(wholeOf(of['ramp'])),
    lapse: seconds(wholeOf(of['lapse'])),
  };
}

/** A listing from its column. */
export function toListing(json: Json): Listing {
  const of = fieldsOf('listing', json);
  return {
    collateral: hexOf(of['collateral']),
    oracle: hexOf(of['oracle']),
    creditor: hexOf(of['creditor']),
    loanToken: hexOf(of['loanToken']),
    minDebt: loanAssets(wholeOf(of['minDebt'])),
    callFee: loanAssets(wholeOf(of['callFee'])),
    openLtvBps: bps(wholeOf(of['openLtvBps'])),
    targetLtvBps: bps(wholeOf(of['targetLtvBps'])),
    clearLtvBps: bps(wholeOf(of['clearLtvBps'])),
    callLtvBps: bps(wholeOf(of['callLtvBps'])),
    liquidationLtvBps: bps(wholeOf(of['liquidationLtvBps'])),
    maxBonusBps: bps(wholeOf(of['maxBonusBps'])),
    floorBonusBps: bps(wholeOf(of['floorBonusBps'])),
    slopeBps: bps(wholeOf(of['slopeBps'])),
    cureWindow: seconds(wholeOf(of['cureWindow'])),
    ramp: seconds(wholeOf(of['ramp'])),
    lapse: seconds(wholeOf(of['lapse'])),
  };
}

/** A loan from its row. */
export function toLoan(
  row: Pick<typeof loanVersions.$inferSelect, 'units' | 'since' | 'called' | 'reason' | 'holdings'>,
): Loan {
  const holdings = row.holdings.map(([id, amount]) => ({
    id: id as CollateralId,
    amount: collateralAssets(BigInt(amount)),
  }));
  if (row.units === 0n) return { ...emptyLoan, holdings };
  return {
    units: units(row.units),
    since: timestamp(row.since),
    called: row.called,
    reason: row.reason,
    holdings,
  };
}

/** A loan as columns. */
export function fromLoan(loan: Loan) {
  const { units: own, since, called, reason, holdings } = loan;
  const held = holdings.map(({ id, amount }) => [id, `${amount}`] as const);
  return { units: own, since, called, reason, holdings: held };
}

function toClass(json: Json): PoolClass {
  const of = fieldsOf('risk class', json);
  return {
    units: units(wholeOf(of['units'])),
    premiumAccrued: accrued(wholeOf(of['premiumAccrued'])),
    premiumAt: timestamp(wholeOf(of['premiumAt'])),
    premium: rate(wholeOf(of['premium'])),
  };
}

function toRates(json: Json): RateConfig {
  const of = fieldsOf('rates', json);
  return {
    baseBps: bps(wholeOf(of['baseBps'])),
    slopeBps: bps(wholeOf(of['slopeBps'])),
    steepBps: bps(wholeOf(of['steepBps'])),
    kinkBps: bps(wholeOf(of['kinkBps'])),
    reserveBps: bps(wholeOf(of['reserveBps'])),
  };
}

function toPoolListing(json: Json): [CollateralId, PoolListing] {
  const [id, value] = listOf('listing of a pool', json);
  const of = fieldsOf('listing of a pool', value ?? null);
  return [
    Number(wholeOf(id)) as CollateralId,
    {
      units: units(wholeOf(of['units'])),
      flow: loanAssets(wholeOf(of['flow'])),
      flowAt: timestamp(wholeOf(of['flowAt'])),
      ceiling: loanAssets(wholeOf(of['ceiling'])),
      hourly: loanAssets(wholeOf(of['hourly'])),
    },
  ];
}

/** A pool from its row and its creditor's. */
export function toPool(
  row: typeof poolVersions.$inferSelect,
  creditor: Pick<typeof creditors.$inferSelect, 'address' | 'terms'>,
): Pool {
  return {
    address: creditor.address,
    creditorId: row.creditorId,
    terms: toCreditorTerms(creditor.terms),
    baseAccrued: accrued(row.baseAccrued),
    updatedAt: timestamp(row.updatedAt),
    baseRate: rate(row.baseRate),
    cash: loanAssets(row.cash),
    classes: listOf('classes', row.classes).map(toClass),
    config: toRates(row.config),
    classCount: row.classCount,
    lenderAssets: loanAssets(row.lenderAssets),
    firstLoss: loanAssets(row.firstLoss),
    supply: shares(row.supply),
    listings: new Map(listOf('listings', row.listings).map(toPoolListing)),
  };
}

/** A pool as columns. */
export function fromPool(pool: Pool) {
  const { baseAccrued, updatedAt, baseRate, cash, lenderAssets, firstLoss, supply } = pool;
  return {
    baseAccrued,
    updatedAt,
    baseRate,
    cash,
    lenderAssets,
    firstLoss,
    supply,
    classCount: pool.classCount,
    classes: toJson(pool.classes),
    config: toJson(pool.config),
    listings: toJson(pool.listings),
  };
}
