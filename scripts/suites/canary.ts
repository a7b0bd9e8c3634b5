import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readForgeTests } from '../lib/forge-tests.ts';
import { forge } from '../lib/forge.ts';
import { contractsFolder } from '../lib/root.ts';
import { type Suite, counted } from './suite.ts';

const expected = ['assertion', 'revert', 'fuzz', 'campaign', 'handler'];

/**
 * Runs tests that must fail, one of each kind, and passes for each that did, for its own reason.
 */
export const canary: Suite = {
  name: 'canary',
  after: ['build'],
  async run(log) {
    // A remembered counterexample would be replayed: the fuzzer has to find it anew.
    for (const folder of ['canary', 'corpus/CanaryTest', 'corpus/CanaryHandlerTest']) {
      rmSync(join(contractsFolder, 'cache', folder), { recursive: true, force: true });
    }
    const { code, lines } = await forge(['test'], 'canary', { log });
    const { failures } = readForgeTests(lines);
    const unseen = expected.filter(
      (kind) => !failures.some((failure) => failure.includes(`canary: ${kind}`)),
    );
    if (code === 0) unseen.push('exit code (forge ended with 0)');
    for (const kind of unseen) log(`A failure that must be seen was not: ${kind}`);
    return {
      passed: expected.length + 1 - unseen.length,
      failed: unseen.length,
      skipped: [],
      facts: [`${counted(expected.length, 'test')} that must fail, did`].slice(unseen.length),
    };
  },
};
