import { relative } from 'node:path';
import { root } from './root.ts';

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  success: boolean;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

export interface VitestCounts {
  passed: number;
  failed: number;
  skipped: string[];
}

/**
 * Counts a report. A file that failed without a failed test (it could not be loaded), and an exit
 * code that no failure explains (an error outside a test), count as one failure each.
 */
export function readVitest(report: VitestReport, code: number): VitestCounts {
  const counts: VitestCounts = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    const results = file.assertionResults;
    const failed = results.filter(({ status }) => status === 'failed').length;
    counts.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    counts.passed += results.filter(({ status }) => status === 'passed').length;
    const rest = results.filter(({ status }) => status !== 'failed' && status !== 'passed');
    counts.skipped.push(...rest.map((r) => `${relative(root, file.name)}: ${r.fullName}`));
  }
  if (counts.failed === 0 && (code !== 0 || !report.success)) counts.failed = 1;
  return counts;
}
