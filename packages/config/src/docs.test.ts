import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { localStack } from './stack.ts';

const page = readFileSync(new URL('../../../docs/guides/curator.md', import.meta.url), 'utf8');
const text = page.replaceAll(/\s+/g, ' ');

test('docs/guides/curator.md has the ladders of the local stack', () => {
  const rungs = (name: string): string => {
    const ladder = localStack.ladders[name];
    if (ladder === undefined) throw new TypeError(`no ladder ${name}`);
    const { openLtvBps, targetLtvBps, clearLtvBps, callLtvBps, liquidationLtvBps } = ladder;
    return [openLtvBps, targetLtvBps, clearLtvBps, callLtvBps, liquidationLtvBps]
      .map((bps) => `${bps / 100n}`)
      .join(' / ');
  };
  expect(text).toContain(
    `BTC-like ${rungs('btc')}, ETH and staked ETH ${rungs('eth')}, an altcoin ${rungs('alt')}.`,
  );
});

test('docs/guides/curator.md has the terms of the local dollar pool', () => {
  const pool = localStack.pools.find(({ loanToken }) => loanToken === 'USDC');
  expect(pool?.minDebt).toBe(1_000n * 10n ** 6n);
  expect(text).toMatch(/\| minimum debt \|[^|]*\| 1,000 \|/);
  expect(pool?.callFee).toBe(0n);
  expect(text).toMatch(/\| call fee \|[^|]*\| 0 \|/);
  expect([pool?.cureWindow, pool?.ramp, pool?.lapse]).toEqual([86_400n, 3_600n, 86_400n]);
  expect(text).toMatch(/\| cure window \|[^|]*\| 24 hours \|/);
  expect(text).toMatch(/\| ramp \|[^|]*\| 1 hour \|/);
  expect(text).toMatch(/\| lapse \|[^|]*\| 24 hours \|/);
});
