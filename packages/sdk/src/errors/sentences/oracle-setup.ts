import { plain } from './teller.ts';
import type { Sentences } from './teller.ts';

type OracleSetupErrorName =
  | 'DecimalsTooHigh'
  | 'InvalidAnswerRange'
  | 'InvalidGrace'
  | 'InvalidGrowth'
  | 'InvalidMaxAge'
  | 'InvalidMaxSpread'
  | 'InvalidRateRange'
  | 'NoBaseFeed'
  | 'NoDecimals'
  | 'PriceRangeOverflow'
  | 'PriceTooCoarse'
  | 'QuoteWithoutFeed'
  | 'RateDecimalsTooHigh'
  | 'SameSource'
  | 'ScaleOverflow';

/** Why an oracle cannot be set up as asked. */
export const oracleSetupSentences: Sentences<OracleSetupErrorName> = {
  NoBaseFeed: plain('The oracle has no feed for the collateral.', 'Give the base leg a feed.'),
  QuoteWithoutFeed: plain(
    'The quote leg has limits but no feed, so they would be ignored.',
    'Give it a feed, or leave the whole leg zero.',
  ),
  InvalidMaxAge: ([feed, maxAge, limit], tell) => ({
    message:
      `The oldest answer accepted of ${feed} is ${tell.span(maxAge)}; it must be above 0 and at ` +
      `most ${tell.span(limit)}.`,
    advice: 'Set the published heartbeat of the feed and some delay.',
  }),
  InvalidAnswerRange: ([feed, least, most], tell) => ({
    message: `No answer of ${feed} lies between ${tell.number(least)} and ${tell.number(most)}.`,
    advice: 'Set 0 < least, and most at least 2 above it.',
  }),
  InvalidGrace: ([sequencer, grace], tell) => ({
    message: `A sequencer feed ${sequencer} and a grace of ${tell.span(grace)} do not go together.`,
    advice: 'Give both, or neither on a chain without a sequencer.',
  }),
  NoDecimals: ([source]) => ({
    message: `${source} does not say how many decimals it has.`,
    advice: 'Check the address: it must be a token or a feed.',
  }),
  DecimalsTooHigh: ([source, decimals, most], tell) => ({
    message: `${source} has ${tell.number(decimals)} decimals; accepted are ${tell.number(most)}.`,
    advice: 'This token or feed cannot be used.',
  }),
  ScaleOverflow: ([exponent, most], tell) => ({
    message: `The scale would be 10^${tell.number(exponent)}; 10^${tell.number(most)} fits.`,
    advice: 'The decimals of the tokens and the feeds are too far apart.',
  }),
  PriceRangeOverflow: plain(
    'The highest price inside the bounds does not fit 256 bits.',
    'Set narrower bounds.',
  ),
  PriceTooCoarse: ([lowest, least], tell) => ({
    message:
      `The lowest price inside the bounds is ${tell.number(lowest)}; it must be ` +
      `${tell.number(least)}.`,
    advice: 'Set narrower bounds: a price with too few digits rounds too much away.',
  }),
  SameSource: ([source]) => ({
    message: `${source} was given as both sources.`,
    advice: 'Give two independent oracles.',
  }),
  InvalidMaxSpread: ([seen, most], tell) => ({
    message: `A largest spread of ${tell.bps(seen)} is not between 0.01 % and ${tell.bps(most)}.`,
    advice: 'Choose one that is small against the distance between call and liquidation.',
  }),
  InvalidGrowth: ([seen, most], tell) => ({
    message:
      `A daily growth of ${tell.number(seen)} is not between 1 and ${tell.number(most)} (1e18 ` +
      '= 100 %).',
    advice: 'Set some times the true growth of the token.',
  }),
  InvalidRateRange: ([least, most], tell) => ({
    message: `Rates from ${tell.number(least)} to ${tell.number(most)} are no range.`,
    advice: 'Set 0 < least <= most.',
  }),
  RateDecimalsTooHigh: ([seen, most], tell) => ({
    message: `The rate has ${tell.number(seen)} decimals; accepted are ${tell.number(most)}.`,
    advice: 'This rate source cannot be used.',
  }),
};
