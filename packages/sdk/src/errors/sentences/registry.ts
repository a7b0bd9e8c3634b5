import { plain } from './teller.ts';
import type { Sentences } from './teller.ts';

const creditorFields = [
  'loan token (its code size)',
  'least debt',
  'call fee',
  'cure window',
  'ramp',
  'lapse',
];

type RegistryErrorName =
  | 'AlreadyRegistered'
  | 'BonusOutOfRange'
  | 'CreditorTermOutOfRange'
  | 'LadderOutOfOrder'
  | 'ListingIsClosed'
  | 'NoCode'
  | 'NotACreditor'
  | 'OracleUnusable'
  | 'Overcharged'
  | 'Reentrancy'
  | 'RiskClassOutOfRange'
  | 'TooManyListings'
  | 'TransferMismatch'
  | 'UnknownListing';

/** What the book refuses creditors, and what it refuses of tokens and oracles. */
export const registrySentences: Sentences<RegistryErrorName> = {
  AlreadyRegistered: ([creditor]) => ({
    message: `${creditor} is a creditor already, for good.`,
    advice: 'Use its creditor id, or register another account.',
  }),
  NotACreditor: ([caller]) => ({
    message: `${caller} is no creditor of this book.`,
    advice: 'Check the address of the pool and of the book; only registered creditors may list.',
  }),
  CreditorTermOutOfRange: ([field, seen, least, most], tell) => ({
    message:
      `The ${creditorFields[Number(field)] ?? `term ${tell.number(field)}`} is ` +
      `${tell.number(seen)}; allowed is ${tell.number(least)} to ${tell.number(most)}.`,
    advice: 'Correct the terms of the creditor.',
  }),
  LadderOutOfOrder: ([open, target, clear, call, liquidation], tell) => ({
    message:
      `The ladder is open ${tell.bps(open)}, target ${tell.bps(target)}, clear ` +
      `${tell.bps(clear)}, call ${tell.bps(call)}, liquidation ${tell.bps(liquidation)}.`,
    advice:
      'It must rise: 0 < open <= target <= clear < call < liquidation < 100 %, and open < clear.',
  }),
  BonusOutOfRange: ([max, floor, slope, liquidation], tell) => ({
    message:
      `A largest bonus of ${tell.bps(max)}, a floor of ${tell.bps(floor)} and a slope of ` +
      `${tell.bps(slope)} do not go with a liquidation line of ${tell.bps(liquidation)}.`,
    advice:
      'Needed: (1 + largest bonus / slope) times (1 + largest bonus) times the line at most ' +
      '100 %, the floor at most the largest bonus, the slope at most 500 %.',
  }),
  NoCode: ([account]) => ({
    message: `There is no contract at ${account}.`,
    advice: 'Check the address and the chain.',
  }),
  OracleUnusable: ([oracle, low, high], tell) => ({
    message:
      `The oracle ${oracle} answered ${tell.number(low)} to ${tell.number(high)}, which is no ` +
      'price.',
    advice:
      'Nothing that needs a price is possible with it; repaying is, and pledging what is held.',
  }),
  RiskClassOutOfRange: ([seen, most], tell) => ({
    message: `There is no risk class ${tell.number(seen)}: they go from 0 to ${tell.number(most)}.`,
    advice: 'Choose one of these.',
  }),
  TooManyListings: ([riskClass, most], tell) => ({
    message: `Risk class ${tell.number(riskClass)} has ${tell.number(most)} listings, the most.`,
    advice: 'List in another class, or with another creditor.',
  }),
  UnknownListing: ([creditorId, id], tell) => ({
    message: `Creditor ${tell.number(creditorId)} has no listing ${tell.number(id)}.`,
    advice: 'Look at the listings of the market and choose one of them.',
  }),
  ListingIsClosed: ([, id], tell) => ({
    message: `${tell.listing(id)} is closed to loans that do not hold it yet.`,
    advice: 'Choose another collateral; loans that hold it already can still be topped up.',
  }),
  TransferMismatch: ([token, expected, received], tell) => ({
    message:
      `${tell.token(token, expected)} was to arrive, ${tell.token(token, received)} did: ` +
      `${tell.tokenName(token)} takes a fee on transfers or changes balances by itself.`,
    advice: 'Such tokens cannot be used here.',
  }),
  Overcharged: ([creditor, asked, offered], tell) => ({
    message:
      `The creditor ${creditor} asked for ${tell.loan(asked, 'up')} where ` +
      `${tell.loan(offered)} was offered.`,
    advice: 'Nothing was taken. Do not trust this creditor.',
  }),
  Reentrancy: plain(
    'The contract was called again in the middle of a call.',
    'Send the actions one after another, or together by a multicall.',
  ),
};
