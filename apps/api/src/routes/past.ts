import { calls, liquidations, loans, movements } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api.ts';
import type { Head } from '../plugins/head.ts';
import {
  Address,
  BlockRef,
  cursorsOf,
  LIMIT,
  LoanId,
  pageOf,
  pageQuery,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { CallItem, CreditorQuery, LiquidationItem, Movement, PlaceKey } from '../schemas/past.ts';
import { readOpened } from '../views/loan-at.ts';
import { toCallItem, toLiquidationItem, toMovementView, withState } from '../views/past.ts';
import type { CallWithState } from '../views/past.ts';
import { readWorld } from '../views/world.ts';
import type { World } from '../views/world.ts';

type Place = z.output<typeof PlaceKey>;

interface PlacedTable {
  readonly block: AnyPgColumn;
  readonly logIndex: AnyPgColumn;
}

/** What stands before a place on the chain; everything without one. */
function before(table: PlacedTable, place: Place | undefined): SQL | undefined {
  if (place === undefined) return undefined;
  return sql`(${table.block}, ${table.logIndex}) < (${place.block}, ${place.log})`;
}

const newestFirst = (table: PlacedTable) => [desc(table.block), desc(table.logIndex)] as const;

const placeOf = ({ block, logIndex }: { readonly block: number; readonly logIndex: number }) => ({
  block,
  log: logIndex,
});

interface Filter {
  readonly creditor?: number | undefined;
  readonly loan?: `0x${string}` | undefined;
  readonly borrower?: `0x${string}` | undefined;
}

/** Rows of a creditor, a loan, a borrower. */
function where(
  queries: Queries,
  table: { readonly loanId: AnyPgColumn; readonly creditorId: AnyPgColumn },
  { creditor, loan, borrower }: Filter,
): SQL | undefined {
  const own = queries
    .select({ id: loans.loanId })
    .from(loans)
    .where(eq(loans.borrower, borrower ?? '0x'));
  return and(
    creditor === undefined ? undefined : eq(table.creditorId, creditor),
    loan === undefined ? undefined : eq(table.loanId, loan),
    borrower === undefined ? undefined : inArray(table.loanId, own),
  );
}

const page = z.strictObject(pageQuery);
const params = z.object({ loanId: LoanId });
const listOf = <Item extends z.ZodType>(item: Item, id: string) =>
  pageOf(item).extend({ asOf: BlockRef }).meta({ id });

const movementCursors = cursorsOf('movements', PlaceKey);
const callCursors = cursorsOf('calls', PlaceKey);
const liquidationCursors = cursorsOf('liquidations', PlaceKey);

const MovementPage = listOf(Movement, 'MovementPage');
const CallPage = listOf(CallItem, 'MarginCallPage');
const LiquidationPage = listOf(LiquidationItem, 'LiquidationPage');

function registerMovements(app: Api): void {
  app.get(
    '/v1/loans/:loanId/movements',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listMovements',
        tags: ['loans'],
        summary: 'What moved in a loan',
        description: 'The newest first.',
        params,
        querystring: page,
        response: { 200: MovementPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { limit = LIMIT.usual, cursor } = request.query;
        const { loanId } = request.params;
        const at = cursor === undefined ? undefined : movementCursors.decode(cursor);
        await readOpened(queries, loanId, head);
        const world = await readWorld(queries, head);
        const rows = await queries
          .select()
          .from(movements)
          .where(and(eq(movements.loanId, loanId), before(movements, at)))
          .orderBy(...newestFirst(movements))
          .limit(limit + 1);
        const cursors = movementCursors;
        const toItem = (row: (typeof rows)[number]) => toMovementView(world, row);
        const found = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
        return { asOf: toBlockRef(head), ...found };
      }),
  );
}

/** Rows that are read at once where most of them may not fit. */
const BATCH = 500;

interface Wanted {
  readonly fits: SQL | undefined;
  readonly after: Place | undefined;
  readonly most: number;
  readonly open: boolean;
}

/** The newest calls that fit. Which are open only the model can say: all are looked at. */
async function readCalls(
  queries: Queries,
  world: World,
  { fits, after, most, open }: Wanted,
): Promise<CallWithState[]> {
  const size = open ? Math.max(BATCH, most) : most;
  const found: CallWithState[] = [];
  for (let from = after; ;) {
    const rows = await queries
      .select()
      .from(calls)
      .where(and(fits, open ? isNull(calls.ending) : undefined, before(calls, from)))
      .orderBy(...newestFirst(calls))
      .limit(size);
    const known = await withState(queries, world, rows);
    found.push(...known.filter((call) => !open || call.open !== null));
    const last = rows.at(-1);
    if (found.length >= most || rows.length < size || last === undefined) break;
    from = placeOf(last);
  }
  return found.slice(0, most);
}

