import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoanId } from '@hypothec/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, startAnvil } from '../io/anvil.ts';
import { buildContracts } from '../io/artifacts.ts';
import { isAlive, readRunning, stackFolder } from '../io/folder.ts';
import { removeDatabase } from '../io/services.ts';
import { answer, hypothec, piped, up } from './cli.testing.ts';
import type { RunningStack } from './cli.testing.ts';
import { proofsOf } from './proof.testing.ts';

interface LoanAnswer {
  readonly loan: string;
  readonly id: string;
  readonly state: string;
  readonly debt: string;
  readonly ltv: string;
  readonly call: { readonly calledAt: string; readonly cureEnd: string } | null;
}

interface ActionAnswer {
  readonly done: { readonly cured?: boolean };
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

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

// With a build that is there, a second; without one it compiles everything.
beforeAll(buildContracts, 300_000);

describe('hypothec up, and a second shell beside it', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypothec-'));
  let port = '';
  let apiPort = '';
  let stack: RunningStack;
  const run = <Answer>(...args: readonly string[]) => answer<Answer>(folder, ...args);
  const loan = (name: string) => run<LoanAnswer>('loan', 'show', name);

  /** Of the chain and of each service. */
  function processes(): readonly number[] {
    const mark = readRunning(stackFolder(folder))!;
    const pids = [mark.chainPid, ...Object.values(mark.services)];
    return pids.filter((pid) => pid !== null);
  }

  async function start(): Promise<void> {
    stack = up(folder, '--port', port, '--api-port', apiPort, '--loans', '12', '--no-play');
    await stack.until('ready');
    await stack.until('state');
  }

  beforeAll(async () => {
    port = `${await freePort()}`;
    apiPort = `${await freePort()}`;
    await start();
  }, 300_000);

  afterAll(async () => {
    await stack.stop();
    removeDatabase(stackFolder(folder));
    rmSync(folder, { recursive: true, force: true });
  });

  it('does the walk of the README', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const lines = [...readme.matchAll(/^npx hypothec (?!play)(.+)$/gm)].map(
      ([, words = '']) => words,
    );
    expect(lines.length).toBeGreaterThan(14);
    const said = new Map<string, string>();
    for (const line of lines) {
      const { code, out, err } = await hypothec(folder, ...line.split(' '));
      expect([line, code, code === 0 ? '' : err]).toEqual([line, 0, '']);
      said.set(line, out);
    }
    expect(said.get('loan call alice/1')).toMatch(
      /cure with +repaying .*, or pledging 0\.\d+ BTC more/,
    );
    expect(said.get('loan pledge alice/1 --cure')).toMatch(
      /the call is cured.*alice\/1 {2}healthy/s,
    );
    for (const name of ['carol/1', 'dave/1']) {
      expect(said.get(`loan liquidate ${name}`)).toMatch(/bonus [24].*healthy.*LTV 59(\.01)? %/s);
    }
  });

  it('refuses what the contracts refuse, in a sentence', async () => {
    const [call, sale] = await Promise.all([
      hypothec(folder, 'loan', 'call', 'alice/1'),
      hypothec(folder, 'loan', 'liquidate', 'alice/1', '--as', 'alice'),
    ]);
    expect([call.code, call.out]).toEqual([1, '']);
    expect(call.err).toMatch(/^hypothec: The debt of .* is inside the call limit of .*\n$/);
    expect([sale.code, sale.err]).toEqual([1, expect.stringContaining('a loan of their own')]);
  });

  it('lets a price be moved; it holds, and the keeper leaves the loan to the user', async () => {
    const shocked = await run<StatusAnswer>('price', 'shock', 'BTC', '-45%');
    await pause(2_500);
    const later = await run<StatusAnswer>('price', 'show');
    expect(later.prices).toEqual(shocked.prices);
    expect(later.prices.find(({ symbol }) => symbol === 'BTC')?.byHand).toBe(true);
    const { loans } = await run<{ readonly loans: readonly LoanAnswer[] }>('loan', 'list');
    const due = loans.filter(({ state }) => state === 'call-due').map(({ loan: name }) => name);
    expect(due).toEqual(['alice/1']);
    const events = stack.lines.filter(({ type }) => type === 'event').map(({ text }) => text ?? '');
    expect(events.some((text) => /^p\d+ called/.test(text))).toBe(true);
  });

