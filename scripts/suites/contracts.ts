import { readForgeTests } from '../lib/forge-tests.ts';
import { forge, type Profile } from '../lib/forge.ts';
import { type Log, type Outcome, type Suite, counted } from './suite.ts';

/** Runs forge's tests under a profile; further arguments go to forge. */
export async function runContractTests(
  profile: Profile,
  args: readonly string[],
  log: Log,
): Promise<Outcome> {
  const { code, lines } = await forge(['test', ...args], profile, { log });
  const { passed, failed, skipped, fuzzRuns, invariantCalls } = readForgeTests(lines);
  // Exit code and counts must tell the same story; if not, something went wrong outside a test.
  const contradiction = (code !== 0) !== failed > 0;
  if (contradiction) log(`forge ended with ${code} after ${failed} failed tests`);
  return {
    passed,
    failed: failed + (contradiction ? 1 : 0),
    skipped,
    facts: [
      counted(passed + failed, 'contract test'),
      counted(fuzzRuns, 'fuzz run'),
      counted(invariantCalls, 'invariant call'),
    ],
  };
}

export const contracts: Suite = {
  name: 'contracts',
  after: ['build', 'canary'],
  run: (log) => runContractTests('default', [], log),
};