interface CallQuery extends Filter {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly open?: 'true' | undefined;
}

async function answerCalls(
  queries: Queries,
  head: Head,
  query: CallQuery,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
) {
  const { limit = LIMIT.usual, cursor, open } = query;
  const after = cursor === undefined ? undefined : callCursors.decode(cursor);
  const world = await readWorld(queries, head);
  const fits = where(queries, calls, query);
  const wanted = { fits, after, most: limit + 1, open: open === 'true' };
  const found = toPage(request, reply, {
    rows: await readCalls(queries, world, wanted),
    limit,
    cursors: callCursors,
    placeOf: ({ row }) => placeOf(row),
    toItem: (call) => toCallItem(world, call),
  });
  return { asOf: toBlockRef(head), ...found };
}

const filters = {
  creditor: CreditorQuery.optional(),
  loan: LoanId.optional(),
  borrower: Address.optional(),
};

function registerCalls(app: Api): void {
  const schema = {
    tags: ['loans'],
    description: 'The newest first, each with what it asked for and how it ended.',
    response: { 200: CallPage },
  };
  const open = z.literal('true').optional().meta({ description: 'Those in force alone.' });
  const querystring = z.strictObject({ ...filters, open, ...pageQuery });
  const summary = 'Margin calls';
  app.get(
    '/v1/calls',
    {
      config: { perBlock: true },
      schema: { ...schema, operationId: 'listCalls', summary, querystring },
    },
    (request, reply) =>
      app.readAtHead(request, (queries, head) =>
        answerCalls(queries, head, request.query, [request, reply]),
      ),
  );
  app.get(
    '/v1/loans/:loanId/calls',
    {
      config: { perBlock: true },
      schema: {
        ...schema,
        operationId: 'listCallsOfLoan',
        summary: 'A loan’s margin calls',
        params,
        querystring: page,
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { loanId: loan } = request.params;
        await readOpened(queries, loan, head);
        return answerCalls(queries, head, { ...request.query, loan }, [request, reply]);
      }),
  );
}

interface LiquidationQuery extends Filter {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly kind?: 'soft' | 'hard' | undefined;
}

async function answerLiquidations(
  queries: Queries,
  head: Head,
  query: LiquidationQuery,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
) {
  const { limit = LIMIT.usual, cursor, kind } = query;
  const at = cursor === undefined ? undefined : liquidationCursors.decode(cursor);
  const world = await readWorld(queries, head);
  const ofKind = kind === undefined ? undefined : eq(liquidations.kind, kind);
  const rows = await queries
    .select()
    .from(liquidations)
    .where(and(where(queries, liquidations, query), ofKind, before(liquidations, at)))
    .orderBy(...newestFirst(liquidations))
    .limit(limit + 1);
  const cursors = liquidationCursors;
  const toItem = (row: (typeof rows)[number]) => toLiquidationItem(world, row);
  const found = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
  return { asOf: toBlockRef(head), ...found };
}

function registerLiquidations(app: Api): void {
  const schema = {
    tags: ['loans'],
    description: 'The newest first: each lot, its price and sources, and what it repaid.',
    response: { 200: LiquidationPage },
  };
  const kind = z.enum(['soft', 'hard']).optional();
  const querystring = z.strictObject({ ...filters, kind, ...pageQuery });
  const summary = 'Sales of collateral';
  app.get(
    '/v1/liquidations',
    {
      config: { perBlock: true },
      schema: { ...schema, operationId: 'listLiquidations', summary, querystring },
    },
    (request, reply) =>
      app.readAtHead(request, (queries, head) =>
        answerLiquidations(queries, head, request.query, [request, reply]),
      ),
  );
  app.get(
    '/v1/loans/:loanId/liquidations',
    {
      config: { perBlock: true },
      schema: {
        ...schema,
        operationId: 'listLiquidationsOfLoan',
        summary: 'Sales of a loan’s collateral',
        params,
        querystring: page,
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { loanId: loan } = request.params;
        await readOpened(queries, loan, head);
        return answerLiquidations(queries, head, { ...request.query, loan }, [request, reply]);
      }),
  );
}

/** What became of loans. */
export function registerPast(app: Api): void {
  registerMovements(app);
  registerCalls(app);
  registerLiquidations(app);
}
