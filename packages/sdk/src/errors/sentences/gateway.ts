import type { Sentences } from './teller.ts';

type GatewayErrorName =
  | 'AssetsBelowMinimum'
  | 'DeadlinePassed'
  | 'DebtAboveMaximum'
  | 'NativeRefused'
  | 'NotBorrower'
  | 'NotNative'
  | 'NotTaken'
  | 'NotWrappedNative'
  | 'RateAboveMaximum'
  | 'SharesBelowMinimum'
  | 'ValueMismatch';

/** What the gateway refuses. */
export const gatewaySentences: Sentences<GatewayErrorName> = {
  NotBorrower: ([caller]) => ({
    message: `${caller} is not the borrower of this loan; the gateway acts for borrowers alone.`,
    advice: 'Send it as the borrower, or act on the book directly.',
  }),
  DeadlinePassed: ([deadline, time], tell) => ({
    message: `This was to be done by ${tell.instant(deadline)}; it is ${tell.instant(time)} now.`,
    advice: 'Look at the numbers again and send it with a later deadline.',
  }),
  NotNative: ([token, wrapped], tell) => ({
    message: `${tell.tokenName(token)} is not the wrapped native coin, ${wrapped}.`,
    advice: 'Use native coin only where the token is the wrapped one.',
  }),
  ValueMismatch: ([seen, expected], tell) => ({
    message: `${tell.number(seen)} wei were sent; it must be exactly ${tell.number(expected)}.`,
    advice: 'Send exactly the amount to pledge.',
  }),
  DebtAboveMaximum: ([debt, most], tell) => ({
    message: `The debt is ${tell.loan(debt, 'up')} by now; at most ${tell.loan(most)} was offered.`,
    advice: 'Offer a little more than the debt: interest grows until the transaction is included.',
  }),
  RateAboveMaximum: ([rate, most], tell) => ({
    message: `The rate after this draw is ${tell.rate(rate)}; accepted was ${tell.rate(most)}.`,
    advice: 'Draw less, accept a higher rate, or wait until less of the pool is lent.',
  }),
  SharesBelowMinimum: ([shares, least], tell) => ({
    message:
      `${tell.number(shares)} shares would be given; at least ${tell.number(least)} was asked ` +
      'for.',
    advice: 'Look at the share price again.',
  }),
  AssetsBelowMinimum: ([assets, least], tell) => ({
    message:
      `${tell.number(assets)} base units would be paid; at least ${tell.number(least)} was ` +
      'asked for.',
    advice: 'Look at the share price again.',
  }),
  NotTaken: ([pool, left], tell) => ({
    message: `The pool ${pool} left ${tell.number(left)} base units untaken.`,
    advice: 'Nothing was moved. Do not trust this pool.',
  }),
  NativeRefused: ([to, amount], tell) => ({
    message: `${to} does not accept ${tell.number(amount)} wei of native coin.`,
    advice: 'Ask for the wrapped token instead.',
  }),
  NotWrappedNative: ([sender]) => ({
    message: `${sender} sent native coin to the gateway without calling a function.`,
    advice: 'Call one of its functions; plain transfers are refused so that nothing is lost.',
  }),
};
