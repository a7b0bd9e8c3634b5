import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ladderState } from './ladder.ts';
import { MAX_UINT256, WAD } from './math.ts';
import {
  between,
  BTC,
  btcId,
  dollars,
  ETH,
  ethId,
  loanSnapshot,
  stale,
  USD,
  withPrice,
} from './snapshot.testing.ts';
import type { LoanSnapshot } from './snapshot.ts';
import { callPrice, liquidationPrice } from './triggerPrice.ts';
import { oraclePrice, units } from './units.ts';

/** Whether the loan is inside the limit when that collateral has exactly this price. */
function inside(
  snapshot: LoanSnapshot,
  at: { id: typeof btcId; price: bigint },
  rung: 'call' | 'liquidation',
): boolean {
  const price = oraclePrice(at.price);
  const moved = withPrice(snapshot, at.id, { priced: true, low: price, high: price });
  const { debt, worth } = ladderState(moved);
  const limits = rung === 'call' ? worth?.low : worth?.high;
  return limits !== undefined && debt <= limits[rung];
}

describe('callPrice and liquidationPrice', () => {
  test('one collateral: debt by amount and rung', () => {
    const snapshot = loanSnapshot({ btc: BTC, debt: 30_000n * USD });
    expect(callPrice(snapshot)[0]?.price).toBe(42_857_142_858n * 10n ** 28n);
    expect(liquidationPrice(snapshot)[0]?.price).toBe(375n * 10n ** 36n);
    expect(liquidationPrice(snapshot)[0]?.fractionWad).toBe((WAD * 5n) / 8n);
  });

  test('are exact for any two collaterals: inside at the price, outside one below', () => {
    const amounts = {
      btc: fc.bigInt(1n, 50n * BTC),
      eth: fc.bigInt(1n, 500n * ETH),
      debt: fc.bigInt(100n * USD, 2_000_000n * USD),
    };
    fc.assert(
      fc.property(fc.record(amounts), (of) => {
        const snapshot = loanSnapshot(of);
        for (const [rung, prices] of [
          ['call', callPrice(snapshot)],
          ['liquidation', liquidationPrice(snapshot)],
        ] as const) {
          for (const { id, price } of prices) {
            if (price === null) return false;
            if (price === MAX_UINT256) continue;
            if (!inside(snapshot, { id, price }, rung)) return false;
            if (price > 0n && inside(snapshot, { id, price: price - 1n }, rung)) return false;
          }
        }
        return true;
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  test('zero where the others carry the debt, the maximum where no price can', () => {
    const carried = loanSnapshot({ btc: 10n * BTC, eth: ETH, debt: 1_000n * USD });
    expect(callPrice(carried)[0]).toMatchObject({ id: ethId, price: 0n, fractionWad: 0n });
    const dust = withPrice(loanSnapshot({ btc: 1n, debt: 1_000n * USD }), btcId, dollars(1n, 8));
    const huge = { ...dust.loan, units: units(10n ** 60n) };
    expect(liquidationPrice({ ...dust, loan: huge })[0]?.price).toBe(MAX_UINT256);
    expect(callPrice(loanSnapshot({ btc: BTC }))[0]?.price).toBe(0n);
  });

  test('need the prices of the others, not the own one', () => {
    const both = loanSnapshot({ btc: BTC, eth: 10n * ETH, debt: 30_000n * USD });
    const dark = withPrice(both, ethId, stale);
    expect(callPrice(dark)[0]).toMatchObject({ id: ethId, fractionWad: null });
    expect(callPrice(dark)[0]?.price).toBe(callPrice(both)[0]?.price);
    expect(callPrice(dark)[1]).toMatchObject({ id: btcId, price: null, fractionWad: null });
  });

  test('use the low price for calls and the high one for liquidations', () => {
    const both = loanSnapshot({ btc: BTC, eth: 10n * ETH, debt: 30_000n * USD });
    const cheap = dollars(1_000n, 18);
    const doubt = withPrice(both, ethId, between(1_000n, 2_000n, 18));
    expect(callPrice(doubt)[1]?.price).toBe(callPrice(withPrice(both, ethId, cheap))[1]?.price);
    expect(liquidationPrice(doubt)[1]?.price).toBe(liquidationPrice(both)[1]?.price);
  });
});
