import { lenderFlows } from '@hypothec/database';
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import {
  Address,
  BlockRef,
  cursorsOf,
  LIMIT,
  pageOf,
  pageQuery,
  SignedWhole,
  toBlockRef,
  toMoney,
  toPage,
} from '../schemas/index.ts';
import { CreditorQuery, PlaceKey, SignedMoney } from '../schemas/past.ts';
import { Lending, readLending, readLentThrough } from '../views/lending.ts';
import { Order, placed, placeOf, toPlaced } from '../views/places.ts';
import { blockAt, blockQuery, readCreditorTokens, readTokens, stateAt } from '../views/reading.ts';

const params = z.object({ address: Address });

const MOST = 2 ** 31 - 1;
const cursors = cursorsOf('lending', z.strictObject({ creditorId: z.int().min(0).max(MOST) }));

const LendingPage = pageOf(Lending).extend({ asOf: BlockRef }).meta({ id: 'LendingPage' });

function registerPositions(app: Api): void {
  app.get(
    '/v1/accounts/:address/lending',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listLending',
        tags: ['lenders'],
        summary: 'What an account lends, earned and lost',
        description:
          'One item for each creditor that it ever lent through, by number. Shares that changed ' +
          'hands count as put in and taken out at what they were worth then.',
        params,
        querystring: z.strictObject({ ...pageQuery, ...blockQuery }),
        response: { 200: LendingPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, block, limit = LIMIT.usual } = request.query;
        const { address } = request.params;
        const state = await stateAt(queries, head, block);
        const after = cursor === undefined ? 0 : cursors.decode(cursor).creditorId;
        const at = { block: state.block.number, after, limit: limit + 1 };
        const ids = await readLentThrough(queries, address, at);
        const tokens = await readTokens(queries, head);
        const rows = await readLending(queries, address, ids, { state, tokens });
        const positionOf = ({ creditorId }: (typeof rows)[number]) => ({ creditorId });
        const toItem = (row: (typeof rows)[number]) => row;
        const shown = { rows, limit, cursors, placeOf: positionOf, toItem };
        return { asOf: toBlockRef(state.block), ...toPage(request, reply, shown) };
      }),
  );
}

const Flow = z
  .object({
    ...placed,
    creditorId: z.int().min(1),
    kind: z.enum(['deposit', 'withdraw', 'transfer-in', 'transfer-out']),
    assets: SignedMoney.meta({ description: 'Positive what came in; transfers at their worth.' }),
    shares: SignedWhole,
  })
  .meta({ id: 'LenderFlow', description: 'What a lender brought or took out.' });

const FlowPage = pageOf(Flow).extend({ asOf: BlockRef }).meta({ id: 'LenderFlowPage' });

/** A transfer to oneself is two flows of one event. */
const FlowKey = PlaceKey.extend({ side: z.int().min(0).max(1) });
const flowCursors = cursorsOf('lender-flows', FlowKey);

function registerFlows(app: Api): void {
  app.get(
    '/v1/accounts/:address/lending/flows',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listLenderFlows',
        tags: ['lenders'],
        summary: 'What a lender brought and took out',
        description: 'Deposits, withdrawals, and shares that changed hands.',
        params,
        querystring: z.strictObject({
          creditor: CreditorQuery.optional(),
          order: Order,
          ...pageQuery,
          ...blockQuery,
        }),
        response: { 200: FlowPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, creditor, order, block, limit = LIMIT.usual } = request.query;
        const at = await blockAt(queries, head, block);
        const tokenOf = await readCreditorTokens(queries, head);
        const after = cursor === undefined ? undefined : flowCursors.decode(cursor);
        const { block: number, logIndex, side, creditorId, account } = lenderFlows;
        const way = order === 'asc' ? asc : desc;
        const beyond = order === 'asc' ? sql`>` : sql`<`;
        const rows = await queries
          .select()
          .from(lenderFlows)
          .where(
            and(
              eq(account, request.params.address),
              creditor === undefined ? undefined : eq(creditorId, creditor),
              lte(number, at.number),
              after === undefined
                ? undefined
                : sql`(${number}, ${logIndex}, ${side}) ${beyond}
                    (${after.block}, ${after.log}, ${after.side})`,
            ),
          )
          .orderBy(way(number), way(logIndex), way(side))
          .limit(limit + 1);
        type Row = (typeof rows)[number];
        const toItem = (row: Row) => ({
          ...toPlaced(row),
          creditorId: row.creditorId,
          kind: row.kind,
          assets: toMoney(row.assets, tokenOf(row.creditorId)),
          shares: `${row.shares}`,
        });
        const flowPlace = (row: Row) => ({ ...placeOf(row), side: row.side });
        const shown = { rows, limit, cursors: flowCursors, placeOf: flowPlace, toItem };
        return { asOf: toBlockRef(at), ...toPage(request, reply, shown) };
      }),
  );
}

/** What an account lends. */
export function registerLending(app: Api): void {
  registerPositions(app);
  registerFlows(app);
}
