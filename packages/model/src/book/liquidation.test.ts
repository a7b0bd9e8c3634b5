import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_UINT256 } from '../math.ts';
import { creditDebtOf } from '../pool/credit.ts';
import { setLimits } from '../pool/curation.ts';
import { classAt } from '../pool/lines.ts';
import { rates } from '../pool/pool.testing.ts';
import { poolListing } from '../pool/state.ts';
import { refusalOf } from '../refusal.testing.ts';
import { at, BTC, DAY, ETH, HOUR, ids, listing, scaled, USD } from '../terms.testing.ts';
import { bps, collateralAssets, loanAssets, timestamp } from '../units.ts';
import { valueOf } from '../valuation.ts';
import { Scene } from './scene.testing.ts';

function opened(): Scene {
  return new Scene().open('btc', BTC, 30_000n * USD).wait(1n);
}

function called(): Scene {
  return opened().price('btc', 42_000n).call();
}

/** In the window's last second plus so many. */
function afterWindow(seconds: bigint): Scene {
  return called().wait(DAY + seconds);
}

const maximum = 5n * 10n ** 16n;

function bonusOf(scene: Scene): unknown {
  const event = scene.last?.events.find(({ event: name }) => name === 'Liquidated');
  return event?.event === 'Liquidated' ? event.bonusWad : undefined;
}

