import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError, baseOf, retryAfterOf } from './client.ts';
import type { ApiSchemas } from './client.ts';

/** An event of a stream: `block`, `loan`, `call`, …, or `reset`: read again what you hold. */
export interface LiveEvent {
  readonly event: string;
  /** As the API's page describes it for the event. */
  readonly data: unknown;
  readonly id: string | null;
}

/** What to listen to. */
export interface LiveOptions {
  /** `block`, `loan:0x…`, `calls`, `prices`, …; the block alone unless told. */
  readonly topics?: readonly string[];
  /** Ends the stream. */
  readonly signal?: AbortSignal;
  /** `fetch` of this process unless told. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds before a broken stream is opened again, at least; 500 unless told. */
  readonly pause?: number;
}

async function open(url: URL, lastId: string | null, options: LiveOptions): Promise<Response> {
  const { fetch: own = fetch, signal } = options;
  const last = lastId === null ? {} : { 'last-event-id': lastId };
  const response = await own(url.href, {
    headers: { accept: 'text/event-stream', ...last },
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.ok && response.body !== null) return response;
  const said = (await response.json().catch(() => null)) as Partial<ApiSchemas['Problem']> | null;
  throw new ApiError(response.status, said, retryAfterOf(response));
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveEvent> {
  const text = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>);
  for await (const { event = 'message', data, id } of text.pipeThrough(
    new EventSourceParserStream(),
  )) {
    yield { event, data: JSON.parse(data) as unknown, id: id ?? null };
  }
}

/** Whether it is worth trying again: the API is away or overloaded, or the connection broke. */
function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status >= 500 || error.status === 429;
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function rest(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });
}

/**
 * Listens to an API. A stream that breaks is opened again where it broke off; what could have been
 * missed comes as an event `reset`.
 *
 * @param url - Where the API is, without `/v1`.
 * @throws {ApiError} when the API refuses the topics, or the address is none.
 * @example `for await (const { event, data } of liveEvents(url, { topics: ['block'] })) …`
 */
export async function* liveEvents(
  url: string,
  options: LiveOptions = {},
): AsyncGenerator<LiveEvent> {
  const { topics = ['block'], signal, pause = 500 } = options;
  const address = new URL(`${baseOf(url)}/v1/live`);
  address.searchParams.set('topics', topics.join(','));
  let lastId: string | null = null;
  for (;;) {
    let wait = pause;
    try {
      const response = await open(address, lastId, options);
      if (response.body === null) return;
      for await (const event of eventsOf(response.body)) {
        lastId = event.id ?? lastId;
        yield event;
      }
    } catch (error) {
      if (!isPassing(error) && !isAborted(signal)) throw error;
      if (error instanceof ApiError) wait = Math.max(wait, 1_000 * (error.retryAfter ?? 0));
    }
    if (isAborted(signal)) return;
    await rest(wait, signal);
    if (isAborted(signal)) return;
  }
}
