import { listings, oracles, readBlockAt, toListing } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { Address as AddressHex } from '@hypothec/model';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import {
  Address,
  BlockRef,
  cursorsOf,
  Instant,
  InstantQuery,
  LIMIT,
  pageOf,
  pageQuery,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { readPoints } from '../views/instants.ts';
import type { Point } from '../views/instants.ts';
import { readAnswers, readBlockFrom, readChanges, readsOf } from '../views/price-history.ts';
import { Price, toPrice } from '../views/price.ts';
import { blockAt, readTokens, stateAt } from '../views/reading.ts';

const PricePoint = z
  .object({ time: Instant, block: z.int().min(0), price: Price })
  .meta({ id: 'PricePoint', description: 'What an oracle answered at an instant.' });

const PricePointPage = pageOf(PricePoint).extend({ asOf: BlockRef }).meta({ id: 'PricePointPage' });

const Mode = z
  .enum(['change', 'hour', 'day'])
  .default('change')
  .meta({
    description:
      'change: as the period begins, and each block in which one of its sources answered. ' +
      'hour, day: at each full hour or day, with refusals for answers that had grown too old.',
  });

const place = z.strictObject({
  at: z
    .int()
    .min(0)
    .max(2 ** 48),
});
const cursors = {
  change: cursorsOf('price-changes', place),
  hour: cursorsOf('price-hours', place),
  day: cursorsOf('price-days', place),
};

interface Period {
  readonly mode: z.output<typeof Mode>;
  readonly from: bigint;
  readonly to: bigint;
  /** The block or instant of the last item of the page before. */
  readonly after: number | undefined;
  readonly limit: number;
}

/** The listing that shows an oracle's prices in tokens, and since when the oracle is known. */
async function requireOracle(queries: Queries, oracle: AddressHex) {
  const [row] = await queries
    .select()
    .from(listings)
    .innerJoin(oracles, eq(oracles.address, listings.oracle))
    .where(eq(listings.oracle, oracle))
    .orderBy(asc(listings.block), asc(listings.creditorId), asc(listings.collateralId))
    .limit(1);
  if (row !== undefined) return { listing: toListing(row.listing.terms), since: row.oracle.block };
  throw new Problem('not-found', `No listing has the oracle ${oracle}. GET /v1/prices has all.`);
}

async function pointsOf(
  queries: Queries,
  oracle: AddressHex,
  reads: ReturnType<typeof readsOf>,
  head: Head,
  { mode, from, to, after, limit }: Period,
  since: number,
): Promise<readonly Point[]> {
  const start = await blockAt(queries, head, since);
  const begin = from > start.time ? from : start.time;
  if (mode !== 'change') {
    const next = after === undefined ? begin : BigInt(after) + 1n;
    return readPoints(queries, { interval: mode, from: next > begin ? next : begin, to, limit });
  }
  const last = (await readBlockAt(queries, to))?.number ?? -1;
  if (after !== undefined) {
    return readChanges(queries, oracle, reads, { after, to: last, limit });
  }
  const first = Math.max(await readBlockFrom(queries, begin, head.number), since);
  if (first > last) return [];
  const { number: block, time } = await blockAt(queries, head, first);
  const changes = await readChanges(queries, oracle, reads, {
    after: first,
    to: last,
    limit: limit - 1,
  });
  return [{ block, time }, ...changes];
}

/** What an oracle answered at the points of a period, with the tokens that it is shown in. */
async function readHistory(queries: Queries, oracle: AddressHex, head: Head, period: Period) {
  const { listing, since } = await requireOracle(queries, oracle);
  const { sources } = await stateAt(queries, head);
  const reads = readsOf(sources, oracle);
  const points = await pointsOf(queries, oracle, reads, head, period, since);
  const answers = await readAnswers(queries, oracle, sources.configs, points);
  const rows = points.flatMap((point, i) => {
    const answer = answers[i];
    return answer === undefined ? [] : [{ ...point, answer }];
  });
  const tokens = await readTokens(queries, head);
  const loanToken = tokens.of(listing.loanToken);
  return { rows, shown: { loanToken, collateral: tokens.of(listing.collateral), tokens } };
}

/** What an oracle answered over time. */
export function registerPriceHistory(app: Api): void {
  app.get(
    '/v1/prices/:oracle/history',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getPriceHistory',
        tags: ['markets'],
        summary: 'What an oracle answered over time',
        description:
          'Oldest first, from when the oracle was first listed to the newest block unless told. ' +
          'Amounts are of the first listing that has it.',
        params: z.object({ oracle: Address }),
        querystring: z.strictObject({
          interval: Mode,
          from: InstantQuery.optional(),
          to: InstantQuery.optional(),
          ...pageQuery,
        }),
        response: { 200: PricePointPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { oracle } = request.params;
        const { cursor, interval: mode, from = 0, to, limit = LIMIT.usual } = request.query;
        const period = {
          mode,
          from: BigInt(from),
          to: to === undefined || BigInt(to) > head.time ? head.time : BigInt(to),
          after: cursor === undefined ? undefined : cursors[mode].decode(cursor).at,
          limit: limit + 1,
        };
        const { rows, shown } = await readHistory(queries, oracle, head, period);
        const page = toPage(request, reply, {
          rows,
          limit,
          cursors: cursors[mode],
          placeOf: ({ block, time }) => ({ at: mode === 'change' ? block : Number(time) }),
          toItem: ({ block, time, answer }) => ({
            block,
            time: Number(time),
            price: toPrice(answer, shown),
          }),
        });
        return { asOf: toBlockRef(head), ...page };
      }),
  );
}
