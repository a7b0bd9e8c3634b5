import { creditors, listings } from '@hypothec/database';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import {
  BlockRef,
  cursorsOf,
  LIMIT,
  pageOf,
  pageQuery,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { CreditorView, toCreditorView } from '../views/creditor.ts';
import { ListingView, toListingView } from '../views/listing.ts';
import {
  blockQuery,
  CreditorParam,
  creditorsAt,
  readTokens,
  requireCreditor,
  stateAt,
} from '../views/reading.ts';

const cursors = cursorsOf(
  'creditors',
  z.strictObject({
    creditorId: z
      .int()
      .min(0)
      .max(2 ** 31 - 1),
  }),
);

const CreditorPage = pageOf(CreditorView).extend({ asOf: BlockRef }).meta({ id: 'CreditorPage' });

function registerList(app: Api): void {
  app.get(
    '/v1/creditors',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listCreditors',
        tags: ['markets'],
        summary: 'Who lends, on what terms, and with what',
        description: 'By number. GET /v1/creditors/{creditorId} has the listings of each.',
        querystring: z.strictObject({ ...pageQuery, ...blockQuery }),
        response: { 200: CreditorPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, block, limit = LIMIT.usual } = request.query;
        const state = await stateAt(queries, head, block);
        const known = await readTokens(queries, head);
        const after = cursor === undefined ? 0 : cursors.decode(cursor).creditorId;
        const { number } = state.block;
        const rows = await creditorsAt(queries, number, gt(creditors.creditorId, after), limit + 1);
        const placeOf = ({ creditorId }: (typeof rows)[number]) => ({ creditorId });
        const toItem = (row: (typeof rows)[number]) => toCreditorView(row, state, known);
        const page = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
        return { asOf: toBlockRef(state.block), ...page };
      }),
  );
}

const CreditorDetail = CreditorView.extend({
  listings: z.array(ListingView),
  asOf: BlockRef,
}).meta({ id: 'CreditorDetail', description: 'Who lends, with everything that it takes.' });

function registerRead(app: Api): void {
  app.get(
    '/v1/creditors/:creditorId',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getCreditor',
        tags: ['markets'],
        summary: 'A creditor with its listings, prices, rates and limits',
        description: 'Interest is brought up to the block’s time; listings come by number.',
        params: z.object({ creditorId: CreditorParam }),
        querystring: z.strictObject(blockQuery),
        response: { 200: CreditorDetail },
      },
    },
    (request) =>
      app.readAtHead(request, async (queries, head) => {
        const { creditorId } = request.params;
        const state = await stateAt(queries, head, request.query.block);
        const { number } = state.block;
        const row = await requireCreditor(queries, creditorId, number);
        const known = await readTokens(queries, head);
        const listed = await queries
          .select()
          .from(listings)
          .where(and(eq(listings.creditorId, creditorId), lte(listings.block, number)))
          .orderBy(asc(listings.collateralId));
        return {
          ...toCreditorView(row, state, known),
          listings: listed.flatMap((item) => toListingView(item, state, known)),
          asOf: toBlockRef(state.block),
        };
      }),
  );
}

/** Who lends, and what each takes. */
export function registerCreditors(app: Api): void {
  registerList(app);
  registerRead(app);
}
