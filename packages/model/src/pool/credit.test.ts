import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitude } from '../arbitrary.testing.ts';
import type { CollateralId } from '../ids.ts';
import { MAX_AMOUNT } from '../math.ts';
import { refusalOf } from '../refusal.testing.ts';
import { at, HOUR, ids, USD, YEAR } from '../terms.testing.ts';
import { loanAssets, units } from '../units.ts';
import type { LoanAssets, Timestamp, Units } from '../units.ts';
import {
  creditAssess,
  creditCallFee,
  creditDebtOf,
  creditDraw,
  creditReclassify,
  creditRepay,
  creditWriteOff,
  flowNow,
} from './credit.ts';
import { setLimits } from './curation.ts';
import { classAt, load } from './lines.ts';
import { after, fundedPool, grownPools, rates, START } from './pool.testing.ts';
import { deposit } from './shares.ts';
import { emptyPoolListing, poolListing } from './state.ts';
import type { Pool } from './state.ts';

const { btc, eth, alt } = ids;
const none = units(0n);

function draw(pool: Pool, amount: bigint, owed: Units = none, now = START, first = btc) {
  return creditDraw(pool, now, first, owed, loanAssets(amount));
}

/** What lenders and loans have together. */
function assetsOf(pool: Pool, now: Timestamp): bigint {
  return pool.cash + load(pool, now).owed;
}

describe('creditDraw', () => {
  test('at an index of 1 a draw of 30,000 adds as many units', () => {
    const drawn = draw(fundedPool(), 30_000n * USD);
    expect(drawn.units).toBe(30_000_000_000n);
    expect(drawn.debt).toBe(30_000_000_000n);
    expect(drawn.pool.cash).toBe(4_970_000n * USD);
    expect(classAt(drawn.pool, 0).units).toBe(30_000n * USD);
    expect(poolListing(drawn.pool, btc).units).toBe(30_000n * USD);
    expect(poolListing(drawn.pool, eth)).toMatchObject({ units: 0n });
  });

  test('takes all of the cash and not one unit more', () => {
    const pool = fundedPool();
    expect(draw(pool, pool.cash).pool.cash).toBe(0n);
    const above = pool.cash + 1n;
    expect(refusalOf(() => draw(pool, above))).toEqual(['NotEnoughCash', above, pool.cash]);
  });

  test('counts against the ceiling with interest and rounding, to the unit', () => {
    const pool = setLimits(
      fundedPool(rates({ baseBps: 500n })),
      START,
      btc,
      loanAssets(1_000n * USD),
      loanAssets(10_000n * USD),
    ).pool;
    expect(draw(pool, 1_000n * USD).debt).toBe(1_000n * USD);
    const grown = draw(pool, 900n * USD).pool;
    const debt = 946_143_987n;
    const room = 1_000n * USD - debt;
    const now = after(YEAR);
    // Units are rounded up and their debt once more: the last unit of the room is not lent.
    expect(draw(grown, room - 1n, none, now).units).toBe(51_229_424n);
    expect(refusalOf(() => draw(grown, room, none, now))).toEqual([
      'CeilingExceeded',
      8n,
      1_000n * USD + 1n,
      1_000n * USD,
    ]);
  });

  test('counts against the hourly limit, which refills by the second', () => {
    const hourly = loanAssets(3_600n);
    const pool = setLimits(fundedPool(), START, btc, loanAssets(10n ** 12n), hourly).pool;
    const used = draw(pool, 3_600n).pool;
    expect(refusalOf(() => draw(used, 1n))).toEqual(['HourlyLimitExceeded', 8n, 1n, 0n]);
    const now = after(10n);
    expect(draw(used, 10n, none, now).units).toBe(10n);
    expect(refusalOf(() => draw(used, 11n, none, now))).toEqual([
      'HourlyLimitExceeded',
      8n,
      11n,
      10n,
    ]);
    expect(refusalOf(() => draw(pool, 3_601n))).toEqual([
      'HourlyLimitExceeded',
      8n,
      3_601n,
      3_600n,
    ]);
  });

  test('refuses more units than storage holds', () => {
    const pool = fundedPool();
    const full = { ...classAt(pool, 0), units: units(MAX_AMOUNT) };
    const classes = pool.classes.map((item, k) => (k === 0 ? full : item));
    expect(refusalOf(() => draw({ ...pool, classes }, 1n))).toEqual([
      'AmountAboveBound',
      MAX_AMOUNT + 1n,
      MAX_AMOUNT,
    ]);
  });

  test('in two parts owes no less (invariant 12)', () => {
    const part = magnitude(10n ** 12n);
    const property = fc.property(grownPools, part, part, ({ pool, now }, a, b) => {
      const whole = draw(pool, a + b + 2n, none, now);
      const first = draw(pool, a + 1n, none, now);
      const second = draw(first.pool, b + 1n, first.units, now);
      expect(second.units).toBeGreaterThanOrEqual(whole.units);
      expect(second.debt).toBeGreaterThanOrEqual(whole.debt);
    });
    fc.assert(property);
  });

  test('never owes less than was drawn', () => {
    const property = fc.property(grownPools, magnitude(10n ** 12n), ({ pool, now }, a) => {
      expect(draw(pool, a + 1n, none, now).debt).toBeGreaterThanOrEqual(a + 1n);
    });
    fc.assert(property);
  });
});

