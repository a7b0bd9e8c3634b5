import { least, smallest } from './fraction.ts';
import { classOf, Refusal } from './reference-pool.ts';
import type { ReferencePool } from './reference-pool.ts';

/** What each action takes, in order. */
export const takes = {
  list: ['riskClass', 'ceiling', 'hourly'],
  setRates: ['baseBps', 'slopeBps', 'steepBps', 'kinkBps', 'reserveBps'],
  setPremium: ['riskClass', 'premiumBps'],
  setLimits: ['collateralId', 'ceiling', 'hourly'],
  lowerLimits: ['collateralId', 'ceiling', 'hourly'],
  accrue: [],
  donate: ['amount'],
  deposit: ['lender', 'assets'],
  mint: ['lender', 'shares'],
  withdraw: ['lender', 'assets'],
  redeem: ['lender', 'shares'],
  fundFirstLoss: ['amount'],
  draw: ['collateralId', 'units', 'amount'],
  repay: ['collateralId', 'units', 'amount'],
  reclassify: ['from', 'to', 'units', 'limited'],
  payCallFee: ['collateralId', 'units', 'fee'],
  writeOff: ['collateralId', 'units'],
  assess: ['collateralId', 'units', 'target'],
  views: ['lender', 'assets', 'shares'],
} as const satisfies Record<string, readonly string[]>;

export type Action = keyof typeof takes;

/** What each action returns, in order. */
export const returns: Readonly<Record<Action, readonly string[]>> = {
  list: ['collateralId'],
  setRates: [],
  setPremium: [],
  setLimits: [],
  lowerLimits: [],
  accrue: [],
  donate: [],
  deposit: ['shares'],
  mint: ['assets'],
  withdraw: ['shares'],
  redeem: ['assets'],
  fundFirstLoss: [],
  draw: ['units', 'debt'],
  repay: ['units', 'debt', 'repaid'],
  reclassify: ['units', 'debt'],
  payCallFee: ['units', 'paid'],
  writeOff: ['badDebt'],
  assess: ['debt', 'arrears', 'repayment', 'left'],
  views: ['toShares', 'toAssets', 'maxDeposit', 'maxWithdraw', 'maxRedeem'],
};

type Numbers = readonly bigint[];
type Run = (
  pool: ReferencePool,
  ...given: readonly [bigint, bigint, bigint, bigint, bigint]
) => Numbers;

function lendIn(pool: ReferencePool, lender: bigint, assets: bigint, shares: bigint): void {
  if (assets === 0n || shares === 0n) throw new Refusal('NothingMoved()');
  pool.requireRoom(assets);
  pool.share();
  pool.lenderAssets += assets;
  pool.cash += assets;
  pool.supply += shares;
  pool.balances.set(lender, (pool.balances.get(lender) ?? 0n) + shares);
  pool.settle();
}

function takeOut(pool: ReferencePool, lender: bigint, assets: bigint, shares: bigint): void {
  if (assets === 0n || shares === 0n) throw new Refusal('NothingMoved()');
  pool.requireCash(assets);
  const held = pool.balances.get(lender) ?? 0n;
  if (shares > held) throw new Refusal('InsufficientBalance()');
  pool.share();
  pool.lenderAssets -= assets;
  pool.cash -= assets;
  pool.supply -= shares;
  pool.balances.set(lender, held - shares);
  pool.settle();
}

const lenders = {
  deposit: (pool, lender, assets) => {
    if (assets > 2n ** 100n) {
      throw new Refusal('AmountAboveBound(uint256,uint256)', assets, 2n ** 100n);
    }
    const shares = pool.toShares(assets).floor();
    lendIn(pool, lender, assets, shares);
    return [shares];
  },
  mint: (pool, lender, shares) => {
    const assets = pool.toAssets(shares).ceil();
    lendIn(pool, lender, assets, shares);
    return [assets];
  },
  withdraw: (pool, lender, assets) => {
    pool.requireCash(assets);
    const shares = pool.toShares(assets).ceil();
    takeOut(pool, lender, assets, shares);
    return [shares];
  },
  redeem: (pool, lender, shares) => {
    const assets = pool.toAssets(shares).floor();
    takeOut(pool, lender, assets, shares);
    return [assets];
  },
  fundFirstLoss: (pool, amount) => {
    if (amount === 0n) throw new Refusal('NothingMoved()');
    pool.requireRoom(amount);
    pool.share();
    pool.firstLoss += amount;
    pool.cash += amount;
    pool.settle();
    return [];
  },
  views: (pool, lender, assets, shares) => {
    const held = pool.balances.get(lender) ?? 0n;
    const ready = least(held, pool.toShares(pool.cash).floor());
    return [
      pool.toShares(assets).floor(),
      pool.toAssets(shares).floor(),
      pool.room(),
      least(pool.toAssets(held).floor(), pool.cash),
      pool.toAssets(ready).floor() === 0n ? 0n : ready,
    ];
  },
} as const satisfies Partial<Record<Action, Run>>;

function lend(
  pool: ReferencePool,
  id: bigint,
  units: bigint,
  amount: bigint,
  limited: boolean,
): readonly [units: bigint, debt: bigint] {
  const k = classOf(id);
  const added = pool.unitsFor(k, amount);
  pool.count(id, added, amount, limited);
  pool.cash -= amount;
  pool.settle();
  return [units + added, pool.debt(k, units + added)];
}

/** The debt left of `units` after a repayment of less than all. */
function leftOf(pool: ReferencePool, id: bigint, units: bigint, amount: bigint): bigint {
  const k = classOf(id);
  return pool.debt(k, units - pool.unitsOff(k, amount));
}

