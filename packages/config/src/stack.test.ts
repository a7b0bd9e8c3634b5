import { describe, expect, it } from 'vitest';
import { feedOf, ladderOf, localStack, stackSchema, tokenOf, UnknownNameError } from './index.ts';
import type { StackConfig } from './index.ts';

/** The messages that the schema has for a changed stack. */
function complaints(change: (stack: StackConfig) => void): string {
  const stack = structuredClone(localStack);
  change(stack);
  const result = stackSchema.safeParse(stack);
  return result.success ? '' : result.error.issues.map(({ message }) => message).join('\n');
}

describe('the local stack', () => {
  it('has the markets that the local chain is for', () => {
    const markets = localStack.pools.flatMap(({ loanToken, listings }) =>
      listings.map(({ collateral }) => `${collateral}/${loanToken}`),
    );
    const dollars = ['BTC/USDC', 'ETH/USDC', 'STETH/USDC', 'ALT/USDC'];
    expect(markets).toEqual([...dollars, 'BTC/ETH', 'STETH/ETH']);
    const decimals = ['USDC', 'BTC', 'ETH', 'STETH', 'ALT'].map(
      (symbol) => tokenOf(localStack, symbol).decimals,
    );
    expect(decimals).toEqual([6, 8, 18, 18, 18]);
  });

  it('keeps ether three points below bitcoin on every rung', () => {
    const [btc, eth] = [ladderOf(localStack, 'btc'), ladderOf(localStack, 'eth')];
    for (const rung of ['openLtvBps', 'clearLtvBps', 'callLtvBps', 'liquidationLtvBps'] as const) {
      expect(btc[rung] - eth[rung]).toBe(300n);
    }
  });

  it('gives each number a reason', () => {
    expect(complaints(({ tokens }) => delete tokens[0]!.why['decimals'])).toContain('reason');
    expect(complaints(({ local }) => (local.why['colour'] = 'the colour of the view'))).toContain(
      'reason',
    );
  });

  it('refuses a ladder out of order, by the rule of the contracts', () => {
    const seen = complaints(({ ladders }) => (ladders['btc']!.callLtvBps = 6_300n));
    expect(seen).toContain('LadderOutOfOrder(5000, 6200, 6400, 6300, 8000)');
  });

  it('refuses a bonus that a liquidation could not pay', () => {
    const seen = complaints(({ ladders }) => (ladders['btc']!.maxBonusBps = 2_500n));
    expect(seen).toContain('BonusOutOfRange');
  });

  it.each<[string, (stack: StackConfig) => void, string]>([
    ['a token twice', (s) => s.tokens.push(s.tokens[0]!), 'defined twice'],
    ['a feed twice', (s) => s.feeds.push(s.feeds[0]!), 'feed is defined twice'],
    ['a stranger as collateral', (s) => (s.pools[0]!.listings[0]!.collateral = 'DOGE'), 'DOGE'],
    ['a stranger as ladder', (s) => (s.pools[0]!.listings[0]!.ladder = 'steep'), 'steep'],
    ['a class without a premium', (s) => (s.pools[0]!.listings[0]!.riskClass = 7), 'class 7'],
    ['more an hour than in all', (s) => (s.pools[0]!.listings[0]!.ceiling = 1n), 'an hour'],
    [
      'a population in no market',
      (s) => (s.local.population[0]!.collateral = 'STRANGE'),
      'which is no market',
    ],
    ['a feed that may be stale at once', (s) => (s.feeds[1]!.maxAge = 3_600n), 'heartbeat'],
  ])('refuses %s', (_, change, message) => {
    expect(complaints(change)).toContain(message);
  });

  it('names what is allowed where a name is unknown', () => {
    expect(() => tokenOf(localStack, 'DOGE')).toThrow(UnknownNameError);
    expect(() => feedOf(localStack, 'STETH')).toThrow('Allowed: USDC, BTC, ETH, ALT.');
    expect(() => ladderOf(localStack, 'steep')).toThrow('Allowed: btc, eth, alt.');
  });
});
