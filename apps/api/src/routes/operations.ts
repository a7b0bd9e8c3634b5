import { creditors, operations } from '@hypothec/database';
import type { IndexedBlock, Queries } from '@hypothec/database';
import type { Address as AddressHex } from '@hypothec/model';
import { and, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { decodeCall } from '../io/decode-call.ts';
import {
  Address,
  BlockRef,
  cursorsOf,
  Instant,
  LIMIT,
  pageOf,
  pageQuery,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { CreditorQuery, PlaceKey } from '../schemas/past.ts';
import { afterPlace, byPlace, Order, placeOf } from '../views/places.ts';
import { blockAt, blockQuery } from '../views/reading.ts';

/** An AccessManager forgets what was not done a week after it could be (`expiration()`). */
const EXPIRY = 604_800n;

const State = z.enum(['scheduled', 'ready', 'expired', 'executed', 'cancelled']).meta({
  description:
    'scheduled: its delay runs. ready: it may be done now. expired: it was not done within a ' +
    'week of being ready, and no longer can be.',
});

const Call = z
  .object({
    name: z.string(),
    args: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        value: z.unknown().meta({
          description: 'Whole numbers as decimal strings; lists and tuples as JSON.',
        }),
      }),
    ),
  })
  .meta({ id: 'DecodedCall', description: 'A function with its arguments, in order.' });

const Operation = z
  .object({
    authority: Address,
    operationId: z.string(),
    nonce: z.int().min(0),
    state: State,
    caller: Address,
    target: Address,
    creditorId: z.int().nullable().meta({ description: 'Where the target is a creditor.' }),
    call: Call.nullable().meta({
      description:
        'Null where the target is neither a pool nor its manager, or knows no such call.',
    }),
    data: z.string().meta({ description: 'The call as it was scheduled, hexadecimal.' }),
    scheduledAt: Instant,
    scheduledBlock: z.int().min(0),
    readyAt: Instant,
    expiresAt: Instant,
    outcomeBlock: z.int().min(0).nullable().meta({ description: 'When it was done or dropped.' }),
  })
  .meta({ id: 'Operation', description: 'What a curator scheduled, and what became of it.' });

const OperationPage = pageOf(Operation).extend({ asOf: BlockRef }).meta({ id: 'OperationPage' });

const cursors = cursorsOf('operations', PlaceKey);

type Row = typeof operations.$inferSelect;

function isOver(row: Row, { number }: IndexedBlock): boolean {
  return row.outcomeBlock !== null && row.outcomeBlock <= number;
}

function stateOf(row: Row, block: IndexedBlock): z.infer<typeof State> {
  if (row.outcome !== null && isOver(row, block)) return row.outcome;
  if (block.time < row.readyAt) return 'scheduled';
  return block.time < row.readyAt + EXPIRY ? 'ready' : 'expired';
}

/** The rows of a state, as `stateOf` has it. */
function inState(state: z.infer<typeof State> | undefined, block: IndexedBlock): SQL | undefined {
  const { outcome, outcomeBlock, readyAt } = operations;
  const { number, time } = block;
  if (state === undefined) return undefined;
  if (state === 'executed' || state === 'cancelled') {
    return and(eq(outcome, state), isNotNull(outcomeBlock), lte(outcomeBlock, number));
  }
  const pending = or(isNull(outcomeBlock), gt(outcomeBlock, number));
  if (state === 'scheduled') return and(pending, gt(readyAt, time));
  const expired = lte(readyAt, time - EXPIRY);
  if (state === 'expired') return and(pending, expired);
  return and(pending, lte(readyAt, time), gt(readyAt, time - EXPIRY));
}

function toOperation(
  row: Row,
  block: IndexedBlock,
  creditorOf: ReadonlyMap<AddressHex, number>,
): z.infer<typeof Operation> {
  const { authority, operationId, nonce, caller, target, readyAt } = row;
  const creditorId = creditorOf.get(target) ?? null;
  const kind = creditorId === null ? (target === authority ? 'authority' : null) : 'pool';
  return {
    authority,
    operationId,
    nonce,
    state: stateOf(row, block),
    caller,
    target,
    creditorId,
    call: kind === null ? null : decodeCall(kind, row.data as `0x${string}`),
    data: row.data,
    scheduledAt: Number(row.time),
    scheduledBlock: row.block,
    readyAt: Number(readyAt),
    expiresAt: Number(readyAt + EXPIRY),
    outcomeBlock: isOver(row, block) ? row.outcomeBlock : null,
  };
}

async function readCreditorIds(queries: Queries): Promise<ReadonlyMap<AddressHex, number>> {
  const { address, creditorId } = creditors;
  const rows = await queries.select({ address, creditorId }).from(creditors);
  return new Map(rows.map((row) => [row.address, row.creditorId]));
}

/** What curators have scheduled. */
export function registerOperations(app: Api): void {
  app.get(
    '/v1/operations',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listOperations',
        tags: ['events'],
        summary: 'What curators have scheduled, and what became of it',
        description: 'Acts of governance with a delay, by when they were scheduled.',
        querystring: z.strictObject({
          creditor: CreditorQuery.optional(),
          state: State.optional(),
          order: Order,
          ...pageQuery,
          ...blockQuery,
        }),
        response: { 200: OperationPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, creditor, state, order, block, limit = LIMIT.usual } = request.query;
        const at = await blockAt(queries, head, block);
        const after = cursor === undefined ? undefined : cursors.decode(cursor);
        const own = sql`${operations.target} in (
          select address from history.creditor where creditor_id = ${creditor ?? 0})`;
        const rows = await queries
          .select()
          .from(operations)
          .where(
            and(
              lte(operations.block, at.number),
              creditor === undefined ? undefined : own,
              inState(state, at),
              afterPlace(operations, order, after),
            ),
          )
          .orderBy(...byPlace(operations, order))
          .limit(limit + 1);
        const creditorOf = await readCreditorIds(queries);
        const toItem = (row: Row) => toOperation(row, at, creditorOf);
        const page = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
        return { asOf: toBlockRef(at), ...page };
      }),
  );
}
