import { createHash } from 'node:crypto';
import { sessions } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { and, eq, gt } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { tooMany } from './security.ts';

export const COOKIE = 'hypothec_session';

/** Who is signed in. */
export interface Session {
  readonly address: Address;
  readonly secretHash: string;
  readonly expiresAt: Date;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent it; on routes with `config.account` there is always one. */
    session: Session | null;
  }
}

/** The secret is known to the browser alone: who reads the database cannot sign in with it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Who is signed in, for routes with `config.account`. */
export function accountOf(request: FastifyRequest): Address {
  return sessionOf(request).address;
}

/** The session of a request, for routes with `config.account`. */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session !== null) return session;
  throw new Problem(
    'not-signed-in',
    'The request carries no session that is still good. Sign in at POST /v1/auth/sign-in.',
  );
}

/** The session that a request's cookie opens, if it is still good. */
export async function findSession(app: Api, request: FastifyRequest): Promise<Session | null> {
  const secret = request.cookies[COOKIE];
  if (secret === undefined || !/^[\w-]{43}$/.test(secret)) return null;
  const { database, clock } = app.deps;
  const secretHash = hashSecret(secret);
  const [row] = await database.queries
    .select({ address: sessions.address, expiresAt: sessions.expiresAt })
    .from(sessions)
    .where(and(eq(sessions.secretHash, secretHash), gt(sessions.expiresAt, new Date(clock()))));
  return row === undefined ? null : { ...row, secretHash };
}

/** Another site's page must not act with a session that the browser sends along (CSRF). */
export function checkOrigin(app: Api, request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin !== undefined && app.deps.options.origins.includes(origin)) return;
  const seen = origin === undefined ? 'no Origin header' : `Origin: ${origin.slice(0, 200)}`;
  throw new Problem(
    'origin-refused',
    `The request has ${seen}. Requests that change something come from the operator's pages.`,
  );
}

/** Routes with `config.account` know who is signed in, and answer nobody else. */
export function knowAccounts(app: Api): void {
  const perSession = app.createRateLimit({
    max: app.deps.options.sessionRequestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.session?.secretHash ?? request.ip,
  });

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    void reply.header('cache-control', 'private, no-store');
    if (!['GET', 'HEAD'].includes(request.method)) checkOrigin(app, request);
    request.session = await findSession(app, request);
    sessionOf(request);
    const limit = await perSession(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    throw tooMany(limit.ttlInSeconds, `${limit.max} a minute in one session`);
  }

  app.decorateRequest('session', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.account === true) {
      route.onRequest = [route.onRequest ?? [], admit].flat();
    } else if (route.config?.fromPage === true) {
      const check = async (request: FastifyRequest): Promise<void> => checkOrigin(app, request);
      route.onRequest = [route.onRequest ?? [], check].flat();
    }
  });
}
