import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Source {
  /** From the repository's folder, with forward slashes. */
  path: string;
  text: string;
}

export interface Repo {
  sources: readonly Source[];
  /** Every path and every folder that holds one. */
  paths: ReadonlySet<string>;
}

export interface Finding {
  path: string;
  line: number;
  /** The rule's name, as an exemption writes it. */
  rule: string;
  /** What is there, what is allowed and what to do. */
  message: string;
}

export type Rule = (repo: Repo) => Finding[];

/** A repository in memory; what the tests of the rules use. */
export function repoOf(files: Record<string, string>): Repo {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return { sources, paths: withFolders(Object.keys(files)) };
}

/** What git tracks or would track: ignored files are nobody's business. */
export function loadRepo(root: string): Repo {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const paths = [...new Set(listed.split('\0'))].filter(
    (path) => path !== '' && exists(root, path),
  );
  const sources = paths.filter((path) => lstatSync(join(root, path)).isFile()).flatMap(read(root));
  return { sources, paths: withFolders(paths) };
}

function exists(root: string, path: string): boolean {
  return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
}

function read(root: string): (path: string) => Source[] {
  return (path) => {
    const bytes = readFileSync(join(root, path));
    return bytes.subarray(0, 8000).includes(0) ? [] : [{ path, text: bytes.toString('utf8') }];
  };
}

function withFolders(paths: readonly string[]): Set<string> {
  const all = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) all.add(parts.slice(0, depth).join('/'));
  }
  return all;
}

export function isTypeScript({ path }: Source): boolean {
  return /\.(?:ts|tsx|mts)$/.test(path);
}

export function isSolidity({ path }: Source): boolean {
  return path.endsWith('.sol');
}

/** A test, or what only tests use. */
export function isTest(path: string): boolean {
  return /\.(?:test|testing)\.tsx?$/.test(path) || path.startsWith('contracts/test/');
}

/** Written by a program: held to no limit of size. */
export function isGenerated(path: string): boolean {
  return /\.gen\.ts$|(?:^|\/)generated\//.test(path);
}

/** The line, from 1, on which an offset into the text stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}

/** One finding for each line of a file that matches. */
export function findLines(
  { path, text }: Source,
  pattern: RegExp,
  rule: string,
  message: (match: RegExpExecArray) => string,
): Finding[] {
  return text.split('\n').flatMap((content, index) => {
    const match = pattern.exec(content);
    return match === null ? [] : [{ path, line: index + 1, rule, message: message(match) }];
  });
}
