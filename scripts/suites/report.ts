import type { SuiteResult } from './runner.ts';

const heading = ['suite', 'passed', 'failed', 'skipped', 'seconds', 'what ran'];

/** The closing table: one row a suite, then each crash and each test that did not run. */
export function summary(results: readonly SuiteResult[]): string[] {
  const rows = results.map(({ name, passed, failed, skipped, seconds, facts }) => [
    name,
    String(passed),
    String(failed),
    String(skipped.length),
    seconds.toFixed(1),
    facts.join(', '),
  ]);
  return [
    '',
    ...table([heading, ...rows]),
    '',
    ...results.flatMap(({ name, crash }) =>
      crash === undefined ? [] : [`crashed: ${name}: ${crash}`],
    ),
    ...results.flatMap(({ name, skipped }) => skipped.map((test) => `skipped: ${name}: ${test}`)),
  ];
}

/** The last line of all: "12 passed, 0 failed", and how many were skipped when any was. */
export function closing(results: readonly SuiteResult[]): string {
  const sum = (of: (result: SuiteResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  const skipped = sum((result) => result.skipped.length);
  const counts = `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`;
  return skipped === 0 ? counts : `${counts}, ${skipped} skipped`;
}

export function exitCode(results: readonly SuiteResult[]): 0 | 1 {
  const good = results.length > 0 && results.every(({ failed }) => failed === 0);
  return good ? 0 : 1;
}

/** Columns as wide as their longest cell; numbers to the right, words to the left. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const numeric = widths.map((_, column) =>
    rows.slice(1).every((row) => /^[\d.,/%–-]+$/.test(row[column] ?? '')),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return numeric[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
