import { describe, expect, test } from 'vitest';
import { root } from './root.ts';
import { readVitest } from './vitest-report.ts';

const file = (status: string, ...statuses: string[]) => ({
  name: `${root}/packages/model/src/a.test.ts`,
  status,
  assertionResults: statuses.map((of, index) => ({ fullName: `test ${index}`, status: of })),
});

describe('readVitest', () => {
  test('counts each state and names what did not run', () => {
    const report = {
      success: false,
      testResults: [file('failed', 'passed', 'failed', 'skipped', 'todo')],
    };
    expect(readVitest(report, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['packages/model/src/a.test.ts: test 2', 'packages/model/src/a.test.ts: test 3'],
    });
  });

  test('counts a file that could not be loaded as one failure', () => {
    expect(readVitest({ success: false, testResults: [file('failed')] }, 1).failed).toBe(1);
  });

  test('counts an error outside every test as one failure', () => {
    const report = { success: true, testResults: [file('passed', 'passed')] };
    expect(readVitest(report, 1).failed).toBe(1);
    expect(readVitest(report, 0).failed).toBe(0);
  });
});
