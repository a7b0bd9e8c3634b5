import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ScriptError } from '../lib/errors.ts';
import { closing, exitCode, summary, table } from './report.ts';
import { runSuites } from './runner.ts';
import type { Outcome, Suite } from './suite.ts';

const good: Outcome = { passed: 2, failed: 0, skipped: [], facts: [] };

function recorded(order: string[], name: string, after: string[], milliseconds = 0): Suite {
  return {
    name,
    after,
    async run() {
      order.push(`${name} starts`);
      await sleep(milliseconds);
      order.push(`${name} ends`);
      return good;
    },
  };
}

const quiet = (): void => undefined;

describe('runSuites', () => {
  test('goes on after a crash, which counts as one failure', async () => {
    const lines: string[] = [];
    const broken: Suite = {
      name: 'broken',
      run: () => Promise.reject(new ScriptError('no compiler')),
    };
    const results = await runSuites([broken, recorded([], 'fine', ['broken'])], 2, (line) =>
      lines.push(line),
    );
    expect(results.map(({ name, failed, crash }) => [name, failed, crash])).toEqual([
      ['broken', 1, 'no compiler'],
      ['fine', 0, undefined],
    ]);
    expect(lines.some((line) => line.startsWith('[broken] crashed: '))).toBe(true);
    expect(exitCode(results)).toBe(1);
  });

  test('starts a suite only after those it names, and no more at a time than allowed', async () => {
    const order: string[] = [];
    const suites = [
      recorded(order, 'build', [], 20),
      recorded(order, 'tests', ['build']),
      recorded(order, 'lint', [], 1),
    ];
    const results = await runSuites(suites, 2, quiet);
    expect(order.indexOf('tests starts')).toBeGreaterThan(order.indexOf('build ends'));
    expect(order.indexOf('lint starts')).toBeLessThan(order.indexOf('build ends'));
    expect(results.map(({ name }) => name)).toEqual(['build', 'tests', 'lint']);

    order.length = 0;
    await runSuites(suites, 1, quiet);
    expect(order).toEqual(
      ['build', 'tests', 'lint'].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
  });

  test('does not wait for a suite that was not chosen', async () => {
    const [result] = await runSuites([recorded([], 'tests', ['build'])], 2, quiet);
    expect(result?.failed).toBe(0);
  });

  test('fails suites that wait for each other instead of waiting for ever', async () => {
    const suites = [recorded([], 'a', ['b']), recorded([], 'b', ['a'])];
    const results = await runSuites(suites, 2, quiet);
    expect(results.map(({ failed }) => failed)).toEqual([1, 1]);
  });
});

describe('the closing report', () => {
  const result = { name: 'contracts', seconds: 1.25, ...good };

  test('ends with the sums, and with skips only when there are any', () => {
    expect(closing([result, result])).toBe('4 passed, 0 failed');
    expect(closing([{ ...result, failed: 1, skipped: ['x: no data'] }])).toBe(
      '2 passed, 1 failed, 1 skipped',
    );
  });

  test('names every skip and what ran', () => {
    const lines = summary([{ ...result, skipped: ['x: no data'], facts: ['9 fuzz runs'] }]);
    expect(lines).toContain('skipped: contracts: x: no data');
    expect(lines).toContain('contracts       2       0        1      1.3  9 fuzz runs');
  });

  test('an empty run is not a success', () => {
    expect(exitCode([])).toBe(1);
  });

  test('a table aligns numbers to the right and words to the left', () => {
    expect(
      table([
        ['file', 'lines'],
        ['a', '9.5 %'],
        ['long', '100'],
      ]),
    ).toEqual(['file  lines', 'a     9.5 %', 'long  100']);
    expect(
      table([
        ['file', 'lines'],
        ['a', '9'],
      ]),
    ).toEqual(['file  lines', 'a         9']);
  });
});
