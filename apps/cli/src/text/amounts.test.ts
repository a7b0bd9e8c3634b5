import { describe, expect, it } from 'vitest';
import { readMoney } from './amounts.ts';

const btc = { symbol: 'BTC', decimals: 8 };
const eth = { symbol: 'ETH', decimals: 18 };
const usdc = { symbol: 'USDC', decimals: 6 };
const tokens = [usdc, btc, eth];

describe('readMoney', () => {
  it.each<[string[], bigint, string]>([
    [['0.5', 'BTC'], 50_000_000n, 'BTC'],
    [['0.5BTC'], 50_000_000n, 'BTC'],
    [['0.5 btc'], 50_000_000n, 'BTC'],
    [['20_000', 'USDC'], 20_000_000_000n, 'USDC'],
    [['1', 'weth'], 10n ** 18n, 'ETH'],
  ])('reads %j', (words, amount, symbol) => {
    const money = readMoney(words, tokens);
    expect([money.amount, money.token.symbol]).toEqual([amount, symbol]);
  });

  it('takes the only token possible where none is named', () => {
    expect(readMoney(['12.5'], tokens, usdc)).toEqual({ token: usdc, amount: 12_500_000n });
  });

  it.each<[string[], string]>([
    [[], 'An amount is missing'],
    [['BTC'], 'An amount is missing'],
    [['0.5'], 'does not say of what'],
    [['0', 'BTC'], 'is nothing'],
    [['-1', 'BTC'], 'is not an amount'],
    [['9'.repeat(32), 'USDC'], 'is more than the contracts count'],
    [['20,000', 'USDC'], 'it has a comma'],
    [['1', 'DOGE'], 'There is no token DOGE. Allowed: USDC, BTC, ETH.'],
    [['0.123456789', 'BTC'], 'BTC has 8 digits'],
    [['1', '2', 'BTC'], 'is not an amount'],
  ])('refuses %j', (words, message) => {
    expect(() => readMoney(words, tokens)).toThrow(message);
  });
});