/** A pool with one loan of it, some time later, at any flat rate. */
const lent = fc
  .tuple(grownPools, magnitude(4_000_000n * USD), fc.constantFrom(btc, eth, alt))
  .map(([{ pool, now }, amount, first]) => {
    const drawn = draw(pool, amount + 1n, none, START, first);
    return { pool: drawn.pool, now, first, owed: drawn.units };
  });

describe('creditRepay', () => {
  test('of part leaves the rest', () => {
    const drawn = draw(fundedPool(), 1_000n * USD);
    const paid = creditRepay(drawn.pool, START, btc, drawn.units, loanAssets(400n * USD));
    expect(paid.repaid).toBe(400n * USD);
    expect(paid.debt).toBe(600n * USD);
    expect(paid.units).toBe(600n * USD);
    expect(paid.pool.cash).toBe(4_999_400n * USD);
    expect(poolListing(paid.pool, btc).units).toBe(600n * USD);
  });

  test('of the debt or more takes the debt', () => {
    const drawn = draw(fundedPool(rates({ baseBps: 500n })), 1_000n * USD);
    const now = after(YEAR);
    for (const offered of [1_051_271_097n, 1_051_271_098n, 10n ** 30n]) {
      const paid = creditRepay(drawn.pool, now, btc, drawn.units, loanAssets(offered));
      expect(paid).toMatchObject({ repaid: 1_051_271_097n, debt: 0n, units: 0n });
      expect(classAt(paid.pool, 0).units).toBe(0n);
    }
    const less = creditRepay(drawn.pool, now, btc, drawn.units, loanAssets(1_051_271_096n));
    expect(less).toMatchObject({ repaid: 1_051_271_096n, units: 1n, debt: 2n });
  });

  test('never lowers the debt by more than is paid', () => {
    const property = fc.property(lent, magnitude(10n ** 13n), ({ pool, now, first, owed }, a) => {
      const before = creditDebtOf(pool, now, first, owed).debt;
      const paid = creditRepay(pool, now, first, owed, loanAssets(a + 1n));
      expect(paid.debt + paid.repaid).toBeGreaterThanOrEqual(before);
      expect(paid.repaid).toBeLessThanOrEqual(before);
    });
    fc.assert(property);
  });

  test('in two parts never leaves less (invariant 12)', () => {
    const part = magnitude(10n ** 12n);
    const property = fc.property(lent, part, part, ({ pool, now, first, owed }, a, b) => {
      const whole = creditRepay(pool, now, first, owed, loanAssets(a + b + 2n));
      const once = creditRepay(pool, now, first, owed, loanAssets(a + 1n));
      const twice = creditRepay(once.pool, now, first, once.units, loanAssets(b + 1n));
      expect(twice.units).toBeGreaterThanOrEqual(whole.units);
      expect(once.repaid + twice.repaid).toBeGreaterThanOrEqual(whole.repaid);
    });
    fc.assert(property);
  });
});

