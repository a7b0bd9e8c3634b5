import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../lib/root.ts';

/** A block of code on a page that is said to be code of a file of the repository. */
interface Snippet {
  readonly page: string;
  readonly file: string;
  readonly lines: readonly string[];
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Blocks below a comment `code of <file>`, with or without other blocks between. */
function snippetsOf(page: string): readonly Snippet[] {
  const text = readFileSync(join(root, page), 'utf8');
  const block = /^<!-- code of (\S+) -->\n```\w+\n([\s\S]*?)^```$/gm;
  return [...text.matchAll(block)].map((match) => ({
    page,
    file: `${match[1]}`,
    lines: linesOf(`${match[2]}`),
  }));
}

/** The first line that the file does not have after the ones before it; null if it has all. */
function firstStranger(lines: readonly string[], file: readonly string[]): string | null {
  let from = 0;
  for (const line of lines) {
    const at = file.indexOf(line, from);
    if (at === -1) return line;
    from = at + 1;
  }
  return null;
}

const snippets = globSync('docs/**/*.md', { cwd: root }).flatMap(snippetsOf);

describe('code on the pages', () => {
  test('there is some', () => {
    expect(snippets.length).toBeGreaterThan(2);
  });

  test.each(snippets)('$page shows what $file has', ({ file, lines }) => {
    const source = linesOf(readFileSync(join(root, file), 'utf8'));
    expect(firstStranger(lines, source)).toBeNull();
  });

  test('a line that is elsewhere in the file, or nowhere, is found', () => {
    expect(firstStranger(['b', 'a'], ['a', 'b'])).toBe('a');
    expect(firstStranger(['c'], ['a', 'b'])).toBe('c');
    expect(firstStranger(['a', 'b'], ['a', 'x', 'b'])).toBeNull();
  });
});
