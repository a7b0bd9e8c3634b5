import { setTimeout as sleep } from 'node:timers/promises';
import { idempotencyKeys, labels, nonces, sessions } from '@hypothec/database';
import type { TestDatabase } from '@hypothec/database/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { signInAs, testAccount } from './io/sign-in.testing.ts';
import { createWalletVerifier } from './io/wallets.ts';
import { sweep } from './plugins/housekeeping.ts';
import { ORIGIN, startDatabase, startTestServer } from './server.testing.ts';

let database: TestDatabase;
/** Two processes, as far as the database can tell. */
let app: Api;
let other: Api;
let alice: string;
let bob: string;

const wallets = createWalletVerifier(undefined);

beforeAll(async () => {
  database = await startDatabase();
  app = await startTestServer(database, { wallets });
  other = await startTestServer(database, { wallets });
  alice = await signInAs(app, 1);
  bob = await signInAs(app, 2);
});

afterAll(async () => {
  await app.close();
  await other.close();
  await database.end();
});

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

interface Sent {
  readonly body?: object;
  readonly headers?: Record<string, string>;
  readonly to?: Api;
}

function send(cookie: string, method: Method, url: string, { body, headers, to = app }: Sent = {}) {
  return to.inject({
    method,
    url,
    headers: { cookie, origin: ORIGIN, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

const subject = (index: number) => `0x${index.toString(16).padStart(40, '0')}`;
const labelAt = (index: number) => `/v1/account/labels/${subject(index)}`;
const SETTINGS = '/v1/account/settings';

describe('labels', () => {
  test('are written, read, changed and taken away', async () => {
    const written = await send(alice, 'PUT', labelAt(1), { body: { label: 'House 🏠' } });
    expect(written.statusCode).toBe(201);
    expect(written.json()).toMatchObject({ subject: subject(1), label: 'House 🏠' });
    const changed = await send(alice, 'PUT', labelAt(1), { body: { label: 'Boat' } });
    expect(changed.statusCode).toBe(200);
    expect((await send(alice, 'GET', labelAt(1))).json().label).toBe('Boat');
    expect((await send(alice, 'DELETE', labelAt(1))).statusCode).toBe(204);
    expect((await send(alice, 'GET', labelAt(1))).statusCode).toBe(404);
    expect((await send(alice, 'DELETE', labelAt(1))).statusCode).toBe(404);
  });

  test('name loans as well, in any case', async () => {
    const loan = `0x${'aB'.repeat(32)}`;
    const url = `/v1/account/labels/${loan}`;
    expect((await send(alice, 'PUT', url, { body: { label: 'L' } })).statusCode).toBe(201);
    const lower = await send(alice, 'GET', url.toLowerCase());
    expect(lower.json().subject).toBe(loan.toLowerCase());
    await send(alice, 'DELETE', url);
  });

  test.each([
    ['blank', { label: '  ' }],
    ['empty', { label: '' }],
    ['of two lines', { label: 'a\nb' }],
    ['of two paragraphs', { label: 'a\u2029b' }],
    ['too long', { label: 'a'.repeat(81) }],
    ['of a number', { label: 1 }],
    ['with more', { label: 'a', address: subject(1) }],
    ['with a NUL', { label: 'a\0' }],
  ])('are refused when %s', async (_what, body) => {
    expect((await send(alice, 'PUT', labelAt(1), { body })).statusCode).toBe(400);
  });

  test.each(['0x', '0x12', `0x${'0'.repeat(41)}`, 'house', `0x${'g'.repeat(40)}`])(
    'name no %s',
    async (name) => {
      const answer = await send(alice, 'GET', `/v1/account/labels/${name}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().errors[0]).toMatchObject({ in: 'path', pointer: '/subject' });
    },
  );

  test('come in pages that miss none and repeat none', async () => {
    const carol = await signInAs(app, 3);
    for (let index = 0; index < 7; index++) {
      await send(carol, 'PUT', labelAt(index), { body: { label: `l${index}` } });
    }
    const seen: string[] = [];
    let url: string | undefined = '/v1/account/labels?limit=3';
    for (let page = 0; url !== undefined; page++) {
      const answer: Awaited<ReturnType<typeof send>> = await send(carol, 'GET', url);
      expect(answer.statusCode).toBe(200);
      const { items, next } = answer.json();
      expect(items.length).toBe(page < 2 ? 3 : 1);
      seen.push(...items.map((item: { label: string }) => item.label));
      const link = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1];
      const ends = next === null ? undefined : `/v1/account/labels?limit=3&cursor=${next}`;
      expect(link).toBe(ends);
      url = link;
    }
    expect(seen).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6']);
  });

  test.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=-1', '/limit'],
    ['limit=1e2', '/limit'],
    ['limit=99999999999999999999', '/limit'],
    ['limit=5&limit=6', '/limit'],
    ['cursor=', '/cursor'],
    ['cursor=abc', '/cursor'],
    [`cursor=${Buffer.from('{"v":2}').toString('base64url')}`, '/cursor'],
    [`cursor=${Buffer.from('{"v":1,"of":"loans","at":{}}').toString('base64url')}`, '/cursor'],
    ['more=1', ''],
  ])('refuse the page %s', async (query, pointer) => {
    const answer = await send(alice, 'GET', `/v1/account/labels?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].pointer).toBe(pointer);
  });

  test('refuse a cursor that was changed', async () => {
    const at = { subject: subject(1) };
    const good = Buffer.from(JSON.stringify({ v: 1, of: 'labels', at })).toString('base64url');
    const url = '/v1/account/labels?cursor=';
    expect((await send(alice, 'GET', `${url}${good}`)).statusCode).toBe(200);
    for (const bad of [`${good}A`, good.slice(1), `${good.slice(0, -2)}xx`, `${good}==`]) {
      expect((await send(alice, 'GET', `${url}${bad}`)).statusCode).toBe(400);
    }
  });

  test('are at most a thousand', async () => {
    const address = testAccount(5).address.toLowerCase();
    const eve = await signInAs(app, 5);
    await database.sql`
      insert into account.label (address, subject, label, updated_at)
      select ${address}, '0x' || lpad(to_hex(n), 40, '0'), 'l', now()
      from generate_series(1, 999) n`;
    const most = await Promise.all(
      [5_000, 5_001, 5_002].map((index, at) =>
        send(eve, 'PUT', labelAt(index), { body: { label: 'x' }, to: at === 0 ? other : app }),
      ),
    );
    expect(most.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
    const full = most.find(({ statusCode }) => statusCode === 409);
    expect(full?.json().type).toBe('/problems/limit-reached');
    expect((await send(eve, 'PUT', labelAt(1), { body: { label: 'x' } })).statusCode).toBe(200);
  });
});

describe('settings', () => {
  const body = { currency: 'EUR', theme: 'dark', timezone: 'Europe/Berlin' };

  test('notice two writers', async () => {
    const first = await send(alice, 'GET', SETTINGS);
    expect(first.json()).toEqual({ currency: 'USD', theme: 'system', timezone: 'UTC' });
    const etag = String(first.headers['etag']);
    const put = (tag: string, to = app) =>
      send(alice, 'PUT', SETTINGS, { body, headers: { 'if-match': tag }, to });
    const both = await Promise.all([put(etag), put(etag, other)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    const winner = both.find(({ statusCode }) => statusCode === 200);
    const now = await send(alice, 'GET', SETTINGS);
    expect(now.json()).toEqual(body);
    expect(now.headers['etag']).toBe(winner?.headers['etag']);
    expect((await put(`W/${now.headers['etag']}`)).statusCode).toBe(412);
    expect((await put(`"a", ${now.headers['etag']}`)).statusCode).toBe(200);
    const blind = await send(alice, 'PUT', SETTINGS, { body });
    expect([blind.statusCode, blind.json().type]).toEqual([428, '/problems/precondition-required']);
  });

  test.each([
    { ...body, currency: 'EURO' },
    { ...body, currency: 'QQQ' },
    { ...body, theme: 'pink' },
    { ...body, timezone: 'Mars/Olympus' },
    { ...body, timezone: '../../etc/passwd' },
    { ...body, more: true },
    { currency: 'EUR' },
    [],
  ])('refuse %j', async (bad) => {
    const headers = { 'if-match': '"unwritten"' };
    expect((await send(bob, 'PUT', SETTINGS, { body: bad, headers })).statusCode).toBe(400);
  });
});

describe('an account’s own', () => {
  const routes: [method: Method, url: string, body: object | undefined][] = [
    ['GET', '/v1/auth/session', undefined],
    ['POST', '/v1/auth/sign-out', {}],
    ['GET', '/v1/account/labels', undefined],
    ['GET', labelAt(9), undefined],
    ['PUT', labelAt(9), { label: 'x' }],
    ['DELETE', labelAt(9), undefined],
    ['GET', SETTINGS, undefined],
    ['PUT', SETTINGS, { currency: 'USD', theme: 'light', timezone: 'UTC' }],
  ];

  test('covers every route that is for accounts', async () => {
    const document = (await app.inject('/openapi.json')).json();
    const own = Object.entries<Record<string, { security?: object[] }>>(document.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods)
          .filter(([, { security }]) => security !== undefined)
          .map(([method]) => `${method.toUpperCase()} ${path.replace('{subject}', subject(9))}`),
    );
    expect(own.sort()).toEqual(routes.map(([method, path]) => `${method} ${path}`).sort());
  });

  test.each(routes)('%s %s is for who is signed in', async (method, url, body) => {
    for (const cookie of ['', 'hypothec_session=', `hypothec_session=${'A'.repeat(43)}`, 'x=y']) {
      const answer = await send(cookie, method, url, body === undefined ? {} : { body });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.json().type).toBe('/problems/not-signed-in');
    }
  });

  test.each(routes.filter(([method]) => method !== 'GET'))(
    '%s %s is for the operator’s pages',
    async (method, url, body) => {
      for (const origin of ['https://evil.test', 'null', `${ORIGIN}.evil.test`]) {
        const sent = { headers: { origin }, ...(body === undefined ? {} : { body }) };
        expect((await send(alice, method, url, sent)).statusCode).toBe(403);
      }
      expect((await send(alice, 'GET', '/v1/auth/session')).statusCode).toBe(200);
    },
  );

  test('is seen and changed by nobody else', async () => {
    const body = { label: 'Alice’s secret' };
    await send(alice, 'PUT', labelAt(9), { body });
    const tag = String((await send(alice, 'GET', SETTINGS)).headers['etag']);
    const before = (await send(alice, 'GET', SETTINGS)).body;
    for (const [method, url, sent] of routes) {
      if (url.endsWith('sign-out')) continue;
      const headers = { 'if-match': tag };
      const answer = await send(
        bob,
        method,
        url,
        sent === undefined ? {} : { body: sent, headers },
      );
      expect(answer.body).not.toContain('Alice');
      expect(answer.body).not.toContain(testAccount(1).address.toLowerCase());
    }
    expect((await send(bob, 'GET', labelAt(9))).statusCode).toBe(404);
    expect((await send(alice, 'GET', labelAt(9))).json().label).toBe(body.label);
    expect((await send(alice, 'GET', SETTINGS)).body).toBe(before);
    // The same key in another account is another key.
    const headers = { 'idempotency-key': 'shared' };
    await send(alice, 'PUT', labelAt(10), { body, headers });
    const own = await send(bob, 'PUT', labelAt(10), { body: { label: 'Bob’s' }, headers });
    expect(own.statusCode).toBe(201);
    expect(own.body).not.toContain('Alice');
  });
});

describe('two processes on one database', () => {
  test('share sessions', async () => {
    const cookie = await signInAs(app, 6);
    expect((await send(cookie, 'GET', '/v1/auth/session', { to: other })).statusCode).toBe(200);
    await send(cookie, 'POST', '/v1/auth/sign-out', { body: {}, to: other });
    expect((await send(cookie, 'GET', '/v1/auth/session')).statusCode).toBe(401);
  });

  test('do a write once, and answer it again', async () => {
    const headers = { 'idempotency-key': 'once' };
    const write = (to: Api, label = 'once') =>
      send(alice, 'PUT', labelAt(20), { body: { label }, headers, to });
    const first = await write(app);
    expect([first.statusCode, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
    await send(alice, 'DELETE', labelAt(20));
    const again = await write(other);
    expect([again.statusCode, again.json()]).toEqual([201, first.json()]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await send(alice, 'GET', labelAt(20))).statusCode).toBe(404);
    const different = await write(other, 'twice');
    expect([different.statusCode, different.json().type]).toEqual([422, '/problems/key-reused']);
    const elsewhere = await send(alice, 'DELETE', labelAt(20), { headers });
    expect(elsewhere.statusCode).toBe(422);
  });

  test('do not work on one key at the same time', async () => {
    const address = testAccount(1).address.toLowerCase();
    const headers = { 'idempotency-key': 'slow' };
    const body = { label: 'slow' };
    await database.sql.begin(async (transaction) => {
      // Another writer of the account holds the first request up, not the second.
      await transaction`select pg_advisory_xact_lock(hashtextextended(${`account ${address}`}, 0))`;
      const first = send(alice, 'PUT', labelAt(21), { body, headers });
      await expect
        .poll(async () => {
          const waiting = await database.sql`
            select 1 from pg_locks where locktype = 'advisory' and not granted`;
          return waiting.length;
        })
        .toBe(1);
      const second = await send(alice, 'PUT', labelAt(21), { body, headers, to: other });
      expect(second.statusCode).toBe(409);
      expect(second.json().type).toBe('/problems/request-in-progress');
      expect(second.headers['retry-after']).toBe('1');
      void first.then(() => undefined);
    });
    await expect
      .poll(async () => (await send(alice, 'PUT', labelAt(21), { body, headers })).statusCode)
      .toBe(201);
  });

  test('do one of many of the same', async () => {
    const headers = { 'idempotency-key': 'race' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        send(alice, 'PUT', labelAt(22), {
          body: { label: 'race' },
          headers,
          to: at % 2 === 0 ? app : other,
        }),
      ),
    );
    const codes = answers.map(({ statusCode }) => statusCode);
    expect(codes.every((code) => code === 201 || code === 409)).toBe(true);
    const fresh = answers.filter(
      ({ statusCode, headers: own }) =>
        statusCode === 201 && own['idempotency-replayed'] === undefined,
    );
    expect(fresh).toHaveLength(1);
  });

  test('keep no answer of what failed', async () => {
    const headers = { 'idempotency-key': 'failed' };
    expect((await send(alice, 'DELETE', labelAt(23), { headers })).statusCode).toBe(404);
    await send(alice, 'PUT', labelAt(23), { body: { label: 'now' } });
    expect((await send(alice, 'DELETE', labelAt(23), { headers })).statusCode).toBe(204);
    expect((await send(alice, 'DELETE', labelAt(23), { headers })).statusCode).toBe(204);
  });

  test.each(['', 'a'.repeat(129), 'with space', 'ünïcode'])('refuse the key %j', async (key) => {
    const headers = { 'idempotency-key': key };
    const answer = await send(alice, 'PUT', labelAt(24), { body: { label: 'k' }, headers });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0]).toMatchObject({ in: 'headers', pointer: '/idempotency-key' });
  });
});

test('a session has a limit of its own', async () => {
  const few = { sessionRequestsPerMinute: 3 };
  const small = await startTestServer(database, { wallets }, few);
  const codes: number[] = [];
  for (let count = 0; count < 4; count++) {
    codes.push((await send(bob, 'GET', SETTINGS, { to: small })).statusCode);
  }
  expect(codes).toEqual([200, 200, 200, 429]);
  expect((await send(alice, 'GET', SETTINGS, { to: small })).statusCode).toBe(200);
  await small.close();
});

test('what has expired is of no use, and goes', async () => {
  let now = Date.now();
  const timed = await startTestServer(database, { wallets, clock: () => now }, { pollMs: 50 });
  const cookie = await signInAs(timed, 7);
  await timed.inject('/v1/auth/nonce');
  const headers = { 'idempotency-key': 'old' };
  await send(cookie, 'PUT', labelAt(30), { body: { label: 'old' }, headers, to: timed });
  now += 25 * 3_600_000;
  await sleep(100);
  const again = await send(cookie, 'PUT', labelAt(30), {
    body: { label: 'new' },
    headers,
    to: timed,
  });
  expect([again.statusCode, again.json().label]).toEqual([200, 'new']);
  now += 7 * 24 * 3_600_000;
  await sleep(100);
  expect((await send(cookie, 'GET', SETTINGS, { to: timed })).statusCode).toBe(401);
  await sweep(database.queries, now);
  for (const table of [nonces, sessions, idempotencyKeys]) {
    expect(await database.queries.select({ one: sql`1` }).from(table)).toEqual([]);
  }
  expect((await database.queries.select().from(labels)).length).toBeGreaterThan(0);
  await timed.close();
});
