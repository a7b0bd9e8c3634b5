import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from '../lib/run.ts';
import { type VitestReport, readVitest } from '../lib/vitest-report.ts';
import { type Suite, counted } from './suite.ts';

/** Every *.test.ts of the workspaces. */
export const typescript: Suite = {
  name: 'typescript',
  after: ['build'],
  async run(log) {
    const folder = mkdtempSync(join(tmpdir(), 'hypothec-vitest-'));
    const file = join(folder, 'report.json');
    try {
      const { code } = await runTool(
        'vitest',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        { log },
      );
      const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
      const { passed, failed, skipped } = readVitest(report, code);
      return { passed, failed, skipped, facts: [counted(passed + failed, 'TypeScript test')] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
