import type { FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Problem('malformed-request', 'The body is not UTF-8. Encode it again.');
  }
}

/** How deep the parser of JSON may be led; ours are at most five levels deep. */
const DEEPEST = 32;

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const letter of text) {
    if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth--;
  }
  return deepest;
}

/** Bodies are JSON in UTF-8 without the keys that change prototypes, and nothing else. */
export function readBodies(app: Api): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      const text = decode(body);
      if (depthOf(text) > DEEPEST) {
        done(new Problem('malformed-request', `The body is nested more than ${DEEPEST} deep.`));
        return;
      }
      void parse(request, text, done);
    },
  );
}
