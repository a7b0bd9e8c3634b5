import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/sale-due.json' with { type: 'json' };
import { appraisedOf } from './holdings.testing.ts';
import { emptyLoan } from './loan.ts';
import type { CallReason, Loan } from './loan.ts';
import { noSequencer } from './marginCall.ts';
import { saleDue } from './saleDue.ts';
import { BTC, DAY, HOUR, listing, scaled, USD } from './terms.testing.ts';
import { bps, collateralAssets, loanAssets, seconds, timestamp, units } from './units.ts';
import type { Appraised } from './valuation.ts';

describe('saleDue', () => {
  test.each(vectors.verdict.cases)('$name', ({ given, expect: wanted }) => {
    const [first, ...rest] = appraisedOf(given, {
      maxBonusBps: bps(BigInt(given.maxBonusBps)),
      floorBonusBps: bps(BigInt(given.floorBonusBps)),
      slopeBps: bps(BigInt(given.slopeBps)),
      cureWindow: seconds(BigInt(given.cureWindow)),
      ramp: seconds(BigInt(given.ramp)),
      lapse: seconds(BigInt(given.lapse)),
    });
    const loan: Loan = {
      ...emptyLoan,
      units: units(1n),
      since: timestamp(BigInt(given.since)),
      called: given.called === 'true',
      reason: given.reason as CallReason,
    };
    const owed = {
      debt: loanAssets(BigInt(given.debt)),
      arrears: loanAssets(BigInt(given.arrears)),
    };
    const now = timestamp(BigInt(given.now));
    const verdict = saleDue(loan, [first as Appraised, ...rest], owed, noSequencer, now);
    expect(verdict).toEqual({ due: wanted.due, bonusWad: BigInt(wanted.bonus) });
  });

  const fallen: Appraised = {
    listing: listing('btc'),
    amount: collateralAssets(BTC),
    bounds: { low: scaled(42_000n, 8n), high: scaled(42_000n, 8n) },
  };
  const owed = { debt: loanAssets(30_000n * USD), arrears: loanAssets(0n) };
  const called: Loan = { ...emptyLoan, units: units(1n), since: timestamp(1n), called: true };

  test('30 minutes after the window: soft, 2.5 %', () => {
    const now = timestamp(1n + DAY + HOUR / 2n);
    const verdict = saleDue(called, [fallen], owed, noSequencer, now);
    expect(verdict).toEqual({ due: 'soft', bonusWad: 25_000_000_000_000_000n });
  });

  test('while the sequencer is down no window ends', () => {
    const down = { up: false, since: timestamp(2n) };
    const verdict = saleDue(called, [fallen], owed, down, timestamp(9n * DAY));
    expect(verdict).toEqual({ due: 'waiting', bonusWad: 0n });
  });

  test('after a restart a whole window runs again, from no bonus', () => {
    const restarted = { up: true, since: timestamp(DAY) };
    const at = (now: bigint) => saleDue(called, [fallen], owed, restarted, timestamp(now));
    expect(at(2n * DAY - 1n).due).toBe('waiting');
    expect(at(2n * DAY)).toEqual({ due: 'soft', bonusWad: 0n });
  });
});
