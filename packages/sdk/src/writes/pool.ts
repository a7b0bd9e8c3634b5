import type { LoanAssets, RateConfig, Shares } from '@hypothec/model';
import type { CollateralId, CollateralTerms } from '@hypothec/model';
import type { ContractFunctionArgs, ContractFunctionName } from 'viem';
import { toAddress } from '../address.ts';
import { findEvent } from '../events.ts';
import type { ChainEvent } from '../events.ts';
import { lendingPoolAbi } from '../generated/lending-pool.ts';
import { toCollateralTermsArg } from './creditor.ts';
import { poolEmitters, said } from './emitters.ts';
import type { Sender } from './sender.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

/** Which pool. */
export interface OnPool {
  readonly pool: string;
}

type PoolFunction = ContractFunctionName<typeof lendingPoolAbi, 'nonpayable'>;

async function onPool<Name extends PoolFunction, Returns>(
  sender: Sender,
  { pool }: OnPool,
  functionName: Name,
  args: ContractFunctionArgs<typeof lendingPoolAbi, 'nonpayable', Name>,
  returns: (events: readonly ChainEvent[]) => Returns,
): Promise<Written<Returns>> {
  const emitters = await poolEmitters(sender, pool);
  const receipt = await callContract(sender, pool, lendingPoolAbi, functionName as never, args);
  return toWritten(receipt, emitters, returns);
}

const nothing = (): null => null;

/**
 * Lends assets to the pool for shares. The pool must be approved for them (`ensureAllowance`).
 *
 * @param args.assets - Loan-token units, `> 0`.
 * @param args.owner - Gets the shares; the sender without it.
 * @returns Shares given, rounded down.
 * @throws {RevertError} what the pool refuses, before anything is sent.
 * @source contracts/src/credit/PoolShares.sol `deposit`
 */
export async function sendPoolDeposit(
  sender: Sender,
  args: OnPool & { readonly assets: bigint; readonly owner?: string },
): Promise<Written<Shares>> {
  const { pool, assets, owner = sender.address } = args;
  return onPool(sender, args, 'deposit', [assets, toAddress(owner)], (events) => {
    return said(findEvent(events, 'Deposit'), pool, 'lending pool').shares;
  });
}

/** Buys shares; returns the assets taken, rounded up. As `sendPoolDeposit`. */
export async function sendPoolMint(
  sender: Sender,
  args: OnPool & { readonly shares: bigint; readonly owner?: string },
): Promise<Written<LoanAssets>> {
  const { pool, shares, owner = sender.address } = args;
  return onPool(sender, args, 'mint', [shares, toAddress(owner)], (events) => {
    return said(findEvent(events, 'Deposit'), pool, 'lending pool').assets;
  });
}

/** Who gets what is taken out of a pool, and whose shares pay for it; the sender without them. */
export interface TakeOutTo {
  readonly receiver?: string;
  readonly owner?: string;
}

/** Takes assets out of the pool; returns the shares they cost, rounded up. */
export async function sendPoolWithdraw(
  sender: Sender,
  args: OnPool & TakeOutTo & { readonly assets: bigint },
): Promise<Written<Shares>> {
  const { pool, assets, receiver = sender.address, owner = sender.address } = args;
  const given = [assets, toAddress(receiver), toAddress(owner)] as const;
  return onPool(sender, args, 'withdraw', given, (events) => {
    return said(findEvent(events, 'Withdraw'), pool, 'lending pool').shares;
  });
}

/** Redeems shares; returns the assets paid, rounded down. */
export async function sendPoolRedeem(
  sender: Sender,
  args: OnPool & TakeOutTo & { readonly shares: bigint },
): Promise<Written<LoanAssets>> {
  const { pool, shares, receiver = sender.address, owner = sender.address } = args;
  const given = [shares, toAddress(receiver), toAddress(owner)] as const;
  return onPool(sender, args, 'redeem', given, (events) => {
    return said(findEvent(events, 'Withdraw'), pool, 'lending pool').assets;
  });
}

/** Brings interest up to now. */
export async function sendPoolAccrue(sender: Sender, args: OnPool): Promise<Written> {
  return onPool(sender, args, 'accrue', [], nothing);
}

/** Adds to the first loss, from the sender. The pool must be approved for it. */
export async function sendPoolFund(
  sender: Sender,
  args: OnPool & { readonly amount: bigint },
): Promise<Written> {
  return onPool(sender, args, 'fundFirstLoss', [args.amount], nothing);
}

/** Limits of a listing, loan-token units. */
export interface ListingLimits {
  /** Most debt of the loans led by this collateral. */
  readonly ceiling: bigint;
  /** Most that their debt may grow at once, refilled over an hour and by repayments. */
  readonly hourly: bigint;
}

/** Lists a collateral with its limits; for the curator. Returns its number. */
export async function sendPoolListCollateral(
  sender: Sender,
  args: OnPool & ListingLimits & { readonly terms: CollateralTerms },
): Promise<Written<CollateralId>> {
  const { pool, terms, ceiling, hourly } = args;
  const given = [toCollateralTermsArg(terms), ceiling, hourly] as const;
  return onPool(sender, args, 'listCollateral', given, (events) => {
    return said(findEvent(events, 'CollateralListed'), pool, 'lending pool').collateralId;
  });
}

/** Sets the limits of a listing; for the curator. */
export async function sendPoolSetLimits(
  sender: Sender,
  args: OnPool & ListingLimits & { readonly collateralId: CollateralId },
): Promise<Written> {
  const { collateralId, ceiling, hourly } = args;
  return onPool(sender, args, 'setLimits', [collateralId, ceiling, hourly], nothing);
}

/** Lowers the limits of a listing at once; for the guardian. */
export async function sendPoolLowerLimits(
  sender: Sender,
  args: OnPool & ListingLimits & { readonly collateralId: CollateralId },
): Promise<Written> {
  const { collateralId, ceiling, hourly } = args;
  return onPool(sender, args, 'lowerLimits', [collateralId, ceiling, hourly], nothing);
}

/** Closes a listing of the pool to loans that do not hold it yet, at once; for the guardian. */
export async function sendPoolCloseListing(
  sender: Sender,
  args: OnPool & { readonly collateralId: CollateralId },
): Promise<Written> {
  return onPool(sender, args, 'closeListing', [args.collateralId], nothing);
}

/** Sets the pool's rates; for the curator. */
export async function sendPoolSetRates(
  sender: Sender,
  args: OnPool & { readonly rates: RateConfig },
): Promise<Written> {
  const { rates } = args;
  const given = {
    baseBps: Number(rates.baseBps),
    slopeBps: Number(rates.slopeBps),
    steepBps: Number(rates.steepBps),
    kinkBps: Number(rates.kinkBps),
    reserveBps: Number(rates.reserveBps),
  };
  return onPool(sender, args, 'setRates', [given], nothing);
}

/** Sets what a risk class pays above the base rate, bps a year; for the curator. */
export async function sendPoolSetPremium(
  sender: Sender,
  args: OnPool & { readonly riskClass: number; readonly premiumBps: bigint },
): Promise<Written> {
  const { riskClass, premiumBps } = args;
  return onPool(sender, args, 'setPremium', [BigInt(riskClass), Number(premiumBps)], nothing);
}
