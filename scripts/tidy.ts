// Checks what reviewers would otherwise have to: who may import whom, the limits of size, words,
// left-overs, machine paths, links, and that tests cite every invariant. See CONTRIBUTING.md.
import { root } from './lib/root.ts';
import { exemptions } from './tidy/exemptions.ts';
import { loadRepo } from './tidy/repo.ts';
import { tidy } from './tidy/tidy.ts';

const repo = loadRepo(root);
const findings = tidy(repo, exemptions);
for (const { path, line, rule, message } of findings) {
  process.stdout.write(`${path}:${line} [${rule}] ${message}\n`);
}
process.stdout.write(`${findings.length} findings in ${repo.sources.length} files\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
