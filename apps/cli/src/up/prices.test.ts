import { localStack, UnknownNameError } from '@hypothec/config';
import { describe, expect, it } from 'vitest';
import { Prices } from './prices.ts';

const USD = 10n ** 8n;
const first = new Map([
  ['USDC', USD],
  ['BTC', 7_933n * USD],
]);
const tick = (priceE8: bigint) => ({ time: 0n, prices: new Map([['BTC', priceE8]]) });

describe('Prices', () => {
  it('says what the history says', () => {
    const prices = new Prices(localStack, first, {});
    expect(prices.play(tick(5_000n * USD))).toEqual(new Map([['BTC', 5_000n * USD]]));
  });

  it('sets a price to the last unit, whatever the history’s', () => {
    const prices = new Prices(localStack, first, {});
    for (const price of [5_000n * USD, 5_000n * USD + 1n, 123_456_789_012n]) {
      prices.set('BTC', price);
      expect(prices.price('BTC')).toBe(price);
    }
  });

  it('keeps the distance of a price moved by hand while the history plays on', () => {
    const prices = new Prices(localStack, first, {});
    prices.shock('BTC', -2_000n);
    expect(prices.price('BTC')).toBe((7_933n * USD * 8n) / 10n);
    prices.play(tick(10_000n * USD));
    expect(prices.price('BTC')).toBe(8_000n * USD);
    expect(prices.price('USDC')).toBe(USD);
  });

  it('lets go of one price or of all', () => {
    const prices = new Prices(localStack, first, {});
    prices.shock('BTC', -1_000n);
    prices.shock('USDC', -500n);
    prices.release('BTC');
    expect(prices.factors).toEqual({ USDC: 950_000_000_000_000_000n });
    prices.release(null);
    expect(prices.all()).toEqual(first);
  });

  it('takes its factors over after a restart', () => {
    const before = new Prices(localStack, first, {});
    before.shock('BTC', -2_500n);
    const after = new Prices(localStack, first, before.factors);
    expect(after.price('BTC')).toBe(before.price('BTC'));
  });

  it('refuses what the oracle would not believe, and names that no feed has', () => {
    const prices = new Prices(localStack, first, {});
    expect(() => prices.set('BTC', 100n * USD)).toThrow('above 100 and below 10,000,000');
    expect(() => prices.set('DOGE', USD)).toThrow(UnknownNameError);
    expect(() => prices.release('DOGE')).toThrow(UnknownNameError);
  });

  it('stops short of where the oracle stops believing, wherever the history goes', () => {
    const prices = new Prices(localStack, first, {});
    prices.set('BTC', 101n * USD);
    prices.play(tick(4_000n * USD));
    expect(prices.price('BTC')).toBe(100n * USD + 1n);
  });

  it('tells the change over a day', () => {
    const prices = new Prices(localStack, first, {});
    expect(prices.views().map(({ dayChangeBps }) => dayChangeBps)).toEqual([null, null]);
    prices.remember(0n);
    prices.play(tick((7_933n * USD * 9n) / 10n));
    prices.remember(43_200n);
    expect(prices.views()[1]?.dayChangeBps).toBe(-1_000n);
    prices.remember(86_400n + 43_200n);
    expect(prices.views()[1]?.dayChangeBps).toBe(0n);
  });
});
