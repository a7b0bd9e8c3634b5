import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { errorsAbi } from '../generated/errors.ts';
import { errorsPage, groupedNames } from './page.testing.ts';

const sources = fileURLToPath(new URL('..', import.meta.url));
const page = fileURLToPath(new URL('../../../../docs/reference/errors.md', import.meta.url));

const texts = globSync('**/*.ts', { cwd: sources })
  .filter((path) => !/(?:\.test|\.testing)\.ts$|^generated/.test(path))
  .toSorted()
  .map((path) => readFileSync(`${sources}/${path}`, 'utf8'));

/** Classes of errors that name a place on the page, with the comment above them. */
const classes = texts.flatMap((text) =>
  text
    .split(/^(?=\/\*\*)/m)
    .map((part) => /^\/\*\*([\s\S]*?)\*\/\s*export class (\w+)Error /.exec(part))
    .flatMap((match) => (match === null ? [] : [[match[2] ?? '', match[1] ?? ''] as const]))
    .filter(([name]) => text.includes(`errors.md#${name.toLowerCase()}'`))
    .map(([name, comment]) => ({ name, text: comment.replaceAll(/^\s*\*/gm, ' ') })),
);

describe('docs/reference/errors.md', () => {
  const text = errorsPage(classes);
  const anchors = new Set(
    [...text.matchAll(/^### (\w+)$/gm)].map((match) => `${match[1]}`.toLowerCase()),
  );

  test('has every error with the sentence that is shown', async () => {
    expect(new Set(groupedNames)).toEqual(new Set(errorsAbi.map(({ name }) => name)));
    await expect(text).toMatchFileSnapshot(page);
  });

  test('has the place that every error of this package points to', () => {
    const targets = texts.flatMap((source) => [...source.matchAll(/errors\.md#(\w+)/g)]);
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.map((match) => `${match[1]}`).filter((anchor) => !anchors.has(anchor))).toEqual(
      [],
    );
    expect(errorsAbi.filter(({ name }) => !anchors.has(name.toLowerCase()))).toEqual([]);
  });
});
