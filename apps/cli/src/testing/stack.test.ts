import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildContracts } from '../io/artifacts.ts';
import { answer, hypothec, up } from './cli.testing.ts';
import type { RunningStack } from './cli.testing.ts';

interface LoanAnswer {
  readonly loan: string;
  readonly id: string;
  readonly state: string;
  readonly debt: string;
  readonly ltv: string;
  readonly call: { readonly calledAt: string; readonly cureEnd: string } | null;
  readonly cure: { readonly repay: string } | null;
}

interface ActionAnswer {
  readonly done: { readonly cured?: boolean; readonly bonus?: string; readonly repaid?: string };
  readonly loan: LoanAnswer;
}

interface StatusAnswer {
  readonly clock: string;
  readonly history: { readonly paused: string | null; readonly position: number };
  readonly prices: readonly {
    readonly symbol: string;
    readonly price: string;
    readonly byHand: boolean;
  }[];
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return `${port}`;
}

const priceOf = ({ prices }: StatusAnswer, symbol: string): string | undefined =>
  prices.find((price) => price.symbol === symbol)?.price;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

// With a build that is there, a second; without one it compiles everything.
beforeAll(buildContracts, 300_000);

describe('hypothec up, and a second shell beside it', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypothec-'));
  let port = '';
  let stack: RunningStack;
  const run = <Answer>(...args: readonly string[]) => answer<Answer>(folder, ...args);
  const loan = (name: string) => run<LoanAnswer>('loan', 'show', name);

  async function start(): Promise<void> {
    stack = up(folder, '--port', port, '--loans', '12', '--no-play');
    await stack.until('ready');
    await stack.until('state');
  }

  beforeAll(async () => {
    port = await freePort();
    await start();
  }, 120_000);

  afterAll(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens a loan and shows it', async () => {
    const opened = await run<ActionAnswer>(
      'loan',
      'open',
      '--pledge',
      '0.5',
      'BTC',
      '--draw',
      '1900',
      'USDC',
    );
    expect(opened.loan).toMatchObject({ loan: 'alice/1', state: 'healthy', call: null });
    expect((await run<LoanAnswer>('loan', 'show')).id).toBe(opened.loan.id);
    const { out } = await hypothec(folder, 'loan', 'show', 'alice/1');
    expect(out).toContain('Loan alice/1  healthy');
    expect(out).toMatch(/called +below 5,428\.5\d+ USDC a BTC: \d+(\.\d)? % below the price now/);
    expect(out).toMatch(/sold +below 4,750\.\d+ USDC a BTC/);
  });

  it('refuses a margin call before the price has fallen, in a sentence', async () => {
    const { code, err, out } = await hypothec(folder, 'loan', 'call', 'alice/1');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/^hypothec: The debt of 1,900\.\d+ USDC is inside the call limit of .*\n$/);
  });

  it('lets a price be moved; it holds, and the keeper leaves the loan to the user', async () => {
    const status = await run<StatusAnswer>('price', 'shock', 'BTC', '-38%');
    const shocked = priceOf(status, 'BTC');
    await pause(2_500);
    const later = await run<StatusAnswer>('price', 'show');
    expect(priceOf(later, 'BTC')).toBe(shocked);
    expect(later.prices.find(({ symbol }) => symbol === 'BTC')?.byHand).toBe(true);
    expect((await loan('alice/1')).state).toBe('call-due');
    const { loans } = await run<{ readonly loans: readonly LoanAnswer[] }>('loan', 'list');
    const others = loans.filter(({ loan: name }) => name.startsWith('p'));
    expect(others).toHaveLength(12);
    expect(others.filter(({ state }) => state === 'call-due')).toEqual([]);
    expect(others.filter(({ state }) => state === 'called').length).toBeGreaterThan(0);
  });

  it('calls the loan, and a pledge cures it', async () => {
    const called = await run<ActionAnswer>('loan', 'call', 'alice/1');
    expect(called.loan.state).toBe('called');
    const { calledAt, cureEnd } = called.loan.call!;
    expect(BigInt(cureEnd) - BigInt(calledAt)).toBe(86_400n);
    const early = await hypothec(folder, 'loan', 'liquidate', 'alice/1');
    expect(early.err).toContain('to cure the call');
    expect(early.code).toBe(1);
    const cured = await run<ActionAnswer>('loan', 'pledge', 'alice/1', '--cure');
    expect(cured.done.cured).toBe(true);
    expect(cured.loan).toMatchObject({ state: 'healthy', call: null });
    expect(Number(cured.loan.ltv)).toBeCloseTo(0.64, 2);
    expect(Number(cured.loan.ltv)).toBeLessThanOrEqual(0.64);
  });

  it('sells another loan at once to its target when the price falls through', async () => {
    await run('loan', 'open', '--as', 'carol', '--pledge', '100 ETH', '--draw', '9000 USDC');
    await run('price', 'shock', 'ETH', '-44%');
    expect((await loan('carol/1')).state).toBe('hard-liquidation');
    const own = await hypothec(folder, 'loan', 'liquidate', 'carol/1', '--as', 'carol');
    expect([own.code, own.err]).toEqual([1, expect.stringContaining('a loan of their own')]);
    const sold = await run<ActionAnswer>('loan', 'liquidate', 'carol/1');
    expect(sold.loan.state).toBe('healthy');
    expect(Number(sold.loan.ltv)).toBeCloseTo(0.59, 6);
  });

  it('sells softly after the window, at a bonus that has grown from zero', async () => {
    await run('price', 'release', 'ETH');
    await run('loan', 'open', '--as', 'dave', '--pledge', '100 ETH', '--draw', '9000 USDC');
    await run('price', 'shock', 'ETH', '-38%');
    await run('loan', 'call', 'dave/1');
    await run('clock', 'forward', '24h', '30m');
    const { state, call } = await loan('dave/1');
    expect([state, call === null]).toEqual(['soft-liquidation', false]);
    const sold = await run<ActionAnswer>('loan', 'liquidate', 'dave/1');
    expect(Number(sold.done.bonus)).toBeGreaterThanOrEqual(0.025);
    expect(Number(sold.done.bonus)).toBeLessThan(0.027);
    expect(Number(sold.loan.ltv)).toBeCloseTo(0.59, 6);
  });

  it('repays, draws, withdraws and lends', async () => {
    await run('loan', 'repay', 'alice/1', '600', 'USDC');
    await run('loan', 'draw', 'alice/1', '1', 'USDC');
    const whole = await run<ActionAnswer>('loan', 'repay', 'alice/1', '--all');
    expect(whole.loan).toMatchObject({ state: 'none', debt: '0' });
    await run('loan', 'withdraw', 'alice/1', '0.1', 'BTC');
    await run('faucet', '5000', 'USDC', '--as', 'erin');
    await run('lend', 'deposit', '5000', 'USDC', '--as', 'erin');
    const { code, out } = await hypothec(folder, 'lend', 'show', '--as', 'erin');
    expect([code, out]).toEqual([0, expect.stringMatching(/USDC +(4,999\.99|5,000)/)]);
    await run('lend', 'withdraw', '--all', 'USDC', '--as', 'erin');
    const { markets } = await run<{ readonly markets: readonly unknown[] }>('market', 'list');
    expect(markets).toHaveLength(6);
    expect((await hypothec(folder, 'market', 'show', 'btc/usdc')).out).toContain('cure window');
  });

  it('serves an account that is none of the local ones', async () => {
    const key = `0x${'42'.repeat(32)}`;
    await run('faucet', '--key', key);
    const opened = await run<ActionAnswer>(
      'loan',
      'open',
      '--pledge',
      '40 ETH',
      '--draw',
      '1200 USDC',
      '--key',
      key,
    );
    expect(opened.loan.loan).toMatch(/^0x.*\/1$/);
    expect((await run<LoanAnswer>('loan', 'show', '--key', key)).id).toBe(opened.loan.id);
  });

  it('refuses a second up in the same folder', async () => {
    const { code, err } = await hypothec(folder, 'up', '--port', await freePort());
    expect([code, err]).toEqual([1, expect.stringContaining('already runs in')]);
  });

  it('refuses a port that is in use', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'hypothec-'));
    const { code, err } = await hypothec(elsewhere, 'up', '--port', port);
    rmSync(elsewhere, { recursive: true });
    expect([code, err]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
  });

  it('plays the history on when told, and the chain’s clock with it', async () => {
    const before = await run<StatusAnswer>('clock', 'show');
    await run('play', '--speed', '7200');
    await pause(3_000);
    const after = await run<StatusAnswer>('pause');
    expect(Number(after.clock) - Number(before.clock)).toBeGreaterThan(3_600);
    expect(after.history.position).toBeGreaterThan(before.history.position);
    expect(stack.lines.some(({ type }) => type === 'event')).toBe(true);
  });

  it('keeps everything over a stop and a start', async () => {
    const before = await Promise.all([run<StatusAnswer>('price', 'show'), loan('carol/1')]);
    expect(await stack.stop()).toBe(0);
    const alone = await hypothec(folder, 'loan', 'list');
    expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('No local stack runs')]);
    await start();
    const after = await Promise.all([run<StatusAnswer>('price', 'show'), loan('carol/1')]);
    expect(after[1].id).toBe(before[1].id);
    expect(Number(after[1].debt)).toBeCloseTo(Number(before[1].debt), 2);
    expect(after[0].prices).toEqual(before[0].prices);
    expect(after[0].history.position).toBe(before[0].history.position);
    expect(BigInt(after[0].clock)).toBeGreaterThanOrEqual(BigInt(before[0].clock));
    const { loans } = await run<{ readonly loans: readonly LoanAnswer[] }>(
      'loan',
      'list',
      '--closed',
    );
    expect(loans).toHaveLength(16);
  });

  it('goes on after it was killed', async () => {
    await stack.kill();
    await start();
    expect((await loan('carol/1')).state).toBe('healthy');
  });

  it('says which kept file is damaged', async () => {
    await stack.stop();
    for (const [name, lost] of [
      ['chain.json', 'the kept chain is lost'],
      ['play.json', 'the place in the price history is lost'],
      ['deployment.json', 'the list of addresses is lost'],
    ] as const) {
      const path = join(folder, '.hypothec', name);
      const whole = readFileSync(path);
      writeFileSync(path, whole.subarray(0, 100));
      const { code, err } = await hypothec(folder, 'up', '--port', port);
      writeFileSync(path, whole);
      expect([code, err]).toEqual([1, expect.stringContaining(`${name} is damaged, so ${lost}`)]);
    }
  });
});

