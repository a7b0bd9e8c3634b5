import createFetchClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import { SdkError } from '../errors/base.ts';
import type { components, paths } from './generated/paths.ts';

/** What routes answer with, by name: `ApiSchemas['Money']`. */
export type ApiSchemas = components['schemas'];

/** Requests to an API, typed by its document: `api.GET('/v1/loans/{loanId}', …)`. */
export type ApiClient = Client<paths>;

/** An API said why there is no answer (RFC 9457), or said nothing that could be read. */
export class ApiError extends SdkError {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Last part of the problem's type, such as `not-found`; null where there was no problem. */
  readonly problem: string | null;
  /** Seconds after which it is worth trying again; null where that was not said. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    said: Partial<ApiSchemas['Problem']> | null,
    retryAfter: number | null,
    cause?: unknown,
  ) {
    const title = said?.title ?? (status === 0 ? 'The API cannot be reached' : 'The API failed');
    const detail = said?.detail === undefined ? [] : [said.detail];
    super(`${title}.`, { metaMessages: detail, cause });
    this.status = status;
    this.problem = said?.type?.split('/').at(-1) ?? null;
    this.retryAfter = retryAfter;
  }
}

/** How to reach an API. */
export interface ApiOptions {
  /** `fetch` of this process unless told. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds that an answer may take; 15,000 unless told. */
  readonly timeout?: number;
  /** Sent with each request, such as the cookie of a session. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Where the routes of an API begin.
 *
 * @throws {ApiError} of status 0, for what is no address.
 */
export function baseOf(url: string): string {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url.replace(/\/+$/, '');
  const title = `"${url}" is not the address of an API`;
  throw new ApiError(0, { title, detail: 'It is written as http://127.0.0.1:8710.' }, null);
}

/** Seconds after which it is worth trying again; null where that is not said, or not in seconds. */
export function retryAfterOf({ headers }: Response): number | null {
  const said = headers.get('retry-after');
  return said !== null && /^\d{1,9}$/.test(said) ? Number(said) : null;
}

function awayError(url: string, timeout: number, cause: unknown): ApiError {
  const late = cause instanceof DOMException && cause.name === 'TimeoutError';
  const why = late ? `it did not answer within ${timeout} ms` : 'the connection failed';
  const detail = `${url}: ${why}. Check that it runs and that the address is right.`;
  return new ApiError(0, { detail }, null, cause);
}

/**
 * Makes a client of an API. Nothing is sent yet. Where no answer comes, requests throw an
 * `ApiError` of status 0; where the caller's own signal ended them, what that says.
 *
 * @param url - Where the API is, without `/v1`.
 * @throws {ApiError} of status 0, for what is no address.
 * @example `answerOf(await createApiClient(url).GET('/v1/status'))`
 */
export function createApiClient(url: string, options: ApiOptions = {}): ApiClient {
  const { fetch: own = fetch, timeout = 15_000, headers = {} } = options;
  const baseUrl = baseOf(url);
  return createFetchClient<paths>({
    baseUrl,
    headers,
    credentials: 'include',
    fetch: async (request: Request) => {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]);
      try {
        const answer = await own(new Request(request, { signal }));
        // Read here, so that an answer that breaks off is told as one that did not come.
        return new Response(answer.body === null ? null : await answer.arrayBuffer(), answer);
      } catch (cause) {
        if (request.signal.aborted) throw cause;
        throw awayError(baseUrl, timeout, cause);
      }
    },
  });
}

/**
 * The body of a good answer; undefined where a good answer has none.
 *
 * @throws {ApiError} of every other one, with the problem that it tells.
 */
export function answerOf<Data>(answer: {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}): Data {
  const { data, error, response } = answer;
  if (response.ok) return data as Data;
  const said = typeof error === 'object' ? (error as Partial<ApiSchemas['Problem']>) : null;
  throw new ApiError(response.status, said, retryAfterOf(response));
}

/** The base units of an amount. `toUnits({ amount: '1500000', … })` is `1_500_000n`. */
export function toUnits(money: Pick<ApiSchemas['Money'], 'amount'>): bigint {
  return BigInt(money.amount);
}
