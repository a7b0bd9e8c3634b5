import type { Wire } from './arbitrary.ts';
import { LONGEST_MS } from './send.ts';
import type { Answer } from './send.ts';

/** Words that only the inside of a server knows. */
const insides =
  /node_modules|\.ts:\d+|\bat (?:async )?\S+ \(|postgres|drizzle|select .* from|ECONN/i;

/** Reasons for which a connection may be cut without an answer: the request was no HTTP. */
const cut = /ECONNRESET|EPIPE|socket hang up/;

/**
 * What is wrong with an answer; null where nothing is.
 *
 * @param secrets - What each account stored, which nobody else may see.
 */
export function judge(
  { who }: Wire,
  { status, contentType, body, milliseconds }: Answer,
  secrets: readonly [string, string],
): string | null {
  if (milliseconds >= LONGEST_MS) return `no answer within ${LONGEST_MS / 1_000} s`;
  if (status === 0) return cut.test(body) ? null : `no answer: ${body}`;
  if (status >= 500) return `status ${status}: ${body.slice(0, 500)}`;
  const foreign = secrets.find((secret, i) => who !== i + 1 && body.includes(secret));
  if (foreign !== undefined)
    return `it shows ${foreign} to ${who === 0 ? 'nobody' : `account ${who}`}`;
  if (status < 400) return null;
  if (insides.test(body)) return `it tells of the inside: ${body.slice(0, 500)}`;
  const isProblem = body === '' || contentType.startsWith('application/problem+json');
  return isProblem
    ? null
    : `status ${status} without a problem: ${contentType} ${body.slice(0, 200)}`;
}
