// npm run coverage:contracts: what the contract tests reach of the sources, without the campaigns.
// Fails when the book, the pool or the oracles, with all they are made of, are below the limits.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptError, script } from './lib/errors.ts';
import { forge } from './lib/forge.ts';
import { type Coverage, added, percent, readLcov } from './lib/lcov.ts';
import { table } from './suites/report.ts';

const leastLines = 98;
const leastBranches = 95;
const groups: readonly { name: string; files: RegExp; held: boolean }[] = [
  { name: 'LoanBook', files: /^src\/(?:[^/]+\.sol|(?:libraries|types)\/)/, held: true },
  { name: 'LendingPool', files: /^src\/credit\//, held: true },
  { name: 'oracles', files: /^src\/oracles\//, held: true },
  { name: 'periphery', files: /^src\/periphery\//, held: false },
];
const skippedTests = 'test/{canary,gas,invariant}/**';

async function measure(): Promise<Map<string, Coverage>> {
  const folder = mkdtempSync(join(tmpdir(), 'hypothec-coverage-'));
  try {
    const file = join(folder, 'lcov.info');
    const report = ['--report', 'lcov', '--report-file', file];
    const { code } = await forge(['coverage', ...report, '--no-match-path', skippedTests]);
    if (code !== 0) throw new ScriptError('forge coverage failed, see above.');
    return readLcov(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const row = (name: string, { lines, branches }: Coverage): string[] => [
  name,
  `${lines.hit}/${lines.found}`,
  percent(lines).toFixed(2),
  `${branches.hit}/${branches.found}`,
  percent(branches).toFixed(2),
];

function missed(path: string, { missedLines, missedBranches }: Coverage): string[] {
  const list = (what: string, lines: readonly number[]): string[] =>
    lines.length === 0 ? [] : [`${path}: ${what} ${lines.join(', ')}`];
  return [...list('lines that never ran:', missedLines), ...list('branches at:', missedBranches)];
}

await script(async () => {
  const measured = [...(await measure())].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  const rows = [['what', 'lines', '%', 'branches', '%']];
  const below: string[] = [];
  for (const { name, files, held } of groups) {
    const inside = measured.filter(([path]) => files.test(path));
    if (inside.length === 0 && held) throw new ScriptError(`No file of ${name} was measured.`);
    if (inside.length === 0) continue;
    const sum = added(inside.map(([, coverage]) => coverage));
    rows.push(...inside.map(([path, coverage]) => row(path, coverage)), row(`= ${name}`, sum));
    if (!held) continue;
    if (percent(sum.lines) < leastLines) below.push(`${name}: lines below ${leastLines} %`);
    if (percent(sum.branches) < leastBranches) {
      below.push(`${name}: branches below ${leastBranches} %`);
    }
  }
  const sources = measured.filter(([path]) => path.startsWith('src/'));
  const details = sources.flatMap(([path, coverage]) => missed(path, coverage));
  process.stdout.write(`${[...details, '', ...table(rows), '', ...below].join('\n')}\n`);
  return below.length === 0 ? 0 : 1;
});
