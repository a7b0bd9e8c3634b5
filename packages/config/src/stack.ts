import { ladders } from './ladders.ts';
import { pools } from './pools.ts';
import { stackSchema } from './schema.ts';
import type { FeedConfig, LadderConfig, StackConfig, TokenConfig } from './schema.ts';
import { feeds, tokens } from './tokens.ts';

/** A name that the stack does not define: a fault of the caller. */
export class UnknownNameError extends RangeError {
  override readonly name = 'UnknownNameError';
  readonly allowed: readonly string[];

  constructor(kind: string, seen: string, allowed: readonly string[]) {
    super(`There is no ${kind} ${seen}. Allowed: ${allowed.join(', ')}.`);
    this.allowed = allowed;
  }
}

const large = 'most debt on chain is against the two large coins';
const some = 'enough loans that each market is seen to move';

const population = [
  { collateral: 'BTC', loanToken: 'USDC', weight: 40n, why: { weight: large } },
  { collateral: 'ETH', loanToken: 'USDC', weight: 30n, why: { weight: large } },
  { collateral: 'STETH', loanToken: 'USDC', weight: 10n, why: { weight: some } },
  { collateral: 'ALT', loanToken: 'USDC', weight: 8n, why: { weight: some } },
  { collateral: 'BTC', loanToken: 'ETH', weight: 6n, why: { weight: some } },
  { collateral: 'STETH', loanToken: 'ETH', weight: 6n, why: { weight: some } },
];

/**
 * The stack that `hypothec up` builds on the local chain, checked when it is loaded.
 *
 * @throws {ZodError} at import: a number out of range or without its reason, an undefined name.
 */
export const localStack: StackConfig = stackSchema.parse({
  tokens,
  feeds,
  ladders,
  pools,
  local: {
    chainId: 31_337,
    port: 8_545,
    utilisationBps: 7_000n,
    firstLossBps: 100n,
    loans: 60,
    population,
    speed: 3_600n,
    why: {
      chainId: 'what wallets and tools take for a local chain',
      port: 'what wallets and tools ask first',
      utilisationBps: 'below the kink, so that rates are calm when the history begins',
      firstLossBps: 'one per cent: seen to be used in a crash, and not to swallow all of it',
      loans: 'as many as fit a screen when they are called, few enough to follow one',
      speed: 'an hour of history in a second: the crash of March 2020 comes within a minute',
    },
  },
});

/**
 * Returns a token by its symbol.
 *
 * @throws {UnknownNameError} with the symbols that there are.
 * @example `tokenOf(localStack, 'BTC').decimals` is 8.
 */
export function tokenOf(stack: StackConfig, symbol: string): TokenConfig {
  const found = stack.tokens.find((token) => token.symbol === symbol);
  if (found === undefined) {
    const known = stack.tokens.map((token) => token.symbol);
    throw new UnknownNameError('token', symbol, known);
  }
  return found;
}

/** Returns a dollar feed by the symbol of its token. Throws UnknownNameError. */
export function feedOf(stack: StackConfig, symbol: string): FeedConfig {
  const found = stack.feeds.find((feed) => feed.symbol === symbol);
  if (found === undefined) {
    const known = stack.feeds.map((feed) => feed.symbol);
    throw new UnknownNameError('feed', symbol, known);
  }
  return found;
}

/** Returns a ladder by its name. Throws UnknownNameError. */
export function ladderOf(stack: StackConfig, name: string): LadderConfig {
  const found = stack.ladders[name];
  if (found === undefined) throw new UnknownNameError('ladder', name, Object.keys(stack.ladders));
  return found;
}
