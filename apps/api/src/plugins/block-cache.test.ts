import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '@hypothec/database/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { commitBlock, startDatabase, startTestServer } from '../server.testing.ts';

let database: TestDatabase;
let app: Api;
let computed = 0;
let block = 10;

/** A route that counts how often its answer is computed. */
function countingRoute(api: Api): void {
  api.get(
    '/v1/count/:name',
    {
      config: { perBlock: true },
      schema: {
        hide: true,
        params: z.object({ name: z.string() }),
        querystring: z.strictObject({ size: z.coerce.number().optional() }),
      },
    },
    (request) =>
      api.readAtHead(request, async (_queries, head) => {
        computed++;
        await sleep(request.params.name === 'late' ? 300 : 30);
        if (request.params.name === 'missing') throw new Problem('not-found', 'Nothing there.');
        const filler = 'x'.repeat(request.query.size ?? 0);
        return { name: request.params.name, block: head.number, epoch: head.epoch, filler };
      }),
  );
}

/** An answer that is not text. */
function bytesRoute(api: Api): void {
  const config = { perBlock: true, produces: ['application/pdf'] };
  api.get('/v1/bytes', { config, schema: { hide: true } }, (_request, reply) =>
    reply.type('application/pdf').send(Buffer.from([0, 255, 128, 10])),
  );
}

const next = async (epoch = 0): Promise<void> => {
  await commitBlock(database, ++block, { epoch });
  await expect.poll(() => app.tip.current?.number).toBe(block);
};

beforeAll(async () => {
  database = await startDatabase();
});

afterAll(() => database.end());

beforeEach(async () => {
  app = await startTestServer(database, {}, { cacheBytes: 400_000 }, [countingRoute, bytesRoute]);
  await next();
  computed = 0;
});

afterEach(() => app.close());

describe('an answer that depends on the block alone', () => {
  test('is computed once a block', async () => {
    const first = await app.inject('/v1/count/a');
    const again = await app.inject('/v1/count/a');
    expect(computed).toBe(1);
    expect(again.body).toBe(first.body);
    expect(again.statusCode).toBe(200);
    expect(again.json().block).toBe(block);
    for (const name of ['etag', 'cache-control', 'content-type', 'content-length', 'vary']) {
      expect(again.headers[name]).toBe(first.headers[name]);
    }
    expect(again.headers['content-security-policy']).toBeDefined();
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(again.headers['cache-control']).toBe('no-cache');
    await next();
    expect((await app.inject('/v1/count/a')).json().block).toBe(block);
    expect(computed).toBe(2);
  });

  test('is computed once for many who ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => app.inject('/v1/count/many')),
    );
    expect(computed).toBe(1);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true);
  });

  test('of a block that is past does not drive out those of the newest', async () => {
    const late = app.inject('/v1/count/late');
    await expect.poll(() => computed, { interval: 1 }).toBe(1);
    await next();
    await app.inject('/v1/count/a');
    expect((await late).json().block).toBe(block - 1);
    computed = 0;
    await app.inject('/v1/count/a');
    expect(computed).toBe(0);
    expect((await app.inject('/v1/count/late')).json().block).toBe(block);
  });

  test('is computed again after a reorganisation to the same height', async () => {
    const before = await app.inject('/v1/count/a');
    block--;
    await commitBlock(database, ++block, { epoch: 1 });
    await expect.poll(() => app.tip.current?.epoch).toBe(1);
    const after = await app.inject('/v1/count/a');
    expect(computed).toBe(2);
    expect(after.json()).toMatchObject({ block, epoch: 1 });
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    await next(1);
  });

  test('is different for another query, and errors are not kept', async () => {
    await app.inject('/v1/count/a?size=1');
    await app.inject('/v1/count/a?size=2');
    expect(computed).toBe(2);
    const missing = [await app.inject('/v1/count/missing'), await app.inject('/v1/count/missing')];
    expect(missing.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
    expect(missing[0]?.headers['etag']).toBeUndefined();
    expect(computed).toBe(4);
  });

  test('answers everyone who waited for a computation that failed', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => app.inject('/v1/count/missing')),
    );
    expect(answers.every(({ statusCode }) => statusCode === 404)).toBe(true);
  });

  test('is sent as it is, also when it is no text', async () => {
    for (let time = 0; time < 2; time++) {
      const answer = await app.inject('/v1/bytes');
      expect([...answer.rawPayload]).toEqual([0, 255, 128, 10]);
    }
    const answer = await app.inject('/v1/count/%C3%A4%F0%9F%8F%A0');
    const again = await app.inject('/v1/count/%C3%A4%F0%9F%8F%A0');
    expect(again.json().name).toBe('ä🏠');
    expect(again.headers['content-length']).toBe(answer.headers['content-length']);
  });

  test('is computed by the next in line when the first has gone', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const first = http.request(`${app.listeningOrigin}/v1/count/gone`).end();
    first.on('error', () => undefined);
    await expect.poll(() => computed, { interval: 1 }).toBe(1);
    const others = Array.from({ length: 10 }, () => app.inject('/v1/count/gone'));
    first.destroy();
    const answers = await Promise.all(others);
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(computed).toBeLessThanOrEqual(2);
  });

  test('is not sent to who has it', async () => {
    const first = await app.inject('/v1/count/a');
    const etag = String(first.headers['etag']);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await app.inject({ url: '/v1/count/a', headers: { 'if-none-match': tag } });
      expect(again.statusCode).toBe(304);
      expect(again.body).toBe('');
      expect(again.headers['etag']).toBe(etag);
    }
    const other = await app.inject({ url: '/v1/count/a', headers: { 'if-none-match': '"no"' } });
    expect(other.statusCode).toBe(200);
    const url = '/v1/count/fresh';
    const fresh = await app.inject({ url, headers: { 'if-none-match': '*' } });
    expect([fresh.statusCode, fresh.body]).toEqual([304, '']);
  });

  test('has the same headers for HEAD, kept or not', async () => {
    const miss = await app.inject({ method: 'HEAD', url: '/v1/count/a' });
    const get = await app.inject('/v1/count/a');
    const hit = await app.inject({ method: 'HEAD', url: '/v1/count/a' });
    expect(computed).toBe(1);
    for (const { statusCode, body, headers } of [miss, hit]) {
      expect([statusCode, body]).toEqual([200, '']);
      expect(headers['etag']).toBe(get.headers['etag']);
      expect(headers['content-length']).toBe(String(get.body.length));
    }
  });

  test('gives way to others when there are too many', async () => {
    for (let name = 0; name < 30; name++) await app.inject(`/v1/count/${name}?size=9000`);
    computed = 0;
    await app.inject('/v1/count/29?size=9000');
    expect(computed).toBe(0);
    await app.inject('/v1/count/0?size=9000');
    expect(computed).toBe(1);
  });

  test('is not kept when it would take the place of everything', async () => {
    await app.inject('/v1/count/big?size=50000');
    await app.inject('/v1/count/big?size=50000');
    expect(computed).toBe(2);
  });

  test('still refuses who does not accept JSON', async () => {
    await app.inject('/v1/count/a');
    const answer = await app.inject({ url: '/v1/count/a', headers: { accept: 'text/html' } });
    expect(answer.statusCode).toBe(406);
  });
});