  it('gives a called borrower a day, in which nobody may sell', async () => {
    const called = await run<ActionAnswer>('loan', 'call', 'alice/1');
    expect(called.loan.state).toBe('called');
    const { calledAt, cureEnd } = called.loan.call!;
    expect(BigInt(cureEnd) - BigInt(calledAt)).toBe(86_400n);
    // Not in the call's own second: that has a refusal of its own.
    await pause(1_100);
    const early = await hypothec(folder, 'loan', 'liquidate', 'alice/1');
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('to cure the call')]);
    const cured = await run<ActionAnswer>('loan', 'repay', 'alice/1', '--cure');
    expect(cured.done.cured).toBe(true);
    expect(cured.loan).toMatchObject({ state: 'healthy', call: null });
    expect(Number(cured.loan.ltv)).toBeLessThanOrEqual(0.64);
    expect(Number(cured.loan.ltv)).toBeGreaterThan(0.639);
  });

  it('checks proofs of what is held and owed', async () => {
    const list = await run<{ readonly loans: readonly LoanAnswer[] }>('loan', 'list', '--closed');
    const ids = list.loans.map(({ id }) => id as LoanId);
    const owes = list.loans.find(({ state }) => state === 'healthy');
    const proofs = await proofsOf(folder, ids, owes?.id as LoanId);
    const { rpcUrl, book, collateral, debt, ahead } = proofs;
    const file = join(folder, 'proof.json');
    const check = async (proof: unknown, ...args: readonly string[]) => {
      writeFileSync(file, JSON.stringify(proof));
      const { code, out, err } = await hypothec(folder, 'verify-proof', file, ...args);
      return { code, out, err };
    };
    const held = await check(collateral);
    expect(held).toMatchObject({ code: 0, err: '' });
    expect(held.out).toMatch(/^What the book 0x.*\n(.+ ok .+\n){6}$/s);
    const owed = await check(debt, '--rpc', rpcUrl, '--json');
    expect([owed.code, owed.err]).toEqual([0, '']);
    expect(JSON.parse(owed.out)).toMatchObject({ state: 'ok', book });
    const elsewhere = await check(debt, '--rpc', rpcUrl);
    expect(elsewhere.err).toBe(
      `The proof is of the book ${book}: see that it is the one you use, or give it as --book.\n`,
    );
    const more = { ...debt.leaf, amount: `${BigInt(debt.leaf.amount) + 1n}` };
    const changed = await check({ ...debt, leaf: more });
    expect([changed.code, changed.err]).toEqual([
      1,
      'hypothec: The proof does not hold: see path, leaf above.\n',
    ]);
    expect(changed.out).toMatch(/leaf +failed +The proof says .* USDC, the chain /);
    const later = await check(ahead);
    expect([later.code, later.err]).toEqual([
      1,
      'hypothec: Nothing contradicts the proof, but this node cannot tell: ' +
        'see block, holder, leaf, assets, totals above.\n',
    ]);
    expect(later.out).toMatch(/block +unknown +The node has no block \d+ to compare with\. /);
    const other = await check(debt, '--book', debt.context.holder);
    expect([other.code, other.err]).toEqual([
      1,
      expect.stringContaining('not hold: see book above'),
    ]);
    const text = piped(folder, JSON.stringify(collateral), 'verify-proof', '-');
    expect(text).toContain('What the book 0x');
    rmSync(file);
  });

  it('repays, draws, withdraws and lends', async () => {
    await run('price', 'release');
    await run('loan', 'draw', 'alice/1', '1', 'USDC');
    const whole = await run<ActionAnswer>('loan', 'repay', 'alice/1', '--all');
    expect(whole.loan).toMatchObject({ state: 'none', debt: '0' });
    await run('loan', 'withdraw', 'alice/1', '0.1', 'BTC');
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
    const { code, err } = await hypothec(folder, 'up', '--port', `${await freePort()}`);
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
    const left = processes();
    expect(await stack.stop()).toBe(0);
    expect(left.filter(isAlive)).toEqual([]);
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

  it('goes on after it was killed, and ends what outlived it first', async () => {
    const before = await loan('carol/1');
    const left = processes();
    expect(left.length).toBeGreaterThan(1);
    await stack.kill();
    await start();
    // The system clears away what has ended within some seconds.
    for (let waited = 0; left.some(isAlive) && waited < 100; waited++) await pause(50);
    expect(left.filter(isAlive)).toEqual([]);
    const after = await loan('carol/1');
    expect([after.id, after.state]).toEqual([before.id, before.state]);
    expect(Number(after.debt)).toBeCloseTo(Number(before.debt), 2);
  });

  it('says when no chain answers, or another one than that of the stack', async () => {
    const path = join(folder, '.hypothec', 'running.json');
    const whole = readFileSync(path, 'utf8');
    const other = await startAnvil({ port: await freePort(), chainId: 31_337, timestamp: 1n });
    const ends: string[] = [];
    for (const url of [other.url, 'http://127.0.0.1:9']) {
      writeFileSync(path, whole.replace(/"rpcUrl": *"[^"]*"/, `"rpcUrl": "${url}"`));
      const { code, err } = await hypothec(folder, 'loan', 'list');
      ends.push(`${code} ${err}`);
    }
    writeFileSync(path, whole);
    await other.stop();
    expect(ends).toEqual([
      expect.stringMatching(/^1 hypothec: The chain at .* is not the one of this stack: .*\n$/),
      expect.stringMatching(/^1 hypothec: The chain at .*:9 does not answer: .*\n$/),
    ]);
  });

  it('names who may not act, what a loan owes and how much was lent', async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const { code, err } = await hypothec(folder, ...args);
      return `${code} ${err}`;
    };
    expect(await refused('loan', 'withdraw', 'carol/1', '1', 'ETH')).toMatch(
      /^1 hypothec: alice may not withdraw from this loan/,
    );
    expect(await refused('loan', 'liquidate', 'carol/1', '--max', '5 BTC')).toMatch(
      /^2 hypothec: carol\/1 owes USDC: --max/,
    );
    expect(await refused('loan', 'repay', 'carol/1', '--cure', '--all')).toMatch(/^2 .*not both/);
    expect(await refused('lend', 'withdraw', '7', 'USDC')).toMatch(/^1 .*alice has lent 0 USDC/);
    const key = `0x${'43'.repeat(32)}`;
    expect(await refused('loan', 'pledge', 'carol/1', '1', 'BTC', '--key', key)).toMatch(
      /hypothec faucet 1 BTC with the same --key helps/,
    );
  });

  it('says that a kept stack keeps its loans', async () => {
    const list = () => run<{ readonly loans: readonly LoanAnswer[] }>('loan', 'list');
    const before = await list();
    await stack.stop();
    const flags = ['--loans', '20', '--seed', '7', '--no-play'];
    stack = up(folder, '--port', port, '--api-port', apiPort, ...flags);
    await stack.until('remark');
    await stack.until('state');
    expect(stack.lines.find(({ type }) => type === 'remark')?.text).toBe(
      'The loans of the kept stack stay as they are: --loans and --seed need --reset.',
    );
    const idsOf = ({ loans }: typeof before) => loans.map(({ id }) => id);
    expect(idsOf(before).length).toBeGreaterThan(9);
    expect(idsOf(await list())).toEqual(idsOf(before));
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
    const path = join(folder, '.hypothec', 'deployment.json');
    const whole = readFileSync(path);
    rmSync(path);
    const { code, err } = await hypothec(folder, 'up', '--port', port);
    writeFileSync(path, whole);
    expect([code, err]).toEqual([1, expect.stringContaining('deployment.json is gone')]);
  });
});

describe('hypothec replay', { timeout: 300_000 }, () => {
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
