import { fastify, LogController } from 'fastify';
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { Api, ServerDeps } from './api.ts';
import { checkRequest } from './plugins/accept.ts';
import { knowAccounts } from './plugins/account.ts';
import { cachePerBlock } from './plugins/block-cache.ts';
import { readBodies } from './plugins/body.ts';
import { HeadWatch } from './plugins/head.ts';
import { keepHouse } from './plugins/housekeeping.ts';
import { LiveBook } from './plugins/live-book.ts';
import { LiveHub } from './plugins/live.ts';
import { describeRoutes } from './plugins/openapi.ts';
import {
  answerProblems,
  refuseConnection,
  refuseOtherMethods,
  refuseOtherPaths,
  sendProblem,
} from './plugins/problems.ts';
import { readAtHeads } from './plugins/read.ts';
import { protect } from './plugins/security.ts';
import { checkText } from './plugins/text.ts';
import { routeGroups } from './routes/index.ts';

const BODY_BYTES = 64 * 1024;
/** Headers and body must arrive within it. */
const REQUEST_MS = 30_000;
/** An answer must be ready within it; longer than a statement of the database may take. */
const ANSWER_MS = 20_000;
const KEEP_ALIVE_MS = 72_000;

/** A line for each request costs more than most answers: only on demand. Errors log themselves. */
class QuietLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: unknown, request: FastifyRequest, reply: FastifyReply) {
    if (error instanceof Error) request.log.warn({ err: error }, 'the answer was not received');
    else request.log.debug({ req: request, res: reply, ms: reply.elapsedTime }, 'answered');
  }
}

function serverOptions({ logger = false, options, randomBytes }: ServerDeps): FastifyServerOptions {
  const prefix = Buffer.from(randomBytes(6)).toString('base64url');
  let count = 0;
  return {
    logger,
    logController: new QuietLog(),
    trustProxy: options.trustProxy,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    handlerTimeout: ANSWER_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => `${prefix}-${++count}`,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
    clientErrorHandler: refuseConnection,
  };
}

/** The head and the event streams live as long as the server. */
function watch(app: Api): void {
  const { database, clock, options } = app.deps;
  const head = new HeadWatch({ database, clock, pollMs: options.pollMs, log: app.log });
  const live = new LiveHub(head, app.log);
  app.decorate('tip', head);
  app.decorate('live', live);
  app.addHook('onReady', async () => {
    live.start();
    await head.start();
  });
  app.addHook('preClose', async () => live.end());
  app.addHook('onClose', async () => head.stop());
}

/**
 * Makes a server; it listens when told to, and ends with `close()`. All that it needs from outside
 * is passed in; the database stays the caller's.
 */
export function buildServer(deps: ServerDeps, groups = routeGroups): Api {
  const app = fastify(serverOptions(deps)).withTypeProvider() as unknown as Api;
  app.decorate('deps', deps);
  watch(app);
  readAtHeads(app);
  app.decorate('liveBook', new LiveBook(app));
  app.addHook('onRequest', (request, reply, next) => {
    void reply.header('x-request-id', request.id);
    next();
  });
  const paths = answerProblems(app);
  describeRoutes(app);
  readBodies(app);
  protect(app);
  checkRequest(app);
  checkText(app);
  keepHouse(app);
  app.register(async (scope) => {
    cachePerBlock(scope as Api);
    knowAccounts(scope as Api);
    for (const register of groups) register(scope as Api);
    refuseOtherMethods(scope as Api, paths);
    refuseOtherPaths(scope as Api);
  });
  return app;
}
