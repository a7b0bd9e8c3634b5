import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitude } from '../arbitrary.testing.ts';
import { MAX_UINT256 } from '../math.ts';
import { refusalOf } from '../refusal.testing.ts';
import { at, ids, USD, YEAR } from '../terms.testing.ts';
import { loanAssets, shares, units } from '../units.ts';
import type { Shares } from '../units.ts';
import { creditDraw, creditWriteOff } from './credit.ts';
import { after, emptyPool, fundedPool, grownPools, rates, START } from './pool.testing.ts';
import {
  convertToAssets,
  convertToShares,
  deposit,
  fundFirstLoss,
  maxDeposit,
  maxRedeem,
  maxWithdraw,
  mint,
  redeem,
  totalAssets,
  withdraw,
} from './shares.ts';
import type { TakeOut } from './shares.ts';
import type { Pool } from './state.ts';

const most = 2n ** 100n;
const plenty = shares(10n ** 40n);

function own(balance: Shares = plenty): TakeOut {
  return { by: at.lender, to: at.lender, owner: at.lender, balance, allowance: shares(0n) };
}

function give(pool: Pool, assets: bigint, now = START) {
  return deposit(pool, now, loanAssets(assets), at.lender, at.lender);
}

/** A pool with some of its cash lent at 20 %, a year later: shares are worth more than at first. */
const grown = creditDraw(
  fundedPool(rates({ baseBps: 2_000n, reserveBps: 1_000n })),
  START,
  ids.btc,
  units(0n),
  loanAssets(4_000_000n * USD),
).pool;
const later = after(YEAR);

describe('deposit', () => {
  test('the first of 1,000 gives a million shares a unit', () => {
    const result = give(emptyPool(), 1_000n * USD);
    expect(result.shares).toBe(1_000_000_000_000_000n);
    expect(result.assets).toBe(1_000n * USD);
    expect(result.pool.cash).toBe(1_000n * USD);
    expect(result.pool.lenderAssets).toBe(1_000n * USD);
    expect(result.pool.supply).toBe(result.shares);
  });

  test('of nothing moves nothing', () => {
    expect(refusalOf(() => give(emptyPool(), 0n))).toEqual(['NothingMoved']);
  });

  test('that gives no share moves nothing', () => {
    const pool = { ...emptyPool(), lenderAssets: loanAssets(10n ** 20n) };
    expect(refusalOf(() => give(pool, 1n))).toEqual(['NothingMoved']);
  });

  test('is bounded by what the pool may be brought in all', () => {
    const bound = (assets: bigint, room: bigint) => ['AmountAboveBound', assets, room];
    expect(refusalOf(() => give(emptyPool(), most + 1n))).toEqual(bound(most + 1n, most));
    const full = give(emptyPool(), most).pool;
    expect(refusalOf(() => give(full, 1n))).toEqual(bound(1n, 0n));
    // What is lent counts as brought.
    const lent = creditDraw(full, START, ids.btc, units(0n), loanAssets(most / 2n)).pool;
    expect(maxDeposit(lent, START)).toBe(0n);
    expect(refusalOf(() => give(lent, 1n))).toEqual(bound(1n, 0n));
  });

  test('goes up to exactly the most, and the most says so', () => {
    const pool = fundedPool();
    const room = maxDeposit(pool, START);
    expect(room).toBe(most - 5_000_000n * USD);
    expect(give(pool, room).pool.cash).toBe(most);
    expect(refusalOf(() => give(pool, room + 1n))).toEqual(['AmountAboveBound', room + 1n, room]);
  });
});

describe('mint', () => {
  test('in an empty pool one share costs a unit, as do a million', () => {
    for (const amount of [1n, 1_000_000n]) {
      const bought = mint(emptyPool(), START, shares(amount), at.lender, at.lender);
      expect(bought.assets).toBe(1n);
    }
  });

  test('rounds what it costs up', () => {
    const bought = mint(grown, later, shares(1n), at.lender, at.lender);
    expect(bought.assets).toBe(1n);
    expect(bought.shares).toBe(1n);
    expect(bought.pool.supply).toBe(grown.supply + 1n);
  });

  test('of no shares moves nothing', () => {
    const none = () => mint(grown, later, shares(0n), at.lender, at.lender);
    expect(refusalOf(none)).toEqual(['NothingMoved']);
  });

  test('of more than the pool may be brought is refused', () => {
    const dear = () => mint(grown, later, shares(10n ** 40n), at.lender, at.lender);
    expect(refusalOf(dear)[0]).toBe('AmountAboveBound');
  });
});

