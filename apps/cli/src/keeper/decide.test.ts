import { previewCall } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { describe, expect, it } from 'vitest';
import { keeper, market, open, pass } from '../replay/market.testing.ts';
import type { Mirror } from '../replay/mirror.ts';
import { decide, defaultPolicy } from './decide.ts';

const HOUR = 3_600n;

function seen(mirror: Mirror, ...ids: readonly LoanId[]) {
  return ids.map((id) => ({ id, ladder: mirror.ladder(id) }));
}

function decided(mirror: Mirror, ...ids: readonly LoanId[]) {
  return decide(seen(mirror, ...ids), defaultPolicy).map(({ kind, id }) => [kind, ids.indexOf(id)]);
}

function call(mirror: Mirror, id: LoanId): void {
  mirror.apply(id, previewCall(mirror.snapshot(id), { address: keeper }));
}

describe('decide', () => {
  it('leaves healthy loans and loans without debt alone', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    expect(decided(mirror, id)).toEqual([]);
    expect(decided(mirror, `${id.slice(0, -1)}7` as LoanId)).toEqual([]);
  });

  it('calls above the call limit, and not at it', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    pass(mirror, 1n, 7_143n);
    expect(decided(mirror, id)).toEqual([]);
    pass(mirror, 1n, 7_142n);
    expect(decided(mirror, id)).toEqual([['call', 0]]);
  });

  it('clears a called loan once it is inside the clear limit, and leaves it alone before', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    pass(mirror, 1n, 7_000n);
    call(mirror, id);
    expect(decided(mirror, id)).toEqual([]);
    pass(mirror, HOUR, 7_500n);
    expect(decided(mirror, id)).toEqual([]);
    pass(mirror, HOUR, 7_900n);
    expect(decided(mirror, id)).toEqual([['clear', 0]]);
  });

  it('waits after the window until the bonus is worth it', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    pass(mirror, 1n, 7_000n);
    call(mirror, id);
    pass(mirror, 24n * HOUR - 1n, 7_000n);
    expect(mirror.ladder(id).state).toBe('called');
    expect(decided(mirror, id)).toEqual([]);
    pass(mirror, 60n, 7_000n);
    expect(mirror.ladder(id).state).toBe('soft-liquidation');
    expect(decided(mirror, id)).toEqual([]);
    pass(mirror, 360n, 7_000n);
    expect(decided(mirror, id)).toEqual([['liquidate', 0]]);
  });

  it('calls a loan that has passed the liquidation limit by too little to be worth a sale', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    pass(mirror, 1n, 6_249n);
    expect(mirror.ladder(id).state).toBe('hard-liquidation');
    expect(decided(mirror, id)).toEqual([['call', 0]]);
    call(mirror, id);
    expect(decided(mirror, id)).toEqual([]);
    pass(mirror, 1n, 6_200n);
    expect(decided(mirror, id)).toEqual([['liquidate', 0]]);
  });

  it('sells at any bonus when the LTV is urgent', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    // Solvent by a quarter of a per cent: the bonus may not be more.
    pass(mirror, 1n, 5_012n);
    expect(mirror.ladder(id).bonusWad).toBeLessThan(defaultPolicy.leastBonusWad);
    expect(decided(mirror, id)).toEqual([['liquidate', 0]]);
  });

  it('calls anew when a call has lapsed', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    pass(mirror, 1n, 7_000n);
    call(mirror, id);
    pass(mirror, 48n * HOUR, 7_000n);
    expect(decided(mirror, id)).toEqual([['call', 0]]);
  });

  it('does nothing without a price', () => {
    const mirror = market();
    const id = open(mirror, 1, 5_000n);
    pass(mirror, 1n, 5_000n);
    mirror.advance(mirror.now + 2n * HOUR, new Map());
    expect(mirror.ladder(id).worth).toBeNull();
    expect(decided(mirror, id)).toEqual([]);
  });

  it('sends sales before calls, and calls before clearings', () => {
    const mirror = market();
    const [calm, middling, risky] = [
      open(mirror, 1, 3_900n),
      open(mirror, 2, 4_500n),
      open(mirror, 3, 5_000n),
    ];
    pass(mirror, 1n, 5_500n);
    call(mirror, calm);
    pass(mirror, HOUR, 6_190n);
    expect(decided(mirror, calm, middling, risky)).toEqual([
      ['liquidate', 2],
      ['call', 1],
      ['clear', 0],
    ]);
  });

  it('is pure: the same snapshot gives the same actions', () => {
    const mirror = market();
    const ids = [open(mirror, 1, 4_500n), open(mirror, 2, 5_000n)];
    pass(mirror, 1n, 6_000n);
    const loans = seen(mirror, ...ids);
    expect(decide(loans, defaultPolicy)).toEqual(decide(loans, defaultPolicy));
    expect(decide(loans, defaultPolicy)).toHaveLength(2);
  });
});
