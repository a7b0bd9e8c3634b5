import { revert } from '../errors.ts';
import type { PoolEvent } from '../events.ts';
import { fitting } from '../fullMulDiv.ts';
import type { Address } from '../ids.ts';
import { min, mulDiv, mulDivUp } from '../math.ts';
import type { LoanAssets, Shares, Timestamp } from '../units.ts';
import { conclude, shareInterest, toAmount } from './lenders.ts';
import type { Shared } from './lenders.ts';
import { load, setCash } from './lines.ts';
import type { Position } from './lines.ts';
import type { Pool } from './state.ts';

const VIRTUAL_SHARES = 1_000_000n;
/** Most that `cash + owed` may come to by what lenders bring: interest keeps sixteenfold room. */
const MAX_FUNDED = 2n ** 100n;

/** What an action of a lender did. */
export interface LenderResult {
  readonly pool: Pool;
  readonly events: readonly PoolEvent[];
  readonly assets: LoanAssets;
  readonly shares: Shares;
}

/** Shares of some assets, rounded down or up: `assets * (supply + 1e6) / (lender assets + 1)`. */
function toShares(assets: bigint, supply: Shares, s: Shared, up: boolean): Shares {
  const divide = up ? mulDivUp : mulDiv;
  return fitting(divide(assets, supply + VIRTUAL_SHARES, s.lenderAssets + 1n)) as Shares;
}

/** Assets of some shares, rounded down or up. */
function toAssets(shares: bigint, supply: Shares, s: Shared, up: boolean): LoanAssets {
  const divide = up ? mulDivUp : mulDiv;
  return fitting(divide(shares, s.lenderAssets + 1n, supply + VIRTUAL_SHARES)) as LoanAssets;
}

/**
 * Returns what belongs to lenders now, with interest since the last action on their side.
 *
 * @example 4,000,000 of 5,000,000 lent at 20 %, reserve 10 %, after a year: `5_797_049_929_376n`.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function totalAssets(pool: Pool, now: Timestamp): LoanAssets {
  return shareInterest(load(pool, now)).lenderAssets;
}

/**
 * Returns what some assets are in shares as of now, rounded down.
 *
 * @throws {ProtocolError} FullMulDivFailed where the result does not fit 256 bits.
 * @example In an empty pool 1 base unit is `1_000_000n` shares.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function convertToShares(pool: Pool, now: Timestamp, assets: LoanAssets): Shares {
  return toShares(assets, pool.supply, shareInterest(load(pool, now)), false);
}

/**
 * Returns what some shares are in assets as of now, rounded down.
 *
 * @throws {ProtocolError} FullMulDivFailed where the result does not fit 256 bits.
 * @example In an empty pool `1_000_000n` shares are 1 base unit.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function convertToAssets(pool: Pool, now: Timestamp, shares: Shares): LoanAssets {
  return toAssets(shares, pool.supply, shareInterest(load(pool, now)), false);
}

/** Most that can be deposited now: what keeps `cash + owed` at or below 2^100. */
export function maxDeposit(pool: Pool, now: Timestamp): LoanAssets {
  return roomOf(load(pool, now));
}

/** Most that an owner of `balance` shares can take out now: no more than there is cash. */
export function maxWithdraw(pool: Pool, now: Timestamp, balance: Shares): LoanAssets {
  return min(convertToAssets(pool, now, balance), pool.cash) as LoanAssets;
}

/**
 * Most shares that an owner of `balance` shares can redeem now: worth no more than the cash, 0
 * where they are worth nothing.
 */
export function maxRedeem(pool: Pool, now: Timestamp, balance: Shares): Shares {
  const shares = min(balance, convertToShares(pool, now, pool.cash)) as Shares;
  return convertToAssets(pool, now, shares) === 0n ? (0n as Shares) : shares;
}

function roomOf(p: Position): LoanAssets {
  const total = p.pool.cash + p.owed;
  return (total < MAX_FUNDED ? MAX_FUNDED - total : 0n) as LoanAssets;
}

function requireRoom(p: Position, assets: LoanAssets): void {
  const room = roomOf(p);
  if (assets > room) revert('AmountAboveBound', assets, room);
}

function lendIn(
  p: Position,
  shared: Shared,
  assets: LoanAssets,
  shares: Shares,
  by: Address,
  owner: Address,
): LenderResult {
  if (shares === 0n || assets === 0n) revert('NothingMoved');
  requireRoom(p, assets);
  const lenderAssets = toAmount(shared.lenderAssets + assets);
  const { firstLoss } = shared;
  const lent = setCash(p, p.pool.cash + assets);
  const { pool, event } = conclude(lent, { lenderAssets, firstLoss });
  return {
    pool: { ...pool, supply: (pool.supply + shares) as Shares },
    events: [
      event,
      { event: 'Transfer', from: `0x${'0'.repeat(40)}`, to: owner, amount: shares },
      { event: 'Deposit', by, owner, assets, shares },
    ],
    assets,
    shares,
  };
}

