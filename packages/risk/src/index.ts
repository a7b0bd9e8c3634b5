/**
 * Price histories and scenarios: what prices did, or could have done, ready to be put to an oracle.
 * Prices are bigint quote units times `1e8`, times are bigint unix seconds.
 */
export { E8, DecimalError, findGaps, formatE8, parseE8 } from './prices/candle.ts';
export type { Candle, Gap } from './prices/candle.ts';
export { PriceFileError, PriceHistoryError } from './prices/errors.ts';
export type { PriceFileFault } from './prices/errors.ts';
export { BarTooShortError, priceUpdates } from './prices/feed.ts';
export type { FeedPoints, PriceUpdate } from './prices/feed.ts';
export type { FormatName } from './prices/formats/format.ts';
export { InstantError, formatInstant, parseInstant } from './prices/instant.ts';
export { parsePrices } from './prices/parse.ts';
export type { ParsedPrices } from './prices/parse.ts';
export { PriceRangeError, readCandles } from './prices/read.ts';
export type { PriceHistory, PriceRange } from './prices/read.ts';
export { SeedError, splitMix64 } from './scenarios/random.ts';
export { UnknownScenarioError, makeScenario, scenarioNames } from './scenarios/scenario.ts';
export type { Scenario, ScenarioName, SeriesName } from './scenarios/scenario.ts';