describe('creditReclassify', () => {
  const earning = rates({ baseBps: 500n });

  test('to a class of another index keeps the debt, units rounded up', () => {
    const drawn = draw(fundedPool(earning), 1_000n * USD);
    const now = after(YEAR);
    const moved = creditReclassify(drawn.pool, now, btc, alt, drawn.units, true);
    // 1,051.271097 owed; e^0.10 = 1.10517091…
    expect(moved.debt).toBe(1_051_271_097n);
    expect(moved.units).toBe(951_229_426n);
    expect(classAt(moved.pool, 0).units).toBe(0n);
    expect(classAt(moved.pool, 2).units).toBe(951_229_426n);
    expect(poolListing(moved.pool, btc).units).toBe(0n);
    expect(poolListing(moved.pool, alt).units).toBe(951_229_426n);
  });

  test('within a class moves the units as they are', () => {
    const other = 16 as CollateralId;
    const drawn = draw(fundedPool(earning), 1_000n * USD);
    const moved = creditReclassify(drawn.pool, after(YEAR), btc, other, drawn.units, false);
    expect(moved.units).toBe(drawn.units);
    expect(classAt(moved.pool, 0).units).toBe(drawn.units);
    expect(poolListing(moved.pool, other).units).toBe(drawn.units);
  });

  test("is held to the other listing's limits, unless a sale does it", () => {
    const drawn = draw(fundedPool(), 1_000n * USD);
    const limits = (ceiling: bigint, hourly: bigint) =>
      setLimits(drawn.pool, START, eth, loanAssets(ceiling), loanAssets(hourly)).pool;
    const move = (pool: Pool, limited: boolean) => () =>
      creditReclassify(pool, START, btc, eth, drawn.units, limited);
    const low = limits(1_000n * USD - 1n, 10n ** 12n);
    expect(refusalOf(move(low, true))).toEqual([
      'CeilingExceeded',
      9n,
      1_000n * USD,
      1_000n * USD - 1n,
    ]);
    const slow = limits(10n ** 12n, 1_000n * USD - 1n);
    expect(refusalOf(move(slow, true))).toEqual([
      'HourlyLimitExceeded',
      9n,
      1_000n * USD,
      1_000n * USD - 1n,
    ]);
    expect(move(low, false)().units).toBe(drawn.units);
    expect(poolListing(move(slow, false)().pool, eth).flow).toBe(0n);
    const exact = move(limits(1_000n * USD, 1_000n * USD), true)();
    expect(poolListing(exact.pool, eth).flow).toBe(1_000n * USD);
  });

  test('never lowers a debt and raises it by at most what rounding a unit up is worth', () => {
    const to = fc.constantFrom(btc, eth, alt);
    const property = fc.property(lent, to, ({ pool, now, first, owed }, target) => {
      const before = creditDebtOf(pool, now, first, owed).debt;
      const moved = creditReclassify(pool, now, first, target, owed, true);
      const debt = creditDebtOf(moved.pool, now, target, moved.units).debt;
      const unit = creditDebtOf(moved.pool, now, target, units(1n)).debt;
      expect(debt).toBeGreaterThanOrEqual(before);
      expect(debt).toBeLessThanOrEqual(before + unit);
    });
    fc.assert(property);
  });
});

describe('creditCallFee', () => {
  const drawn = draw(fundedPool(rates({}), 1_000n), 990n);

  test('is added to the debt', () => {
    const charged = creditCallFee(drawn.pool, START, btc, drawn.units, loanAssets(3n));
    expect(charged).toMatchObject({ paid: 3n, units: 993n, debt: 993n });
    expect(charged.pool.cash).toBe(7n);
  });

  test('is less where cash does not suffice, and nothing without any', () => {
    const charged = creditCallFee(drawn.pool, START, btc, drawn.units, loanAssets(11n));
    expect(charged).toMatchObject({ paid: 10n, units: 1_000n });
    const again = creditCallFee(charged.pool, START, btc, charged.units, loanAssets(11n));
    expect(again).toMatchObject({ paid: 0n, units: 1_000n });
  });

  test('is held to no limit', () => {
    const closed = setLimits(drawn.pool, START, btc, loanAssets(0n), loanAssets(0n)).pool;
    expect(creditCallFee(closed, START, btc, drawn.units, loanAssets(3n)).paid).toBe(3n);
  });
});

