import { losses } from '@hypothec/database';
import { and, eq, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import {
  BlockRef,
  cursorsOf,
  LIMIT,
  LoanId,
  Money,
  pageOf,
  pageQuery,
  toBlockRef,
  toMoney,
  toPage,
} from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';
import { PlaceKey } from '../schemas/past.ts';
import { afterPlace, byPlace, Order, placed, placeOf, toPlaced } from '../views/places.ts';
import {
  blockAt,
  blockQuery,
  CreditorParam,
  readTokens,
  requireCreditor,
} from '../views/reading.ts';

const Loss = z
  .object({
    ...placed,
    loanId: LoanId.nullable(),
    badDebt: Money.meta({ description: 'What the collateral did not pay.' }),
    borneByFirstLoss: Money,
    borneByLenders: Money,
  })
  .meta({ id: 'Loss', description: 'Bad debt of a loan, and who bore it.' });

const LossPage = pageOf(Loss).extend({ asOf: BlockRef }).meta({ id: 'LossPage' });

const cursors = cursorsOf('losses', PlaceKey);

function toLoss(row: typeof losses.$inferSelect, token: TokenRef): z.infer<typeof Loss> {
  return {
    ...toPlaced(row),
    loanId: row.loanId,
    badDebt: toMoney(row.badDebt, token),
    borneByFirstLoss: toMoney(row.borne, token),
    borneByLenders: toMoney(row.badDebt - row.borne, token),
  };
}

/** Bad debt of a creditor. */
export function registerLosses(app: Api): void {
  app.get(
    '/v1/creditors/:creditorId/losses',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listLosses',
        tags: ['lenders'],
        summary: 'Bad debt of a creditor, and who bore it',
        description: 'Each loan that was sold or written off for less than it owed.',
        params: z.object({ creditorId: CreditorParam }),
        querystring: z.strictObject({ order: Order, ...pageQuery, ...blockQuery }),
        response: { 200: LossPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, order, block, limit = LIMIT.usual } = request.query;
        const { creditorId } = request.params;
        const asOf = await blockAt(queries, head, block);
        const creditor = await requireCreditor(queries, creditorId, asOf.number);
        const token = (await readTokens(queries, head)).of(creditor.loanToken);
        const after = cursor === undefined ? undefined : cursors.decode(cursor);
        const rows = await queries
          .select()
          .from(losses)
          .where(
            and(
              eq(losses.creditorId, creditorId),
              lte(losses.block, asOf.number),
              afterPlace(losses, order, after),
            ),
          )
          .orderBy(...byPlace(losses, order))
          .limit(limit + 1);
        const toItem = (row: (typeof rows)[number]) => toLoss(row, token);
        const page = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
        return { asOf: toBlockRef(asOf), ...page };
      }),
  );
}