describe('a soft sale', () => {
  test('30 minutes after the window: 2.5 %, 10,864.20 repaid, to 62 %', () => {
    const scene = afterWindow(HOUR / 2n);
    const sold = scene.liquidate();
    expect(sold).toMatchObject({ repaid: 10_864_197_531n, seized: 26_513_815n, badDebt: 0n });
    expect(bonusOf(scene)).toBe(25n * 10n ** 15n);
    expect(scene.events).toEqual(['Liquidated', 'Cleared']);
    expect(scene.loan).toMatchObject({ called: false, since: scene.now });
    expect(scene.debt).toBe(19_135_802_469n);
    // 19,135.80 of 30,864.20: 62 %.
    const value = valueOf(collateralAssets(scene.amount('btc')), scaled(42_000n, 8n));
    expect((scene.debt * 10_000n) / value).toBe(6_199n);
    expect(scene.last?.transfers).toEqual([
      { token: at.btc, from: 'book', to: at.liquidator, amount: 26_513_815n },
      { token: at.usd, from: at.liquidator, to: at.pool, amount: 10_864_197_531n },
    ]);
    expect(scene.last?.events.find(({ event }) => event === 'Liquidated')).toEqual({
      emitter: 'book',
      event: 'Liquidated',
      id: scene.id,
      collateralId: ids.btc,
      liquidator: at.liquidator,
      repaid: 10_864_197_531n,
      seized: 26_513_815n,
      bonusWad: 25n * 10n ** 15n,
      badDebt: 0n,
      units: 19_135_802_469n,
    });
  });

  test('begins in the second in which the window ends, from no bonus', () => {
    const early = afterWindow(-1n);
    expect(refusalOf(() => early.liquidate())).toEqual([
      'CureWindowOpen',
      early.id,
      early.loan.since + DAY,
    ]);
    const scene = afterWindow(0n);
    scene.liquidate();
    expect(bonusOf(scene)).toBe(0n);
  });

  test('ends with the call’s lapse', () => {
    const last = afterWindow(DAY - 1n);
    last.liquidate();
    expect(bonusOf(last)).toBe(maximum);
    const late = afterWindow(DAY);
    expect(refusalOf(() => late.liquidate())).toEqual([
      'NotLiquidatable',
      late.id,
      30_000n * USD,
      29_400n * USD,
      33_600n * USD,
    ]);
  });

  test('needs the debt above the call limit at the high price, measured again', () => {
    const scene = afterWindow(0n).price('btc', 42_000n, 42_858n);
    expect(refusalOf(() => scene.liquidate())).toEqual([
      'NotLiquidatable',
      scene.id,
      30_000n * USD,
      30_000_600_000n,
      34_286_400_000n,
    ]);
    scene.price('btc', 42_000n, 42_857n);
    expect(scene.liquidate().repaid).toBeGreaterThan(0n);
  });

  test('needs more debt than the call limit, to the unit', () => {
    // 30,000 / 70 % = 42,857.142857…
    const scene = afterWindow(0n).worth('btc', 42_857_142_858n);
    expect(refusalOf(() => scene.liquidate())[0]).toBe('NotLiquidatable');
    expect(scene.worth('btc', 42_857_142_857n).liquidate().repaid).toBeGreaterThan(0n);
  });

  test('is sized, and its bonus capped, at the high price', () => {
    const scene = afterWindow(HOUR / 2n).price('btc', 10_000n, 42_000n);
    expect(scene.liquidate()).toMatchObject({ repaid: 10_864_197_531n, seized: 26_513_815n });
    expect(bonusOf(scene)).toBe(25n * 10n ** 15n);
  });

  test('never without a call', () => {
    const scene = opened()
      .price('btc', 42_000n)
      .wait(9n * DAY);
    expect(refusalOf(() => scene.liquidate())[0]).toBe('NotLiquidatable');
  });

  test('waits for a whole window after the sequencer came up again', () => {
    const scene = called();
    scene.sequencer = { up: false, since: timestamp(scene.now + 5n) };
    scene.wait(2n * DAY - 1n);
    expect(refusalOf(() => scene.liquidate())).toEqual(['CureWindowOpen', scene.id, MAX_UINT256]);
    scene.sequencer = { up: true, since: scene.now };
    scene.wait(DAY - 1n);
    expect(refusalOf(() => scene.liquidate())[0]).toBe('CureWindowOpen');
    expect(scene.wait(1n).liquidate().repaid).toBeGreaterThan(0n);
  });

  test('needs a new call after an outage that outlasted the old one', () => {
    const scene = called();
    scene.sequencer = { up: false, since: timestamp(scene.now + 5n) };
    scene.wait(2n * DAY);
    expect(refusalOf(() => scene.liquidate())[0]).toBe('CureWindowOpen');
    scene.sequencer = { up: true, since: scene.now };
    expect(refusalOf(() => scene.liquidate())[0]).toBe('NotLiquidatable');
    expect(scene.call().loan.since).toBe(scene.now);
  });

  test('of less keeps the call and its clock', () => {
    const scene = afterWindow(HOUR);
    const { since } = scene.loan;
    scene.liquidate(1_000n * USD);
    expect(scene.events).toEqual(['Liquidated']);
    expect(scene.loan).toMatchObject({ called: true, since });
  });
});

describe('a hard sale', () => {
  test('begins one unit above the liquidation limit at the high price, at any time', () => {
    const scene = opened().worth('btc', 37_500n * USD);
    expect(refusalOf(() => scene.liquidate())).toEqual([
      'NotLiquidatable',
      scene.id,
      30_000n * USD,
      26_250n * USD,
      30_000n * USD,
    ]);
    // The low price alone is doubt, and doubt never seizes.
    scene.price('btc', 20_000n, 37_500n);
    expect(refusalOf(() => scene.liquidate())[0]).toBe('NotLiquidatable');
    scene.worth('btc', 37_500n * USD - 1n);
    scene.liquidate();
    // One unit past 30,000,000,000: 1e18 / 29,999,999,999.
    expect(bonusOf(scene)).toBe(33_333_333n);
  });

  test('in the window too, and the larger bonus counts', () => {
    const inside = called().wait(1n).price('btc', 36_000n);
    inside.liquidate();
    // 30,000 / 28,800 - 1 = 4.1666… %
    expect(bonusOf(inside)).toBe(41_666_666_666_666_666n);
    const later = afterWindow(HOUR / 2n).price('btc', 36_000n);
    later.liquidate();
    expect(bonusOf(later)).toBe(41_666_666_666_666_666n);
    const full = afterWindow(HOUR).price('btc', 36_000n);
    full.liquidate();
    expect(bonusOf(full)).toBe(maximum);
  });

  test('of an insolvent loan: the floor, all collateral, the rest is bad debt', () => {
    const scene = opened().price('btc', 24_000n);
    const sold = scene.liquidate();
    expect(bonusOf(scene)).toBe(5n * 10n ** 15n);
    // 24,000 / 1.005 = 23,880.597014…, rounded up.
    expect(sold).toMatchObject({
      repaid: 23_880_597_015n,
      seized: BTC,
      badDebt: 6_119_402_985n,
    });
    expect(scene.loan).toEqual({
      units: 0n,
      since: 0n,
      called: false,
      reason: 'price',
      holdings: [],
    });
    expect(scene.pool.lenderAssets).toBe(5_000_000n * USD - 6_119_402_985n);
  });
});

