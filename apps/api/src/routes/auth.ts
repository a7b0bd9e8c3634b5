import { nonces, sessions } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { Address as AddressHex } from '@hypothec/model';
import { and, desc, eq, gt, notInArray } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { readSignIn } from '../io/siwe.ts';
import { COOKIE, hashSecret, sessionOf } from '../plugins/account.ts';
import { Address, Instant, problems } from '../schemas/index.ts';

const NONCE_MS = 10 * 60_000;
const SESSION_MS = 7 * 24 * 3_600_000;
/** Sessions of one account at once; the oldest ends for a new one. */
const SESSIONS = 20;
const SECRET_BYTES = 32;

const Session = z
  .object({ address: Address, chainId: z.int(), expiresAt: Instant })
  .meta({ id: 'Session', description: 'Who is signed in, and until when.' });

const SignIn = z.strictObject({
  message: z
    .string()
    .min(1)
    .max(4_096)
    .meta({ description: 'The message of EIP-4361 as it was signed.' }),
  signature: z
    .string()
    .regex(/^0x(?:[0-9a-fA-F]{2}){1,8192}$/, 'a signature is 0x and hexadecimal bytes')
    .meta({ description: 'Of a key, or of a contract wallet (ERC-1271, ERC-6492).' }),
});

/** Few sign in often; who does may be guessing. */
function seldom(app: Api) {
  return { max: Math.max(10, Math.floor(app.deps.options.requestsPerMinute / 20)) };
}

function cookieOptions(request: FastifyRequest) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: request.protocol === 'https',
  };
}

function registerNonce(app: Api): void {
  const { database, clock, randomBytes } = app.deps;
  app.get(
    '/v1/auth/nonce',
    {
      config: { rateLimit: seldom(app) },
      exposeHeadRoute: false,
      schema: {
        operationId: 'getNonce',
        tags: ['auth'],
        summary: 'A nonce to sign',
        description: 'Put it into the message; it is good for one sign-in within ten minutes.',
        response: { 200: z.object({ nonce: z.string(), chainId: z.int(), expiresAt: Instant }) },
      },
    },
    async (_request, reply) => {
      const { chainId } = app.tip.require();
      const nonce = Buffer.from(randomBytes(16)).toString('hex');
      const expiresAt = new Date(clock() + NONCE_MS);
      await database.queries.insert(nonces).values({ nonce, expiresAt });
      void reply.header('cache-control', 'no-store');
      return { nonce, chainId, expiresAt: Math.floor(expiresAt.getTime() / 1000) };
    },
  );
}

/** Uses a nonce up; of several requests with the same, one succeeds. */
async function consume(queries: Queries, nonce: string, now: number): Promise<void> {
  const used = await queries
    .delete(nonces)
    .where(and(eq(nonces.nonce, nonce), gt(nonces.expiresAt, new Date(now))))
    .returning({ nonce: nonces.nonce });
  if (used.length === 1) return;
  const why = 'its nonce was used, has expired or was never given.';
  throw new Problem('sign-in-refused', `The signed message is refused: ${why} Take a new one.`);
}

async function knowsNonce(queries: Queries, nonce: string, now: number): Promise<boolean> {
  const rows = await queries
    .select({ nonce: nonces.nonce })
    .from(nonces)
    .where(and(eq(nonces.nonce, nonce), gt(nonces.expiresAt, new Date(now))));
  return rows.length === 1;
}

/** Begins a session with a new secret; one that the browser had before ends. */
async function begin(app: Api, request: FastifyRequest, address: AddressHex, nonce: string) {
  const { database, clock, randomBytes } = app.deps;
  const now = clock();
  const secret = Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');
  const before = request.cookies[COOKIE];
  const expiresAt = new Date(now + SESSION_MS);
  await database.queries.transaction(async (queries) => {
    await consume(queries, nonce, now);
    if (before !== undefined) {
      await queries.delete(sessions).where(eq(sessions.secretHash, hashSecret(before)));
    }
    const secretHash = hashSecret(secret);
    const row = { secretHash, address, createdAt: new Date(now), expiresAt };
    await queries.insert(sessions).values(row);
    const newest = queries
      .select({ secretHash: sessions.secretHash })
      .from(sessions)
      .where(eq(sessions.address, address))
      .orderBy(desc(sessions.createdAt), desc(sessions.secretHash))
      .limit(SESSIONS);
    await queries
      .delete(sessions)
      .where(and(eq(sessions.address, address), notInArray(sessions.secretHash, newest)));
  });
  return { secret, expiresAt };
}

async function signIn(
  app: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  { message, signature }: z.infer<typeof SignIn>,
) {
  const { database, clock, wallets } = app.deps;
  const { chainId } = app.tip.require();
  const { origin = '' } = request.headers;
  const { address, nonce } = readSignIn(message, { origin, chainId, now: clock() });
  // Before the chain is asked; the nonce is used up only together with the session's beginning.
  if (!(await knowsNonce(database.queries, nonce, clock()))) {
    await consume(database.queries, nonce, clock());
  }
  const bytes = signature as `0x${string}`;
  if (!(await wallets.verify({ address, message, signature: bytes, chainId }))) {
    const why = `it was not signed by ${address}.`;
    throw new Problem('sign-in-refused', `The signed message is refused: ${why}`);
  }
  const { secret, expiresAt } = await begin(app, request, address, nonce);
  void reply
    .header('cache-control', 'private, no-store')
    .setCookie(COOKIE, secret, { ...cookieOptions(request), expires: expiresAt });
  return { address, chainId, expiresAt: Math.floor(expiresAt.getTime() / 1000) };
}

function registerSignIn(app: Api): void {
  app.post(
    '/v1/auth/sign-in',
    {
      config: { fromPage: true, rateLimit: seldom(app) },
      schema: {
        operationId: 'signIn',
        tags: ['auth'],
        summary: 'Sign in with a signed message',
        description:
          'Domain and URI must be those of the page that sends it, the chain the indexed one. ' +
          'The answer sets a cookie that lasts seven days.',
        body: SignIn,
        response: { 200: Session, ...problems(401, 403, 413, 415) },
      },
    },
    (request, reply) => signIn(app, request, reply, request.body),
  );
}

function registerSession(app: Api): void {
  const { database } = app.deps;
  app.get(
    '/v1/auth/session',
    {
      config: { account: true },
      schema: {
        operationId: 'getSession',
        tags: ['auth'],
        summary: 'Who is signed in',
        description: 'Of the session whose cookie the request carries.',
        security: [{ session: [] }],
        response: { 200: Session },
      },
    },
    async (request) => {
      const { address, expiresAt } = sessionOf(request);
      const { chainId } = app.tip.require();
      return { address, chainId, expiresAt: Math.floor(expiresAt.getTime() / 1000) };
    },
  );
  app.post(
    '/v1/auth/sign-out',
    {
      config: { account: true },
      schema: {
        operationId: 'signOut',
        tags: ['auth'],
        summary: 'End the session',
        description: 'The cookie is of no use from then on, in any browser.',
        security: [{ session: [] }],
        body: z.strictObject({}),
        response: { 204: z.undefined(), ...problems(403, 413, 415) },
      },
    },
    async (request, reply) => {
      const { secretHash } = sessionOf(request);
      await database.queries.delete(sessions).where(eq(sessions.secretHash, secretHash));
      return reply.clearCookie(COOKIE, cookieOptions(request)).code(204).send();
    },
  );
}

/** Sign-in with Ethereum. */
export function registerAuth(app: Api): void {
  registerNonce(app);
  registerSignIn(app);
  registerSession(app);
}