describe('withdraw and redeem', () => {
  const pool = fundedPool();

  test('take out what is there', () => {
    const out = withdraw(pool, START, loanAssets(USD), own());
    expect(out.shares).toBe(1_000_000n * USD);
    expect(out.pool.cash).toBe(pool.cash - USD);
    expect(out.pool.lenderAssets).toBe(pool.lenderAssets - USD);
    expect(out.pool.supply).toBe(pool.supply - out.shares);
    const back = redeem(pool, START, shares(1_000_000n * USD), own());
    expect(back.assets).toBe(USD);
  });

  test('refuse more than the cash', () => {
    const cash = 1_000_000n * USD;
    const above = loanAssets(cash + 1n);
    const refused = ['NotEnoughCash', above, cash];
    expect(refusalOf(() => withdraw(grown, later, above, own()))).toEqual(refused);
    const owned = grown.supply;
    const worth = convertToAssets(grown, later, owned);
    const all = () => redeem(grown, later, owned, own());
    expect(refusalOf(all)).toEqual(['NotEnoughCash', worth, cash]);
  });

  test('refuse nothing, and shares that are worth nothing', () => {
    expect(refusalOf(() => withdraw(pool, START, loanAssets(0n), own()))).toEqual(['NothingMoved']);
    expect(refusalOf(() => redeem(pool, START, shares(0n), own()))).toEqual(['NothingMoved']);
    expect(refusalOf(() => redeem(pool, START, shares(999_999n), own()))).toEqual(['NothingMoved']);
  });

  test('refuse more shares than the owner has, to the share', () => {
    const needed = shares(1_000_000n * USD);
    const less = own(shares(needed - 1n));
    expect(refusalOf(() => withdraw(pool, START, loanAssets(USD), less))).toEqual([
      'InsufficientBalance',
    ]);
    expect(withdraw(pool, START, loanAssets(USD), own(needed)).shares).toBe(needed);
  });

  test('by another need an allowance, looked at before the balance', () => {
    const needed = shares(1_000_000n * USD);
    const by = (allowance: bigint, balance: bigint = plenty): TakeOut => ({
      ...own(shares(balance)),
      by: at.bob,
      allowance: shares(allowance),
    });
    const take = (who: TakeOut) => () => withdraw(pool, START, loanAssets(USD), who);
    expect(refusalOf(take(by(needed - 1n)))).toEqual(['InsufficientAllowance']);
    expect(refusalOf(take(by(needed - 1n, 0n)))).toEqual(['InsufficientAllowance']);
    expect(refusalOf(take(by(needed, 0n)))).toEqual(['InsufficientBalance']);
    expect(take(by(needed))().shares).toBe(needed);
  });
});

test('a result above 256 bits fails in the division', () => {
  // A share that is worth 1e14 units.
  const dear = { ...emptyPool(), lenderAssets: loanAssets(10n ** 20n) };
  const huge = shares(MAX_UINT256);
  const failed = ['FullMulDivFailed'];
  expect(refusalOf(() => mint(dear, START, huge, at.lender, at.lender))).toEqual(failed);
  expect(refusalOf(() => redeem(dear, START, huge, own()))).toEqual(failed);
  expect(refusalOf(() => convertToAssets(dear, START, huge))).toEqual(failed);
  const all = loanAssets(MAX_UINT256);
  expect(refusalOf(() => convertToShares(emptyPool(), START, all))).toEqual(failed);
  // 2^256 - 1 itself is no failure: one share of each.
  const one = { ...emptyPool(), lenderAssets: loanAssets(999_999n) };
  expect(convertToAssets(one, START, huge)).toBe(MAX_UINT256);
});

describe('what the views say', () => {
  test('is what the actions do', () => {
    const property = fc.property(grownPools, magnitude(10n ** 12n), ({ pool, now }, amount) => {
      const assets = loanAssets(amount + 1n);
      const bought = deposit(pool, now, assets, at.lender, at.lender);
      expect(bought.shares).toBe(convertToShares(pool, now, assets));
      const held = pool.supply;
      const all = maxRedeem(pool, now, held);
      expect(redeem(pool, now, all, own(held)).assets).toBe(convertToAssets(pool, now, all));
      const out = maxWithdraw(pool, now, held);
      expect(withdraw(pool, now, out, own(held)).assets).toBe(out);
    });
    fc.assert(property);
  });

  test('never promises more than the cash', () => {
    expect(maxWithdraw(grown, later, grown.supply)).toBe(1_000_000n * USD);
    const ready = maxRedeem(grown, later, grown.supply);
    const assets = convertToAssets(grown, later, ready);
    expect(assets).toBeLessThanOrEqual(1_000_000n * USD);
    expect(redeem(grown, later, ready, own(grown.supply)).assets).toBe(assets);
  });

  test('says zero for shares that are worth nothing', () => {
    // A unit costs a little over 862,000 shares.
    expect(maxRedeem(grown, later, shares(862_000n))).toBe(0n);
    expect(maxWithdraw(grown, later, shares(862_000n))).toBe(0n);
    expect(maxRedeem(grown, later, shares(863_000n))).toBe(863_000n);
    expect(maxWithdraw(grown, later, shares(863_000n))).toBe(1n);
    expect(maxRedeem(emptyPool(), START, shares(0n))).toBe(0n);
  });

  test('counts interest up to now', () => {
    // 4e12 * (e^0.2 - 1) = 885,611,032,640.7, of which nine tenths, the tenth rounded down.
    expect(totalAssets(grown, START)).toBe(5_000_000n * USD);
    expect(totalAssets(grown, later)).toBe(5_797_049_929_376n);
  });

  test('the first unit is a million shares', () => {
    expect(convertToShares(emptyPool(), START, loanAssets(1n))).toBe(1_000_000n);
    expect(convertToAssets(emptyPool(), START, shares(1_000_000n))).toBe(1n);
  });
});

