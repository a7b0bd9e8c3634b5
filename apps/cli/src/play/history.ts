import { feedOf } from '@hypothec/config';
import type { StackConfig } from '@hypothec/config';
import { formatInstant, makeScenario, parseInstant, readCandles } from '@hypothec/risk';
import type { Candle, PriceRange, SeriesName } from '@hypothec/risk';
import { formatNumber } from '@hypothec/sdk';
import { CliError } from '../errors.ts';
import type { Track } from './timeline.ts';

/** Where a history comes from. */
export type HistorySource =
  | { readonly kind: 'scenario'; readonly name: string; readonly seed: bigint }
  | { readonly kind: 'file'; readonly path: string; readonly symbol: string };

/** A price history of the stack's feeds. */
export interface History {
  /** One line: what is played. */
  readonly title: string;
  /** What is recorded and what is made up. */
  readonly description: string;
  readonly tracks: readonly Track[];
}

/** The feeds that a scenario moves. */
const seriesOf: Readonly<Record<string, SeriesName>> = {
  BTC: 'btc',
  ETH: 'eth',
  ALT: 'alt',
  USDC: 'usd',
};

function trackOf(stack: StackConfig, symbol: string, candles: readonly Candle[]): Track {
  const { heartbeat, standingPriceE8 } = feedOf(stack, symbol);
  return { symbol, candles, heartbeat, standingPriceE8 };
}

function within(candles: readonly Candle[], range: PriceRange): readonly Candle[] {
  const from = range.from === undefined ? undefined : parseInstant(range.from);
  const to = range.to === undefined ? undefined : parseInstant(range.to);
  return candles.filter(
    ({ time }) => (from === undefined || time >= from) && (to === undefined || time < to),
  );
}

function scenarioHistory(
  stack: StackConfig,
  source: Extract<HistorySource, { kind: 'scenario' }>,
  range: PriceRange,
): History {
  const scenario = makeScenario(source.name, source.seed);
  const tracks = stack.feeds.map(({ symbol }) => {
    const series = seriesOf[symbol];
    return trackOf(
      stack,
      symbol,
      series === undefined ? [] : within(scenario.series[series], range),
    );
  });
  if (tracks.every(({ candles }) => candles.length === 0)) {
    const { btc } = scenario.series;
    const [first, last] = [btc[0] as Candle, btc.at(-1) as Candle];
    throw new CliError(
      `Scenario ${source.name} has nothing in ${range.from ?? 'the beginning'} to ` +
        `${range.to ?? 'the end'}: it covers ${formatInstant(first.time)} to ` +
        `${formatInstant(last.time + last.duration)}.`,
    );
  }
  return {
    title: `${source.name} (scenario, seed ${source.seed})`,
    description: scenario.description,
    tracks,
  };
}

/** At the first price everything is built, so the oracle must believe it. */
function requireBelieved(stack: StackConfig, path: string, symbol: string, first: Candle): void {
  const { minPriceE8, maxPriceE8 } = feedOf(stack, symbol);
  if (first.open > minPriceE8 && first.open < maxPriceE8) return;
  const [seen, least, most] = [first.open, minPriceE8, maxPriceE8].map((price) =>
    formatNumber(price, 8, { digits: 8 }),
  );
  throw new CliError(
    `${path}: ${symbol} at ${seen} dollars (${formatInstant(first.time)}) would not be believed ` +
      `by its oracle. Allowed: above ${least} and below ${most}; or another coin by --collateral.`,
  );
}

async function fileHistory(
  stack: StackConfig,
  source: Extract<HistorySource, { kind: 'file' }>,
  range: PriceRange,
): Promise<History> {
  const { candles, format } = await readCandles(source.path, range);
  const [first] = candles;
  if (first !== undefined) requireBelieved(stack, source.path, source.symbol, first);
  const tracks = stack.feeds.map(({ symbol }) =>
    trackOf(stack, symbol, symbol === source.symbol ? candles : []),
  );
  return {
    title: `${source.symbol} from ${source.path}`,
    description:
      `Prices of ${source.symbol} as recorded in the file (${format}), taken as dollars; ` +
      'all other prices stand still.',
    tracks,
  };
}

/**
 * Loads a price history for all feeds of a stack.
 *
 * @throws {CliError} for a range without bars, and for a first price that no oracle would believe;
 * PriceHistoryError for a bad file, scenario or date.
 */
export async function loadHistory(
  stack: StackConfig,
  source: HistorySource,
  range: PriceRange,
): Promise<History> {
  return source.kind === 'scenario'
    ? scenarioHistory(stack, source, range)
    : fileHistory(stack, source, range);
}

/**
 * Says which coin a file's prices are of, by the file's name: `btc-usdt-1h.csv.gz` is BTC.
 *
 * @returns The feed's symbol; null where the name does not tell.
 */
export function symbolInName(stack: StackConfig, path: string): string | null {
  const words = path
    .replace(/^.*[/\\]/, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/);
  const aliases: Readonly<Record<string, string>> = { XBT: 'BTC', BITCOIN: 'BTC', ETHER: 'ETH' };
  const named = words.flatMap((word) => {
    // Exchanges write pairs in one word as well: BTCUSDT, XBTUSD.
    const coin = /^(.+?)(?:USDT?|USDC|EUR)?$/.exec(word)?.[1] ?? word;
    const symbol = aliases[coin] ?? coin;
    return stack.feeds.some((feed) => feed.symbol === symbol) ? [symbol] : [];
  });
  return named[0] ?? null;
}
