import type { StackConfig } from '@hypothec/config';
import { parseInstant, PriceHistoryError, scenarioNames } from '@hypothec/risk';
import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { loadHistory, symbolInName } from '../play/history.ts';
import type { History, HistorySource } from '../play/history.ts';
import { parseWhole } from '../text/parse.ts';

/** The options that choose a price history. */
export interface HistoryFlags {
  readonly prices?: string;
  readonly scenario?: string;
  readonly collateral?: string;
  readonly from?: string;
  readonly to?: string;
  readonly seed: string;
}

/** What is drawn by lot where no seed is given. */
export const DEFAULT_SEED = 1n;
/** Largest seed: 64 bits. */
const MOST_SEED = 2n ** 64n - 1n;

/** Adds them to a command. */
export function addHistoryOptions(command: Command): Command {
  return command
    .option('--prices <file>', 'price file: Binance, Coinbase, Kraken or plain CSV, or gzip of it')
    .option('--scenario <name>', `built-in history: ${scenarioNames.join(', ')}`)
    .option('--collateral <symbol>', 'coin that the file prices; read from its name if left out')
    .option('--from <date>', 'first date or time, UTC, such as 2020-03-12 or 2020-03-12T10:00')
    .option('--to <date>', 'last, not included')
    .option('--seed <number>', 'picks everything that is drawn by lot', `${DEFAULT_SEED}`);
}

/** The seed of a command. */
export function seedFlag(flags: Pick<HistoryFlags, 'seed'>): bigint {
  return parseWhole('--seed', flags.seed, { least: 0n, most: MOST_SEED });
}

/** A feed's symbol as given, or a sentence with those that there are. */
function feedSymbol(stack: StackConfig, given: string): string {
  const symbol = given.toUpperCase();
  const known = stack.feeds.map((feed) => feed.symbol);
  if (!known.includes(symbol)) {
    throw new UsageError(`--collateral is "${given}". Allowed: ${known.join(', ')}.`);
  }
  return symbol;
}

/**
 * Which history the flags ask for.
 *
 * @param fallback - Scenario where neither a file nor a scenario is given.
 */
export function historySource(
  stack: StackConfig,
  flags: HistoryFlags,
  fallback: string,
): HistorySource {
  const { prices, scenario, collateral } = flags;
  if (prices !== undefined && scenario !== undefined) {
    throw new UsageError('Give --prices or --scenario, not both.');
  }
  if (prices === undefined) {
    if (scenario !== undefined && !(scenarioNames as readonly string[]).includes(scenario)) {
      const known = scenarioNames.join(', ');
      throw new UsageError(`There is no scenario "${scenario}". Allowed: ${known}.`);
    }
    return { kind: 'scenario', name: scenario ?? fallback, seed: seedFlag(flags) };
  }
  if (collateral !== undefined) {
    return { kind: 'file', path: prices, symbol: feedSymbol(stack, collateral) };
  }
  const symbol = symbolInName(stack, prices);
  if (symbol !== null) return { kind: 'file', path: prices, symbol };
  const known = stack.feeds.map((feed) => feed.symbol).join(', ');
  throw new UsageError(
    `The name of ${prices} does not tell which coin it prices: say it with --collateral, ` +
      `one of ${known}.`,
  );
}

function instantFlag(name: string, given: string | undefined): bigint | undefined {
  if (given === undefined) return undefined;
  try {
    return parseInstant(given);
  } catch (cause) {
    if (!(cause instanceof PriceHistoryError)) throw cause;
    throw new UsageError(`${name}: ${cause.message}`, { cause });
  }
}

function checkRange({ from, to }: Pick<HistoryFlags, 'from' | 'to'>): void {
  const [first, last] = [instantFlag('--from', from), instantFlag('--to', to)];
  if (first === undefined || last === undefined || first < last) return;
  throw new UsageError(`--from ${from} to --to ${to} is empty: --to must be after --from.`);
}

/** Loads it. @throws {UsageError} for dates that are none, or in the wrong order. */
export function historyOf(
  stack: StackConfig,
  source: HistorySource,
  flags: Pick<HistoryFlags, 'from' | 'to'>,
): Promise<History> {
  const { from, to } = flags;
  checkRange(flags);
  return loadHistory(stack, source, {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
}
