import type { TestDatabase } from '@hypothec/database/testing';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Api } from './api.ts';
import { startDatabase, startTestServer } from './server.testing.ts';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, unknown> }>>;
}

interface Document {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

let database: TestDatabase;
let app: Api;
let document: Document;

beforeAll(async () => {
  database = await startDatabase();
  app = await startTestServer(database);
  document = (await app.inject('/openapi.json')).json();
});

afterAll(async () => {
  await app.close();
  await database.end();
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(
      structuredClone(document) as unknown as Record<string, unknown>,
    );
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('describes every operation', () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { operation } of operations()) {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(operation.summary).toMatch(/\S/);
      expect(operation.description).toMatch(/\S/);
      expect(tags).toContain(operation.tags?.[0]);
    }
  });

  test('says of every operation how it fails', () => {
    for (const { path, operation } of operations()) {
      for (const status of ['400', '404', '429', '500', '503']) {
        const content = operation.responses[status]?.content;
        expect(content).toHaveProperty(['application/problem+json']);
      }
      const account = operation.security !== undefined;
      expect(operation.responses['401'] !== undefined).toBe(account || path === '/v1/auth/sign-in');
    }
  });

  test('leaves no reference open, and no schema without a name', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    for (const [, name = ''] of references)
      expect(document.components.schemas).toHaveProperty(name);
    expect(text).not.toMatch(/PLACEHOLDER|def-\d/);
  });

  test('has examples that its own schemas accept', () => {
    const { _idmap } = z.globalRegistry as unknown as { _idmap: Map<string, z.ZodType> };
    const checked = [..._idmap].flatMap(([name, schema]) =>
      ((schema.meta()?.['examples'] ?? []) as unknown[]).map((example) => {
        expect(schema.safeParse(example).error).toBeUndefined();
        return name;
      }),
    );
    expect(checked).toEqual(expect.arrayContaining(['Money', 'Block', 'Problem']));
  });
});

describe('the page', () => {
  test('is all from here', async () => {
    const page = await app.inject('/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toMatch('text/html');
    const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const { pathname, origin } = new URL(link, 'http://localhost/docs/');
      expect(origin).toBe('http://localhost');
      expect((await app.inject(pathname)).statusCode).toBe(200);
    }
    // Its policy has no place for scripts within the page.
    expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
  });

  test('shows the same document', async () => {
    const answer = await app.inject('/docs/json');
    expect(answer.json().paths).toEqual(document.paths);
  });
});
