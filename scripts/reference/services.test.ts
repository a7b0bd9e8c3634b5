import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lib/root.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Names and defaults of the variables in the tables of a page, a program's table by its head. */
function variablesOf(page: string, head: string): ReadonlyMap<string, string> {
  const [, table = ''] = read(page).split(`| ${head} | Default |`);
  const [rows = ''] = table.split('\n\n');
  const cells = rows.split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
  return new Map(
    cells.flatMap(([, names = '', defaults = '']) => {
      const values = [...defaults.matchAll(/`([^`]+)`/g)].map(([, value]) => `${value}`);
      return [...names.matchAll(/`([A-Z_]+)`/g)].map(
        ([, name], i) => [`${name}`, values[i] ?? 'none'] as const,
      );
    }),
  );
}

test.each(['docs/operating/services.md', 'apps/api/README.md'])(
  '%s has every variable of the API, with its default',
  (page) => {
    const [, source = ''] = /const Environment = z\.object\(\{([\s\S]*?)\n\}\);/.exec(
      read('apps/api/src/config.ts'),
    ) ?? [''];
    const fields = source.split(/\n {2}(?=[A-Z_]+:)/).slice(1);
    const known = fields.map((field) => {
      const name = field.slice(0, field.indexOf(':'));
      const value = /\.default\('?([^')]*)'?\)/.exec(field)?.[1]?.replace('_', '') ?? 'none';
      return [name, value === '[]' ? 'none' : value];
    });
    const head = page.startsWith('docs') ? 'API' : 'Variable';
    expect(Object.fromEntries(variablesOf(page, head))).toEqual(Object.fromEntries(known));
  },
);

test('docs/operating/services.md has every variable of the indexer', () => {
  const source = read('apps/indexer/src/settings.ts');
  const named = [...source.matchAll(/variables(?:\['|, ')([A-Z_]+)'/g)].map(([, name]) => name);
  const shown = [...variablesOf('docs/operating/services.md', 'Indexer').keys()];
  expect(shown.toSorted()).toEqual([...new Set(named)].sort());
});

test('docs/guides/api.md asks for routes that there are', () => {
  const paths = read('packages/sdk/src/api/generated/paths.ts');
  const asked = [...read('docs/guides/api.md').matchAll(/\$API(\/v1\/[^\s"?)]*)/g)];
  const routes = asked.map(([, path = '']) =>
    path
      .replace('$LOAN', '{loanId}')
      .replace('labels/{loanId}', 'labels/{subject}')
      .replace('creditors/1', 'creditors/{creditorId}'),
  );
  expect(routes.length).toBeGreaterThan(10);
  expect(routes.filter((route) => !paths.includes(`'${route}': {`))).toEqual([]);
});
