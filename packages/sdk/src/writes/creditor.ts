import type { CollateralId, CollateralTerms, CreditorTerms } from '@hypothec/model';
import type { ContractFunctionArgs } from 'viem';
import { toAddress } from '../address.ts';
import { findEvent } from '../events.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { said } from './emitters.ts';
import type { Sender } from './sender.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

type Given<Name extends 'register' | 'list'> =
  ContractFunctionArgs<typeof loanBookAbi, 'nonpayable', Name> extends readonly [infer Terms]
    ? Terms
    : never;

/** A creditor's terms as the contracts take them. */
export function toCreditorTermsArg(terms: CreditorTerms): Given<'register'> {
  return {
    loanToken: toAddress(terms.loanToken),
    minDebt: terms.minDebt,
    callFee: terms.callFee,
    cureWindow: Number(terms.cureWindow),
    ramp: Number(terms.ramp),
    lapse: Number(terms.lapse),
  };
}

/** A collateral's terms as the contracts take them. */
export function toCollateralTermsArg(terms: CollateralTerms): Given<'list'> {
  return {
    collateral: toAddress(terms.collateral),
    oracle: toAddress(terms.oracle),
    ladder: {
      openLtvBps: Number(terms.openLtvBps),
      targetLtvBps: Number(terms.targetLtvBps),
      clearLtvBps: Number(terms.clearLtvBps),
      callLtvBps: Number(terms.callLtvBps),
      liquidationLtvBps: Number(terms.liquidationLtvBps),
    },
    maxBonusBps: Number(terms.maxBonusBps),
    floorBonusBps: Number(terms.floorBonusBps),
    slopeBps: Number(terms.slopeBps),
    riskClass: terms.riskClass,
  };
}

/** Makes the sender a creditor of the book, for good. Pools do this when they are created. */
export async function sendRegister(
  sender: Sender,
  args: { readonly book: string; readonly terms: CreditorTerms },
): Promise<Written<number>> {
  const { book, terms } = args;
  const given = [toCreditorTermsArg(terms)] as const;
  const receipt = await callContract(sender, book, loanBookAbi, 'register', given);
  return toWritten(receipt, { book }, (events) => {
    return said(findEvent(events, 'CreditorRegistered'), book, 'book of loans').creditorId;
  });
}

/**
 * Lists a collateral of the sender, who is a creditor. Pools do this by `sendPoolListCollateral`.
 */
export async function sendList(
  sender: Sender,
  args: { readonly book: string; readonly terms: CollateralTerms },
): Promise<Written<CollateralId>> {
  const { book, terms } = args;
  const given = [toCollateralTermsArg(terms)] as const;
  const receipt = await callContract(sender, book, loanBookAbi, 'list', given);
  return toWritten(receipt, { book }, (events) => {
    return said(findEvent(events, 'CollateralListed'), book, 'book of loans').collateralId;
  });
}

/** Closes a listing of the sender, who is a creditor, to loans that do not hold it yet. */
export async function sendCloseListing(
  sender: Sender,
  args: { readonly book: string; readonly collateralId: CollateralId },
): Promise<Written> {
  const { book, collateralId } = args;
  const receipt = await callContract(sender, book, loanBookAbi, 'closeListing', [collateralId]);
  return toWritten(receipt, { book }, () => null);
}
