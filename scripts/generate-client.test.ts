import { expect, test } from 'vitest';
import { renderPaths } from './client/render.ts';
import { typeText } from './client/schema.ts';
import { root } from './lib/root.ts';
import { run } from './lib/run.ts';

test('the client is as the API is', async () => {
  const args = ['scripts/generate-client.ts', '--check'];
  const { code, lines } = await run(process.execPath, args, { cwd: root, log: () => undefined });
  expect(lines.join('\n')).toBe('The client is as the API is.');
  expect(code).toBe(0);
});

test.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['integer', 'null'] }, '(number | null)'],
  [{ enum: ['a', 'b'] }, '("a" | "b")'],
  [{ const: 1 }, '1'],
  [
    { type: 'array', items: { $ref: '#/components/schemas/Money' } },
    "components['schemas']['Money'][]",
  ],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, '(string | null)'],
  [
    { type: 'object', additionalProperties: { type: 'string' } },
    'Readonly<Record<string, string>>',
  ],
  [
    { type: 'object', properties: { 'a-b': {} }, required: ['a-b'] },
    "{\nreadonly 'a-b': unknown;\n}",
  ],
])('%j', (schema, expected) => {
  expect(typeText(schema)).toBe(expected);
});

test('a parameter is optional unless it is required', () => {
  const query = { in: 'query', name: 'limit', schema: { type: 'integer' } };
  const text = renderPaths({ paths: { '/x': { get: { parameters: [query] } } } });
  expect(text).toContain('query?: {\nreadonly limit?: number;\n};');
  expect(text).toContain('put?: never;');
});
