import { posix } from 'node:path';
import { lineAt, type Finding, type Repo, type Rule, type Source } from './repo.ts';

/** Every relative link of a Markdown page leads to a file that exists, and to a heading it has. */
export const links: Rule = (repo) =>
  repo.sources
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((page) => linksOf(page).flatMap((link) => check(repo, page, link)));

interface Link {
  target: string;
  line: number;
}

function prose(text: string): string {
  const code = /^(```|~~~)[\s\S]*?^\1[^\n]*$|`[^`\n]*`|<!--[\s\S]*?-->/gm;
  return text.replaceAll(code, (found) => found.replaceAll(/[^\n]/g, ' '));
}

function linksOf({ text }: Source): Link[] {
  const inline = /\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^)]*)?\)/g;
  const reference = /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm;
  const readable = prose(text);
  return [inline, reference]
    .flatMap((pattern) => [...readable.matchAll(pattern)])
    .map((match) => ({ target: match[1] ?? '', line: lineAt(text, match.index) }))
    .filter(({ target }) => !/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target));
}

function check({ paths, sources }: Repo, page: Source, { target, line }: Link): Finding[] {
  const broken = (what: string): Finding[] => [
    { path: page.path, line, rule: 'links', message: `${target}: ${what}.` },
  ];
  const [file = '', anchor] = decodeURI(target).split('#');
  const base = file.startsWith('/') ? file.slice(1) : posix.join(posix.dirname(page.path), file);
  const path = file === '' ? page.path : base.replace(/\/$/, '');
  if (path !== '.' && !paths.has(path)) return broken('there is no such file');
  if (anchor === undefined || !path.endsWith('.md')) return [];
  const there = sources.find((source) => source.path === path);
  const known = there === undefined || headings(there).has(anchor.toLowerCase());
  return known ? [] : broken(`${path} has no such heading`);
}

/** The anchors of a page's headings, made as code hosts make them. */
export function headings({ text }: Source): Set<string> {
  const anchors = new Set<string>();
  const fences = /^(```|~~~)[\s\S]*?^\1[^\n]*$/gm;
  for (const [, title = ''] of text.replaceAll(fences, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  for (const [, id = ''] of text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}
