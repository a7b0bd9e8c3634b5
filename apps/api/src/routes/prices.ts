import { listings, oracles, rateChanges } from '@hypothec/database';
import type { ChainState, Queries } from '@hypothec/database';
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
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { inputsOf, PriceInput } from '../views/price-sources.ts';
import type { RateTimes } from '../views/price-sources.ts';
import { Price, toPrice } from '../views/price.ts';
import { blockQuery, readTokens, stateAt } from '../views/reading.ts';
import { TokenView, toTokenView } from '../views/token.ts';
import type { Tokens } from '../views/token.ts';

const ListingPrice = z
  .object({
    oracle: Address,
    kind: z.enum(['feeds', 'two-source', 'exchange-rate', 'other']),
    derived: z.boolean().meta({
      description:
        'true: it follows from what its sources told. false: the oracle is none of the known ' +
        'kinds, or its sources tell nothing, and it is asked in every block.',
    }),
    creditorId: z.int().min(1),
    collateralId: z.int().min(0),
    collateral: TokenView,
    loanToken: TokenView,
    price: Price,
    sources: z.array(PriceInput).meta({ description: 'Empty where it is not derived.' }),
  })
  .meta({ id: 'ListingPrice', description: 'What a listing’s oracle says, and why.' });

const ListingPricePage = pageOf(ListingPrice)
  .extend({ asOf: BlockRef })
  .meta({ id: 'ListingPricePage' });

const MOST = 2 ** 31 - 1;
const cursors = cursorsOf(
  'prices',
  z.strictObject({
    creditorId: z.int().min(0).max(MOST),
    collateralId: z.int().min(0).max(MOST),
  }),
);

const placeOf = ({ creditorId, collateralId }: Row) => ({ creditorId, collateralId });

async function readRateTimes(queries: Queries, block: number): Promise<RateTimes> {
  const { address, time, logIndex } = rateChanges;
  const rows = await queries
    .selectDistinctOn([address], { address, time })
    .from(rateChanges)
    .where(and(eq(rateChanges.kind, 'rate'), lte(rateChanges.block, block)))
    .orderBy(address, desc(rateChanges.block), desc(logIndex));
  return new Map(rows.map((row) => [row.address, row.time]));
}

/** What prices are answered with. */
interface World {
  readonly state: ChainState;
  readonly tokens: Tokens;
  readonly rateTimes: RateTimes;
}

type Row = Pick<typeof listings.$inferSelect, 'creditorId' | 'collateralId' | 'collateral'> & {
  readonly oracle: `0x${string}`;
  readonly kind: (typeof oracles.$inferSelect)['kind'] | null;
  readonly loanToken: `0x${string}`;
};

function toListingPrice(row: Row, { state, tokens, rateTimes }: World) {
  const { time } = state.block;
  const { oracle, kind, creditorId, collateralId } = row;
  const collateral = tokens.of(row.collateral);
  const loanToken = tokens.of(row.loanToken);
  return {
    oracle,
    kind: kind ?? ('other' as const),
    derived: state.sources.configs.has(oracle),
    creditorId,
    collateralId,
    collateral: toTokenView(collateral),
    loanToken: toTokenView(loanToken),
    price: toPrice(state.sources.price(oracle, time), { loanToken, collateral, tokens }),
    sources: [...inputsOf(state.sources, oracle, time, rateTimes)],
  };
}

export function registerPrices(app: Api): void {
  app.get(
    '/v1/prices',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listPrices',
        tags: ['markets'],
        summary: 'What every listing’s oracle says, and what it is made of',
        description: 'By creditor and listing. Ages are as of the block.',
        querystring: z.strictObject({ ...pageQuery, ...blockQuery }),
        response: { 200: ListingPricePage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, block, limit = LIMIT.usual } = request.query;
        const state = await stateAt(queries, head, block);
        const { number } = state.block;
        const after = cursor === undefined ? undefined : cursors.decode(cursor);
        const { creditorId, collateralId, collateral, oracle } = listings;
        const loanToken = sql<`0x${string}`>`${listings.terms}->>'loanToken'`;
        const rows = await queries
          .select({ creditorId, collateralId, collateral, oracle, kind: oracles.kind, loanToken })
          .from(listings)
          .leftJoin(oracles, and(eq(oracles.address, oracle), lte(oracles.block, number)))
          .where(
            and(
              lte(listings.block, number),
              after === undefined
                ? undefined
                : sql`(${creditorId}, ${collateralId})
                    > (${after.creditorId}, ${after.collateralId})`,
            ),
          )
          .orderBy(asc(creditorId), asc(collateralId))
          .limit(limit + 1);
        const tokens = await readTokens(queries, head);
        const rateTimes = await readRateTimes(queries, number);
        const world = { state, tokens, rateTimes };
        const toItem = (row: Row) => toListingPrice(row, world);
        const page = toPage(request, reply, { rows, limit, cursors, placeOf, toItem });
        return { asOf: toBlockRef(state.block), ...page };
      }),
  );
}
