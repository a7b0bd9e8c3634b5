import { describe, expect, test } from 'vitest';
import { revert } from '../errors.ts';
import { emptyLoan } from '../loan.ts';
import type { Loan } from '../loan.ts';
import { rates } from '../pool/pool.testing.ts';
import { refusalOf } from '../refusal.testing.ts';
import { at, BTC, DAY, ETH, ids, USD, YEAR } from '../terms.testing.ts';
import { collateralAssets, loanAssets, timestamp } from '../units.ts';
import { callLoan } from './calls.ts';
import { MissingPoolError } from './draft.ts';
import { Scene } from './scene.testing.ts';

function opened(): Scene {
  return new Scene().open('btc', BTC, 30_000n * USD).wait(1n);
}

function called(): Scene {
  return opened().price('btc', 42_000n).call();
}

describe('call', () => {
  test('1 BTC at 42,000, debt 30,000, call 70 %: called, since 30,000 > 29,400', () => {
    const scene = called();
    expect(scene.loan).toMatchObject({ called: true, reason: 'price', since: scene.now });
    expect(scene.last?.returns).toEqual({
      debt: 30_000n * USD,
      repayment: 3_120n * USD,
      topUps: [11_607_143n],
    });
    expect(scene.last?.events).toEqual([
      {
        emitter: 'book',
        event: 'Called',
        id: scene.id,
        caller: at.bob,
        reason: 'price',
        fee: 0n,
        units: 30_000n * USD,
        debt: 30_000n * USD,
        repayment: 3_120n * USD,
        topUps: [11_607_143n],
      },
    ]);
  });

  test('needs a debt above the call limit at the low price, to the unit', () => {
    const scene = opened();
    // 30,000 / 70 % = 42,857.142857…
    scene.worth('btc', 42_857_142_858n);
    expect(refusalOf(() => scene.call())).toEqual([
      'NotCallable',
      scene.id,
      30_000n * USD,
      30_000n * USD,
    ]);
    scene.worth('btc', 42_857_142_857n);
    expect(scene.fork().call().loan.called).toBe(true);
    scene.price('btc', 42_000n, 60_000n);
    expect(scene.call().loan.called).toBe(true);
  });

  test('asks for what cures at the low price', () => {
    const scene = opened().price('btc', 42_000n, 46_000n).call();
    expect(scene.last?.returns).toMatchObject({ repayment: 3_120n * USD, topUps: [11_607_143n] });
  });

  test('counts interest', () => {
    const scene = new Scene({}, rates({ baseBps: 1_000n })).open('btc', BTC, 30_000n * USD);
    scene.price('btc', 45_000n);
    expect(refusalOf(() => scene.call())[0]).toBe('NotCallable');
    expect(scene.wait(YEAR).call().loan.called).toBe(true);
  });

  test('is made once: not again while open, anew when lapsed', () => {
    const scene = called();
    const { since } = scene.loan;
    expect(refusalOf(() => scene.call())).toEqual(['CallOpen', scene.id, since]);
    scene.wait(2n * DAY - 1n);
    expect(refusalOf(() => scene.call())).toEqual(['CallOpen', scene.id, since]);
    scene.wait(1n).call();
    expect(scene.loan).toMatchObject({ called: true, since: scene.now });
  });

  test('refuses a loan without debt, and one without a price by the oracle’s own error', () => {
    const free = new Scene().pledge('btc', BTC);
    expect(refusalOf(() => free.call())).toEqual(['NoDebt', free.id]);
    expect(refusalOf(() => opened().kill('btc').call())).toEqual(['Dead']);
  });

  test('asks for all where less would leave less than the minimum', () => {
    const scene = new Scene({ minDebt: loanAssets(26_881n * USD) });
    scene
      .open('btc', BTC, 30_000n * USD)
      .price('btc', 42_000n)
      .call();
    expect(scene.last?.returns).toMatchObject({ repayment: 30_000n * USD });
  });

  test('says for each collateral what alone would cure', () => {
    const scene = new Scene().open('eth', 10n * ETH, 5_000n * USD).pledge('btc', BTC / 10n);
    // ETH worth 6,000 and BTC 3,000: 4,020 + 2,100 = 6,120 at the call rung.
    scene
      .draw(6_200n * USD - 5_000n * USD)
      .price('eth', 600n)
      .price('btc', 30_000n);
    scene.call();
    // Clear: 3,660 + 1,920 = 5,580, so 620 are missing: 1,016.393443 of ETH at 600, or 968.75 of
    // BTC at 30,000.
    expect(scene.last?.returns).toMatchObject({ topUps: [1_693_989_071_666_666_667n, 3_229_167n] });
  });
});

