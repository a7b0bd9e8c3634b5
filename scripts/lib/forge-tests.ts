import { ScriptError } from './errors.ts';

/** What one `forge test` ran, counted from its text output. */
export interface ForgeTests {
  passed: number;
  failed: number;
  /** "name: reason" of each skipped test. */
  skipped: string[];
  /** Failed tests as "name: reason". */
  failures: string[];
  fuzzRuns: number;
  invariantCalls: number;
}

// Every result ends like this, whatever its reason holds: "test_x(uint256) (gas: 5108)".
const result =
  /(?:^|\s)(\w+)\(\S*\) \((?:gas: \d+|runs: (\d+), (?:calls: (\d+), reverts|μ): .*)\)$/;
const reason = /^\[(?:FAIL|SKIP)(?:: (.*?))?(?:\] \w+\(\S*\) \(.*\)|\]?)$/;
const summary =
  /^Ran \d+ test suites? in .*: (\d+) tests? passed, (\d+) failed, (\d+) skipped \(.* total .*\)$/;
// oxlint-disable-next-line no-control-regex -- the escape character is what a colour starts with
const colour = /\u001b\[[0-9;]*m/g;

/**
 * Reads what forge printed. Each test is counted from its own line, and the sums must be those of
 * forge's closing line: an output that cannot be read throws and never counts as a pass.
 */
export function readForgeTests(lines: readonly string[]): ForgeTests {
  const tests: ForgeTests = {
    passed: 0,
    failed: 0,
    skipped: [],
    failures: [],
    fuzzRuns: 0,
    invariantCalls: 0,
  };
  let lastReason = '';
  for (const raw of lines) {
    const line = raw.replaceAll(colour, '').trimEnd();
    const end = summary.exec(line);
    if (end !== null) return checked(tests, end.slice(1, 4).map(Number), line);
    // A failed campaign says its reason first, then the calls that led there, then its name.
    if (/^\[(?:FAIL|SKIP)/.test(line)) lastReason = reason.exec(line)?.[1] ?? '';
    const match = result.exec(line);
    if (match !== null) count(tests, match, line, lastReason);
  }
  throw new ScriptError('forge test did not reach its closing line ("Ran … tests passed, …").');
}

function count(tests: ForgeTests, match: RegExpExecArray, line: string, why: string): void {
  const [, name, runs, calls] = match;
  const named = why === '' ? `${name}` : `${name}: ${why}`;
  if (line.startsWith('[PASS]')) {
    tests.passed += 1;
  } else if (line.startsWith('[SKIP')) {
    tests.skipped.push(named);
  } else {
    tests.failed += 1;
    tests.failures.push(named);
  }
  if (calls !== undefined) tests.invariantCalls += Number(calls);
  else tests.fuzzRuns += Number(runs ?? 0);
}

function checked(tests: ForgeTests, closing: readonly number[], line: string): ForgeTests {
  const seen = [tests.passed, tests.failed, tests.skipped.length];
  if (seen.some((value, index) => value !== closing[index])) {
    throw new ScriptError(
      `Counted ${seen.join('/')} passed/failed/skipped, but forge says: ${line}`,
    );
  }
  return tests;
}
