import { approvals, asOf, lenderVersions, readLoans } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { emptyLoan, parseLoanId, shares } from '@hypothec/model';
import type { Actor, Address, LoanId as Id, Shares } from '@hypothec/model';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { LoanId, toBlockRef } from '../schemas/index.ts';
import { LenderAction, LoanAction } from '../schemas/preview-request.ts';
import { LenderPreview, LoanPreview } from '../schemas/preview.ts';
import { requireFollowed } from '../views/followed.ts';
import { actAsLender, ownerOf } from '../views/lender-action.ts';
import { actOnLoan } from '../views/loan-action.ts';
import { toLoanStand } from '../views/loan.ts';
import { instantOf } from '../views/preview-instant.ts';
import { creditorMissing, CreditorParam } from '../views/reading.ts';
import { readWorld } from '../views/world.ts';

const PRICES = `A refusal of the protocol is an answer: \`ok\` is false and \`refusal\` says why.
Computed by the contracts’ own rules at the instant \`at\`; prices are those of the newest block.
Whether the account has the tokens, and has approved them, is not looked at.`;

/** Who acts, with the rights that the borrower gave. */
async function readActor(queries: Queries, borrower: Address, by: Address): Promise<Actor> {
  if (by === borrower) return { address: by };
  const [row] = await queries
    .select({ rights: approvals.rights, expiry: approvals.expiry })
    .from(approvals)
    .where(and(eq(approvals.borrower, borrower), eq(approvals.operator, by), asOf(approvals)));
  return row === undefined ? { address: by } : { address: by, approval: row };
}

function registerLoanPreview(app: Api): void {
  app.post(
    '/v1/loans/:loanId/preview',
    {
      schema: {
        operationId: 'previewLoanAction',
        tags: ['quotes'],
        summary: 'What an action on a loan would do',
        description: `${PRICES} A loan that was never opened is empty.`,
        params: z.strictObject({ loanId: LoanId }),
        body: LoanAction,
        response: { 200: LoanPreview },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const { body: action } = request;
      const id = request.params.loanId as Id;
      return await app.readAtHead(request, async (queries, head) => {
        const now = instantOf(head, action.at);
        const { borrower, creditorId } = parseLoanId(id);
        const world = await readWorld(queries, head);
        const loan = (await readLoans(queries, [id])).get(id) ?? emptyLoan;
        const snapshot = world.state.snapshot(id, loan, now);
        if (snapshot === null) throw creditorMissing(creditorId, head.number);
        requireFollowed(world, creditorId);
        const by = await readActor(queries, borrower, action.by ?? borrower);
        const result = actOnLoan({ world, book: head.book, snapshot, by }, action);
        const { ok } = result;
        return {
          ok,
          asOf: toBlockRef(world.state.block),
          at: Number(now),
          refusal: ok ? null : world.tell(result.error, creditorId),
          loanId: request.params.loanId,
          by: by.address,
          outcome: ok ? result.outcome : null,
          before: toLoanStand(world, snapshot),
          after: ok ? result.after : null,
        };
      });
    },
  );
}

async function readShares(queries: Queries, creditorId: number, account: Address): Promise<Shares> {
  const { creditorId: creditor, account: own } = lenderVersions;
  const [row] = await queries
    .select({ shares: lenderVersions.shares })
    .from(lenderVersions)
    .where(and(eq(creditor, creditorId), eq(own, account), asOf(lenderVersions)));
  return shares(row?.shares ?? 0n);
}

function registerLenderPreview(app: Api): void {
  app.post(
    '/v1/creditors/:creditorId/preview',
    {
      schema: {
        operationId: 'previewLenderAction',
        tags: ['quotes'],
        summary: 'What an action of a lender would do',
        description: PRICES,
        params: z.strictObject({ creditorId: CreditorParam }),
        body: LenderAction,
        response: { 200: LenderPreview },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const { body: action } = request;
      const { creditorId } = request.params;
      return await app.readAtHead(request, async (queries, head) => {
        const now = instantOf(head, action.at);
        const world = await readWorld(queries, head);
        requireFollowed(world, creditorId);
        const market = world.market(creditorId, now);
        if (market === null) throw creditorMissing(creditorId, head.number);
        const balance = await readShares(queries, creditorId, ownerOf(action));
        return actAsLender(world, market, action, balance);
      });
    },
  );
}

/** What actions of borrowers, keepers and lenders would do. */
export function registerPreviews(app: Api): void {
  registerLoanPreview(app);
  registerLenderPreview(app);
}
