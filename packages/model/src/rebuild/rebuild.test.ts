import { beforeEach, describe, expect, test } from 'vitest';
import type { CollateralId } from '../ids.ts';
import { createPool, initialRates } from '../pool/curation.ts';
import { rates, START } from '../pool/pool.testing.ts';
import { at, BTC, creditorTerms, ETH, HOUR, ids, listing, USD } from '../terms.testing.ts';
import { accrued, bps, loanAssets, rate, shares } from '../units.ts';
import { id, LIMIT, Told } from './rebuild.testing.ts';
import { Rebuild } from './rebuild.ts';

let told: Told;

beforeEach(() => {
  told = new Told();
});

describe('creditors and listings', () => {
  test('a pool begins at its registration as its constructor leaves it', () => {
    const fresh = new Rebuild();
    const terms = creditorTerms;
    fresh.book({ event: 'CreditorRegistered', creditorId: 2, creditor: at.pool, terms }, START);
    expect(fresh.pools.get(2)).toEqual(createPool(at.pool, 2, creditorTerms, START));
    fresh.pool(2, { event: 'RatesSet', config: initialRates }, START);
    expect(fresh.pools.get(2)).toEqual(createPool(at.pool, 2, creditorTerms, START));
  });

  test('a listing brings its class and those below into use, and its limits', () => {
    expect(told.state.classCount).toBe(3);
    expect(told.rebuild.listings.get('1:9')).toEqual(listing('eth'));
    const limits = { ceiling: LIMIT, hourly: LIMIT };
    expect([...told.state.listings]).toEqual(
      Object.values(ids).map((own) => [own, { units: 0n, flow: 0n, flowAt: START, ...limits }]),
    );
    told.list(15 as CollateralId, 'alt');
    told.list(16 as CollateralId, 'btc');
    expect(told.state.classCount).toBe(8);
  });

  test('limits of what is not listed wait for its listing', () => {
    const before = told.state;
    const eleven = 11 as CollateralId;
    told.pool({ event: 'LimitsSet', collateralId: eleven, ceiling: LIMIT, hourly: LIMIT });
    expect(told.state).toBe(before);
  });

  test('closing and approving are remembered', () => {
    told.book({ event: 'ListingClosed', creditorId: 1, collateralId: ids.eth });
    expect([...told.rebuild.closed]).toEqual(['1:9']);
    const parties = { borrower: at.alice, operator: at.bob };
    told.book({ event: 'OperatorApproved', ...parties, rights: 3, expiry: 10n });
    told.book({ event: 'OperatorApproved', ...parties, rights: 1, expiry: 20n });
    expect(told.rebuild.approvals).toEqual(
      new Map([[`${at.alice}:${at.bob}`, { rights: 1, expiry: 20n }]]),
    );
  });
});

