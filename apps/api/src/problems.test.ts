import { connect } from 'node:net';
import type { TestDatabase } from '@hypothec/database/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Api } from './api.ts';
import { catalogue } from './errors/catalogue.ts';
import { Whole } from './schemas/index.ts';
import { DatabaseFault, ORIGIN, startDatabase, startTestServer } from './server.testing.ts';

let database: TestDatabase;
let app: Api;
let port: number;

beforeAll(async () => {
  database = await startDatabase();
  app = await startTestServer(database, {}, {}, [
    (api) => {
      api.get('/v1/broken', { schema: { hide: true } }, () => {
        throw new DatabaseFault('select secret from "account"."session" failed');
      });
      const slow = { handlerTimeout: 50, schema: { hide: true } };
      api.get('/v1/slow', slow, () => new Promise((done) => setTimeout(done, 5_000).unref()));
      api.get('/v1/stuck', { schema: { hide: true } }, (request) =>
        api.readAtHead(request, async (queries) => {
          await queries.execute(sql`set local statement_timeout = 50`);
          await queries.execute(sql`select pg_sleep(5)`);
        }),
      );
      api.get('/v1/wrong', { schema: { hide: true } }, (request) =>
        api.readAtHead(request, (queries) => queries.execute(sql`select secret from nowhere`)),
      );
      api.get('/v1/write', { schema: { hide: true } }, (request) =>
        api.readAtHead(request, (queries) => queries.execute(sql`delete from history.block`)),
      );
      const config = { produces: ['application/json'] };
      const schema = { hide: true, response: { 200: z.object({ amount: Whole }) } };
      api.get('/v1/unfit', { config, schema }, () => ({ amount: '1.5' }));
    },
  ]);
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = Number(new URL(app.listeningOrigin).port);
});

afterAll(async () => {
  await app.close();
  await database.end();
});

/** Sends bytes as they are, and reads all that comes back. */
function raw(text: string | Buffer): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    socket.on('close', () => done(said));
    socket.on('error', fail);
    socket.write(text);
  });
}

const get = (path: string, headers = '') =>
  raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`);

const signIn = { method: 'POST', url: '/v1/auth/sign-in', headers: { origin: ORIGIN } } as const;
const json = { ...signIn.headers, 'content-type': 'application/json' };

describe('every error is a problem document', () => {
  test('a path that no route has', async () => {
    const answer = await app.inject('/v1/nothing?secret=1');
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({
      type: '/problems/not-found',
      title: catalogue['not-found'].title,
      status: 404,
      instance: '/v1/nothing',
    });
    expect(answer.json().requestId).toBe(answer.headers['x-request-id']);
  });

  test.each(Object.keys(catalogue))('the type %s leads to a text', async (name) => {
    const answer = await app.inject(`/problems/${name}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body.length).toBeGreaterThan(40);
  });

  test.each(['nothing', '__proto__', 'constructor', 'toString'])(
    'there is no problem named %s',
    async (name) => {
      expect((await app.inject(`/problems/${name}`)).statusCode).toBe(404);
    },
  );

  test('a method that the path does not take, with those that it does', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/v1/status' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers['allow']).toBe('GET, HEAD');
    const posted = await app.inject({ method: 'POST', url: '/v1/account/settings', body: 'x' });
    expect(posted.statusCode).toBe(405);
    expect(posted.headers['allow']).toBe('GET, HEAD, PUT');
  });

  test.each([
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['application/*', 200],
    ['text/html, */*;q=0.1', 200],
    ['application/json; charset=utf-8', 200],
  ])('Accept: %s answers %i', async (accept, status) => {
    const answer = await app.inject({ url: '/v1/status', headers: { accept } });
    expect(answer.statusCode).toBe(status);
  });

  test('an address that is too long', async () => {
    const answer = await app.inject(`/v1/status?x=${'a'.repeat(4_100)}`);
    expect(answer.json().type).toBe('/problems/url-too-long');
    expect(answer.statusCode).toBe(414);
    expect((await app.inject(`/problems/${'a'.repeat(300)}`)).statusCode).toBe(414);
  });

  test.each(['/v1/broken', '/v1/wrong', '/v1/write', '/v1/unfit'])(
    'an error of ours at %s tells nothing but where to look',
    async (url) => {
      const answer = await app.inject(url);
      expect(answer.statusCode).toBe(500);
      expect(answer.json().type).toBe('/problems/internal-error');
      expect(answer.body).not.toMatch(/select|secret|session|delete|nowhere|1\.5|at .*\.ts/);
    },
  );

  test.each(['/v1/slow', '/v1/stuck'])('an answer that takes too long at %s', async (url) => {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.json().type]).toEqual([503, '/problems/too-slow']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a request must arrive in half a minute', () => {
    expect(app.server.requestTimeout).toBe(30_000);
  });
});

