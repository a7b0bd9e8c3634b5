import { noSequencer, previewCall } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import type { Snapshot } from '@hypothec/sdk';
import { describe, expect, it } from 'vitest';
import { keeper, market, open, pass } from '../replay/market.testing.ts';
import type { Mirror } from '../replay/mirror.ts';
import { loanJson, loanStory, loanText } from './loan.ts';

const context = {
  loanToken: { symbol: 'USDC', decimals: 6 },
  tokens: new Map([[`0x${'4'.padStart(40, '0')}` as const, { symbol: 'BTC', decimals: 8 }]]),
};

function story(mirror: Mirror, id: LoanId) {
  const snapshot: Snapshot = {
    ...mirror.snapshot(id),
    sequencer: noSequencer,
    book: mirror.book,
    block: { number: 1n, hash: '0x', timestamp: mirror.now },
    tokens: new Map(),
  };
  return loanStory(snapshot, context);
}

describe('loanText', () => {
  it('tells a healthy loan with the prices that matter', () => {
    const mirror = market();
    const text = loanText(story(mirror, open(mirror, 1, 4_900n)));
    expect(text).toContain('healthy');
    expect(text).toContain('1 BTC, worth 10,000 USDC at 10,000 USDC each');
    expect(text).toContain('4,900 USDC, LTV 49 %');
    expect(text).toContain('open 50  clear 64  call 70  liquidation 80 % of the value');
    expect(text).toContain('below 7,000 USDC a BTC: 30 % below the price now');
    expect(text).toContain('below 6,125 USDC a BTC: 38.7 % below the price now');
    expect(text).not.toContain('cure');
  });

  it('tells a called loan what cures it and until when', () => {
    const mirror = market();
    const id = open(mirror, 1, 4_900n);
    pass(mirror, 60n, 6_800n);
    expect(loanText(story(mirror, id))).toContain('a margin call is due');
    mirror.apply(id, previewCall(mirror.snapshot(id), { address: keeper }));
    pass(mirror, 3_600n, 6_800n);
    const text = loanText(story(mirror, id));
    expect(text).toContain('since 2020-03-12 00:01:00 UTC');
    expect(text).toContain('2020-03-13 00:01:00 UTC, 23 h left');
    expect(text).toMatch(/repaying 548\.\d+ USDC, or pledging 0\.125\d+ BTC more/);
    expect(text).toContain('--cure, or repay');
    expect(text).toMatch(/called {7}below 7,000\.\d+ USDC a BTC: reached/);
  });

  it('tells what a sale would do once one is due', () => {
    const mirror = market();
    const id = open(mirror, 1, 4_900n);
    pass(mirror, 60n, 6_000n);
    const text = loanText(story(mirror, id));
    expect(text).toContain('above the liquidation limit');
    expect(text).toMatch(/a sale now {3}repays 3,\d{3}\.\d+ USDC for 0\.\d+ BTC, bonus 2\.08 %/);
  });

  it('tells why there is no price', () => {
    const mirror = market();
    const id = open(mirror, 1, 4_900n);
    mirror.advance(mirror.now + 7_200n, new Map());
    expect(loanText(story(mirror, id))).toContain('was last updated 2 h ago');
  });
});

describe('loanJson', () => {
  it('has exact decimals of whole tokens', () => {
    const mirror = market();
    const id = open(mirror, 1, 4_900n);
    expect(loanJson(story(mirror, id))).toMatchObject({
      id,
      loanToken: 'USDC',
      state: 'healthy',
      debt: '4900',
      ltv: '0.49',
      collaterals: [
        { symbol: 'BTC', amount: '1', price: '10000', callPrice: '7000', liquidationPrice: '6125' },
      ],
      call: null,
      cure: null,
    });
  });
});
