import { describe, expect, test } from 'vitest';
import { refusalOf } from './refusal.testing.ts';
import { altTerms, at, btcTerms, creditorTerms, DAY, HOUR, USD } from './terms.testing.ts';
import { composeListing, requireCollateralTerms, requireCreditorTerms } from './terms.ts';
import type { CollateralTerms, CreditorTerms } from './terms.ts';
import { bps, loanAssets, seconds } from './units.ts';

function creditor(change: Partial<CreditorTerms>): () => void {
  return () => requireCreditorTerms({ ...creditorTerms, ...change });
}

function collateral(change: Partial<CollateralTerms>): () => void {
  return () => requireCollateralTerms({ ...btcTerms, ...change });
}

const most = 2n ** 96n - 1n;

describe('requireCreditorTerms', () => {
  test.each<readonly [name: string, change: Partial<CreditorTerms>]>([
    ['usual terms', {}],
    ['a minimum debt of one unit', { minDebt: loanAssets(1n) }],
    ['the largest minimum debt', { minDebt: loanAssets(most) }],
    ['a fee of exactly 1 % of it', { callFee: loanAssets(USD) }],
    ['a window of an hour', { cureWindow: seconds(HOUR) }],
    ['a window of 30 days', { cureWindow: seconds(30n * DAY) }],
    ['a ramp of a minute', { ramp: seconds(60n) }],
    ['a ramp and a lapse of 7 days', { ramp: seconds(7n * DAY), lapse: seconds(7n * DAY) }],
    ['a lapse of 30 days', { lapse: seconds(30n * DAY) }],
    ['a lapse as short as the ramp', { lapse: seconds(HOUR) }],
  ])('accepts %s', (_, change) => {
    expect(creditor(change)).not.toThrow();
  });

  type Refused = readonly [name: string, change: Partial<CreditorTerms>, args: readonly bigint[]];
  test.each<Refused>([
    ['no minimum debt', { minDebt: loanAssets(0n) }, [1n, 0n, 1n, most]],
    ['one too large', { minDebt: loanAssets(most + 1n) }, [1n, most + 1n, 1n, most]],
    ['a fee above 1 %', { callFee: loanAssets(USD + 1n) }, [2n, USD + 1n, 0n, USD]],
    [
      'a fee of a minimum below 100 units',
      { minDebt: loanAssets(99n), callFee: loanAssets(1n) },
      [2n, 1n, 0n, 0n],
    ],
    ['a window below an hour', { cureWindow: seconds(3_599n) }, [3n, 3_599n, HOUR, 30n * DAY]],
    [
      'a window above 30 days',
      { cureWindow: seconds(30n * DAY + 1n) },
      [3n, 30n * DAY + 1n, HOUR, 30n * DAY],
    ],
    ['a ramp below a minute', { ramp: seconds(59n) }, [4n, 59n, 60n, 7n * DAY]],
    ['a ramp above 7 days', { ramp: seconds(7n * DAY + 1n) }, [4n, 7n * DAY + 1n, 60n, 7n * DAY]],
    ['a lapse below the ramp', { lapse: seconds(HOUR - 1n) }, [5n, HOUR - 1n, HOUR, 30n * DAY]],
    [
      'a lapse above 30 days',
      { lapse: seconds(30n * DAY + 1n) },
      [5n, 30n * DAY + 1n, HOUR, 30n * DAY],
    ],
  ])('refuses %s', (_, change, args) => {
    expect(refusalOf(creditor(change))).toEqual(['CreditorTermOutOfRange', ...args]);
  });
});

type Rungs = readonly [open: bigint, target: bigint, clear: bigint, call: bigint, sale: bigint];

function ladder([open, target, clear, call, liquidation]: Rungs): Partial<CollateralTerms> {
  return {
    openLtvBps: bps(open),
    targetLtvBps: bps(target),
    clearLtvBps: bps(clear),
    callLtvBps: bps(call),
    liquidationLtvBps: bps(liquidation),
    maxBonusBps: bps(0n),
    floorBonusBps: bps(0n),
  };
}

