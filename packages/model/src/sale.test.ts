import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/sale.json' with { type: 'json' };
import { appraisals, listings, magnitude } from './arbitrary.testing.ts';
import { MAX_UINT256, min, PRICE_SCALE, WAD } from './math.ts';
import { capBonus, hardBonus, sizeSale, softBonus } from './sale.ts';
import type { SaleTerms } from './sale.ts';
import { BTC, HOUR, listing, scaled, USD } from './terms.testing.ts';
import { bps, collateralAssets, loanAssets, oraclePrice, seconds, wad } from './units.ts';
import { limitAt, totalValue } from './valuation.ts';
import type { Appraised } from './valuation.ts';

describe('softBonus', () => {
  test.each(vectors.softBonus.cases)('$name', ({ given, expect: wanted }) => {
    const terms = listing('btc', {
      maxBonusBps: bps(BigInt(given.maxBonusBps)),
      ramp: seconds(BigInt(given.ramp)),
    });
    expect(softBonus(terms, seconds(BigInt(given.elapsed)))).toBe(BigInt(wanted.bonus));
  });

  test('5 % over an hour, after 30 minutes: 2.5 %', () => {
    const bonus = softBonus(listing('btc'), seconds(HOUR / 2n));
    expect(bonus).toBe(25_000_000_000_000_000n);
  });

  test('never falls as time passes', () => {
    const times = fc.bigInt({ min: 0n, max: 2n * HOUR });
    const property = fc.property(listings, times, times, (terms, a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a];
      expect(softBonus(terms, seconds(early))).toBeLessThanOrEqual(softBonus(terms, seconds(late)));
    });
    fc.assert(property);
  });
});

describe('hardBonus', () => {
  test.each(vectors.hardBonus.cases)('$name', ({ given, expect: wanted }) => {
    const terms = listing('btc', {
      maxBonusBps: bps(BigInt(given.maxBonusBps)),
      slopeBps: bps(BigInt(given.slopeBps)),
    });
    const [debt, limit] = [loanAssets(BigInt(given.debt)), loanAssets(BigInt(given.limit))];
    expect(hardBonus(terms, debt, limit)).toBe(BigInt(wanted.bonus));
  });

  test('debt 82, limit 80, slope 1: 2.5 %', () => {
    const bonus = hardBonus(listing('btc'), loanAssets(82n), loanAssets(80n));
    expect(bonus).toBe(25n * 10n ** 15n);
  });
});

describe('capBonus', () => {
  test.each(vectors.capBonus.cases)('$name', ({ given, expect: wanted }) => {
    const terms = listing('btc', { floorBonusBps: bps(BigInt(given.floorBonusBps)) });
    const [debt, value] = [loanAssets(BigInt(given.debt)), loanAssets(BigInt(given.value))];
    const bonus = capBonus(terms, wad(BigInt(given.bonus)), debt, value);
    expect(bonus).toBe(BigInt(wanted.bonus));
  });

  test('debt 98, value 100: at most 2.04 %', () => {
    const bonus = capBonus(listing('btc'), wad(WAD), loanAssets(98n), loanAssets(100n));
    expect(bonus).toBe(20_408_163_265_306_122n);
  });
});

describe('sizeSale', () => {
  test.each(vectors.size.cases)('$name', ({ given, expect: wanted }) => {
    const terms = listing('btc', {
      minDebt: loanAssets(BigInt(given.minDebt)),
      targetLtvBps: bps(BigInt(given.targetLtvBps)),
    });
    const size = sizeSale(terms, {
      debt: loanAssets(BigInt(given.debt)),
      targetLimit: loanAssets(BigInt(given.targetLimit)),
      arrears: loanAssets(BigInt(given.arrears)),
      bonusWad: wad(BigInt(given.bonus)),
      amount: collateralAssets(BigInt(given.amount)),
      price: oraclePrice(BigInt(given.price)),
      maxRepaid: loanAssets(BigInt(given.maxRepaid)),
    });
    expect(size).toEqual({ repaid: BigInt(wanted.repaid), seized: BigInt(wanted.seized) });
  });

  test('debt 750, value 1,000, target 62 %, no bonus: repays 343, leaving 407 on 657', () => {
    const size = sizeSale(listing('btc', { minDebt: loanAssets(1n) }), {
      debt: loanAssets(750n),
      targetLimit: loanAssets(620n),
      arrears: loanAssets(0n),
      bonusWad: wad(0n),
      amount: collateralAssets(1_000n),
      price: oraclePrice(PRICE_SCALE),
      maxRepaid: loanAssets(MAX_UINT256),
    });
    expect(size).toEqual({ repaid: 343n, seized: 343n });
  });
});

