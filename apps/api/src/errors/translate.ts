import { isPassing } from '@hypothec/database';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { databaseAway, Problem } from './problem.ts';
import type { Fault } from './problem.ts';

const places: Readonly<Record<string, Fault['in']>> = {
  body: 'body',
  params: 'path',
  querystring: 'query',
  headers: 'headers',
};

/** Zod's list of issues as faults with their places. */
function invalid(error: object): Problem | undefined {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  const place = places[error.validationContext ?? 'body'] ?? 'body';
  const errors = error.validation.slice(0, 20).map(({ instancePath, message }) => ({
    in: place,
    pointer: instancePath === '/' ? '' : instancePath,
    detail: message ?? 'not allowed',
  }));
  const first = errors[0];
  const where = first === undefined || first.pointer === '' ? '' : ` at ${first.pointer}`;
  const detail = `The ${place}${where} is not what this route takes: ${first?.detail ?? ''}`;
  return new Problem('invalid-request', detail, { errors });
}

const JSON_TYPE = 'Send JSON, with the header Content-Type: application/json.';

/** The framework's own refusals. */
const byCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem('unsupported-media-type', `The body is not JSON. ${JSON_TYPE}`),
  FST_ERR_CTP_INVALID_TYPE: () =>
    new Problem('unsupported-media-type', `The Content-Type does not read. ${JSON_TYPE}`),
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Problem('body-too-large', 'The body has more than 65,536 bytes. Send less at once.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new Problem('malformed-request', 'The body is not as long as Content-Length says.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new Problem(
      'malformed-request',
      'The body is empty, and its type says JSON. Send {} at least.',
    ),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new Problem('malformed-request', 'The body is not JSON. Write it as RFC 8259 says.'),
  FST_ERR_BAD_URL: () =>
    new Problem('malformed-request', 'The path is not percent-encoded UTF-8. Encode it again.'),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new Problem('url-too-long', 'A part of the path has more than 200 characters.'),
  FST_ERR_HANDLER_TIMEOUT: () =>
    new Problem('too-slow', 'The answer was not ready in time. Ask for less at once.', {
      headers: { 'retry-after': '5' },
    }),
};

const timedOut = new Set(['57014', '25P03']);

/** The SQLSTATE or system code of an error or what caused it. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error; typeof at === 'object' && at !== null;) {
    const { code, cause } = at as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === 'string') codes.push(code);
    at = cause;
  }
  return codes;
}

/** Whatever was thrown, as an answer that tells no secret. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (typeof error === 'object' && error !== null) {
    const known = invalid(error);
    if (known !== undefined) return known;
  }
  if (isPassing(error)) return databaseAway(error);
  const codes = codesOf(error);
  for (const code of codes) {
    const problem = byCode[code]?.();
    if (problem !== undefined) return problem;
    if (timedOut.has(code)) return byCode['FST_ERR_HANDLER_TIMEOUT']?.() ?? databaseAway(error);
  }
  const { statusCode } = (error ?? {}) as { readonly statusCode?: unknown };
  if (statusCode === 413) return new Problem('body-too-large', 'The body is too large.');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new Problem('malformed-request', 'The request cannot be read. Encode it again.');
  }
  return new Problem('internal-error', 'Something is wrong here. The request id leads to why.', {
    cause: error,
  });
}
