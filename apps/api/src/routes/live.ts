import type { ServerResponse } from 'node:http';
import { normalizeIP } from '@fastify/rate-limit';
import type { Json } from '@hypothec/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import type { Subscriber } from '../plugins/live.ts';
import { tooMany } from '../plugins/security.ts';

/** Who reads more slowly than this behind is cut off: it can come back and read again. */
const BEHIND_BYTES = 256 * 1024;
/** How many topics one stream may have. */
const TOPICS = 100;

const description = `An event stream (text/event-stream). Every event has a name, an \`id\` and JSON
data. On connecting, each topic tells how things stand. After a reorganisation, and for a client
that comes back with \`Last-Event-ID\` and may have missed something, there is an event \`reset\`:
read again what you hold. A comment every 15 s keeps the connection open.`;

/** An open stream. */
class Stream implements Subscriber {
  readonly topics: ReadonlySet<string>;
  readonly #raw: ServerResponse;

  constructor(raw: ServerResponse, topics: ReadonlySet<string>) {
    this.#raw = raw;
    this.topics = topics;
  }

  send(event: string, data: Json, id: string): void {
    this.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  write(text: string): void {
    const raw = this.#raw;
    if (raw.destroyed || raw.writableEnded) return;
    raw.write(text);
    if (raw.writableLength > BEHIND_BYTES) raw.destroy();
  }

  end(): void {
    this.#raw.end();
  }
}

/** The topics that a query names; the block alone where it names none. */
function topicsOf(app: Api, query: string | undefined): Set<string> {
  const topics = new Set((query ?? 'block').split(',').map((topic) => topic.trim()));
  const unknown = [...topics].find((topic) => !app.live.knows(topic));
  const known = app.live.topics.flatMap(({ name, argument, bare = argument === undefined }) => [
    ...(bare ? [name] : []),
    ...(argument === undefined ? [] : [`${name}:<argument>`]),
  ]);
  if (unknown === undefined && topics.size <= TOPICS) return topics;
  const detail =
    unknown === undefined
      ? `${topics.size} topics; a stream has at most ${TOPICS}.`
      : `"${unknown.slice(0, 80)}" is not a topic. There are: ${known.join(', ')}.`;
  throw new Problem('invalid-request', detail, {
    errors: [{ in: 'query', pointer: '/topics', detail }],
  });
}

/** Counts streams by address. */
class Places {
  readonly #open = new Map<string, number>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a place; the result gives it back. */
  take(address: string): () => void {
    const open = this.#open.get(address) ?? 0;
    if (open >= this.#most) throw tooMany(30, `${this.#most} streams at once from one address`);
    this.#open.set(address, open + 1);
    return () => {
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left <= 0) this.#open.delete(address);
      else this.#open.set(address, left);
    };
  }
}

function begin(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  reply.raw.writeHead(200, {
    ...Object.fromEntries(headers),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies would hold events back until they have a buffer full.
    'x-accel-buffering': 'no',
  });
  reply.raw.flushHeaders();
  request.raw.socket.setNoDelay(true);
}

/** The event stream. */
export function registerLive(app: Api): void {
  const { streamsPerAddress, heartbeatMs } = app.deps.options;
  const places = new Places(streamsPerAddress);
  const streams = new Set<Stream>();
  const heart = setInterval(() => {
    for (const stream of streams) stream.write(': here\n\n');
  }, heartbeatMs);
  heart.unref();
  app.addHook('onClose', async () => clearInterval(heart));
  app.get(
    '/v1/live',
    {
      exposeHeadRoute: false,
      config: { produces: ['text/event-stream'] },
      schema: {
        operationId: 'streamEvents',
        tags: ['live'],
        summary: 'What happens, as it happens',
        description,
        querystring: z.strictObject({
          topics: z
            .string()
            .max(3_500)
            .optional()
            .meta({ description: 'Comma-separated; `block` unless told.', examples: ['block'] }),
        }),
        headers: z.looseObject({
          'last-event-id': z
            .string()
            .max(200)
            .optional()
            .meta({ description: 'The last event that was seen; browsers send it by themselves.' }),
        }),
        response: {
          200: {
            description: 'Events, until one side ends it.',
            content: { 'text/event-stream': { schema: z.string() } },
          },
        },
      },
    },
    (request, reply) => {
      const topics = topicsOf(app, request.query.topics);
      app.tip.require();
      const leave = places.take(normalizeIP(request.ip));
      begin(request, reply);
      const stream = new Stream(reply.raw, topics);
      streams.add(stream);
      const remove = app.live.add(stream, request.headers['last-event-id']);
      reply.raw.once('close', () => {
        streams.delete(stream);
        remove();
        leave();
      });
    },
  );
}
