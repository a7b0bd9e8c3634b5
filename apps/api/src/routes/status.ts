import { z } from 'zod';
import type { Api } from '../api.ts';
import { Address, BlockRef, toBlockRef } from '../schemas/index.ts';

const Status = z
  .object({
    version: z.string(),
    database: z.enum(['ok', 'away']),
    chainId: z.int().nullable(),
    book: Address.nullable(),
    firstBlock: z.int().nullable(),
    head: BlockRef.nullable(),
    epoch: z.int().nullable().meta({ description: 'Counts reorganisations.' }),
    headAge: z
      .int()
      .nullable()
      .meta({ description: 'Seconds between the newest indexed block and this machine’s clock.' }),
  })
  .meta({ id: 'Status' });

/** Whether the service works, and how far it has come. */
export function registerStatus(app: Api): void {
  const { clock, options } = app.deps;
  app.get(
    '/v1/status',
    {
      schema: {
        operationId: 'getStatus',
        tags: ['status'],
        summary: 'How far the service has come',
        description: 'Answers also while the database is away, and then says so.',
        response: { 200: Status },
      },
    },
    async (_request, reply) => {
      const head = app.tip.current;
      void reply.header('cache-control', 'no-store');
      return {
        version: options.version,
        database: app.tip.away ? ('away' as const) : ('ok' as const),
        chainId: head?.chainId ?? null,
        book: head?.book ?? null,
        firstBlock: head?.start ?? null,
        head: head === undefined ? null : toBlockRef(head),
        epoch: head?.epoch ?? null,
        headAge:
          head === undefined ? null : Math.max(0, Math.floor(clock() / 1000) - Number(head.time)),
      };
    },
  );
  registerHealth(app);
}

const Alive = z.object({ status: z.literal('ok') });

function registerHealth(app: Api): void {
  app.get(
    '/healthz',
    {
      config: { rateLimit: false },
      schema: {
        operationId: 'getHealth',
        tags: ['status'],
        summary: 'Whether the process runs',
        description: 'Answers as long as the process does, whatever it depends on.',
        response: { 200: Alive },
      },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
      return { status: 'ok' as const };
    },
  );
  app.get(
    '/readyz',
    {
      config: { rateLimit: false },
      schema: {
        operationId: 'getReadiness',
        tags: ['status'],
        summary: 'Whether requests can be answered',
        description: 'Needs the database and an indexed block; says 503 until both are there.',
        response: { 200: Alive },
      },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
      app.tip.require();
      return { status: 'ok' as const };
    },
  );
}
