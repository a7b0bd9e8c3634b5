import { describe, expect, test } from 'vitest';
import { readForgeTests } from './forge-tests.ts';

const closing = (passed: number, failed: number, skipped: number): string =>
  `Ran 1 test suite in 4.64ms (2.02ms CPU time): ${passed} tests passed, ${failed} failed, ` +
  `${skipped} skipped (${passed + failed + skipped} total tests)`;

describe('readForgeTests', () => {
  test('counts passes, fuzz runs and invariant calls', () => {
    const tests = readForgeTests([
      'Ran 3 tests for test/S.t.sol:STest',
      '[PASS] invariant_x() (runs: 32, calls: 8192, reverts: 4907)',
      '',
      '[PASS] testFuzz_f((uint256,bytes),uint256[]) (runs: 256, μ: 6648, ~: 6648)',
      '\u001b[32m[PASS]\u001b[0m test_f() (gas: 6320)',
      'Suite result: ok. 3 passed; 0 failed; 0 skipped; finished in 1ms (1ms CPU time)',
      closing(3, 0, 0),
    ]);
    expect(tests).toEqual({
      passed: 3,
      failed: 0,
      skipped: [],
      failures: [],
      fuzzRuns: 256,
      invariantCalls: 8192,
    });
  });

  test('names failures, with the reason that may stand lines above the name', () => {
    const { failed, failures } = readForgeTests([
      '[FAIL: AssertionFailed("3 >= 3")]',
      '\t[Sequence] (original: 3, shrunk: 3)',
      '\t\tsender=0x01 addr=[test/C.t.sol:C]0x02 calldata=f(uint256) args=[1 [1e0]]',
      ' invariant_c() (runs: 0, calls: 12, reverts: 0)',
      '[FAIL: 2 != 1; counterexample: calldata=0x00 args=[7 [7e0]]] testFuzz_f(uint256) ' +
        '(runs: 2, μ: 417, ~: 417)',
      '[FAIL: line one',
      'line two] setUp() (gas: 0)',
      '[FAIL] test_plain() (gas: 1)',
      closing(0, 4, 0),
      'Failing tests:',
      '[FAIL] test_plain() (gas: 1)',
    ]);
    expect(failed).toBe(4);
    expect(failures).toEqual([
      'invariant_c: AssertionFailed("3 >= 3")',
      'testFuzz_f: 2 != 1; counterexample: calldata=0x00 args=[7 [7e0]]',
      'setUp: line one',
      'test_plain',
    ]);
  });

  test('names what was skipped and why', () => {
    const { skipped } = readForgeTests([
      '[SKIP: no (price) data] test_history() (gas: 0)',
      '[SKIP] test_bare() (gas: 0)',
      closing(0, 0, 2),
    ]);
    expect(skipped).toEqual(['test_history: no (price) data', 'test_bare']);
  });

  test('refuses an output whose counts differ from the closing line', () => {
    expect(() => readForgeTests(['[PASS] test_f() (gas: 1)', closing(2, 0, 0)])).toThrow(
      /Counted 1\/0\/0 .* but forge says: .*2 tests passed/,
    );
  });

  test('refuses an output that never closes, as of a build that failed', () => {
    expect(() => readForgeTests(['Error: Compilation failed'])).toThrow(/closing line/);
  });
});
