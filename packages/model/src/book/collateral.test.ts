import { describe, expect, test } from 'vitest';
import { makeCollateralId } from '../ids.ts';
import { MAX_AMOUNT } from '../math.ts';
import { setLimits } from '../pool/curation.ts';
import { START } from '../pool/pool.testing.ts';
import { poolListing } from '../pool/state.ts';
import { refusalOf } from '../refusal.testing.ts';
import { at, BTC, DAY, ETH, ids, listing, USD } from '../terms.testing.ts';
import { collateralAssets, loanAssets } from '../units.ts';
import { pledge } from './collateral.ts';
import { RIGHT } from './env.ts';
import { Scene } from './scene.testing.ts';

function opened(): Scene {
  return new Scene().open('btc', BTC, 30_000n * USD);
}

function holdings(scene: Scene): readonly (readonly [number, bigint])[] {
  return scene.loan.holdings.map(({ id, amount }) => [id, amount]);
}

describe('pledge', () => {
  test('brings collateral from the caller', () => {
    const scene = new Scene().pledge('btc', BTC).pledge('btc', 5n);
    expect(holdings(scene)).toEqual([[ids.btc, BTC + 5n]]);
    expect(scene.events).toEqual(['Pledged']);
    expect(scene.last?.transfers).toEqual([
      { token: at.btc, from: at.alice, to: 'book', amount: 5n },
    ]);
    expect(scene.loan.since).toBe(0n);
  });

  test('of what is held is open to anyone, a new kind to the borrower alone', () => {
    const scene = opened().pledge('btc', 1n, at.bob);
    expect(scene.amount('btc')).toBe(BTC + 1n);
    const refused = ['NotAllowed', at.bob, scene.id, BigInt(RIGHT.pledge)];
    expect(refusalOf(() => scene.pledge('eth', ETH, at.bob))).toEqual(refused);
    scene.approvals.set(at.bob, { rights: RIGHT.pledge, expiry: scene.now });
    expect(scene.pledge('eth', ETH, at.bob).amount('eth')).toBe(ETH);
  });

  test('of a closed listing goes on for who holds it, and begins for nobody', () => {
    const scene = opened();
    scene.closed.add(ids.btc).add(ids.eth);
    expect(scene.pledge('btc', 1n).amount('btc')).toBe(BTC + 1n);
    expect(refusalOf(() => scene.pledge('eth', ETH))).toEqual(['ListingIsClosed', 1n, 9n]);
  });

  test('refuses nothing, an unknown listing, and who cannot pay', () => {
    const scene = opened();
    expect(refusalOf(() => scene.pledge('btc', 0n))).toEqual(['ZeroAmount']);
    const unknown = makeCollateralId(31, 7);
    const act = () =>
      pledge(scene.env(at.alice), scene.id, scene.loan, scene.pool, unknown, collateralAssets(1n));
    expect(refusalOf(act)).toEqual(['UnknownListing', 1n, 255n]);
    scene.missing.add(at.btc);
    expect(refusalOf(() => scene.pledge('btc', 1n))).toEqual(['TransferFromFailed']);
  });

  test('fills a slot up to the largest amount and no further', () => {
    const scene = new Scene().pledge('btc', MAX_AMOUNT - 1n).pledge('btc', 1n);
    expect(refusalOf(() => scene.pledge('btc', 1n))).toEqual(['AmountTooLarge', 1n, 0n]);
    const fresh = new Scene();
    expect(refusalOf(() => fresh.pledge('btc', MAX_AMOUNT + 1n))).toEqual([
      'AmountTooLarge',
      MAX_AMOUNT + 1n,
      MAX_AMOUNT,
    ]);
  });

  test('refuses a ninth kind', () => {
    const scene = new Scene();
    const eight = Array.from({ length: 8 }, (_, i) => ({
      id: makeCollateralId(i + 2, 0),
      amount: collateralAssets(1n),
    }));
    scene.loan = { ...scene.loan, holdings: eight };
    expect(refusalOf(() => scene.pledge('btc', 1n))).toEqual(['TooManyCollaterals', scene.id, 8n]);
    scene.loan = { ...scene.loan, holdings: eight.slice(1) };
    expect(scene.pledge('btc', 1n).loan.holdings).toHaveLength(8);
  });

  test('of a riskier kind takes the debt to its class, within its limits', () => {
    const scene = opened().pledge('eth', ETH);
    expect(holdings(scene)).toEqual([
      [ids.eth, ETH],
      [ids.btc, BTC],
    ]);
    expect(scene.events).toEqual(['Reclassified', 'Pledged']);
    expect(poolListing(scene.pool, ids.btc).units).toBe(0n);
    expect(poolListing(scene.pool, ids.eth).units).toBe(30_000n * USD);
    const held = opened();
    const ceiling = loanAssets(30_000n * USD - 1n);
    held.pool = setLimits(held.pool, START, ids.eth, ceiling, loanAssets(10n ** 12n)).pool;
    expect(refusalOf(() => held.pledge('eth', ETH))[0]).toBe('CeilingExceeded');
  });

  test('of a safer kind, or without debt, moves nothing', () => {
    const scene = new Scene().open('eth', 100n * ETH, 1_000n * USD).pledge('btc', 1n);
    expect(scene.events).toEqual(['Pledged']);
    const free = new Scene().pledge('btc', 1n).pledge('eth', 1n);
    expect(free.events).toEqual(['Pledged']);
  });

  test('ends a call exactly at the clear limit, and leaves it without a price', () => {
    const scene = opened().price('btc', 42_000n).wait(1n).call();
    // 30,000 / 64 % = 46,875 of value: 1.11607143 BTC at 42,000.
    const short = scene.fork().pledge('btc', 11_607_142n);
    expect(short.loan.called).toBe(true);
    const cured = scene.fork().wait(60n).pledge('btc', 11_607_143n);
    expect(cured.events).toEqual(['Pledged', 'Cleared']);
    expect(cured.loan).toMatchObject({ called: false, since: cured.now });
    const blind = scene.fork().kill('btc').pledge('btc', BTC);
    expect(blind.events).toEqual(['Pledged']);
    expect(blind.loan.called).toBe(true);
  });
});