describe('creditWriteOff', () => {
  test('takes from the first loss what it has and from lenders the rest', () => {
    const pool = { ...fundedPool(), firstLoss: loanAssets(100n), cash: loanAssets(5_000n) };
    const funded = { ...pool, lenderAssets: loanAssets(4_900n) };
    const drawn = draw(funded, 1_000n);
    const lost = creditWriteOff(drawn.pool, START, btc, units(60n));
    expect(lost.badDebt).toBe(60n);
    expect(lost.pool).toMatchObject({ firstLoss: 40n, lenderAssets: 4_900n });
    const more = creditWriteOff(lost.pool, START, btc, units(41n));
    expect(more.pool).toMatchObject({ firstLoss: 0n, lenderAssets: 4_899n });
    expect(classAt(more.pool, 0).units).toBe(899n);
    expect(poolListing(more.pool, btc).units).toBe(899n);
  });

  test('lowers what lenders and first loss have by exactly the bad debt', () => {
    const property = fc.property(lent, ({ pool, now, first, owed }) => {
      const before = assetsOf(pool, now);
      const { pool: left, badDebt } = creditWriteOff(pool, now, first, owed);
      expect(assetsOf(left, now)).toBe(before - badDebt);
      expect(left.lenderAssets + left.firstLoss).toBe(before - badDebt);
      expect(badDebt).toBeLessThanOrEqual(creditDebtOf(pool, now, first, owed).debt);
    });
    fc.assert(property);
  });
});

describe('creditAssess', () => {
  test('names the smallest repayment that leaves at most the target: exact', () => {
    const target = magnitude(10n ** 13n);
    const property = fc.property(lent, target, ({ pool, now, first, owed }, most) => {
      const assessed = creditAssess(pool, now, first, owed, loanAssets(most));
      expect(assessed.debt).toBe(creditDebtOf(pool, now, first, owed).debt);
      const leaves = (amount: bigint): bigint =>
        amount === 0n
          ? assessed.debt
          : creditRepay(pool, now, first, owed, amount as LoanAssets).debt;
      expect(assessed.left).toBe(leaves(assessed.repayment));
      expect(assessed.left).toBeLessThanOrEqual(most);
      const oneLess = assessed.repayment === 0n ? most + 1n : leaves(assessed.repayment - 1n);
      expect(oneLess).toBeGreaterThan(most);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('a line has no arrears', () => {
    const drawn = draw(fundedPool(), 1_000n);
    const assessed = creditAssess(drawn.pool, START, btc, drawn.units, loanAssets(600n));
    expect(assessed).toEqual({ debt: 1_000n, arrears: 0n, repayment: 400n, left: 600n });
    expect(creditDebtOf(drawn.pool, START, btc, drawn.units)).toEqual({
      debt: 1_000n,
      arrears: 0n,
    });
  });
});

test('the hourly limit drains evenly, rounded down, to nothing', () => {
  const item = { ...emptyPoolListing, flow: loanAssets(10n), hourly: loanAssets(10n) };
  const used = { ...item, flowAt: START };
  expect(flowNow(used, START)).toBe(10n);
  expect(flowNow(used, after(359n))).toBe(10n);
  expect(flowNow(used, after(360n))).toBe(9n);
  expect(flowNow(used, after(HOUR - 1n))).toBe(1n);
  expect(flowNow(used, after(HOUR))).toBe(0n);
  expect(flowNow(used, after(100n * HOUR))).toBe(0n);
});

describe('whatever loans and lenders do', () => {
  const act = fc.record({
    kind: fc.constantFrom('draw', 'repay', 'reclassify', 'fee', 'deposit'),
    amount: magnitude(10n ** 11n),
    to: fc.constantFrom(btc, eth, alt),
    wait: magnitude(YEAR),
  });

  test('cash and debts never fall, and cover lenders and first loss (invariant 2)', () => {
    const property = fc.property(grownPools, fc.array(act, { maxLength: 12 }), (start, acts) => {
      let { pool } = start;
      let line = { first: btc as CollateralId, owed: none };
      let passed = start.now - START;
      for (const { kind, amount, to, wait } of acts) {
        passed += wait;
        const now = after(passed);
        const before = assetsOf(pool, now);
        const given = loanAssets(amount % (pool.cash + 1n));
        const { first, owed } = line;
        if (kind === 'deposit') {
          const brought = loanAssets(amount + 10n ** 9n);
          pool = deposit(pool, now, brought, at.bob, at.bob).pool;
        } else {
          const done = {
            draw: () => creditDraw(pool, now, first, owed, given),
            repay: () => creditRepay(pool, now, first, owed, loanAssets(amount + 1n)),
            reclassify: () => creditReclassify(pool, now, first, to, owed, true),
            fee: () => creditCallFee(pool, now, first, owed, given),
          }[kind]();
          pool = done.pool;
          line = { first: kind === 'reclassify' ? to : first, owed: done.units };
        }
        expect(assetsOf(pool, now)).toBeGreaterThanOrEqual(before);
        expect(pool.lenderAssets + pool.firstLoss).toBeLessThanOrEqual(assetsOf(pool, now));
      }
    });
    fc.assert(property);
  });
});