describe('splitting never pays a lender (invariant 12)', () => {
  const amounts = fc.tuple(magnitude(10n ** 12n), magnitude(10n ** 12n));

  test('a deposit in two parts gives no more shares', () => {
    const property = fc.property(grownPools, amounts, ({ pool, now }, [a, b]) => {
      const whole = give(pool, a + b + 2n, now);
      const first = give(pool, a + 1n, now);
      const second = give(first.pool, b + 1n, now);
      expect(first.shares + second.shares).toBeLessThanOrEqual(whole.shares);
    });
    fc.assert(property);
  });

  test('a withdrawal in two parts costs no fewer shares', () => {
    const property = fc.property(grownPools, amounts, ({ pool, now }, [a, b]) => {
      const [x, y] = [loanAssets(a + 1n), loanAssets(b + 1n)];
      const whole = withdraw(pool, now, loanAssets(x + y), own());
      const first = withdraw(pool, now, x, own());
      const second = withdraw(first.pool, now, y, own());
      expect(first.shares + second.shares).toBeGreaterThanOrEqual(whole.shares);
    });
    fc.assert(property);
  });

  test('going in and out at once gives back no more than was brought', () => {
    const property = fc.property(grownPools, amounts, ({ pool, now }, [a]) => {
      const bought = give(pool, a + 1n, now);
      const worth = convertToAssets(bought.pool, now, bought.shares);
      expect(worth).toBeLessThanOrEqual(a + 1n);
      const minted = mint(pool, now, shares(a + 1n), at.lender, at.lender);
      expect(convertToAssets(minted.pool, now, minted.shares)).toBeLessThanOrEqual(minted.assets);
    });
    fc.assert(property);
  });

  test('no deposit or withdrawal lowers what a share is worth (invariant 11)', () => {
    const property = fc.property(grownPools, amounts, ({ pool, now }, [a, b]) => {
      const price = (of: Pool) => (totalAssets(of, now) + 1n) * (pool.supply + 1_000_000n);
      const lent = give(pool, a + 1n, now).pool;
      expect(price(lent)).toBeGreaterThanOrEqual(
        (totalAssets(pool, now) + 1n) * (lent.supply + 1_000_000n),
      );
      const out = withdraw(pool, now, loanAssets(b + 1n), own()).pool;
      expect(price(out)).toBeGreaterThanOrEqual(
        (totalAssets(pool, now) + 1n) * (out.supply + 1_000_000n),
      );
    });
    fc.assert(property);
  });
});

describe('fundFirstLoss', () => {
  function fund(pool: Pool, amount: bigint) {
    return fundFirstLoss(pool, START, loanAssets(amount), at.bob);
  }

  test('adds to what bears bad debt first, and to the cash, and to no share', () => {
    const pool = fundedPool();
    const result = fund(pool, 50n * USD);
    expect(result.pool.firstLoss).toBe(50n * USD);
    expect(result.pool.cash).toBe(pool.cash + 50n * USD);
    expect(result.pool.lenderAssets).toBe(pool.lenderAssets);
    expect(result.pool.supply).toBe(pool.supply);
    const drawn = creditDraw(result.pool, START, ids.btc, units(0n), loanAssets(60n * USD));
    const lost = creditWriteOff(drawn.pool, START, ids.btc, drawn.units).pool;
    expect(lost.firstLoss).toBe(0n);
    expect(lost.lenderAssets).toBe(pool.lenderAssets - 10n * USD);
  });

  test('refuses nothing, and more than the pool may be brought', () => {
    expect(refusalOf(() => fund(fundedPool(), 0n))).toEqual(['NothingMoved']);
    expect(refusalOf(() => fund(emptyPool(), most + 1n))).toEqual([
      'AmountAboveBound',
      most + 1n,
      most,
    ]);
    expect(fund(emptyPool(), most).pool.firstLoss).toBe(most);
    const room = maxDeposit(fundedPool(), START);
    expect(fund(fundedPool(), room).pool.firstLoss).toBe(room);
    expect(refusalOf(() => fund(fundedPool(), room + 1n))).toEqual([
      'AmountAboveBound',
      room + 1n,
      room,
    ]);
  });
});