describe('withdraw', () => {
  test('without debt takes anything, whatever the oracle says', () => {
    const scene = new Scene().pledge('btc', BTC).kill('btc').withdraw('btc', 1n);
    expect(scene.last?.returns).toBe(1n);
    scene.withdraw('btc', undefined, at.alice, at.bob);
    expect(scene.last?.returns).toBe(BTC - 1n);
    expect(scene.last?.transfers).toEqual([
      { token: at.btc, from: 'book', to: at.bob, amount: BTC - 1n },
    ]);
    expect(scene.loan.holdings).toEqual([]);
    expect(scene.events).toEqual(['Withdrawn']);
  });

  test('with debt goes to the open limit at the low price, to the unit', () => {
    const scene = opened().price('btc', 75_000n, 90_000n).wait(5n);
    // 30,000 / 50 % = 60,000 of value: 0.8 BTC.
    expect(refusalOf(() => scene.withdraw('btc', 20_000_001n))).toEqual([
      'AboveOpenLimit',
      scene.id,
      30_000n * USD,
      29_999_999_625n,
    ]);
    scene.withdraw('btc', 20_000_000n);
    expect(scene.amount('btc')).toBe(80_000_000n);
    expect(scene.loan.since).toBe(scene.now);
  });

  test('refuses who may not, nobody, what is not held, nothing and too much', () => {
    const scene = opened();
    const refused = ['NotAllowed', at.bob, scene.id, BigInt(RIGHT.withdraw)];
    expect(refusalOf(() => scene.withdraw('btc', 1n, at.bob))).toEqual(refused);
    const toNobody = () => scene.withdraw('btc', 1n, at.alice, at.zero);
    expect(refusalOf(toNobody)).toEqual(['ZeroAddress']);
    expect(refusalOf(() => scene.withdraw('eth', 1n))).toEqual(['NotHeld', scene.id, 9n]);
    expect(refusalOf(() => scene.withdraw('btc', 0n))).toEqual(['ZeroAmount']);
    const tooMuch = ['InsufficientCollateral', scene.id, 8n, BTC + 1n, BTC];
    expect(refusalOf(() => scene.withdraw('btc', BTC + 1n))).toEqual(tooMuch);
  });

  test('waits while a call is open, and not once it has lapsed', () => {
    const scene = opened().price('btc', 42_000n).wait(1n).call().price('btc', 100_000n);
    const { since } = scene.loan;
    expect(refusalOf(() => scene.withdraw('btc', 1n))).toEqual(['CallOpen', scene.id, since]);
    scene.wait(2n * DAY).withdraw('btc', 1n);
    expect(scene.loan).toMatchObject({ called: false, since: scene.now });
  });

  test('of everything with debt is refused by name', () => {
    const scene = opened();
    expect(refusalOf(() => scene.withdraw('btc'))).toEqual(['NoCollateral', scene.id]);
  });

  test('needs a price where there is debt', () => {
    expect(refusalOf(() => opened().kill('btc').withdraw('btc', 1n))).toEqual(['Dead']);
  });

  test('of all of the first takes the debt to the next, within its limits', () => {
    const scene = new Scene().open('eth', ETH, 500n * USD).pledge('btc', BTC);
    const limits = [loanAssets(500n * USD), loanAssets(500n * USD)] as const;
    const tight = scene.fork();
    const hourly = loanAssets(500n * USD - 1n);
    tight.pool = setLimits(tight.pool, START, ids.btc, limits[0], hourly).pool;
    expect(refusalOf(() => tight.withdraw('eth'))).toEqual([
      'HourlyLimitExceeded',
      8n,
      500n * USD,
      500n * USD - 1n,
    ]);
    scene.pool = setLimits(scene.pool, START, ids.btc, ...limits).pool;
    scene.withdraw('eth');
    expect(scene.events).toEqual(['Reclassified', 'Withdrawn']);
    expect(holdings(scene)).toEqual([[ids.btc, BTC]]);
    expect(poolListing(scene.pool, ids.btc).units).toBe(500n * USD);
  });

  test('of all of a later one changes nothing else', () => {
    const scene = new Scene().open('eth', 10n * ETH, 500n * USD).pledge('btc', BTC);
    scene.withdraw('btc');
    expect(scene.events).toEqual(['Withdrawn']);
    expect(holdings(scene)).toEqual([[ids.eth, 10n * ETH]]);
  });
});

test('the listing of a scene is the one of its terms', () => {
  expect(new Scene().env(at.alice).listingOf(ids.btc)).toEqual(listing('btc'));
});
