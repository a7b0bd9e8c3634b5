import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { catalogue } from '../errors/catalogue.ts';
import type { ProblemName } from '../errors/catalogue.ts';
import { Problem, problemBody } from '../errors/problem.ts';
import { toProblem } from '../errors/translate.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return (end < 0 ? url : url.slice(0, end)).slice(0, 200);
}

/** Answers with a problem, and logs those that are ours. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  if (problem.status >= 500) {
    const level = problem.kind === 'internal-error' ? 'error' : 'warn';
    request.log[level]({ err: problem.cause ?? problem, kind: problem.kind }, problem.message);
  }
  void reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', ...problem.headers })
    .removeHeader('etag')
    .removeHeader('link')
    .header('content-type', PROBLEM_TYPE)
    .send(problemBody(problem, pathOf(request.url), request.id));
}

/** What node's own parser refuses; there is no request yet. */
const unreadable: Readonly<Record<string, ProblemName>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const kind = unreadable[error.code ?? ''] ?? 'malformed-request';
  const problem = new Problem(kind, catalogue[kind].text);
  const body = problemBody(problem, '', '');
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
      `Content-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}

const methods = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/** Every path with the methods that it takes. */
type Paths = Map<string, Set<string>>;

function knownPaths(app: Api): Paths {
  const paths: Paths = new Map();
  app.addHook('onRoute', ({ url, method }) => {
    const known = paths.get(url) ?? new Set();
    for (const name of [method].flat()) known.add(name);
    paths.set(url, known);
  });
  return paths;
}

/** Errors of every kind answer as problems. */
export function answerProblems(app: Api): Paths {
  app.setErrorHandler(sendProblem);
  return knownPaths(app);
}

/** Call it after all routes: the methods that a path does not take answer 405. */
export function refuseOtherMethods(app: Api, paths: Paths): void {
  for (const [url, known] of Array.from(paths)) {
    if (url === '*' || url.startsWith('/docs')) continue;
    const allowed = [...known].sort().join(', ');
    const refuse = (request: FastifyRequest, reply: FastifyReply): void => {
      const detail = `${request.method} is not for this path; it takes ${allowed}.`;
      const headers = { allow: allowed };
      sendProblem(new Problem('method-not-allowed', detail, { headers }), request, reply);
    };
    app.route({
      method: methods.filter((method) => !known.has(method)),
      url,
      schema: { hide: true },
      exposeHeadRoute: false,
      onRequest: (request, reply) => refuse(request, reply),
      handler: (request, reply) => refuse(request, reply),
    });
  }
}

/** Paths that no route has are counted as requests too. */
export function refuseOtherPaths(app: Api): void {
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const { method } = request;
    const detail = `No route is at ${method} ${pathOf(request.url)}; /openapi.json lists them all.`;
    sendProblem(new Problem('not-found', detail), request, reply);
  });
}