describe('a pool’s own events', () => {
  test('Accrued brings interest up to the block at the old rate', () => {
    told.pool({ event: 'Accrued', baseRate: rate(500_000_000n) });
    told.pass(86_400n);
    told.pool({ event: 'Accrued', baseRate: rate(7n) });
    expect(told.state).toMatchObject({
      baseAccrued: 43_200_000_000_000n,
      updatedAt: told.now,
      baseRate: 7n,
    });
  });

  test('InterestShared does the same, and says both sides', () => {
    told.pool({ event: 'Accrued', baseRate: rate(500_000_000n) });
    told.pass(86_400n);
    const sides = { lenderAssets: loanAssets(5n), firstLoss: loanAssets(6n) };
    told.pool({ event: 'InterestShared', baseRate: rate(8n), ...sides });
    expect(told.state).toMatchObject({ baseAccrued: 43_200_000_000_000n, baseRate: 8n, ...sides });
  });

  test('what is deposited, funded and withdrawn is cash', () => {
    told.deposited(1_000n);
    told.pool({ event: 'FirstLossFunded', from: at.bob, amount: loanAssets(10n) });
    expect(told.state).toMatchObject({ cash: 1_010n, supply: 1_000_000_000n });
    const amount = shares(400_000_000n);
    told.pool({ event: 'Transfer', from: at.lender, to: at.zero, amount });
    const parties = { by: at.bob, to: at.alice, owner: at.lender };
    told.pool({ event: 'Withdraw', ...parties, assets: loanAssets(400n), shares: amount });
    expect(told.state).toMatchObject({ cash: 610n, supply: 600_000_000n });
    expect([...told.rebuild.balances]).toEqual([[`1:${at.lender}`, 600_000_000n]]);
  });

  test('shares given away are the other’s; to the zero address, nobody’s but not burnt', () => {
    told.deposited(1_000n);
    told.pool({ event: 'Transfer', from: at.lender, to: at.bob, amount: shares(600_000_000n) });
    told.pool({ event: 'Transfer', from: at.lender, to: at.zero, amount: shares(400_000_000n) });
    expect(Object.fromEntries(told.rebuild.balances)).toEqual({
      [`1:${at.lender}`]: 0n,
      [`1:${at.bob}`]: 600_000_000n,
      [`1:${at.zero}`]: 400_000_000n,
    });
    expect(told.state.supply).toBe(1_000_000_000n);
  });

  test('settings are as they say; a premium goes on from what accrued', () => {
    told.pass(10n);
    const config = rates({ baseBps: 300n });
    told.pool({ event: 'RatesSet', config });
    const premiumAccrued = accrued(77n);
    told.pool({ event: 'PremiumSet', riskClass: 2, premiumBps: bps(500n), premiumAccrued });
    expect(told.state.config).toEqual(config);
    const premium = 500_000_000n;
    expect(told.state.classes[2]).toEqual({
      units: 0n,
      premium,
      premiumAccrued,
      premiumAt: told.now,
    });
  });

  test('an allowance and the account of a loss change nothing of it', () => {
    const before = told.state;
    told.pool({ event: 'Approval', owner: at.lender, spender: at.bob, amount: shares(1n) });
    told.pool({ event: 'BadDebtBooked', badDebt: loanAssets(2n), borne: loanAssets(1n) });
    expect(told.state).toBe(before);
  });

  test('limits are drained at the old ones before they change', () => {
    told.opened();
    told.pass(HOUR / 10n);
    told.pool({
      event: 'LimitsSet',
      collateralId: ids.btc,
      ceiling: LIMIT,
      hourly: loanAssets(7n),
    });
    expect(told.listed('btc')).toMatchObject({ flow: 20_000n * USD, flowAt: told.now, hourly: 7n });
  });
});

