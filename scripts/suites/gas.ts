import { readForgeTests } from '../lib/forge-tests.ts';
import { forge } from '../lib/forge.ts';
import { type Suite, counted } from './suite.ts';

const check = { FORGE_SNAPSHOT_CHECK: 'true', FORGE_SNAPSHOT_EMIT: 'false' };

/** Measures what ships again and compares with contracts/snapshots, to the unit of gas. */
export const gas: Suite = {
  name: 'gas',
  after: ['build', 'canary', 'contracts'],
  async run(log) {
    const { code, lines } = await forge(['test'], 'gas', { log, env: check });
    if (lines.some((line) => line.includes('Failed to match snapshots'))) {
      log('If the new numbers are meant: FOUNDRY_PROFILE=gas npm run forge -- test');
      return { passed: 0, failed: 1, skipped: [], facts: [] };
    }
    const { passed, failed, skipped } = readForgeTests(lines);
    const outside = code !== 0 && failed === 0 ? 1 : 0;
    const facts = [counted(passed, 'gas measurement')];
    return { passed, failed: failed + outside, skipped, facts };
  },
};
