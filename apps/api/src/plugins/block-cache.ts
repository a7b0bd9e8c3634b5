import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';

/** An answer as it is sent. */
interface Stored {
  /** A short answer is text: node sends that in one piece with the headers. */
  readonly body: string | Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** Beside the body: the address, the headers and the map's own entry. */
const OVERHEAD_BYTES = 600;

function sizeOf(url: string, { body }: Stored): number {
  const characterBytes = typeof body === 'string' ? 2 : 1;
  return body.length * characterBytes + url.length * 2 + OVERHEAD_BYTES;
}

/** The answers of one head, the least used dropped first. */
class Answers {
  readonly #limit: number;
  readonly #stored = new Map<string, Stored>();
  #key = '';
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string, url: string): Stored | undefined {
    if (key !== this.#key) return undefined;
    const stored = this.#stored.get(url);
    if (stored === undefined) return undefined;
    this.#stored.delete(url);
    this.#stored.set(url, stored);
    return stored;
  }

  put(key: string, url: string, stored: Stored): void {
    if (key !== this.#key) this.#clear(key);
    const size = sizeOf(url, stored);
    if (size > this.#limit / 8) return;
    this.#drop(url);
    this.#stored.set(url, stored);
    this.#bytes += size;
    for (const [oldest] of this.#stored) {
      if (this.#bytes <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  #drop(url: string): void {
    const stored = this.#stored.get(url);
    if (stored === undefined) return;
    this.#stored.delete(url);
    this.#bytes -= sizeOf(url, stored);
  }

  #clear(key: string): void {
    this.#stored.clear();
    this.#bytes = 0;
    this.#key = key;
  }
}

/** Whether a list of ETags names this one; `W/` is of no matter for reading (RFC 9110, 13.1.2). */
export function namesTag(list: string | undefined, etag: string): boolean {
  if (list === undefined) return false;
  return list.split(',').some((item) => {
    const tag = item.trim();
    return tag === '*' || tag === etag || tag === `W/${etag}`;
  });
}

/** A strong ETag of content. */
export function tagOf(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Sent past the framework: everything about it is known. */
function sendStored(request: FastifyRequest, reply: FastifyReply, stored: Stored): void {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  if (namesTag(request.headers['if-none-match'], stored.etag)) {
    raw.writeHead(304, { etag: stored.etag, 'cache-control': 'no-cache' });
    raw.end();
    return;
  }
  raw.writeHead(200, stored.headers);
  raw.end(stored.body);
}

const SHORT_BYTES = 16 * 1024;

const kept = ['content-type', 'link', 'content-disposition'];

/** A copy with memory of its own: a piece of node's shared pool keeps all of that pool alive. */
function ownBytes(payload: string | Buffer): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(payload));
  if (typeof payload === 'string') bytes.write(payload);
  else payload.copy(bytes);
  return bytes;
}

function toStored(reply: FastifyReply, payload: string | Buffer): Stored {
  const length = Buffer.byteLength(payload);
  const isText = typeof payload === 'string' && length <= SHORT_BYTES;
  const body = isText ? payload : ownBytes(payload);
  const etag = tagOf(body);
  const headers: Record<string, string | number> = {
    etag,
    'cache-control': 'no-cache',
    'content-length': length,
  };
  for (const name of kept) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  return { body, etag, headers };
}

/**
 * How a computation ended: with an answer for all; with one that is nobody else's, such as an
 * error; or without, because who asked has gone.
 */
type Landing = Stored | 'own' | 'gone';

/** A computation that others wait for. */
interface Flight {
  readonly id: string;
  readonly done: Promise<Landing>;
  readonly land: (landing: Landing) => void;
}

/** Which answers are being computed, and by which request. */
class Flights {
  readonly #byId = new Map<string, Flight>();
  readonly #byRequest = new WeakMap<FastifyRequest, Flight>();

  /** The computation that is under way for it; where there is none, it becomes this request's. */
  join(id: string, request: FastifyRequest): Promise<Landing> | undefined {
    const known = this.#byId.get(id);
    if (known !== undefined) return known.done;
    const { promise, resolve } = Promise.withResolvers<Landing>();
    const flight = { id, done: promise, land: resolve };
    this.#byId.set(id, flight);
    this.#byRequest.set(request, flight);
    return undefined;
  }

  /** Ends this request's computation, if it has one. */
  land(request: FastifyRequest, landing: Landing): void {
    const flight = this.#byRequest.get(request);
    if (flight === undefined) return;
    this.#byRequest.delete(request);
    this.#byId.delete(flight.id);
    flight.land(landing);
  }
}

type Next = () => void;
type Sent = (error: Error | null, payload?: unknown) => void;

/** Keeps answers of `perBlock` routes for as long as the head stays. */
export function cachePerBlock(app: Api): void {
  const answers = new Answers(app.deps.options.cacheBytes);
  const flights = new Flights();

  function lookUp(request: FastifyRequest, reply: FastifyReply, next: Next): void {
    const { key } = app.tip;
    const stored = key === '' ? undefined : answers.get(key, request.url);
    if (stored !== undefined) {
      sendStored(request, reply, stored);
      return;
    }
    const other = flights.join(`${key} ${request.url}`, request);
    if (other === undefined) {
      request.headKey = key;
      next();
      return;
    }
    const take = (landing: Landing): void => {
      if (landing === 'own') next();
      else if (landing === 'gone') lookUp(request, reply, next);
      else sendStored(request, reply, landing);
    };
    void other.then(take);
  }

  function keep(request: FastifyRequest, reply: FastifyReply, payload: unknown, sent: Sent): void {
    if (reply.statusCode !== 200 || !(typeof payload === 'string' || Buffer.isBuffer(payload))) {
      flights.land(request, 'own');
      sent(null, payload);
      return;
    }
    const stored = toStored(reply, payload);
    // What was computed for a block that is past by now would drive out the answers of this one.
    const { key } = app.tip;
    if (key !== '' && request.headKey === key) answers.put(key, request.url, stored);
    flights.land(request, stored);
    void reply.headers({ etag: stored.etag, 'cache-control': 'no-cache' });
    if (!namesTag(request.headers['if-none-match'], stored.etag)) {
      sent(null, stored.body);
      return;
    }
    void reply.code(304).removeHeader('content-length').removeHeader('content-type');
    sent(null, '');
  }

  function giveUp(request: FastifyRequest, _reply: FastifyReply, next: Next): void {
    flights.land(request, 'gone');
    next();
  }

  app.addHook('onRoute', (route) => {
    if (route.config?.perBlock !== true) return;
    route.onRequest = [route.onRequest ?? [], lookUp].flat();
    // First: on HEAD, what follows drops the body.
    route.onSend = [keep, route.onSend ?? []].flat();
    route.onResponse = [route.onResponse ?? [], giveUp].flat();
  });
}