describe('the ladder', () => {
  test.each<readonly [name: string, rungs: Rungs]>([
    ['target at open', [5_000n, 5_000n, 6_400n, 7_000n, 8_000n]],
    ['target at clear', [5_000n, 6_400n, 6_400n, 7_000n, 8_000n]],
    ['every rung as close as can be', [1n, 1n, 2n, 3n, 4n]],
    ['up to 99.99 %', [5_000n, 6_200n, 6_400n, 7_000n, 9_999n]],
  ])('accepts %s', (_, rungs) => {
    expect(collateral(ladder(rungs))).not.toThrow();
  });

  test.each<readonly [name: string, rungs: Rungs]>([
    ['open at 0', [0n, 6_200n, 6_400n, 7_000n, 8_000n]],
    ['open above target', [6_201n, 6_200n, 6_400n, 7_000n, 8_000n]],
    ['target above clear', [5_000n, 6_401n, 6_400n, 7_000n, 8_000n]],
    ['open at clear', [6_400n, 6_400n, 6_400n, 7_000n, 8_000n]],
    ['clear at call', [5_000n, 6_200n, 7_000n, 7_000n, 8_000n]],
    ['clear above call', [5_000n, 6_200n, 7_001n, 7_000n, 8_000n]],
    ['call at liquidation', [5_000n, 6_200n, 6_400n, 8_000n, 8_000n]],
    ['call above liquidation', [5_000n, 6_200n, 6_400n, 8_001n, 8_000n]],
    ['liquidation at 100 %', [5_000n, 6_200n, 6_400n, 7_000n, 10_000n]],
  ])('refuses %s', (_, rungs) => {
    expect(refusalOf(collateral(ladder(rungs)))).toEqual(['LadderOutOfOrder', ...rungs]);
  });
});

describe('the bonus and the class', () => {
  test.each<readonly [name: string, change: Partial<CollateralTerms>]>([
    ['the usual', {}],
    ['an altcoin', altTerms],
    ['1.118^2 * 80 % = 0.99994', { maxBonusBps: bps(1_180n) }],
    ['1.0403 * 1.2015 * 80 % = 0.99994', { maxBonusBps: bps(2_015n), slopeBps: bps(50_000n) }],
    ['a slope that makes exactly 1', { slopeBps: bps(2_625n) }],
    ['a floor at the maximum', { floorBonusBps: bps(500n) }],
    ['a slope of 5', { slopeBps: bps(50_000n) }],
    ['no slope and no bonus', { maxBonusBps: bps(0n), floorBonusBps: bps(0n), slopeBps: bps(0n) }],
    ['the riskiest class', { riskClass: 7 }],
  ])('accepts %s', (_, change) => {
    expect(collateral(change)).not.toThrow();
  });

  test.each<readonly [name: string, change: Partial<CollateralTerms>, args: readonly bigint[]]>([
    ['1.1181^2 * 80 % = 1.0001', { maxBonusBps: bps(1_181n) }, [1_181n, 50n, 10_000n, 8_000n]],
    ['a slope too flat', { slopeBps: bps(2_624n) }, [500n, 50n, 2_624n, 8_000n]],
    ['a bonus without a slope', { slopeBps: bps(0n) }, [500n, 50n, 0n, 8_000n]],
    ['a floor above the maximum', { floorBonusBps: bps(501n) }, [500n, 501n, 10_000n, 8_000n]],
    ['a slope above 5', { slopeBps: bps(50_001n) }, [500n, 50n, 50_001n, 8_000n]],
  ])('refuses %s', (_, change, args) => {
    expect(refusalOf(collateral(change))).toEqual(['BonusOutOfRange', ...args]);
  });

  test('refuses a ninth class', () => {
    expect(refusalOf(collateral({ riskClass: 8 }))).toEqual(['RiskClassOutOfRange', 8n, 7n]);
  });
});

test('a listing is the creditor, its terms and the collateral, without the class', () => {
  const { riskClass: _, ...rest } = btcTerms;
  expect(composeListing(at.pool, creditorTerms, btcTerms)).toEqual({
    creditor: at.pool,
    ...creditorTerms,
    ...rest,
  });
});
