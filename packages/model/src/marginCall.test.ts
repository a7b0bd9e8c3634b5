import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../vectors/margin-call.json' with { type: 'json' };
import { emptyLoan } from './loan.ts';
import { cureEnd, isCallOpen, noSequencer } from './marginCall.ts';
import type { Sequencer } from './marginCall.ts';
import { MAX_UINT256 } from './math.ts';
import { listing } from './terms.testing.ts';
import { seconds, timestamp, units } from './units.ts';

function calledAt(since: bigint, called = true) {
  return { ...emptyLoan, units: units(1n), since: timestamp(since), called };
}

/** What each kind of sequencer says of itself. */
function sequencerOf(kind: string, since: string): Sequencer {
  if (kind === 'none') return noSequencer;
  if (kind === 'silent') return { up: false, since: timestamp(0n) };
  return { up: kind === 'up', since: timestamp(BigInt(since)) };
}

describe('cureEnd and isCallOpen', () => {
  test.each(vectors.times.cases)('$name', ({ given, expect: wanted }) => {
    const loan = calledAt(BigInt(given.since), given.called === 'true');
    const terms = listing('btc', {
      cureWindow: seconds(BigInt(given.cureWindow)),
      lapse: seconds(BigInt(given.lapse)),
    });
    const sequencer = sequencerOf(given.sequencer, given.sequencerSince);
    expect(cureEnd(loan, terms, sequencer)).toBe(BigInt(wanted.cureEnd));
    const now = timestamp(BigInt(given.now));
    expect(String(isCallOpen(loan, terms, sequencer, now))).toBe(wanted.isOpen);
  });

  test('called at 1,000 with a window of 24 h', () => {
    expect(cureEnd(calledAt(1_000n), listing('btc'), noSequencer)).toBe(87_400n);
  });

  test('a chain without a sequencer is up since 0', () => {
    expect(noSequencer).toEqual({ up: true, since: 0n });
  });
});

describe('whatever the sequencer did', () => {
  const instants = fc.bigInt({ min: 1n, max: 10n ** 6n });
  const terms = listing('btc');

  test('the window is never shorter than without it', () => {
    const property = fc.property(instants, instants, fc.boolean(), (called, since, up) => {
      const loan = calledAt(called);
      const end = cureEnd(loan, terms, { up, since: timestamp(since) });
      expect(end).toBeGreaterThanOrEqual(cureEnd(loan, terms, noSequencer));
      expect(up || end === MAX_UINT256).toBe(true);
    });
    fc.assert(property);
  });

  test('a call that lapsed stays void (invariant 17)', () => {
    const property = fc.property(instants, instants, fc.boolean(), (called, later, up) => {
      const loan = calledAt(called);
      const lapsed = called + terms.cureWindow + terms.lapse;
      const now = timestamp(lapsed + later);
      // Whatever began after the lapse, up or down.
      expect(isCallOpen(loan, terms, { up, since: timestamp(lapsed + later / 2n) }, now)).toBe(
        false,
      );
    });
    fc.assert(property);
  });

  test('a call is open until it lapses, and void if it lapsed before a restart', () => {
    const property = fc.property(instants, instants, instants, (called, since, passed) => {
      const loan = calledAt(called);
      const sequencer = { up: true, since: timestamp(since) };
      const now = timestamp((called > since ? called : since) + passed);
      const end = cureEnd(loan, terms, sequencer);
      const isVoid = since >= called + terms.cureWindow + terms.lapse;
      expect(isCallOpen(loan, terms, sequencer, now)).toBe(now < end + terms.lapse && !isVoid);
    });
    fc.assert(property);
  });
});
