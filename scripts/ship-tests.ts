// npm run test:ship                        the contract tests against the bytecode that ships
// npm run test:ship -- forge's arguments   some of them
//
// One folder of tests at a time: through the IR the compiler has no memory for all of them at once.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptError, script } from './lib/errors.ts';
import { forge } from './lib/forge.ts';
import { contractsFolder } from './lib/root.ts';
import { runContractTests } from './suites/contracts.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Their own profiles run these. */
const apart = new Set(['canary', 'gas']);

function folders(): readonly string[] {
  const files = globSync('**/*.t.sol', { cwd: join(contractsFolder, 'test') });
  const tops = new Set(files.map((file) => file.split('/')[0] ?? ''));
  return [...tops].filter((top) => !apart.has(top)).toSorted();
}

await script(async () => {
  // Without the canary, a runner that never fails would pass here as it would anywhere.
  const canary = await forge(['test'], 'canary', { log: () => undefined });
  if (canary.code === 0) throw new ScriptError('The tests that must fail did not: see npm test.');
  const given = process.argv.slice(2);
  const parts =
    given.length > 0 ? [given] : folders().map((top) => ['--match-path', `test/${top}/**`]);
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts) {
    say(`forge test ${part.join(' ')}`);
    const { passed, failed, skipped, facts } = await runContractTests('ship', part, say);
    for (const name of skipped) say(`skipped: ${name}`);
    say(`via IR: ${facts.join(', ')}`);
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped.length;
  }
  const skips = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
  say(`${sum.passed} passed, ${sum.failed} failed${skips}`);
  return sum.failed === 0 ? 0 : 1;
});
