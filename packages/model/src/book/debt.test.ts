import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_AMOUNT } from '../math.ts';
import { rates } from '../pool/pool.testing.ts';
import { refusalOf } from '../refusal.testing.ts';
import { at, BTC, DAY, ids, USD, YEAR } from '../terms.testing.ts';
import { timestamp, units } from '../units.ts';
import { RIGHT } from './env.ts';
import { Scene } from './scene.testing.ts';

function opened(debt = 30_000n * USD): Scene {
  return new Scene().open('btc', BTC, debt);
}

describe('open', () => {
  test('1 BTC at 60,000 with an open LTV of 50 %: up to 30,000', () => {
    const scene = opened();
    expect(scene.loan).toEqual({
      units: 30_000n * USD,
      since: scene.now,
      called: false,
      reason: 'price',
      holdings: [{ id: ids.btc, amount: BTC }],
    });
    expect(scene.events).toEqual(['Pledged', 'Drawn']);
    expect(scene.last?.transfers).toEqual([
      { token: at.btc, from: at.alice, to: 'book', amount: BTC },
      { token: at.usd, from: at.pool, to: at.alice, amount: 30_000n * USD },
    ]);
    const above = 30_000n * USD + 1n;
    expect(refusalOf(() => opened(above))).toEqual([
      'AboveOpenLimit',
      scene.id,
      above,
      30_000n * USD,
    ]);
  });

  test('refuses what pledging refuses before what drawing refuses', () => {
    expect(refusalOf(() => new Scene().open('btc', 0n, 0n))).toEqual(['ZeroAmount']);
    const scene = new Scene();
    const asBob = ['NotAllowed', at.bob, scene.id, BigInt(RIGHT.pledge)];
    expect(refusalOf(() => scene.open('btc', BTC, USD, at.bob))).toEqual(asBob);
  });
});

describe('draw', () => {
  test('counts the low price', () => {
    const scene = opened(20_000n * USD).price('btc', 50_000n, 60_000n);
    expect(scene.draw(5_000n * USD).debt).toBe(25_000n * USD);
    expect(refusalOf(() => scene.draw(1n))).toEqual([
      'AboveOpenLimit',
      scene.id,
      25_000n * USD + 1n,
      25_000n * USD,
    ]);
  });

  test('counts interest', () => {
    const scene = new Scene({}, rates({ baseBps: 1_000n })).open('btc', BTC, 20_000n * USD);
    scene.wait(YEAR);
    const debt = 22_103_418_362n;
    expect(scene.debt).toBe(debt);
    expect(refusalOf(() => scene.draw(10_000n * USD))[0]).toBe('AboveOpenLimit');
  });

  test('leaves at least the minimum', () => {
    const scene = new Scene().pledge('btc', BTC);
    expect(refusalOf(() => scene.draw(100n * USD - 1n))).toEqual([
      'DebtBelowMinimum',
      scene.id,
      100n * USD - 1n,
      100n * USD,
    ]);
    expect(scene.draw(100n * USD).debt).toBe(100n * USD);
  });

  test('refuses nothing, nobody and no collateral', () => {
    const scene = new Scene().pledge('btc', BTC);
    expect(refusalOf(() => scene.draw(0n))).toEqual(['ZeroAmount']);
    expect(refusalOf(() => scene.draw(USD, at.alice, at.zero))).toEqual(['ZeroAddress']);
    expect(refusalOf(() => new Scene().draw(USD))).toEqual(['NoCollateral', scene.id]);
  });

  test('refuses more than the cash of the pool', () => {
    const scene = new Scene().pledge('btc', 1_000n * BTC);
    const wanted = 5_000_000n * USD + 1n;
    expect(refusalOf(() => scene.draw(wanted))).toEqual([
      'NotEnoughCash',
      wanted,
      5_000_000n * USD,
    ]);
  });

  test('waits while a call is open, and ends one that has lapsed', () => {
    const scene = opened().price('btc', 42_000n).wait(1n).call();
    const { since } = scene.loan;
    scene.price('btc', 100_000n);
    expect(refusalOf(() => scene.draw(USD))).toEqual(['CallOpen', scene.id, since]);
    scene.wait(2n * DAY - 1n);
    expect(refusalOf(() => scene.draw(USD))).toEqual(['CallOpen', scene.id, since]);
    scene.wait(1n).draw(USD);
    expect(scene.loan).toMatchObject({ called: false, reason: 'price', since: scene.now });
  });

  test('needs a price for everything held', () => {
    const scene = opened(USD * 100n)
      .pledge('eth', 10n ** 18n)
      .kill('eth');
    expect(refusalOf(() => scene.draw(USD))).toEqual(['Dead']);
  });

  test('is the borrower’s, or an operator’s with the right, to the last second', () => {
    const scene = opened(USD * 100n);
    const refused = ['NotAllowed', at.bob, scene.id, BigInt(RIGHT.draw)];
    expect(refusalOf(() => scene.draw(USD, at.bob))).toEqual(refused);
    scene.approvals.set(at.bob, { rights: RIGHT.pledge | RIGHT.withdraw, expiry: scene.now });
    expect(refusalOf(() => scene.draw(USD, at.bob))).toEqual(refused);
    scene.approvals.set(at.bob, { rights: RIGHT.draw, expiry: scene.now });
    expect(scene.draw(USD, at.bob).debt).toBe(101n * USD);
    scene.wait(1n);
    expect(refusalOf(() => scene.draw(USD, at.bob))).toEqual(refused);
  });

  test('refuses units that the loan’s word does not hold', () => {
    const scene = new Scene().pledge('btc', BTC);
    scene.loan = { ...scene.loan, units: units(MAX_AMOUNT) };
    expect(refusalOf(() => scene.draw(USD))[0]).toBe('AboveOpenLimit');
    scene.pledge('btc', 10n ** 30n).price('btc', 10n ** 9n);
    expect(refusalOf(() => scene.draw(USD))).toEqual([
      'AmountTooLarge',
      MAX_AMOUNT + USD,
      MAX_AMOUNT,
    ]);
  });
});

