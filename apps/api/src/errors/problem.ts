import { catalogue } from './catalogue.ts';
import type { ProblemName } from './catalogue.ts';

/** One fault of a request: where it is and what is wrong there. */
export interface Fault {
  readonly in: 'body' | 'path' | 'query' | 'headers';
  /** JSON pointer within that part. */
  readonly pointer: string;
  readonly detail: string;
}

/** What a problem carries beside its detail. */
export interface ProblemExtra {
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An answer that is not what was asked for; the message says what was seen and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemName;
  readonly errors: readonly Fault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ProblemName, detail: string, extra: ProblemExtra = {}) {
    super(detail, { cause: extra.cause });
    this.kind = kind;
    this.errors = extra.errors;
    this.headers = extra.headers ?? {};
  }

  get status(): number {
    return catalogue[this.kind].status;
  }
}

/** The database does not answer for now. */
export function databaseAway(cause?: unknown): Problem {
  const detail = 'The database does not answer. Send the request again in a second.';
  return new Problem('database-away', detail, { headers: { 'retry-after': '1' }, cause });
}

/** A problem as it is answered (RFC 9457). */
export function problemBody(problem: Problem, instance: string, requestId: string): string {
  const { kind, status, message, errors } = problem;
  return JSON.stringify({
    type: `/problems/${kind}`,
    title: catalogue[kind].title,
    status,
    detail: message,
    instance,
    requestId,
    ...(errors === undefined ? {} : { errors }),
  });
}