describe('bodies that cannot be read', () => {
  test.each([
    ['not JSON', '{"message":', 400],
    ['nothing', '', 400],
    ['a prototype', '{"__proto__":{"admin":true},"message":"a","signature":"0x00"}', 400],
    ['a constructor', '{"constructor":{"prototype":{"x":1}},"message":"a"}', 400],
    ['nested without end', '['.repeat(30_000), 400],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400],
    ['a number', '1e999', 400],
    ['a list', '[]', 400],
    ['null', 'null', 400],
    ['too much', JSON.stringify({ message: 'a'.repeat(70_000) }), 413],
  ])('%s', async (_what, body, status) => {
    const answer = await app.inject({ ...signIn, headers: json, body });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  });

  test.each(['text/plain', 'application/xml', 'multipart/form-data', 'nonsense', ''])(
    'Content-Type: %s',
    async (type) => {
      const headers = { ...signIn.headers, 'content-type': type };
      const answer = await app.inject({ ...signIn, headers, body: '{}' });
      expect(answer.statusCode).toBe(415);
    },
  );

  test('faults say their place, with JSON pointers', async () => {
    const body = { message: 1, signature: 'no', more: true };
    const answer = await app.inject({ ...signIn, headers: json, body });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors).toEqual([
      expect.objectContaining({ in: 'body', pointer: '/message' }),
      expect.objectContaining({ in: 'body', pointer: '/signature' }),
      expect.objectContaining({ in: 'body', pointer: '', detail: expect.stringMatching('more') }),
    ]);
  });

  test.each(['a\0b', 'half \ud800'])('text that the database cannot keep: %j', async (message) => {
    const body = JSON.stringify({ message, signature: '0x00' });
    const answer = await app.inject({ ...signIn, headers: json, body });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].pointer).toBe('/message');
  });
});

describe('what is hardly HTTP', () => {
  test.each(['/v1/%zz', '/v1/%', '/v1/status/%ff%fe', '/problems/%00', '/problems/a%00b'])(
    'the path %s',
    async (path) => {
      const answer = await get(path);
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
      expect(answer).toMatch('application/problem+json');
    },
  );

  test.each([
    '/v1/live?topics=%00',
    '/v1/live?topics=%ff',
    '/v1/live?__proto__=1',
    '/v1/live?a[]=b',
  ])('the query of %s', async (path) => {
    expect(await get(path)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('headers that are too large', async () => {
    const answer = await get('/v1/status', `X-Long: ${'a'.repeat(20_000)}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toMatch('application/problem+json');
    expect(answer).toMatch('/problems/headers-too-large');
  });

  test.each(['PROPFIND', 'TRACE', 'LINK', 'QUERY'])('the method %s', async (method) => {
    const answer = await raw(
      `${method} /v1/status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 40[045] /);
    expect(answer).toMatch('application/problem+json');
  });

  test.each([
    'NONSENSE\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /v1/status HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n',
    'POST /v1/live HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: x\r\n\r\n',
  ])('%j', async (text) => {
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a body that ends before its length keeps nobody waiting', async () => {
    const head = 'POST /v1/auth/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
    const socket = connect(port, '127.0.0.1');
    socket.write(`${head}Origin: ${ORIGIN}\r\nContent-Length: 50\r\n\r\n{"a"`);
    await new Promise((done) => setTimeout(done, 100));
    socket.destroy();
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });
});

describe('what browsers are told', () => {
  test('safe headers', async () => {
    const { headers } = await app.inject('/v1/status');
    expect(headers['content-security-policy']).toMatch("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeDefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('any page may read, only allowed ones with a session', async () => {
    const other = await app.inject({ url: '/v1/status', headers: { origin: 'https://evil.test' } });
    expect(other.headers['access-control-allow-origin']).toBe('*');
    expect(other.headers['access-control-allow-credentials']).toBeUndefined();
    const own = await app.inject({ url: '/v1/status', headers: { origin: ORIGIN } });
    expect(own.headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(own.headers['access-control-allow-credentials']).toBe('true');
    expect(own.headers['vary']).toMatch('Origin');
  });

  test('what a page may send', async () => {
    const answer = await app.inject({
      method: 'OPTIONS',
      url: '/v1/account/settings',
      headers: { origin: ORIGIN, 'access-control-request-method': 'PUT' },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['access-control-allow-methods']).toMatch('PUT');
    expect(answer.headers['access-control-allow-headers']).toMatch('If-Match');
  });
});

test('too many requests wait', async () => {
  const small = await startTestServer(database, {}, { requestsPerMinute: 3 });
  const answers = [];
  for (let request = 0; request < 4; request++) answers.push(await small.inject('/v1/status'));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
  expect(answers[0]?.headers['ratelimit-remaining']).toBe('2');
  expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
  expect(answers[3]?.json().type).toBe('/problems/too-many-requests');
  expect((await small.inject('/v1/nothing')).statusCode).toBe(429);
  expect((await small.inject('/healthz')).statusCode).toBe(200);
  await small.close();
});
