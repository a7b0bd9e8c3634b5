import { z } from 'zod';
import { catalogue } from '../errors/catalogue.ts';

const Fault = z.object({
  in: z.enum(['body', 'path', 'query', 'headers']),
  pointer: z.string().meta({ description: 'JSON pointer within that part.' }),
  detail: z.string(),
});

/** Every error's body (RFC 9457). */
export const ProblemSchema = z
  .object({
    type: z.string().meta({ description: 'A path of this server that explains the problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was seen, what is allowed, what to do.' }),
    instance: z.string(),
    requestId: z.string(),
    errors: z.array(Fault).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'Why there is no answer (RFC 9457).',
    examples: [
      {
        type: '/problems/not-found',
        title: catalogue['not-found'].title,
        status: 404,
        detail: 'No loan has this id as of block 1234.',
        instance: '/v1/loans/0x00',
        requestId: 'req-1',
      },
    ],
  });

/** What each status means, wherever it is answered. */
const statuses: Readonly<Record<number, string>> = {
  400: 'The request does not fit, or cannot be read.',
  401: 'Nobody is signed in.',
  403: 'The page may not act for an account.',
  404: 'There is nothing here.',
  406: 'No accepted content type.',
  409: 'The same request is in progress, or a limit is reached.',
  412: 'It was changed in the meantime.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The Idempotency-Key belongs to another request.',
  428: 'If-Match is missing.',
  429: 'Too many requests; wait as long as Retry-After says.',
  500: 'Something is wrong here.',
  503: 'Not now; try again after Retry-After.',
};

/** Descriptions of error answers, for a route's `response`. */
export function problems(...codes: readonly number[]) {
  return Object.fromEntries(
    codes.map((code) => [
      code,
      {
        description: statuses[code] ?? 'Refused.',
        content: { 'application/problem+json': { schema: ProblemSchema } },
      },
    ]),
  );
}
