import {
  bps,
  collateralAssets,
  emptyLoan,
  loanAssets,
  seconds,
  timestamp,
  units,
} from '@hypothec/model';
import type { CollateralId, CreditorTerms, Listing, Loan, RateConfig } from '@hypothec/model';
import type { ContractFunctionReturnType } from 'viem';
import { toAddress } from '../address.ts';
import type { lendingPoolAbi } from '../generated/lending-pool.ts';
import type { loanBookAbi } from '../generated/loan-book.ts';

type BookReturn<Name extends 'creditorTerms' | 'listing' | 'loan'> = ContractFunctionReturnType<
  typeof loanBookAbi,
  'view',
  Name
>;

/** A loan as the model has it, from the book's struct. */
export function toLoan(item: BookReturn<'loan'>): Loan {
  const holdings = Array.from({ length: Number(item.count) }, (_, i) => ({
    id: item.ids[i] as CollateralId,
    amount: collateralAssets(item.amounts[i] ?? 0n),
  }));
  if (item.units === 0n) return { ...emptyLoan, holdings };
  return {
    units: units(item.units),
    since: timestamp(item.since),
    called: item.called,
    reason: item.reason === 0 ? 'price' : 'default',
    holdings,
  };
}

/** A listing as the model has it, from the book's struct. */
export function toListing(item: BookReturn<'listing'>): Listing {
  return {
    collateral: toAddress(item.collateral),
    oracle: toAddress(item.oracle),
    creditor: toAddress(item.creditor),
    loanToken: toAddress(item.loanToken),
    minDebt: loanAssets(item.minDebt),
    callFee: loanAssets(item.callFee),
    openLtvBps: bps(item.openLtvBps),
    targetLtvBps: bps(item.targetLtvBps),
    clearLtvBps: bps(item.clearLtvBps),
    callLtvBps: bps(item.callLtvBps),
    liquidationLtvBps: bps(item.liquidationLtvBps),
    maxBonusBps: bps(item.maxBonusBps),
    floorBonusBps: bps(item.floorBonusBps),
    slopeBps: bps(item.slopeBps),
    cureWindow: seconds(item.cureWindow),
    ramp: seconds(item.ramp),
    lapse: seconds(item.lapse),
  };
}

/** A creditor's terms as the model has them. */
export function toCreditorTerms(item: BookReturn<'creditorTerms'>): CreditorTerms {
  return {
    loanToken: toAddress(item.loanToken),
    minDebt: loanAssets(item.minDebt),
    callFee: loanAssets(item.callFee),
    cureWindow: seconds(BigInt(item.cureWindow)),
    ramp: seconds(BigInt(item.ramp)),
    lapse: seconds(BigInt(item.lapse)),
  };
}

/** Rate settings as the model has them. */
export function toRateConfig(
  item: ContractFunctionReturnType<typeof lendingPoolAbi, 'view', 'rates'>,
): RateConfig {
  return {
    baseBps: bps(BigInt(item.baseBps)),
    slopeBps: bps(BigInt(item.slopeBps)),
    steepBps: bps(BigInt(item.steepBps)),
    kinkBps: bps(BigInt(item.kinkBps)),
    reserveBps: bps(BigInt(item.reserveBps)),
  };
}
