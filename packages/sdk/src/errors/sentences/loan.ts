import { plain } from './teller.ts';
import type { Sentences } from './teller.ts';

const rights = new Map([
  [1n, 'pledge a new kind of collateral for'],
  [2n, 'draw from'],
  [4n, 'withdraw from'],
]);

type LoanErrorName =
  | 'AboveOpenLimit'
  | 'AmountTooLarge'
  | 'ArrearsRemain'
  | 'CallOpen'
  | 'CureWindowOpen'
  | 'DebtBelowMinimum'
  | 'InArrears'
  | 'InsufficientCollateral'
  | 'InvalidSignature'
  | 'NoCollateral'
  | 'NoDebt'
  | 'NoOpenCall'
  | 'NotAllowed'
  | 'NotCallable'
  | 'NotClear'
  | 'NotHeld'
  | 'NotLiquidatable'
  | 'NotWorthless'
  | 'SameBlock'
  | 'SeizedBelowMinimum'
  | 'SelfLiquidation'
  | 'SignatureExpired'
  | 'TooManyCollaterals'
  | 'ZeroAddress'
  | 'ZeroAmount';

/** What the book refuses to do with a loan. */
export const loanSentences: Sentences<LoanErrorName> = {
  AboveOpenLimit: ([, debt, limit], tell) => ({
    message:
      `The debt would be ${tell.loan(debt, 'up')}, but this collateral supports at most ` +
      `${tell.loan(limit)} when drawing or withdrawing.`,
    advice: `Draw or withdraw less, pledge more, or repay ${tell.loan(debt - limit, 'up')}.`,
  }),
  DebtBelowMinimum: ([, debt, minDebt], tell) => ({
    message:
      `A debt of ${tell.loan(debt, 'up')} would be left; the least a loan may owe is ` +
      `${tell.loan(minDebt)}, or nothing.`,
    advice: 'Repay all of the debt, or so much less that the minimum stays; or draw more.',
  }),
  CallOpen: ([, calledAt], tell) => ({
    message: `This loan was called on ${tell.instant(calledAt)}, and the call is still open.`,
    advice: 'Cure it first: repay or pledge what the call asks for.',
  }),
  NoCollateral: plain(
    'This loan holds no collateral that could carry a debt.',
    'Pledge collateral before drawing, or repay all of the debt before taking out the last of it.',
  ),
  NoDebt: plain('This loan owes nothing.', 'There is nothing to repay, call, clear or sell.'),
  InArrears: ([, arrears], tell) => ({
    message: `${tell.loan(arrears, 'up')} of this debt is overdue; nothing may be taken out.`,
    advice: `Repay ${tell.loan(arrears, 'up')} first.`,
  }),
  NotHeld: ([, id], tell) => ({
    message: `This loan does not hold ${tell.listing(id)}.`,
    advice: 'Choose a collateral that the loan holds.',
  }),
  InsufficientCollateral: ([, id, wanted, held], tell) => ({
    message:
      `The loan holds ${tell.collateral(id, held)}; ` +
      `${tell.collateral(id, wanted)} cannot be taken out.`,
    advice: `Take out at most ${tell.collateral(id, held)}.`,
  }),
  TooManyCollaterals: ([, most], tell) => ({
    message: `This loan holds ${tell.number(most)} kinds of collateral, the most there may be.`,
    advice: 'Add to one it holds, or open another loan.',
  }),
  AmountTooLarge: ([seen, most], tell) => ({
    message: `An amount of ${tell.number(seen)} base units is above ${tell.number(most)}.`,
    advice: 'Use a smaller amount.',
  }),
  ZeroAmount: plain(
    'The amount is zero.',
    'Give an amount above zero; in a liquidation, repay more than nothing.',
  ),
  ZeroAddress: plain(
    'The receiver or operator is the zero address, from which nothing comes back.',
    'Give the address of an account you control.',
  ),
  NotAllowed: ([caller, , right], tell) => ({
    message:
      `${caller} may not ${rights.get(right) ?? `use right ${tell.number(right)} of`} this loan: ` +
      'it is neither its borrower nor an operator with that right.',
    advice: 'Act as the borrower, or let the borrower approve this account as an operator.',
  }),
  InvalidSignature: ([borrower]) => ({
    message: `The signature is not one of ${borrower} for this approval.`,
    advice: 'Sign again: the nonce, the chain, the book or a field differs from what was signed.',
  }),
  SignatureExpired: ([deadline, time], tell) => ({
    message: `The signature held until ${tell.instant(deadline)}; it is ${tell.instant(time)} now.`,
    advice: 'Sign again with a later deadline.',
  }),
  NoOpenCall: plain(
    'No margin call is open on this loan: none was made, it was cured, or it lapsed.',
    'Nothing needs to be cleared.',
  ),
  NotCallable: ([, debt, limit], tell) => ({
    message:
      `The debt of ${tell.loan(debt, 'up')} is inside the call limit of ${tell.loan(limit)}: ` +
      'there is nothing to call.',
    advice: 'A call is possible once the price has fallen below the call price.',
  }),
  NotClear: ([, debt, limit], tell) => ({
    message:
      `The debt of ${tell.loan(debt, 'up')} is still above the clear limit of ` +
      `${tell.loan(limit)}, so the call stays.`,
    advice: `Repay at least ${tell.loan(debt - limit, 'up')}, or pledge more.`,
  }),
  ArrearsRemain: ([, arrears], tell) => ({
    message: `${tell.loan(arrears, 'up')} is still overdue, so the call stays.`,
    advice: `Repay at least ${tell.loan(arrears, 'up')}.`,
  }),
  CureWindowOpen: ([, cureEnd], tell) => ({
    message: `The borrower has until ${tell.instant(cureEnd)} to cure the call.`,
    advice: 'A sale is possible after that, if the call has not been cured.',
  }),
  NotLiquidatable: ([, debt, callLimit, liquidationLimit], tell) => ({
    message:
      `The debt of ${tell.loan(debt, 'up')} cannot be sold off: the call limit is ` +
      `${tell.loan(callLimit)}, the liquidation limit ${tell.loan(liquidationLimit)}.`,
    advice: 'A sale needs an uncured call, or a debt above the liquidation limit.',
  }),
  SelfLiquidation: plain(
    'Borrowers cannot liquidate their own loans.',
    'Repay or pledge instead: that costs no bonus.',
  ),
  SameBlock: plain(
    'This loan was drawn on, withdrawn from, called or cleared in this very second.',
    'Try again in the next block.',
  ),
  SeizedBelowMinimum: ([seized, minSeized], tell) => ({
    message:
      `The sale would give ${tell.number(seized)} base units of collateral, below the least ` +
      `that was asked for, ${tell.number(minSeized)}.`,
    advice: 'The price or the bonus has moved: look at the loan again.',
  }),
  NotWorthless: ([, value], tell) => ({
    message: `The collateral is still worth ${tell.loan(value)}, so no debt can be written off.`,
    advice: 'Liquidate the loan instead.',
  }),
};
