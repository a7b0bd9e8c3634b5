import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart, fit, fitWhole, pad, widthOf } from './lines.ts';
import { layOut, LEAST_HEIGHT, LEAST_WIDTH, speedText } from './screen.ts';
import type { Scene } from './screen.ts';

const WAD = 10n ** 18n;

function scene(calls: number, events: number, over: Partial<Scene['status']> = {}): Scene {
  return {
    status: {
      clock: 1_584_064_800n,
      title: 'march-2020 (scenario, seed 1)',
      paused: null,
      ended: false,
      speed: 3_600n,
      position: 100,
      length: 2_000,
      prices: ['USDC', 'BTC', 'ETH', 'ALT'].map((symbol) => ({
        symbol,
        priceE8: symbol === 'USDC' ? 10n ** 8n : 378_213_000_000n,
        historyE8: 378_213_000_000n,
        factorWad: symbol === 'BTC' ? WAD / 2n : WAD,
        dayChangeBps: symbol === 'ETH' ? null : -3_912n,
      })),
      held: false,
      ...over,
    },
    counts: {
      none: 3,
      healthy: 40,
      'call-due': 1,
      called: 12,
      'soft-liquidation': 2,
      'hard-liquidation': 2,
    },
    pools: ['USDC', 'ETH'].map((loanToken) => ({
      loanToken,
      lendersRateWad: 21_200_000_000_000_000n,
      utilisationWad: 693_000_000_000_000_000n,
      lent: '4,300,000 USDC',
      cash: `1,930,232 ${loanToken}`,
      firstLoss: '62,337',
    })),
    calls: Array.from({ length: calls }, (_, i) => ({
      loan: `p${i}`,
      market: 'STETH/USDC',
      ltvWad: 712_345_678_901_234_567n,
      cure: '1,234,567.8901 USDC or 1,234.5678 STETH',
      left: i === 0 ? 'over' : '23 h 59 min',
      over: i === 0,
      cureEnd: 0n,
    })),
    events: Array.from({ length: events }, (_, i) => ({
      time: 1_584_064_800n + BigInt(i),
      text: `p${i} sold: 1,234,567.8901 USDC repaid, 1,234.5678 STETH seized, bonus 5 %`,
      tone: 'bad' as const,
    })),
    rpcUrl: 'http://127.0.0.1:8545',
    api: { url: 'http://127.0.0.1:8710', state: 'ready' },
    chainId: 31_337,
    book: `0x${'a1'.repeat(20)}`,
  };
}

const text = (lines: ReturnType<typeof layOut>): string =>
  lines.map((line) => line.map((piece) => piece.text).join('')).join('\n');

describe('layOut', () => {
  it('fills the window and no more, whatever its size and however much there is to show', () => {
    const sizes = fc.record({
      width: fc.integer({ min: LEAST_WIDTH, max: 220 }),
      height: fc.integer({ min: LEAST_HEIGHT, max: 70 }),
    });
    fc.assert(
      fc.property(sizes, fc.nat(80), fc.nat(80), (size, calls, events) => {
        const lines = layOut(scene(calls, events), size);
        expect(lines).toHaveLength(size.height);
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(size.width);
      }),
    );
  });

  it('says how large a window it needs', () => {
    const shown = text(layOut(scene(1, 1), { width: 59, height: 24 }));
    expect(shown).toBe('Window too small: 60 by 16 needed.');
    expect(text(layOut(scene(1, 1), { width: 20, height: 5 }))).toHaveLength(20);
  });

  it('shows at 80 by 24 all that matters', () => {
    const shown = text(layOut(scene(2, 3), { width: 80, height: 24 }));
    for (const part of [
      '2020-03-13 02:00 UTC',
      '▶ 1 h/s',
      'BTC 3,782.13* −39.1%',
      'ETH 3,782.13 ±0.0%',
      '60 loans',
      '12 called',
      '4 sale due',
      'lenders earn 2.12 %',
      'p0',
      'over',
      '23 h 59 min',
      'p2 sold',
      'http://127.0.0.1:8545',
      'npx hypothec --help',
    ]) {
      expect(shown).toContain(part);
    }
  });

  it('cuts nothing that matters at 60 by 20', () => {
    const shown = text(layOut(scene(1, 1), { width: 60, height: 20 })).split('\n');
    const line = (start: string) => shown.find((row) => row.startsWith(start));
    expect(line('USDC pool')).toBe('USDC pool  lenders earn 2.12 %  69 % lent');
    expect(line('space')).toBe('space wait/play  + − speed  q stop');
    expect(shown.join('\n')).toContain('* moved by hand');
    const counts = { ...scene(0, 0).counts, 'call-due': 0, none: 0 };
    const few = text(layOut({ ...scene(0, 0), counts }, { width: 60, height: 20 }));
    expect(few).toContain('56 loans   40 healthy  12 called  4 sale due\n');
  });

  it('tells why the history waits, and when it has ended', () => {
    const size = { width: 80, height: 24 };
    const waiting = text(layOut(scene(0, 0, { paused: 'alice opens a loan' }), size));
    expect(waiting).toContain('❚❚ waits: alice opens a loan');
    expect(waiting).toContain('none');
    expect(waiting).toContain('nothing yet');
    const ended = text(layOut(scene(0, 0, { paused: 'x', ended: true }), size));
    expect(ended).toContain('the history has ended');
  });

  it('counts the calls that do not fit', () => {
    const shown = text(layOut(scene(30, 30), { width: 80, height: 24 }));
    expect(shown).toMatch(/and 2\d more/);
  });
});

describe('lines', () => {
  it('cuts by what is seen, keeping colours apart', () => {
    const line = [{ text: 'loan ', tone: 'quiet' as const }, { text: 'p007' }];
    expect(fit(line, 9)).toEqual(line);
    expect(fit(line, 7)).toEqual([{ text: 'loan ', tone: 'quiet' }, { text: 'p…' }]);
  });

  it('leaves out the last pieces where there is no room for all', () => {
    const line = [{ text: 'abc' }, { text: 'de' }, { text: 'f' }];
    expect([fitWhole(line, 6), fitWhole(line, 5), fitWhole(line, 2)]).toEqual([
      line,
      line.slice(0, 2),
      [],
    ]);
  });

  it('lets the right part give way', () => {
    const parts = (width: number) =>
      apart([{ text: 'abc' }], [{ text: 'def' }], width)
        .map((piece) => piece.text)
        .join('');
    expect(parts(8)).toBe('abc  def');
    expect(parts(6)).toBe('abc');
  });

  it('pads and cuts to a width', () => {
    expect([pad('ab', 4), pad('ab', 4, 'right'), pad('abcde', 4)]).toEqual([
      'ab  ',
      '  ab',
      'abc…',
    ]);
  });
});

describe('speedText', () => {
  it.each([
    [86_400n, '1 d/s'],
    [7_200n, '2 h/s'],
    [90n, '90 s/s'],
    [600n, '10 min/s'],
  ])('says %d as %s', (speed, said) => expect(speedText(speed)).toBe(said));
});