describe('a loan’s events', () => {
  test('a pledge begins a loan, adds to it, and puts the riskiest first', () => {
    told.pledged('btc', BTC);
    told.pledged('btc', 2n * BTC);
    told.pledged('eth', ETH);
    told.pledged('btc', BTC);
    expect(told.loan).toEqual({
      units: 0n,
      since: 0n,
      called: false,
      reason: 'price',
      holdings: [
        { id: ids.eth, amount: ETH },
        { id: ids.btc, amount: 4n * BTC },
      ],
    });
  });

  test('a draw: units, cash, the hourly limit, and the date', () => {
    told.opened();
    expect(told.loan).toMatchObject({ units: 30_000n * USD, since: told.now, called: false });
    expect(told.state.cash).toBe(20_000n * USD);
    expect(told.classUnits).toEqual([30_000n * USD, 0n, 0n]);
    expect(told.listed('btc')).toMatchObject({ units: 30_000n * USD, flow: 30_000n * USD });
    told.pass(HOUR / 10n);
    told.drawn(USD, 30_001n * USD);
    expect(told.listed('btc')).toMatchObject({ flow: 20_001n * USD, flowAt: told.now });
    expect(told.loan.since).toBe(told.now);
  });

  test('a repayment gives room at once, without a new date of the level', () => {
    told.opened();
    told.pass(HOUR / 10n);
    told.repaid(USD, 29_999n * USD);
    expect(told.listed('btc')).toMatchObject({
      units: 29_999n * USD,
      flow: 29_999n * USD,
      flowAt: START,
    });
    expect(told.state.cash).toBe(20_001n * USD);
    expect(told.loan.since).toBe(START);
    told.repaid(40_000n * USD, 0n);
    expect(told.listed('btc')).toMatchObject({ units: 0n, flow: 0n });
    expect(told.loan).toMatchObject({ units: 0n, since: 0n });
  });

  test('a withdrawal dates a loan with debt, and one without has no date', () => {
    told.opened();
    told.pass(5n);
    told.withdrawn('btc', 1n);
    expect(told.loan).toMatchObject({ since: told.now, holdings: [{ amount: BTC - 1n }] });
    told.repaid(30_000n * USD, 0n);
    told.withdrawn('btc', BTC - 1n);
    expect(told.loan).toMatchObject({ since: 0n, holdings: [] });
  });

  test('a call, with a fee that is debt but no new debt of the limits; then its end', () => {
    told.opened();
    told.pass(9n);
    told.called(USD, 30_001n * USD);
    expect(told.loan).toMatchObject({ units: 30_001n * USD, since: told.now, called: true });
    expect(told.state.cash).toBe(19_999n * USD);
    expect(told.listed('btc')).toMatchObject({ units: 30_001n * USD, flow: 30_000n * USD });
    told.pass(1n);
    told.book({ event: 'Cleared', id });
    expect(told.loan).toMatchObject({ since: told.now, called: false });
  });

  test('a sale in part leaves the call; of the last collateral, nothing', () => {
    told.opened();
    told.called(0n, 30_000n * USD);
    told.pass(5n);
    told.sold('btc', BTC / 4n, 12_000n * USD, 18_000n * USD);
    expect(told.loan).toMatchObject({
      called: true,
      since: START,
      holdings: [{ amount: 75_000_000n }],
    });
    expect(told.state.cash).toBe(32_000n * USD);
    expect(told.listed('btc').flow).toBe(18_000n * USD);
    told.sold('btc', 75_000_000n, 10_000n * USD, 0n);
    expect(told.loan).toMatchObject({ units: 0n, called: false, since: 0n, holdings: [] });
    expect(told.classUnits).toEqual([0n, 0n, 0n]);
  });

  test('a write-off takes the units and nothing else', () => {
    told.opened();
    told.book({ event: 'WrittenOff', id, badDebt: loanAssets(30_000n * USD) });
    expect(told.loan).toMatchObject({ units: 0n, since: 0n, holdings: [{ amount: BTC }] });
    expect(told.listed('btc')).toMatchObject({ units: 0n, flow: 30_000n * USD });
    expect(told.state.cash).toBe(20_000n * USD);
  });

  test('a borrower’s own move of debt is a repayment of one limit and a draw on the other', () => {
    told.opened();
    told.pass(HOUR / 10n);
    told.moved(ids.btc, ids.eth, 29_000n * USD);
    told.pledged('eth', ETH);
    expect(told.loan.holdings.map((holding) => holding.id)).toEqual([ids.eth, ids.btc]);
    expect(told.classUnits).toEqual([0n, 29_000n * USD, 0n]);
    expect(told.listed('btc')).toMatchObject({ units: 0n, flow: 0n, flowAt: START });
    expect(told.listed('eth')).toMatchObject({
      units: 29_000n * USD,
      flow: 30_000n * USD,
      flowAt: told.now,
    });
  });

  test('the move that follows a sale that sells out touches no limit; the next one does', () => {
    told.opened();
    told.moved(ids.btc, ids.alt, 30_000n * USD);
    told.pledged('alt', ETH);
    told.pass(1n);
    told.sold('alt', ETH, 5_000n * USD, 25_000n * USD);
    told.moved(ids.alt, ids.btc, 25_000n * USD);
    expect(told.classUnits).toEqual([25_000n * USD, 0n, 0n]);
    expect(told.listed('btc')).toMatchObject({ flow: 0n, flowAt: START });
    expect(told.listed('alt')).toMatchObject({ flow: 25_000n * USD, flowAt: START });
    told.moved(ids.btc, ids.alt, 25_000n * USD);
    expect(told.listed('alt')).toMatchObject({ units: 25_000n * USD, flowAt: told.now });
  });
});
