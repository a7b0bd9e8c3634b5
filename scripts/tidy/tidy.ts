import type { Exemption } from './exemptions.ts';
import { imports } from './imports.ts';
import { invariants } from './invariants.ts';
import { leaks } from './leaks.ts';
import { limits } from './limits.ts';
import { links } from './links.ts';
import { purity } from './purity.ts';
import type { Finding, Repo, Rule } from './repo.ts';
import { solidityBorders } from './solidity-imports.ts';
import { wording } from './wording.ts';

const rules: readonly Rule[] = [
  imports,
  solidityBorders,
  purity,
  limits,
  wording,
  leaks,
  links,
  invariants,
];

/**
 * Every finding that no exemption covers and every exemption that covers none, by file and line.
 */
export function tidy(repo: Repo, exemptions: readonly Exemption[]): Finding[] {
  const found = rules.flatMap((rule) => rule(repo));
  const idle = exemptions.filter((exemption) => !found.some((item) => covers(exemption, item)));
  return [
    ...found.filter((item) => !exemptions.some((exemption) => covers(exemption, item))),
    ...idle.map(({ path, rule }) => ({
      path: 'scripts/tidy/exemptions.ts',
      line: 1,
      rule: 'exemptions',
      message: `${path} no longer needs its exemption from ${rule}: take it out.`,
    })),
  ].toSorted((a, b) => a.path.localeCompare(b.path, 'en') || a.line - b.line);
}

function covers(exemption: Exemption, finding: Finding): boolean {
  return exemption.rule === finding.rule && exemption.path === finding.path;
}