const loans = {
  draw: (pool, id, units, amount) => {
    pool.requireCash(amount);
    return lend(pool, id, units, amount, true);
  },
  payCallFee: (pool, id, units, fee) => {
    const paid = least(fee, pool.cash);
    const [next] = lend(pool, id, units, paid, false);
    return [next, paid];
  },
  repay: (pool, id, units, amount) => {
    const k = classOf(id);
    const owing = pool.debt(k, units);
    const whole = amount >= owing;
    const repaid = whole ? owing : amount;
    const gone = whole ? units : pool.unitsOff(k, amount);
    pool.drop(id, gone);
    pool.giveBack(id, repaid);
    pool.cash += repaid;
    pool.settle();
    return [units - gone, whole ? 0n : pool.debt(k, units - gone), repaid];
  },
  reclassify: (pool, from, to, units, limited) => {
    const debt = pool.debt(classOf(from), units);
    const next = classOf(from) === classOf(to) ? units : pool.unitsFor(classOf(to), debt);
    const { flow } = pool.listing(from);
    pool.drop(from, units);
    if (limited === 1n) pool.giveBack(from, debt);
    try {
      pool.count(to, next, debt, limited === 1n);
    } catch (refusal) {
      pool.drop(from, -units);
      pool.listing(from).flow = flow;
      throw refusal;
    }
    pool.settle();
    return [next, debt];
  },
  writeOff: (pool, id, units) => {
    pool.share();
    const before = pool.owed();
    pool.drop(id, units);
    const badDebt = before - pool.owed();
    const borne = least(badDebt, pool.firstLoss);
    pool.firstLoss -= borne;
    pool.lenderAssets -= badDebt - borne;
    pool.settle();
    return [badDebt];
  },
  // By what the words say: the smallest repayment that leaves at most the target.
  assess: (pool, id, units, target) => {
    const debt = pool.debt(classOf(id), units);
    const left = (amount: bigint): bigint =>
      amount >= debt ? 0n : amount === 0n ? debt : leftOf(pool, id, units, amount);
    const repayment = smallest(0n, debt, (amount) => left(amount) <= target);
    return [debt, 0n, repayment, left(repayment)];
  },
} as const satisfies Partial<Record<Action, Run>>;

const curation = {
  list: (pool, riskClass, ceiling, hourly) => {
    pool.classCount = riskClass >= pool.classCount ? riskClass + 1n : pool.classCount;
    return [pool.list(riskClass, ceiling, hourly)];
  },
  setRates: (pool, baseBps, slopeBps, steepBps, kinkBps, reserveBps) => {
    pool.requireRange(0n, kinkBps, 1n, 9_999n);
    pool.requireRange(1n, reserveBps, 0n, 5_000n);
    pool.share();
    pool.curve = { baseBps, slopeBps, steepBps, kinkBps };
    pool.reserveBps = reserveBps;
    pool.settle();
    return [];
  },
  setPremium: (pool, riskClass, premiumBps) => {
    pool.requireRange(3n, riskClass, 0n, 7n);
    if (riskClass === 0n) pool.requireRange(2n, premiumBps, 0n, 0n);
    const record = pool.class(riskClass);
    const most = 40n * 10n ** 10n * 31_536_000n;
    record.accrued = least(most, record.accrued + record.premium * (pool.now - record.at));
    record.at = pool.now;
    record.premium = premiumBps * 1_000_000n;
    return [];
  },
  setLimits: (pool, id, ceiling, hourly) => {
    pool.setLimits(id, ceiling, hourly);
    return [];
  },
  lowerLimits: (pool, id, ceiling, hourly) => {
    pool.lowerLimits(id, ceiling, hourly);
    return [];
  },
  accrue: (pool) => {
    pool.settle();
    return [];
  },
  // Tokens sent past the pool's functions are nobody's.
  donate: () => [],
} as const satisfies Partial<Record<Action, Run>>;

const runs: Readonly<Record<Action, Run>> = { ...lenders, ...loans, ...curation };

/** Does an action and returns what it returns; throws a Refusal and leaves the pool as it was. */
export function act(pool: ReferencePool, action: Action, given: Numbers): Numbers {
  const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n] = given;
  return runs[action](pool, a, b, c, d, e);
}

/** What every step shows of the pool after it. */
export const stateFields = [
  'cash',
  'owed',
  'stored lenderAssets',
  'stored firstLoss',
  'lenderAssets now',
  'firstLoss now',
  'supply',
  'baseAccrued',
  'baseRate',
  'index 0',
  'index 1',
  'index 2',
  'units of class 0',
  'units of class 1',
  'units of class 2',
  'premiumAccrued of class 1',
  'premiumAccrued of class 2',
  'units of listing 8',
  'flow of listing 8',
  'units of listing 9',
  'flow of listing 9',
  'units of listing 10',
  'flow of listing 10',
  'units of listing 17',
  'flow of listing 17',
] as const;

export function stateOf(pool: ReferencePool): Numbers {
  const now = pool.shares();
  const classes = [0n, 1n, 2n];
  return [
    pool.cash,
    pool.owed(),
    pool.lenderAssets,
    pool.firstLoss,
    now.lenders,
    now.firstLoss,
    pool.supply,
    pool.baseAccrued,
    pool.baseRate,
    ...classes.map((k) => pool.index(k)),
    ...classes.map((k) => pool.class(k).units),
    pool.class(1n).accrued,
    pool.class(2n).accrued,
    ...[8n, 9n, 10n, 17n].flatMap((id) => [pool.listing(id).units, pool.flow(id)]),
  ];
}