/** A loan above its liquidation limit, with the bonus that is in force, and its first sale. */
function firstSale(
  items: readonly [Appraised, ...Appraised[]],
  excess: bigint,
  maxRepaid = MAX_UINT256,
) {
  const [{ listing: terms, amount, bounds }] = items;
  const limit = limitAt(items, 'high', 'liquidation');
  const debt = loanAssets(limit + excess + 1n);
  const value = totalValue(items, 'high');
  const sale: SaleTerms = {
    debt,
    targetLimit: limitAt(items, 'high', 'target'),
    arrears: loanAssets(0n),
    bonusWad: capBonus(terms, hardBonus(terms, debt, limit), debt, value),
    amount,
    price: bounds.high,
    maxRepaid: loanAssets(maxRepaid),
  };
  return { terms, sale, value, ...sizeSale(terms, sale) };
}

/** The holdings after a sale of the first. */
function without(
  items: readonly [Appraised, ...Appraised[]],
  seized: bigint,
): readonly Appraised[] {
  const [first, ...rest] = items;
  return [{ ...first, amount: collateralAssets(first.amount - seized) }, ...rest];
}

const excess = magnitude(10n ** 21n);

describe('any sale', () => {
  test('never repays more than the debt nor takes more than there is', () => {
    const property = fc.property(appraisals, excess, excess, (items, above, most) => {
      const { sale, repaid, seized } = firstSale(items, above, most);
      expect(repaid).toBeLessThanOrEqual(min(sale.debt, sale.maxRepaid));
      expect(seized).toBeLessThanOrEqual(sale.amount);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('takes collateral worth at most what is repaid and the largest bonus (invariant 7)', () => {
    const property = fc.property(appraisals, excess, (items, above) => {
      const { terms, sale, repaid, seized } = firstSale(items, above);
      // Where all is taken, what is repaid is rounded up from a value rounded down: one unit.
      const most = repaid * (10_000n + terms.maxBonusBps) + (seized === sale.amount ? 10_000n : 0n);
      expect(seized * sale.price * 10_000n).toBeLessThanOrEqual(most * PRICE_SCALE);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('lowers the LTV of a solvent loan (invariant 6)', () => {
    const property = fc.property(appraisals, excess, excess, (items, above, most) => {
      const { sale, value, repaid, seized } = firstSale(items, above, most);
      fc.pre(value > sale.debt);
      const left = totalValue(without(items, seized), 'high');
      // debt after / value after <= debt / value; a holding's value is floored, so off by one.
      expect((sale.debt - repaid) * value).toBeLessThanOrEqual(sale.debt * (left + 1n));
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('to target ends there, and goes no further than rounding (invariant 6)', () => {
    const property = fc.property(appraisals, excess, (items, above) => {
      const { terms, sale, repaid, seized } = firstSale(items, above);
      const left = sale.debt - repaid;
      fc.pre(left !== 0n && seized !== sale.amount);
      const limit = limitAt(without(items, seized), 'high', 'target');
      expect(left).toBeLessThanOrEqual(limit + 1n);
      // One unit of collateral, the unit that rounding up repays, and a floor each.
      const grain = (sale.price * terms.targetLtvBps) / (PRICE_SCALE * 10_000n);
      expect(left + grain + 4n).toBeGreaterThanOrEqual(limit);
    });
    fc.assert(property, { numRuns: 500 });
  });

  test('leaves no debt between zero and the minimum, unless the liquidator brings less', () => {
    const property = fc.property(appraisals, excess, (items, above) => {
      const { terms, sale, repaid, seized } = firstSale(items, above);
      const left = sale.debt - repaid;
      const dust = left > 0n && left < terms.minDebt;
      expect(!dust || seized === sale.amount).toBe(true);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('in two parts never takes more for the same money (invariant 12)', () => {
    const property = fc.property(appraisals, excess, excess, (items, above, most) => {
      const whole = firstSale(items, above);
      const part = firstSale(items, above, most % (whole.repaid + 1n));
      // The rest of the money at the same bonus; what the market does in between is not looked at.
      const rest = sizeSale(whole.terms, {
        ...whole.sale,
        debt: loanAssets(whole.sale.debt - part.repaid),
        targetLimit: limitAt(without(items, part.seized), 'high', 'target'),
        amount: collateralAssets(whole.sale.amount - part.seized),
        maxRepaid: loanAssets(whole.repaid - part.repaid),
      });
      expect(part.repaid + rest.repaid).toBeLessThanOrEqual(whole.repaid);
      expect(part.seized + rest.seized).toBeLessThanOrEqual(whole.seized);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

test('1 BTC at 42,000, debt 30,000, at 2.5 %: repays 10,864.20, to 62 %', () => {
  const price = scaled(42_000n, 8n);
  const size = sizeSale(listing('btc'), {
    debt: loanAssets(30_000n * USD),
    targetLimit: loanAssets(26_040n * USD),
    arrears: loanAssets(0n),
    bonusWad: wad(25n * 10n ** 15n),
    amount: collateralAssets(BTC),
    price,
    maxRepaid: loanAssets(MAX_UINT256),
  });
  // 3,960 / (1 - 1.025 * 0.62) = 3,960 / 0.3645 = 10,864.19753…
  expect(size.repaid).toBe(10_864_197_531n);
  expect(size.seized).toBe(26_513_815n);
});
