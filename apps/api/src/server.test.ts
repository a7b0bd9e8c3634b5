import type { TestDatabase } from '@hypothec/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { commitBlock, startDatabase, startTestServer } from './server.testing.ts';

let database: TestDatabase;
let app: Api;

beforeAll(async () => {
  database = await startDatabase();
  app = await startTestServer(database);
});

afterAll(async () => {
  await app.close();
  await database.end();
});

describe('the status', () => {
  test('says how far the service has come', async () => {
    const answer = await app.inject('/v1/status');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      database: 'ok',
      chainId: 31_337,
      head: { number: 1, time: 1_760_000_001 },
      epoch: 0,
    });
  });

  test('follows the indexer', async () => {
    await commitBlock(database, 2);
    await expect.poll(() => app.tip.current?.number).toBe(2);
  });
});

describe('the document', () => {
  test('lists the routes', async () => {
    const answer = await app.inject('/openapi.json');
    expect(answer.json().openapi).toBe('3.1.0');
    expect(Object.keys(answer.json().paths)).toContain('/v1/status');
  });
});
