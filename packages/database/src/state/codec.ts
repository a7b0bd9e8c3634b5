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
  Address,
  CollateralId,
  CreditorTerms,
  Listing,
  Loan,
  Pool,
  PoolClass,
  PoolListing,
  RateConfig,
} from '@hypothec/model';
import { DamagedRowError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { creditors, loanVersions, poolVersions } from '../schema/index.ts';

type Fields = Readonly<Record<string, Json>>;

/** A value with its bigints as decimal strings, for a JSON column. */
export function toJson(value: unknown): Json {
  if (typeof value === 'bigint') return `${value}`;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) return [...value].map((entry) => entry.map(toJson));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return value as Json;
}

function fieldsOf(what: string, value: Json): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new DamagedRowError(what, value);
}

function listOf(what: string, value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  throw new DamagedRowError(what, value);
}

function whole(value: Json | undefined): bigint {
  if (typeof value === 'string' || typeof value === 'number') return BigInt(value);
  throw new DamagedRowError('a whole number', value);
}

function hex(value: Json | undefined): Address {
  if (typeof value === 'string') return value as Address;
  throw new DamagedRowError('an address', value);
}

/** A creditor's terms from their column. */
export function toCreditorTerms(json: Json): CreditorTerms {
  const of = fieldsOf('terms', json);
  return {
    loanToken: hex(of['loanToken']),
    minDebt: loanAssets(whole(of['minDebt'])),
    callFee: loanAssets(whole(of['callFee'])),
    cureWindow: seconds(whole(of['cureWindow'])),
    ramp: seconds(whole(of['ramp'])),
    lapse: seconds(whole(of['lapse'])),
  };
}

/** A listing from its column. */
export function toListing(json: Json): Listing {
  const of = fieldsOf('listing', json);
  return {
    collateral: hex(of['collateral']),
    oracle: hex(of['oracle']),
    creditor: hex(of['creditor']),
    loanToken: hex(of['loanToken']),
    minDebt: loanAssets(whole(of['minDebt'])),
    callFee: loanAssets(whole(of['callFee'])),
    openLtvBps: bps(whole(of['openLtvBps'])),
    targetLtvBps: bps(whole(of['targetLtvBps'])),
    clearLtvBps: bps(whole(of['clearLtvBps'])),
    callLtvBps: bps(whole(of['callLtvBps'])),
    liquidationLtvBps: bps(whole(of['liquidationLtvBps'])),
    maxBonusBps: bps(whole(of['maxBonusBps'])),
    floorBonusBps: bps(whole(of['floorBonusBps'])),
    slopeBps: bps(whole(of['slopeBps'])),
    cureWindow: seconds(whole(of['cureWindow'])),
    ramp: seconds(whole(of['ramp'])),
    lapse: seconds(whole(of['lapse'])),
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
    units: units(whole(of['units'])),
    premiumAccrued: accrued(whole(of['premiumAccrued'])),
    premiumAt: timestamp(whole(of['premiumAt'])),
    premium: rate(whole(of['premium'])),
  };
}

function toRates(json: Json): RateConfig {
  const of = fieldsOf('rates', json);
  return {
    baseBps: bps(whole(of['baseBps'])),
    slopeBps: bps(whole(of['slopeBps'])),
    steepBps: bps(whole(of['steepBps'])),
    kinkBps: bps(whole(of['kinkBps'])),
    reserveBps: bps(whole(of['reserveBps'])),
  };
}

function toPoolListing(json: Json): [CollateralId, PoolListing] {
  const [id, value] = listOf('listing of a pool', json);
  const of = fieldsOf('listing of a pool', value ?? null);
  return [
    Number(whole(id)) as CollateralId,
    {
      units: units(whole(of['units'])),
      flow: loanAssets(whole(of['flow'])),
      flowAt: timestamp(whole(of['flowAt'])),
      ceiling: loanAssets(whole(of['ceiling'])),
      hourly: loanAssets(whole(of['hourly'])),
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
