import { get } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { TestDatabase } from '@hypothec/database/testing';
import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest';
import type { Api } from './api.ts';
import type { PublishInput, Topic } from './plugins/live.ts';
import { commitBlock, hashOf, startDatabase, startTestServer } from './server.testing.ts';

let database: TestDatabase;
let app: Api;
let block = 100;

/** What was published, and a topic whose events can be as large as wanted. */
const asked: PublishInput[] = [];
const echo: Topic = {
  name: 'echo',
  description: 'For the tests.',
  argument: /^\d{1,9}$/,
  async publish(input) {
    asked.push(input);
    return input.watched.map((size) => ({
      topic: `echo:${size}`,
      event: 'echo',
      data: { size, filler: 'x'.repeat(Number(size)) },
    }));
  },
};

async function start(options = {}): Promise<void> {
  app = await startTestServer(database, {}, options, [(api) => api.live.addTopic(echo)]);
  await app.listen({ port: 0, host: '127.0.0.1' });
}

beforeAll(async () => {
  database = await startDatabase();
  await commitBlock(database, ++block);
});

afterEach(() => app.close());

afterAll(() => database.end());

interface Told {
  readonly event: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** An open stream, as a browser reads it. */
interface Reading {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
  readonly told: Told[];
  readonly comments: string[];
  readonly closed: Promise<void>;
}

function toTold(text: string): Told {
  const lines = new Map(
    text.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)] as const;
    }),
  );
  const data = JSON.parse(lines.get('data') ?? 'null') as Record<string, unknown>;
  return { event: lines.get('event') ?? '', id: lines.get('id') ?? '', data };
}

function open(query = '', headers: Record<string, string> = {}): Promise<Reading> {
  return new Promise((done, fail) => {
    const request = get(`${app.listeningOrigin}/v1/live${query}`, { headers }, (response) => {
      const told: Told[] = [];
      const comments: string[] = [];
      let rest = '';
      response.on('data', (chunk: Buffer) => {
        const parts = (rest + chunk.toString()).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) {
          if (part.startsWith(':')) comments.push(part);
          else told.push(toTold(part));
        }
      });
      const closed = new Promise<void>((over) => {
        response.on('close', over);
      });
      response.on('error', () => undefined);
      done({ request, response, told, comments, closed });
    });
    request.on('error', fail);
  });
}

describe('the event stream', () => {
  test('tells the block on connecting, and each one after it', async () => {
    await start();
    const { response, told, request } = await open();
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.headers['cache-control']).toBe('no-store');
    await expect.poll(() => told.length).toBe(1);
    const sent = performance.now();
    await commitBlock(database, ++block);
    await expect.poll(() => told.length, { interval: 2 }).toBe(2);
    expect(performance.now() - sent).toBeLessThan(1_000);
    expect(told.map(({ event }) => event)).toEqual(['block', 'block']);
    expect(told[1]?.data).toEqual({
      number: block,
      hash: hashOf(block),
      time: 1_760_000_000 + block,
      epoch: 0,
    });
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
    request.destroy();
    await expect.poll(() => app.live.size).toBe(0);
  });

  test('tells a client that comes back whether it missed something', async () => {
    await start();
    const first = await open();
    await expect.poll(() => first.told.length).toBe(1);
    const id = first.told[0]?.id ?? '';
    first.request.destroy();
    const nothing = await open('', { 'last-event-id': id });
    await expect.poll(() => nothing.told.map(({ event }) => event)).toEqual(['block']);
    const more = await open('?topics=block,echo:1', { 'last-event-id': id });
    await expect.poll(() => more.told[0]?.event).toBe('reset');
    await commitBlock(database, ++block);
    await expect.poll(() => app.tip.current?.number).toBe(block);
    const late = await open('', { 'last-event-id': id });
    await expect.poll(() => late.told.map(({ event }) => event)).toEqual(['reset', 'block']);
    expect(late.told[0]?.data).toMatchObject({ reason: 'missed', block: { number: block } });
    for (const { request } of [nothing, more, late]) request.destroy();
  });

  test('tells of a reorganisation before anything of the new chain', async () => {
    await start();
    const { told, request } = await open('?topics=block,echo:1');
    await expect.poll(() => told.length).toBe(2);
    await commitBlock(database, block, { epoch: 1 });
    await expect.poll(() => told.length).toBe(5);
    expect(told[2]).toMatchObject({ event: 'reset', data: { reason: 'reorganised' } });
    expect(told[3]).toMatchObject({ event: 'block', data: { number: block, epoch: 1 } });
    expect(asked.at(-1)?.previous).toBeUndefined();
    request.destroy();
    await commitBlock(database, ++block);
  });

  test('computes what somebody listens to, each once, and nothing else', async () => {
    await start();
    const readers = [
      await open('?topics=echo:1'),
      await open('?topics=echo:1,echo:2'),
      await open('?topics=block'),
    ];
    await expect.poll(() => readers.map(({ told }) => told.length)).toEqual([1, 2, 1]);
    asked.length = 0;
    await commitBlock(database, ++block);
    await expect.poll(() => readers.map(({ told }) => told.length)).toEqual([2, 4, 2]);
    expect(asked.map(({ watched }) => watched)).toEqual([['1', '2']]);
    expect(asked[0]?.previous?.number).toBe(block - 1);
    for (const { request } of readers) request.destroy();
  });

  test.each(['?topics=nothing', '?topics=echo', '?topics=echo:x', '?topics=block:1', '?topics='])(
    'refuses %s, and says what there is',
    async (query) => {
      await start();
      const { response } = await open(query);
      expect(response.statusCode).toBe(400);
      expect(response.headers['content-type']).toMatch('application/problem+json');
      response.resume();
    },
  );

  test('has a place for so many of one address, and gives it back', async () => {
    await start({ streamsPerAddress: 2 });
    const readers = [await open(), await open()];
    const third = await open();
    expect(third.response.statusCode).toBe(429);
    expect(Number(third.response.headers['retry-after'])).toBeGreaterThan(0);
    readers[0]?.request.destroy();
    await expect.poll(() => app.live.size).toBe(1);
    const again = await open();
    expect(again.response.statusCode).toBe(200);
    for (const { request } of [...readers, again]) request.destroy();
  });

  test('is kept open by comments', async () => {
    await start({ heartbeatMs: 30 });
    const { comments, request } = await open();
    await expect.poll(() => comments.length).toBeGreaterThan(2);
    request.destroy();
  });

  test('cuts off who does not read', async () => {
    await start();
    const slow = await open('?topics=echo:900000');
    slow.response.pause();
    const quick = await open();
    for (let blocks = 0; blocks < 30 && app.live.size > 1; blocks++) {
      await commitBlock(database, ++block);
      await expect.poll(() => quick.told.at(-1)?.data['number']).toBe(block);
    }
    expect(app.live.size).toBe(1);
    slow.request.destroy();
    quick.request.destroy();
  });

  test('ends with the server', async () => {
    await start();
    const { closed } = await open();
    await app.close();
    await closed;
    expect(app.live.size).toBe(0);
  });
});
