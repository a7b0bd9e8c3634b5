import { createClient, http, HttpRequestError, TimeoutError } from 'viem';
import type { Client, HttpTransport } from 'viem';
import { CliError } from '../errors.ts';

/** A JSON-RPC connection to a local chain; wide answers, no retries that could send twice. */
export function connect(url: string): Client<HttpTransport> {
  return createClient({
    transport: http(url, { maxResponseBodySize: false, retryCount: 0, timeout: 60_000 }),
    pollingInterval: 50,
  });
}

type Untyped = (request: { method: string; params: readonly unknown[] }) => Promise<unknown>;

/**
 * Sends one request. The caller knows what the method answers.
 *
 * @throws {CliError} when nothing answers at the connection's address.
 */
export async function ask<Answer>(
  client: Client,
  method: string,
  ...params: readonly unknown[]
): Promise<Answer> {
  const request = client.request as unknown as Untyped;
  try {
    return (await request({ method, params })) as Answer;
  } catch (cause) {
    if (!(cause instanceof HttpRequestError) && !(cause instanceof TimeoutError)) throw cause;
    const url = String(client.transport['url']);
    throw new CliError(
      `The chain at ${url} does not answer: stop hypothec up with Ctrl-C and start it again.`,
      { cause },
    );
  }
}

/** A whole number as JSON-RPC writes it. */
export function hex(value: bigint): `0x${string}` {
  return `0x${value.toString(16)}`;
}
