import { plain } from './teller.ts';
import type { Sentences } from './teller.ts';

const rateFields = ['kink', 'reserve', 'premium of class 0', 'risk class'];

type PoolErrorName =
  | 'AmountAboveBound'
  | 'CeilingExceeded'
  | 'DepositMoreThanMax'
  | 'HourlyLimitExceeded'
  | 'LimitsNotLower'
  | 'MintMoreThanMax'
  | 'NotBook'
  | 'NotEnoughCash'
  | 'NothingMoved'
  | 'RateOutOfRange'
  | 'RedeemMoreThanMax'
  | 'TokenMismatch'
  | 'WithdrawMoreThanMax';

/** What a pool refuses borrowers, lenders and its curator. */
export const poolSentences: Sentences<PoolErrorName> = {
  NotEnoughCash: ([wanted, cash], tell) => ({
    message: `The pool has ${tell.loan(cash)} in cash; ${tell.loan(wanted, 'up')} was wanted.`,
    advice: 'Take less now, or wait for repayments or new lenders.',
  }),
  CeilingExceeded: ([id, debt, ceiling], tell) => ({
    message:
      `All debt against ${tell.listing(id)} would be ${tell.loan(debt, 'up')}; the pool's ` +
      `ceiling is ${tell.loan(ceiling)}.`,
    advice: 'Draw less, or pledge another collateral.',
  }),
  HourlyLimitExceeded: ([id, wanted, available], tell) => ({
    message:
      `${tell.loan(wanted, 'up')} of new debt against ${tell.listing(id)} is above the ` +
      `${tell.loan(available)} left of the hourly limit.`,
    advice:
      'Draw less now, or the rest later: the limit refills evenly over an hour, and by repayments.',
  }),
  AmountAboveBound: ([seen, most], tell) => ({
    message:
      `${tell.loan(seen, 'up')} is above the most that the pool can hold here, ` +
      `${tell.loan(most)}.`,
    advice: 'Use a smaller amount.',
  }),
  NothingMoved: plain(
    'The amount is zero, or so small that it rounds to nothing.',
    'Use a larger amount.',
  ),
  TokenMismatch: ([token, expected, received], tell) => ({
    message:
      `${tell.token(token, expected)} was to arrive, ${tell.token(token, received)} did: ` +
      `${tell.tokenName(token)} takes a fee on transfers or changes balances by itself.`,
    advice: 'Such tokens cannot be lent here.',
  }),
  NotBook: ([caller]) => ({
    message: `${caller} is not the book: only the book moves a pool's debts.`,
    advice: 'Act through the book of loans.',
  }),
  RateOutOfRange: ([field, seen, least, most], tell) => ({
    message:
      `The ${rateFields[Number(field)] ?? `setting ${tell.number(field)}`} is ` +
      `${tell.number(seen)}; ` +
      `allowed is ${tell.number(least)} to ${tell.number(most)}.`,
    advice: 'Correct the rate settings.',
  }),
  LimitsNotLower: ([id, ceiling, oldCeiling, hourly, oldHourly], tell) => ({
    message:
      `The limits of ${tell.listing(id)} would be ${tell.loan(ceiling)} and ` +
      `${tell.loan(hourly)} an ` +
      `hour; they are ${tell.loan(oldCeiling)} and ${tell.loan(oldHourly)}.`,
    advice: 'A guardian may only lower limits; raising them is the curator’s, with a delay.',
  }),
  DepositMoreThanMax: plain(
    'This is more than can be lent now.',
    'Lend at most what maxDeposit says.',
  ),
  MintMoreThanMax: plain(
    'These are more shares than can be bought now.',
    'Buy at most what maxMint says.',
  ),
  WithdrawMoreThanMax: plain(
    'This is more than you can take out now: your shares or the cash of the pool do not suffice.',
    'Take out at most what maxWithdraw says.',
  ),
  RedeemMoreThanMax: plain(
    'These are more shares than you can redeem now.',
    'Redeem at most what maxRedeem says.',
  ),
};