/**
 * Deposits assets for shares, rounded down.
 *
 * @throws {ProtocolError} AmountAboveBound, NothingMoved where no asset or no share would move.
 * @example First deposit of 1,000.000000 gives `1_000_000_000_000_000n` shares.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function deposit(
  pool: Pool,
  now: Timestamp,
  assets: LoanAssets,
  by: Address,
  owner: Address,
): LenderResult {
  if (assets > MAX_FUNDED) revert('AmountAboveBound', assets, MAX_FUNDED);
  const p = load(pool, now);
  const shared = shareInterest(p);
  return lendIn(p, shared, assets, toShares(assets, pool.supply, shared, false), by, owner);
}

/**
 * Buys shares for assets, rounded up. Errors as `deposit`, and FullMulDivFailed.
 *
 * @example In an empty pool one share costs 1 base unit, as do `1_000_000n`.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function mint(
  pool: Pool,
  now: Timestamp,
  shares: Shares,
  by: Address,
  owner: Address,
): LenderResult {
  const p = load(pool, now);
  const shared = shareInterest(p);
  return lendIn(p, shared, toAssets(shares, pool.supply, shared, true), shares, by, owner);
}

/** Who takes out what, for the checks between. */
export interface TakeOut {
  readonly by: Address;
  readonly to: Address;
  readonly owner: Address;
  /** The owner's shares. */
  readonly balance: Shares;
  /** What `by` may spend of them; not looked at when `by` is the owner. */
  readonly allowance: Shares;
}

function takeOut(
  p: Position,
  shared: Shared,
  assets: LoanAssets,
  shares: Shares,
  who: TakeOut,
): LenderResult {
  if (shares === 0n || assets === 0n) revert('NothingMoved');
  if (assets > p.pool.cash) revert('NotEnoughCash', assets, p.pool.cash);
  if (who.by !== who.owner && shares > who.allowance) revert('InsufficientAllowance');
  if (shares > who.balance) revert('InsufficientBalance');
  const lenderAssets = toAmount(shared.lenderAssets - assets);
  const { firstLoss } = shared;
  const taken = setCash(p, p.pool.cash - assets);
  const { pool, event } = conclude(taken, { lenderAssets, firstLoss });
  return {
    pool: { ...pool, supply: (pool.supply - shares) as Shares },
    events: [
      { event: 'Transfer', from: who.owner, to: `0x${'0'.repeat(40)}`, amount: shares },
      event,
      { event: 'Withdraw', by: who.by, to: who.to, owner: who.owner, assets, shares },
    ],
    assets,
    shares,
  };
}

/**
 * Takes assets out for shares, rounded up.
 *
 * @throws {ProtocolError} NotEnoughCash, NothingMoved, InsufficientAllowance, InsufficientBalance.
 * @example At the first price 1.000000 costs `1_000_000_000_000n` shares.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function withdraw(
  pool: Pool,
  now: Timestamp,
  assets: LoanAssets,
  who: TakeOut,
): LenderResult {
  const p = load(pool, now);
  if (assets > pool.cash) revert('NotEnoughCash', assets, pool.cash);
  const shared = shareInterest(p);
  return takeOut(p, shared, assets, toShares(assets, pool.supply, shared, true), who);
}

/**
 * Takes shares out for assets, rounded down. Errors as `withdraw`, and FullMulDivFailed.
 *
 * @example At the first price `1_000_000_000_000n` shares give 1.000000; `999_999n` give nothing
 * and are refused.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function redeem(pool: Pool, now: Timestamp, shares: Shares, who: TakeOut): LenderResult {
  const p = load(pool, now);
  const shared = shareInterest(p);
  return takeOut(p, shared, toAssets(shares, pool.supply, shared, false), shares, who);
}

/**
 * Adds to the first loss, from anyone; gives no shares.
 *
 * @throws {ProtocolError} NothingMoved, AmountAboveBound.
 * @source contracts/src/credit/PoolShares.sol; vectors/pool.json
 */
export function fundFirstLoss(
  pool: Pool,
  now: Timestamp,
  amount: LoanAssets,
  from: Address,
): { readonly pool: Pool; readonly events: readonly PoolEvent[] } {
  if (amount === 0n) revert('NothingMoved');
  if (amount > MAX_FUNDED) revert('AmountAboveBound', amount, MAX_FUNDED);
  const p = load(pool, now);
  requireRoom(p, amount);
  const shared = shareInterest(p);
  const firstLoss = toAmount(shared.firstLoss + amount);
  const { lenderAssets } = shared;
  const funded = setCash(p, pool.cash + amount);
  const { pool: after, event } = conclude(funded, { lenderAssets, firstLoss });
  return { pool: after, events: [event, { event: 'FirstLossFunded', from, amount }] };
}