describe('hypothec replay', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypothec-'));
  const flags = ['replay', '--scenario', 'march-2020', '--seed', '3'];

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Report {
    readonly creditors: readonly {
      readonly loanToken: string;
      readonly loans: { readonly opened: number; readonly called: number };
      readonly calls: Readonly<Record<string, number>>;
      readonly liquidations: { readonly hard: { readonly sales: number } };
    }[];
    readonly assumptions: Readonly<Record<string, string>>;
    readonly check: {
      readonly holds: boolean;
      readonly lines: readonly { readonly compared: number }[];
    };
    readonly chain: { readonly eventsCompared: number };
  }

  it('plays two days of a crash, and its closing check holds', async () => {
    const path = join(folder, 'out.json');
    const days = ['--from', '2020-03-12', '--to', '2020-03-14', '--loans', '30'];
    const { code, out, err } = await hypothec(folder, ...flags, ...days, '--report', path);
    expect([code, err]).toEqual([0, expect.stringContaining('Playing')]);
    expect(out).toContain('Closing check: holds');
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
    const dollars = report.creditors.find(({ loanToken }) => loanToken === 'USDC')!;
    expect(dollars.loans.called).toBeGreaterThan(0);
    expect(dollars.liquidations.hard.sales).toBeGreaterThan(0);
    const { made, ...endings } = dollars.calls;
    expect(Object.values(endings).reduce((sum, count) => sum + count, 0)).toBe(made);
    expect(report.check).toMatchObject({ holds: true });
    expect(report.check.lines.every(({ compared }) => compared > 0)).toBe(true);
    expect(report.chain.eventsCompared).toBeGreaterThan(100);
    expect(Object.keys(report.assumptions)).toEqual(
      expect.arrayContaining(['sizes', 'ltvs', 'borrowers', 'keeper', 'limits']),
    );
  });

  it('gives the same report for the same seed', async () => {
    const hours = ['--from', '2020-03-12T10:00', '--to', '2020-03-12T12:00', '--loans', '8'];
    const first = await answer<Report>(folder, ...flags, ...hours);
    expect(await answer<Report>(folder, ...flags, ...hours)).toEqual(first);
    expect(first.creditors.reduce((sum, { loans }) => sum + loans.opened, 0)).toBe(8);
  });
});
