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
 * Makes a client of an API. Nothing is sent yet.
 *
 * @param url - Where the API is, without `/v1`.
 * @example `answerOf(await createApiClient(url).GET('/v1/status'))`
 */
export function createApiClient(url: string, options: ApiOptions = {}): ApiClient {
  const { fetch: own = fetch, timeout = 15_000, headers = {} } = options;
  return createFetchClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    headers,
    credentials: 'include',
    fetch: async (request: Request) => {
      try {
        return await own(new Request(request, { signal: AbortSignal.timeout(timeout) }));
      } catch (cause) {
        throw new ApiError(0, null, null, cause);
      }
    },
  });
}

/**
 * The body of a good answer.
 *
 * @throws {ApiError} of every other one, with the problem that it tells.
 */
export function answerOf<Data>(answer: {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}): Data {
  const { data, error, response } = answer;
  if (data !== undefined) return data;
  const after = response.headers.get('retry-after');
  const said = typeof error === 'object' ? (error as Partial<ApiSchemas['Problem']>) : null;
  throw new ApiError(response.status, said, after === null ? null : Number(after));
}

/** The base units of an amount. `toUnits({ amount: '1500000', … })` is `1_500_000n`. */
export function toUnits(money: Pick<ApiSchemas['Money'], 'amount'>): bigint {
  return BigInt(money.amount);
}
