import { asOf, lenderVersions } from '@hypothec/database';
import { convertToAssets, shares } from '@hypothec/model';
import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import {
  Address,
  BlockRef,
  cursorsOf,
  LIMIT,
  Money,
  pageOf,
  pageQuery,
  toBlockRef,
  toMoney,
  toPage,
  Whole,
} from '../schemas/index.ts';
import {
  blockQuery,
  creditorMissing,
  CreditorParam,
  readTokens,
  stateAt,
} from '../views/reading.ts';
import { soundOrNull } from '../views/sound.ts';

const Lender = z
  .object({
    account: Address,
    shares: Whole.meta({ description: 'Base units, six decimals more than the loan token.' }),
    worth: Money.nullable().meta({
      description: 'What they are worth now, rounded down; null where the creditor is no pool.',
    }),
  })
  .meta({ id: 'Lender', description: 'Who holds shares of a creditor.' });

const LenderPage = pageOf(Lender).extend({ asOf: BlockRef }).meta({ id: 'LenderPage' });

const cursors = cursorsOf('lenders', z.strictObject({ account: Address }));

/** Who holds shares of a creditor. */
export function registerLenders(app: Api): void {
  app.get(
    '/v1/creditors/:creditorId/lenders',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listLenders',
        tags: ['lenders'],
        summary: 'Who holds shares of a creditor, and what they are worth',
        description: 'In the order of their addresses. Give `block` to page through one block.',
        params: z.object({ creditorId: CreditorParam }),
        querystring: z.strictObject({ ...pageQuery, ...blockQuery }),
        response: { 200: LenderPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, block, limit = LIMIT.usual } = request.query;
        const { creditorId } = request.params;
        const state = await stateAt(queries, head, block);
        const { number, time } = state.block;
        const pool = state.pools.get(creditorId);
        if (pool === undefined) throw creditorMissing(creditorId, number);
        const token = (await readTokens(queries, head)).of(pool.terms.loanToken);
        const after = cursor === undefined ? '0x' : cursors.decode(cursor).account;
        const rows = await queries
          .select()
          .from(lenderVersions)
          .where(
            and(
              eq(lenderVersions.creditorId, creditorId),
              gt(lenderVersions.account, after),
              gt(lenderVersions.shares, 0n),
              asOf(lenderVersions, number),
            ),
          )
          .orderBy(asc(lenderVersions.account))
          .limit(limit + 1);
        const placeOf = ({ account }: (typeof rows)[number]) => ({ account });
        const toItem = ({ account, shares: held }: (typeof rows)[number]) => ({
          account,
          shares: `${held}`,
          worth: soundOrNull(Money, () =>
            toMoney(convertToAssets(pool, time, shares(held)), token),
          ),
        });
        const page = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
        return { asOf: toBlockRef(state.block), ...page };
      }),
  );
}
