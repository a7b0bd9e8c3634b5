// npm test                      every suite
// npm test -- contracts tidy    the named ones
// npm test -- --jobs 1          one at a time (two by default)
//
// Suites are independent: each runs to its end whatever the others do. The last line of the output
// is "N passed, N failed[, N skipped]"; the exit code is 0 only when nothing failed.
import { parseArgs } from 'node:util';
import { ScriptError, script } from './lib/errors.ts';
import { build } from './suites/build.ts';
import { canary } from './suites/canary.ts';
import { formatting, lint, tidy, typecheck, unused } from './suites/checks.ts';
import { contracts } from './suites/contracts.ts';
import { differential, live } from './suites/differential.ts';
import { gas } from './suites/gas.ts';
import { closing, exitCode, summary } from './suites/report.ts';
import { runSuites } from './suites/runner.ts';
import { fuzz, replayed } from './suites/services.ts';
import type { Suite } from './suites/suite.ts';
import { typescript } from './suites/typescript.ts';

const suites: readonly Suite[] = [
  formatting,
  lint,
  typecheck,
  tidy,
  unused,
  build,
  canary,
  contracts,
  differential,
  live,
  gas,
  typescript,
  fuzz,
  replayed,
];

function chosen(names: readonly string[]): readonly Suite[] {
  const known = suites.map(({ name }) => name);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new ScriptError(`There is no suite "${stranger}"; there are: ${known.join(', ')}.`);
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

function jobs(given: string): number {
  if (/^[1-9]$/.test(given)) return Number(given);
  throw new ScriptError(`--jobs ${given}: a number from 1 to 9 was expected.`);
}

await script(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { jobs: { type: 'string', default: '2' } },
  });
  const results = await runSuites(chosen(positionals), jobs(values.jobs), (line) =>
    process.stdout.write(`${line}\n`),
  );
  process.stdout.write(`${[...summary(results), closing(results)].join('\n')}\n`);
  return exitCode(results);
});
