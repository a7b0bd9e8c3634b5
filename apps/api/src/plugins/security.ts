import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';

/** How many addresses are counted at once; beyond, the longest unseen is forgotten. */
const ADDRESSES = 50_000;

const exposed =
  'ETag, Link, Retry-After, Content-Disposition, Idempotency-Replayed, ' +
  'RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, X-Request-Id';

export function tooMany(seconds: number, allowed: string): Problem {
  const wait = Math.max(1, Math.ceil(seconds));
  const detail = `More requests than ${allowed}. Wait ${wait} s, then go on more slowly.`;
  return new Problem('too-many-requests', detail, { headers: { 'retry-after': `${wait}` } });
}

/** The page at /docs is all from here; it draws with inline styles and data: images. */
const policy = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
].join(';');

/** Headers that keep browsers safe, who may call from a page, and how often. */
export function protect(app: Api): void {
  const { origins, requestsPerMinute } = app.deps.options;
  const allowed = new Set(origins);
  app.register(cookie);
  app.addHook('onRequest', (_request, reply, next) => {
    void reply.header('content-security-policy', policy);
    next();
  });
  app.register(helmet, {
    global: true,
    // It would be put together anew for each request.
    contentSecurityPolicy: false,
    // Answers are for pages of other origins too; CORS says for which.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  app.register(cors, {
    delegator: (request, callback) => {
      const { origin } = request.headers;
      const known = origin !== undefined && allowed.has(origin);
      callback(null, {
        origin: known ? origin : '*',
        credentials: known,
        methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
        allowedHeaders: 'Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID',
        exposedHeaders: exposed,
        maxAge: 600,
        strictPreflight: false,
      });
    },
  });
  app.register(rateLimit, {
    global: true,
    max: requestsPerMinute,
    timeWindow: 60_000,
    cache: ADDRESSES,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl, max }) => tooMany(ttl / 1000, `${max} a minute`),
  });
}