describe('repay', () => {
  test('of part, by anyone', () => {
    const scene = opened().repay(10_000n * USD, at.bob);
    expect(scene.debt).toBe(20_000n * USD);
    expect(scene.last?.returns).toBe(10_000n * USD);
    expect(scene.last?.transfers).toEqual([
      { token: at.usd, from: at.bob, to: at.pool, amount: 10_000n * USD },
    ]);
    expect(scene.events).toEqual(['Repaid']);
  });

  test('of all takes no more than the debt, and ends date and call', () => {
    const scene = opened().price('btc', 42_000n).wait(1n).call().repay();
    expect(scene.last?.returns).toBe(30_000n * USD);
    expect(scene.loan).toMatchObject({ units: 0n, since: 0n, called: false, reason: 'price' });
    expect(scene.events).toEqual(['Repaid', 'Cleared']);
  });

  test('leaves nothing between zero and the minimum', () => {
    const scene = opened();
    expect(refusalOf(() => scene.repay(29_900n * USD + 1n))).toEqual([
      'DebtBelowMinimum',
      scene.id,
      100n * USD - 1n,
      100n * USD,
    ]);
    expect(scene.repay(29_900n * USD).debt).toBe(100n * USD);
  });

  test('refuses nothing, no debt, and who cannot pay', () => {
    expect(refusalOf(() => opened().repay(0n))).toEqual(['ZeroAmount']);
    const without = new Scene().pledge('btc', BTC);
    expect(refusalOf(() => without.repay())).toEqual(['NoDebt', without.id]);
    const scene = opened();
    scene.missing.add(at.usd);
    expect(refusalOf(() => scene.repay(USD))).toEqual(['TransferFromFailed']);
  });

  test('works in every state: called, lapsed, liquidatable, without a price', () => {
    const scene = opened().price('btc', 42_000n).wait(1n).call();
    scene.kill('btc').repay(USD);
    expect(scene.events).toEqual(['Repaid']);
    expect(scene.loan.called).toBe(true);
    scene.sequencer = { up: false, since: timestamp(1n) };
    expect(scene.repay(USD).debt).toBe(29_998n * USD);
    scene.wait(9n * DAY).price('btc', 1n);
    expect(scene.repay(USD).debt).toBe(29_997n * USD);
  });

  test('ends a call exactly at the clear limit at the low price', () => {
    const scene = opened().price('btc', 42_000n, 50_000n).wait(1n).call();
    // 64 % of 42,000 is 26,880.
    scene.repay(3_120n * USD - 1n);
    expect(scene.events).toEqual(['Repaid']);
    const since = scene.wait(60n).now;
    scene.repay(1n);
    expect(scene.events).toEqual(['Repaid', 'Cleared']);
    expect(scene.loan).toMatchObject({ called: false, since });
  });

  test('leaves a lapsed call as it is: it is void already', () => {
    const scene = opened()
      .price('btc', 42_000n)
      .wait(1n)
      .call()
      .wait(2n * DAY);
    const { since } = scene.loan;
    scene.repay(20_000n * USD);
    expect(scene.events).toEqual(['Repaid']);
    expect(scene.loan).toMatchObject({ called: true, since });
  });
});

test('drawing in two parts ends where drawing once does, and never with less debt', () => {
  const part = fc.bigInt({ min: 100n * USD, max: 9_000n * USD });
  const wait = fc.bigInt({ min: 0n, max: 10n * YEAR });
  const property = fc.property(part, part, wait, (a, b, elapsed) => {
    const config = rates({ baseBps: 137n });
    const scene = new Scene({}, config).open('btc', 10n * BTC, 1_000n * USD).wait(elapsed);
    const whole = scene.fork().draw(a + b);
    const parts = scene.fork().draw(a).draw(b);
    expect(parts.loan.units).toBeGreaterThanOrEqual(whole.loan.units);
    expect(parts.loan.units).toBeLessThanOrEqual(whole.loan.units + 1n);
  });
  fc.assert(property);
});
