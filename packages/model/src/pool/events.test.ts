import { expect, test } from 'vitest';
import { at, ids, USD, YEAR } from '../terms.testing.ts';
import { bps, loanAssets, shares, units } from '../units.ts';
import {
  creditCallFee,
  creditDraw,
  creditReclassify,
  creditRepay,
  creditWriteOff,
} from './credit.ts';
import { accruePool, lowerLimits, setLimits, setPremium, setRates } from './curation.ts';
import { after, fundedPool, rates, START } from './pool.testing.ts';
import { deposit, fundFirstLoss, mint, redeem, withdraw } from './shares.ts';

// 2 % whatever is lent, a tenth of it to the first loss; 1,000 lent, 400 of it drawn.
const flat = rates({ baseBps: 200n, reserveBps: 1_000n });
const drawn = creditDraw(
  fundedPool(flat, 1_000n * USD),
  START,
  ids.btc,
  units(0n),
  loanAssets(400n * USD),
);
const { pool } = drawn;
const now = after(YEAR);
const accrued = { event: 'Accrued', baseRate: 200_000_000n };
// 400 * (e^0.02 - 1) = 8.080536…, of which 0.808053 to the first loss.
const shared = { event: 'InterestShared', baseRate: 200_000_000n };
const lenders = 1_007_272_483n;
const firstLoss = 808_053n;

test('an action of a loan says the rate from here on, and nothing else', () => {
  const line = [ids.btc, drawn.units] as const;
  const one = loanAssets(USD);
  expect(drawn.events).toEqual([accrued]);
  expect(creditRepay(pool, now, ...line, one).events).toEqual([accrued]);
  expect(creditCallFee(pool, now, ...line, one).events).toEqual([accrued]);
  const moved = creditReclassify(pool, now, ids.btc, ids.eth, drawn.units, true);
  expect(moved.events).toEqual([accrued]);
  expect(accruePool(pool, now).events).toEqual([accrued]);
});

test('an action of a lender says both sides after it, then what moved', () => {
  const lent = deposit(pool, now, loanAssets(USD), at.bob, at.lender);
  expect(lent.events).toEqual([
    { ...shared, lenderAssets: lenders + USD, firstLoss },
    { event: 'Transfer', from: at.zero, to: at.lender, amount: lent.shares },
    { event: 'Deposit', by: at.bob, owner: at.lender, assets: USD, shares: lent.shares },
  ]);
  const bought = mint(pool, now, shares(10n ** 12n), at.bob, at.lender);
  expect(bought.events).toEqual([
    { ...shared, lenderAssets: lenders + bought.assets, firstLoss },
    { event: 'Transfer', from: at.zero, to: at.lender, amount: 10n ** 12n },
    { event: 'Deposit', by: at.bob, owner: at.lender, assets: bought.assets, shares: 10n ** 12n },
  ]);
});

test('who takes out is named beside the receiver and the owner', () => {
  const balance = shares(10n ** 15n);
  const who = { by: at.bob, to: at.alice, owner: at.lender, balance, allowance: balance };
  const out = withdraw(pool, now, loanAssets(USD), who);
  const parties = { by: at.bob, to: at.alice, owner: at.lender };
  expect(out.events).toEqual([
    { event: 'Transfer', from: at.lender, to: at.zero, amount: out.shares },
    { ...shared, lenderAssets: lenders - USD, firstLoss },
    { event: 'Withdraw', ...parties, assets: USD, shares: out.shares },
  ]);
  const back = redeem(pool, now, out.shares, who);
  expect(back.events.at(-1)).toEqual({
    event: 'Withdraw',
    ...parties,
    assets: back.assets,
    shares: out.shares,
  });
});

test('bad debt says how much of it the first loss bore', () => {
  const lost = creditWriteOff(pool, now, ids.btc, units(10n * USD));
  const badDebt = 10_202_014n;
  expect(lost.events).toEqual([
    { ...shared, lenderAssets: lenders - (badDebt - firstLoss), firstLoss: 0n },
    { event: 'BadDebtBooked', badDebt, borne: firstLoss },
  ]);
});

test('the first loss says who filled it', () => {
  expect(fundFirstLoss(pool, now, loanAssets(USD), at.bob).events).toEqual([
    { ...shared, lenderAssets: lenders, firstLoss: firstLoss + USD },
    { event: 'FirstLossFunded', from: at.bob, amount: USD },
  ]);
});

test('the curator’s acts say what was set', () => {
  const limits = [ids.btc, loanAssets(5n), loanAssets(7n)] as const;
  const set = { event: 'LimitsSet', collateralId: ids.btc, ceiling: 5n, hourly: 7n };
  expect(setLimits(pool, now, ...limits).events).toEqual([set]);
  expect(lowerLimits(pool, now, ...limits).events).toEqual([set]);
  const config = rates({ baseBps: 300n });
  expect(setRates(pool, now, config).events).toEqual([
    { event: 'InterestShared', baseRate: 300_000_000n, lenderAssets: lenders, firstLoss },
    { event: 'RatesSet', config },
  ]);
  expect(setPremium(pool, now, 2, bps(7n)).events).toEqual([
    {
      event: 'PremiumSet',
      riskClass: 2,
      premiumBps: 7n,
      premiumAccrued: 500_000_000n * YEAR,
    },
  ]);
});