describe('the fee of a call', () => {
  const fee = loanAssets(USD);

  function withFee(): Scene {
    return new Scene({ callFee: fee }).open('btc', BTC, 30_000n * USD).wait(1n);
  }

  test('is added to the debt and paid to who called; what cures counts it', () => {
    const scene = withFee().price('btc', 42_000n).call();
    expect(scene.debt).toBe(30_001n * USD);
    expect(scene.last?.transfers).toEqual([
      { token: at.usd, from: at.pool, to: at.bob, amount: USD },
    ]);
    expect(scene.last?.returns).toMatchObject({ debt: 30_001n * USD, repayment: 3_121n * USD });
    expect(scene.last?.events.at(-1)).toMatchObject({ event: 'Called', fee: USD });
  });

  test('is left out where it would itself bring the loan to the liquidation limit', () => {
    // 80 % of the value: 30,001 exactly, and one unit above it.
    const feeNear = (limit: bigint) =>
      withFee()
        .worth('btc', (limit * 10n) / 8n)
        .call();
    expect(feeNear(30_001n * USD).debt).toBe(30_000n * USD);
    expect(feeNear(30_001n * USD + 4n).debt).toBe(30_001n * USD);
    const hard = withFee().price('btc', 37_000n).call();
    expect(hard.debt).toBe(30_000n * USD);
    expect(hard.last?.transfers).toEqual([]);
  });

  test('is measured against the limit at the low price', () => {
    const scene = withFee().price('btc', 37_000n, 60_000n).call();
    expect(scene.debt).toBe(30_000n * USD);
  });

  test('is what cash there is', () => {
    const scene = withFee().price('btc', 42_000n);
    scene.pool = { ...scene.pool, cash: loanAssets(5n) };
    expect(scene.call().debt).toBe(30_000n * USD + 5n);
    expect(scene.last?.events.at(-1)).toMatchObject({ event: 'Called', fee: 5n });
    const broke = withFee().price('btc', 42_000n);
    broke.pool = { ...broke.pool, cash: loanAssets(0n) };
    expect(broke.call().last?.transfers).toEqual([]);
  });
});

describe('clear', () => {
  test('ends a call exactly at the clear limit at the low price, for anyone', () => {
    const scene = called();
    // 30,000 / 64 % = 46,875.
    scene.worth('btc', 46_875n * USD - 1n);
    expect(refusalOf(() => scene.clear())).toEqual([
      'NotClear',
      scene.id,
      30_000n * USD,
      30_000n * USD - 1n,
    ]);
    scene
      .wait(9n)
      .worth('btc', 46_875n * USD)
      .clear();
    expect(scene.events).toEqual(['Cleared']);
    expect(scene.loan).toMatchObject({ called: false, reason: 'price', since: scene.now });
    expect(scene.loan.units).toBe(30_000n * USD);
  });

  test('counts the low price', () => {
    const scene = called().price('btc', 46_000n, 60_000n);
    expect(refusalOf(() => scene.clear())[0]).toBe('NotClear');
  });

  test('needs an open call', () => {
    const fresh = opened();
    expect(refusalOf(() => fresh.clear())).toEqual(['NoOpenCall', fresh.id]);
    const lapsed = called()
      .price('btc', 60_000n)
      .wait(2n * DAY);
    expect(refusalOf(() => lapsed.clear())).toEqual(['NoOpenCall', lapsed.id]);
    const none = new Scene();
    expect(refusalOf(() => none.clear())).toEqual(['NoOpenCall', none.id]);
  });

  test('needs a price', () => {
    expect(refusalOf(() => called().kill('btc').clear())).toEqual(['Dead']);
  });

  test('waits while the sequencer is down only where the call does', () => {
    const scene = called().price('btc', 60_000n);
    scene.sequencer = { up: false, since: timestamp(scene.now + 1n) };
    expect(scene.wait(99n * DAY).clear().loan.called).toBe(false);
  });
});

describe('a call for default', () => {
  // A line has no arrears, so none remain: the reason alone is of another creditor's.
  const reason: Loan['reason'] = 'default';

  function forDefault(): Scene {
    const scene = called();
    scene.loan = { ...scene.loan, reason };
    return scene;
  }

  test('ends when no arrears are left, whatever the price', () => {
    const scene = forDefault().clear();
    expect(scene.loan).toMatchObject({ called: false, reason: 'price' });
    const blind = forDefault().kill('btc').clear();
    expect(blind.loan.called).toBe(false);
  });

  test('ends with a repayment or a pledge that finds none', () => {
    expect(forDefault().kill('btc').repay(USD).events).toEqual(['Repaid', 'Cleared']);
    expect(forDefault().pledge('btc', 1n).events).toEqual(['Pledged', 'Cleared']);
  });
});

describe('the world of a loan', () => {
  test('must have the pool that the loan’s id names', () => {
    const scene = new Scene();
    const loan = {
      ...opened().loan,
      holdings: [{ id: ids.btc, amount: collateralAssets(BTC) }],
    };
    const act = () => callLoan(scene.env(at.bob), scene.id, loan, undefined);
    expect(act).toThrow(MissingPoolError);
    expect(act).toThrow(`There is no pool for ${scene.id}.`);
  });

  test('does not swallow a fault while it looks for a price', () => {
    const scene = called();
    const env = {
      ...scene.env(at.alice),
      priceOf: () => {
        throw new RangeError('a fault of the caller');
      },
    };
    const act = () => callLoan(env, scene.id, { ...scene.loan, called: false }, scene.pool);
    expect(act).toThrow('a fault of the caller');
    expect(() => revert('NoDebt', scene.id)).toThrow('NoDebt');
  });

  test('refuses a loan that holds nothing before anything else', () => {
    const scene = new Scene();
    const owing = { ...emptyLoan, units: opened().loan.units };
    const act = () => callLoan(scene.env(at.bob), scene.id, owing, scene.pool);
    expect(refusalOf(act)).toEqual(['NoCollateral', scene.id]);
  });
});
