import { loans } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { emptyLoan, makeLoanId, parseLoanId } from '@hypothec/model';
import type { Address, CollateralId, LoanId } from '@hypothec/model';
import { and, eq } from 'drizzle-orm';
import type { Api } from '../api.ts';
import { QuoteRequest } from '../schemas/preview-request.ts';
import { OpenQuote } from '../schemas/quote.ts';
import { requireFollowed } from '../views/followed.ts';
import { instantOf } from '../views/preview-instant.ts';
import { quoteOpen } from '../views/quote.ts';
import { creditorMissing } from '../views/reading.ts';

/** Stands for a borrower who is not told: whose loan it is changes no amount. */
const ANYONE: Address = `0x${'0'.repeat(39)}1`;

const description = `Sized with the contracts’ own rules, to the unit, at the instant \`at\`. A
refusal of the protocol is an answer: \`ok\` is false and \`refusal\` says why. Interest and prices
go on: ask for the instant of the block that you expect, and leave some room.`;

/** The first id from 1 that the borrower has not used with the creditor. */
async function freeId(queries: Queries, borrower: Address, creditorId: number): Promise<LoanId> {
  const used = await queries
    .select({ id: loans.loanId })
    .from(loans)
    .where(and(eq(loans.borrower, borrower), eq(loans.creditorId, creditorId)));
  const numbers = new Set(used.map(({ id }) => parseLoanId(id).number));
  let number = 1n;
  while (numbers.has(number)) number += 1n;
  return makeLoanId(borrower, creditorId, number);
}

/** What a new loan would be. */
export function registerQuotes(app: Api): void {
  app.post(
    '/v1/quotes/open',
    {
      schema: {
        operationId: 'quoteOpen',
        tags: ['quotes'],
        summary: 'What a new loan would be',
        description,
        body: QuoteRequest,
        response: { 200: OpenQuote },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const { creditorId, collateralId, borrower, at, ...wish } = request.body;
      const { head, world } = await app.liveBook.present(request);
      const now = instantOf(head, at);
      requireFollowed(world, creditorId);
      const market = world.market(creditorId, now);
      if (market === null) throw creditorMissing(creditorId, head.number);
      const id =
        borrower === undefined
          ? makeLoanId(ANYONE, creditorId, 1n)
          : await app.readAtHead(request, (queries) => freeId(queries, borrower, creditorId));
      const empty = { ...market, id, loan: emptyLoan };
      const wished = { ...wish, collateralId: collateralId as CollateralId };
      return quoteOpen(world, empty, wished, borrower !== undefined);
    },
  );
}
