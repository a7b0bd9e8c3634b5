import { tokens } from '@hypothec/database';
import { and, asc, gt, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import {
  Address,
  BlockRef,
  cursorsOf,
  LIMIT,
  pageOf,
  pageQuery,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { blockAt, blockQuery } from '../views/reading.ts';
import { TokenView, toTokenView } from '../views/token.ts';

const cursors = cursorsOf('tokens', z.strictObject({ address: Address }));

const TokenPage = pageOf(TokenView).extend({ asOf: BlockRef }).meta({ id: 'TokenPage' });

/** The tokens that are lent and taken. */
export function registerTokens(app: Api): void {
  app.get(
    '/v1/tokens',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listTokens',
        tags: ['markets'],
        summary: 'Tokens that are lent or taken as collateral',
        description: 'In the order of their addresses.',
        querystring: z.strictObject({ ...pageQuery, ...blockQuery }),
        response: { 200: TokenPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, block, limit = LIMIT.usual } = request.query;
        const asOf = await blockAt(queries, head, block);
        const after = cursor === undefined ? '0x' : cursors.decode(cursor).address;
        const rows = await queries
          .select()
          .from(tokens)
          .where(and(lte(tokens.block, asOf.number), gt(tokens.address, after)))
          .orderBy(asc(tokens.address))
          .limit(limit + 1);
        const placeOf = ({ address }: (typeof rows)[number]) => ({ address });
        const page = toPage(request, reply, { rows, limit, cursors, placeOf, toItem: toTokenView });
        return { asOf: toBlockRef(asOf), ...page };
      }),
  );
}
