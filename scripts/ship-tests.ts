// npm run test:ship [-- forge's arguments]: the contract tests against the bytecode that ships.
import { ScriptError, script } from './lib/errors.ts';
import { forge } from './lib/forge.ts';
import { runContractTests } from './suites/contracts.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await script(async () => {
  // Without the canary, a runner that never fails would pass here as it would anywhere.
  const canary = await forge(['test'], 'canary', { log: () => undefined });
  if (canary.code === 0) throw new ScriptError('The tests that must fail did not: see npm test.');
  const { passed, failed, skipped, facts } = await runContractTests(
    'ship',
    process.argv.slice(2),
    say,
  );
  for (const name of skipped) say(`skipped: ${name}`);
  say(`via IR: ${facts.join(', ')}`);
  say(`${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`);
  return failed === 0 ? 0 : 1;
});
