import type { Address as AddressHex, LoanId as Id } from '@hypothec/model';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import {
  Address,
  BlockQuery,
  BlockRef,
  cursorsOf,
  intQuery,
  LIMIT,
  LoanId,
  pageOf,
  pageQuery,
  SignedWhole,
  toBlockRef,
  toPage,
} from '../schemas/index.ts';
import { LadderStep, LoanDetail, LoanItem } from '../schemas/loan.ts';
import { readLoanAt } from '../views/loan-at.ts';
import { toLoanDetail, toLoanItem } from '../views/loan.ts';
import { StandingsOfHead } from '../views/standings.ts';
import type { Standing } from '../views/standings.ts';
import type { World } from '../views/world.ts';

const orders = ['opened', 'ltv', 'call'] as const;
type Order = (typeof orders)[number];

const cursors = cursorsOf(
  'loans',
  z.strictObject({ by: z.enum(orders), key: SignedWhole, id: LoanId }),
);

/** Greatest first of each order; a loan without a price comes after all others. */
function keyOf(loan: Standing, order: Order): bigint {
  if (order === 'opened') return BigInt(loan.openedBlock);
  return (order === 'ltv' ? loan.ltv : loan.ofCallLimit) ?? -1n;
}

interface Place {
  readonly key: bigint;
  readonly id: string;
}

/** Whether `a` comes before `b`: the greater key, then the smaller id. */
function before(a: Place, b: Place): boolean {
  return a.key === b.key ? a.id < b.id : a.key > b.key;
}

const query = z.strictObject({
  borrower: Address.optional(),
  creditor: intQuery(0, 2 ** 32 - 1, 'A creditor’s number.').optional(),
  state: LadderStep.optional(),
  collateral: Address.optional().meta({ description: 'A token that the loan holds.' }),
  order: z
    .enum(orders)
    .optional()
    .meta({
      description:
        'opened (unless told): the newest first. ltv: the highest first. call: the nearest to a ' +
        'margin call first, or the furthest past it.',
    }),
  ...pageQuery,
});

type Query = z.output<typeof query>;

function fits(world: World, loan: Standing, { creditor, state, collateral }: Query): boolean {
  const { creditorId } = loan.snapshot.pool;
  if (creditor !== undefined && creditorId !== creditor) return false;
  const holds = (token: AddressHex): boolean =>
    loan.snapshot.loan.holdings.some(
      ({ id }) => world.collateral(creditorId, id).address === token,
    );
  if (collateral !== undefined && !holds(collateral)) return false;
  return state === undefined || loan.step?.state === state;
}

const description = `As of the newest block. In the order \`opened\` every loan is on exactly one
page; in the others a loan may move between pages while blocks go by.`;

function registerList(app: Api): void {
  const standings = new StandingsOfHead();
  app.get(
    '/v1/loans',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listLoans',
        tags: ['loans'],
        summary: 'Loans, and where they stand',
        description,
        querystring: query,
        response: { 200: pageOf(LoanItem).extend({ asOf: BlockRef }).meta({ id: 'LoanPage' }) },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { limit = LIMIT.usual, order = 'opened', cursor, borrower } = request.query;
        const after = cursor === undefined ? undefined : cursors.decode(cursor);
        if (after !== undefined && after.by !== order) throw wrongOrder(after.by);
        const from = after === undefined ? undefined : { key: BigInt(after.key), id: after.id };
        const { world, loans: all } = await standings.read(queries, head, borrower);
        const rows = all
          .filter((loan) => fits(world, loan, request.query))
          .map((loan) => ({ loan, id: loan.id as string, key: keyOf(loan, order) }))
          .filter((row) => from === undefined || before(from, row))
          .sort((a, b) => (before(a, b) ? -1 : 1));
        const page = toPage(request, reply, {
          rows,
          limit,
          cursors,
          placeOf: ({ id, key }) => ({ by: order, key: `${key}`, id: id as `0x${string}` }),
          toItem: ({ loan }) =>
            loan.step === null ? [] : [toLoanItem(world, loan.snapshot, loan.step, loan)],
        });
        return { asOf: toBlockRef(world.state.block), items: page.items.flat(), next: page.next };
      }),
  );
}

function wrongOrder(order: Order): Problem {
  const detail = `The cursor is of a list in the order "${order}". Ask for that, or leave it out.`;
  return new Problem('invalid-request', detail, {
    errors: [{ in: 'query', pointer: '/cursor', detail }],
  });
}

function registerOne(app: Api): void {
  app.get(
    '/v1/loans/:loanId',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getLoan',
        tags: ['loans'],
        summary: 'A loan, with its ladder and all that can be done',
        description: 'As of the newest block, or of an earlier one at that block’s own time.',
        params: z.object({ loanId: LoanId }),
        querystring: z.strictObject({ block: BlockQuery.optional() }),
        response: { 200: LoanDetail },
      },
    },
    async (request) => {
      const { block } = request.query;
      const id = request.params.loanId as Id;
      const { world, snapshot, row } =
        block === undefined
          ? await app.liveBook.loan(request, id)
          : await app.readAtHead(request, (queries, head) => readLoanAt(queries, id, head, block));
      return toLoanDetail(world, snapshot, row);
    },
  );
}

/** Loans as they stand. */
export function registerLoans(app: Api): void {
  registerList(app);
  registerOne(app);
}