describe('a sale', () => {
  test('refuses nobody as receiver, the borrower, no debt, and the same second', () => {
    const scene = opened().price('btc', 30_000n);
    const act = (caller: typeof at.bob, receiver = caller) =>
      refusalOf(() => scene.liquidate(MAX_UINT256, 0n, caller, receiver));
    expect(act(at.bob, at.zero)).toEqual(['ZeroAddress']);
    expect(act(at.alice, at.bob)).toEqual(['SelfLiquidation', scene.id]);
    const free = new Scene().pledge('btc', BTC);
    expect(refusalOf(() => free.liquidate())).toEqual(['NoDebt', free.id]);
    const fresh = new Scene().open('btc', BTC, 30_000n * USD).price('btc', 30_000n);
    expect(refusalOf(() => fresh.liquidate())).toEqual(['SameBlock', fresh.id]);
    expect(fresh.wait(1n).liquidate().repaid).toBeGreaterThan(0n);
  });

  test('gives at least what the liquidator asks for', () => {
    const scene = afterWindow(HOUR / 2n);
    expect(refusalOf(() => scene.liquidate(MAX_UINT256, 26_513_816n))).toEqual([
      'SeizedBelowMinimum',
      26_513_815n,
      26_513_816n,
    ]);
    expect(scene.liquidate(MAX_UINT256, 26_513_815n).seized).toBe(26_513_815n);
  });

  test('leaves no debt between zero and the minimum', () => {
    const scene = opened().price('btc', 30_500n);
    expect(refusalOf(() => scene.liquidate(29_900n * USD + 1n))).toEqual([
      'DebtBelowMinimum',
      scene.id,
      100n * USD - 1n,
      100n * USD,
    ]);
    scene.liquidate(29_900n * USD);
    expect(scene.debt).toBe(100n * USD);
    const dust = new Scene({ minDebt: loanAssets(20_000n * USD) });
    dust
      .open('btc', BTC, 30_000n * USD)
      .wait(1n)
      .price('btc', 37_000n);
    // To 62 % would leave less than 20,000: the whole debt.
    expect(dust.liquidate().repaid).toBe(30_000n * USD);
    expect(dust.loan.units).toBe(0n);
    expect(dust.loan.holdings).toHaveLength(1);
  });

  test('needs a price, and the money', () => {
    expect(refusalOf(() => afterWindow(0n).kill('btc').liquidate())).toEqual(['Dead']);
    const scene = afterWindow(0n);
    scene.missing.add(at.usd);
    expect(refusalOf(() => scene.liquidate())).toEqual(['TransferFromFailed']);
  });

  test('of the first collateral alone; when it is gone the next leads, without limits', () => {
    const scene = new Scene().open('eth', ETH, 900n * USD).pledge('btc', BTC / 10n);
    scene
      .draw(2_500n * USD)
      .wait(1n)
      .price('eth', 500n)
      .price('btc', 36_000n);
    const closed = loanAssets(0n);
    scene.pool = setLimits(scene.pool, scene.now, ids.btc, closed, closed).pool;
    const before = scene.debt;
    const sold = scene.liquidate();
    expect(sold).toMatchObject({ seized: ETH, badDebt: 0n });
    expect(scene.events).toEqual(['Liquidated', 'Reclassified']);
    expect(scene.loan.holdings.map(({ id }) => id)).toEqual([ids.btc]);
    expect(poolListing(scene.pool, ids.btc).units).toBe(scene.loan.units);
    expect(classAt(scene.pool, 1).units).toBe(0n);
    expect(scene.debt).toBe(before - sold.repaid);
  });

  test('that takes the last collateral of a called loan ends the call with it', () => {
    const scene = called().wait(1n).price('btc', 24_000n);
    scene.liquidate();
    expect(scene.events).toEqual(['Liquidated', 'Cleared']);
    expect(scene.loan.holdings).toEqual([]);
  });

  test('in two parts never gives more collateral for the money than in one', () => {
    const prices = fc.bigInt({ min: 30_100n * USD, max: 37_499n * USD });
    const parts = fc.bigInt({ min: USD, max: 20_000n * USD });
    const changes = fc.record({
      maxBonusBps: fc.bigInt({ min: 0n, max: 1_200n }).map(bps),
      slopeBps: fc.bigInt({ min: 0n, max: 50_000n }).map(bps),
    });
    const property = fc.property(changes, prices, parts, (change, value, part) => {
      const scene = new Scene({ ...change, minDebt: loanAssets(1n) });
      scene
        .open('btc', BTC, 30_000n * USD)
        .wait(1n)
        .worth('btc', value);
      const whole = scene.fork().liquidate();
      const first = scene.liquidate(part);
      // What the first part leaves may be healthy, and then there is no second.
      const due = scene.debt > (((scene.amount('btc') * value) / BTC) * 8n) / 10n;
      const second = due ? scene.liquidate() : { repaid: 0n, seized: 0n };
      const [repaid, seized] = [first.repaid + second.repaid, first.seized + second.seized];
      // One unit of collateral is what rounding down may have kept back in one sale.
      expect(seized * whole.repaid).toBeLessThanOrEqual((whole.seized + 1n) * repaid);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe('writing off', () => {
  test('books all of the debt as lost where the collateral is worth nothing', () => {
    const scene = new Scene({}, rates({ baseBps: 1_000n }));
    scene
      .open('btc', BTC, 30_000n * USD)
      .wait(DAY)
      .worth('btc', 0n);
    const { debt } = creditDebtOf(scene.pool, scene.now, ids.btc, scene.loan.units);
    expect(scene.writeOff()).toBe(debt - 1n);
    expect(scene.events).toEqual(['WrittenOff']);
    expect(scene.loan).toMatchObject({ units: 0n, since: 0n, called: false });
    expect(scene.amount('btc')).toBe(BTC);
    expect(classAt(scene.pool, 0).units).toBe(0n);
  });

  test('refuses what is worth a unit at the high price', () => {
    const scene = opened().worth('btc', 1n);
    expect(refusalOf(() => scene.writeOff())).toEqual(['NotWorthless', scene.id, 1n]);
    const doubtful = opened().price('btc', 0n, 1n);
    expect(refusalOf(() => doubtful.writeOff())).toEqual(['NotWorthless', doubtful.id, USD]);
  });

  test('refuses no debt, the same second, and no price', () => {
    const free = new Scene().pledge('btc', BTC);
    expect(refusalOf(() => free.writeOff())).toEqual(['NoDebt', free.id]);
    const fresh = new Scene().open('btc', BTC, 30_000n * USD).worth('btc', 0n);
    expect(refusalOf(() => fresh.writeOff())).toEqual(['SameBlock', fresh.id]);
    expect(refusalOf(() => opened().kill('btc').writeOff())).toEqual(['Dead']);
  });
});

test('the bonus of these tests is the listing’s', () => {
  expect(listing('btc').maxBonusBps * 10n ** 14n).toBe(maximum);
});
