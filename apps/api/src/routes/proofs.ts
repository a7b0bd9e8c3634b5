import { readLoans } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { load, parseLoanId } from '@hypothec/model';
import type { Address as AddressHex, LoanId as Id } from '@hypothec/model';
import { FIRST_LOSS, lenderSubject, proofDocument } from '@hypothec/sdk';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import type { TreePlan } from '../proofs/job.ts';
import { readPlans } from '../proofs/plans.ts';
import type { Plans } from '../proofs/plans.ts';
import { readRows, ReplacedBlockError } from '../proofs/rows.ts';
import { ProofTrees } from '../proofs/trees.ts';
import { Address, LoanId, toBlockRef } from '../schemas/index.ts';
import { LoanProofs, ProofFile, ProofRoots } from '../schemas/proof.ts';
import { requireFollowed } from '../views/followed.ts';
import { blockQuery, creditorMissing, CreditorParam } from '../views/reading.ts';

const CHECK = `Check it with \`hypothec verify-proof\`, which needs a node of the chain and nothing
of this service; the node must still have the state of the block. Trees are built when they are
first asked for: a large one may answer 503 at first, and be there soon after.`;

const querystring = z.strictObject(blockQuery);

type Plan<Result> = (queries: Queries, plans: Plans) => Promise<Result>;

/** Builds proofs of one server. */
class Prover {
  readonly #app: Api;
  readonly #trees: ProofTrees;

  constructor(app: Api) {
    this.#app = app;
    const { database } = app.deps;
    this.#trees = new ProofTrees((plan, take) => readRows(database, plan, take));
    app.addHook('onClose', () => this.#trees.end());
  }

  /** Plans in the database, and proves without it; once more where the chain was reorganised. */
  async about<Planned, Result>(
    request: FastifyRequest<{ Querystring: z.output<typeof querystring> }>,
    plan: Plan<Planned>,
    prove: (planned: Planned, plans: Plans) => Promise<Result>,
  ): Promise<Result> {
    const once = async (): Promise<Result> => {
      const { plans, planned } = await this.#app.readAtHead(request, async (queries, head) => {
        const made = await readPlans(queries, head, request.query.block);
        return { plans: made, planned: await plan(queries, made) };
      });
      return await prove(planned, plans);
    };
    try {
      return await once();
    } catch (error) {
      if (error instanceof ReplacedBlockError) return await once();
      throw error;
    }
  }

  async root(plan: TreePlan, plans: Plans) {
    const { side, holder, token } = plan.context;
    const { hash, sum, parts, leaves } = await this.#trees.root(plan);
    const { tokens } = plans.world;
    const { source } = plan;
    const held =
      source.side === 'lenders' ? source.pool.cash + load(source.pool, source.now).owed : null;
    return {
      side,
      holder,
      token,
      root: hash,
      sum: tokens.money(sum, token),
      parts: `${parts}`,
      leaves,
      held: held === null ? null : tokens.money(held, token),
    };
  }

  /** @throws {Problem} 404 where the tree has no such leaf. */
  async file(plan: TreePlan, subject: `0x${string}`, whose: string) {
    const proof = await this.#trees.prove(plan, subject);
    if (proof !== null) return ProofFile.parse(proofDocument(proof));
    const { side, blockNumber } = plan.context;
    const what = `There is nothing to prove for ${whose} among the ${side}`;
    throw new Problem('not-found', `${what} as of block ${blockNumber}.`);
  }
}

function registerRoots(app: Api, prover: Prover): void {
  app.get(
    '/v1/proofs/roots',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listProofRoots',
        tags: ['proofs'],
        summary: 'What all proofs of a block add up to',
        description: `Every tree: what the book owes back of each token, what each pool owes to its
lenders, and what loans owe it. ${CHECK}`,
        querystring,
        response: { 200: ProofRoots },
      },
    },
    (request) =>
      prover.about(
        request,
        async (_queries, plans) => [
          ...plans.tokens().map((token) => plans.collateral(token)),
          ...plans
            .pools()
            .flatMap((pool) => [plans.ofPool(pool, 'lenders'), plans.ofPool(pool, 'loans')]),
        ],
        async (trees, plans) => {
          const roots = [];
          for (const tree of trees) roots.push(await prover.root(tree, plans));
          return { asOf: toBlockRef(plans.world.state.block), roots };
        },
      ),
  );
}

/** Trees that a loan has a leaf in. */
async function plansOfLoan(queries: Queries, plans: Plans, id: Id): Promise<readonly TreePlan[]> {
  const { block } = plans.world.state;
  const { creditorId } = parseLoanId(id);
  requireFollowed(plans.world, creditorId);
  const loan = (await readLoans(queries, [id], block.number)).get(id);
  const pool = plans.pool(creditorId);
  if (loan === undefined || pool === undefined || loan.holdings.length === 0) {
    const detail = `Loan ${id} holds and owes nothing as of block ${block.number}.`;
    throw new Problem('not-found', detail);
  }
  const tokens = loan.holdings.map((held) => plans.world.collateral(creditorId, held.id).address);
  const held = [...new Set(tokens)].map((token) => plans.collateral(token));
  return loan.units === 0n ? held : [...held, plans.ofPool(pool, 'loans')];
}

function registerLoanProofs(app: Api, prover: Prover): void {
  app.get(
    '/v1/proofs/loans/:loanId',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'proveLoan',
        tags: ['proofs'],
        summary: 'That a loan’s collateral is held, and what it owes',
        description: `One proof for each token that the loan holds, and one of its debt. Save each
item of \`proofs\` in a file of its own. ${CHECK}`,
        params: z.strictObject({ loanId: LoanId }),
        querystring,
        response: { 200: LoanProofs },
      },
    },
    (request) => {
      const id = request.params.loanId as Id;
      return prover.about(
        request,
        (queries, plans) => plansOfLoan(queries, plans, id),
        async (trees, plans) => {
          const proofs = [];
          for (const tree of trees) proofs.push(await prover.file(tree, id, `loan ${id}`));
          return { asOf: toBlockRef(plans.world.state.block), proofs };
        },
      );
    },
  );
}

/** The tree of what a pool owes. */
function planOfLenders(plans: Plans, creditorId: number): TreePlan {
  requireFollowed(plans.world, creditorId);
  const pool = plans.pool(creditorId);
  if (pool === undefined) throw creditorMissing(creditorId, plans.world.state.block.number);
  return plans.ofPool(pool, 'lenders');
}

function registerLenderProofs(app: Api, prover: Prover): void {
  const prove = (
    request: FastifyRequest<{ Querystring: z.output<typeof querystring> }>,
    creditorId: number,
    account?: AddressHex,
  ) =>
    prover.about(
      request,
      (_queries, plans) => Promise.resolve(planOfLenders(plans, creditorId)),
      (tree) =>
        account === undefined
          ? prover.file(tree, FIRST_LOSS, 'the first loss')
          : prover.file(tree, lenderSubject(account), `the lender ${account}`),
    );
  app.get(
    '/v1/proofs/lenders/:creditorId/:address',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'proveLender',
        tags: ['proofs'],
        summary: 'What a pool owes to a lender',
        description: `Save the answer in a file. ${CHECK}`,
        params: z.strictObject({ creditorId: CreditorParam, address: Address }),
        querystring,
        response: { 200: ProofFile },
      },
    },
    (request) => prove(request, request.params.creditorId, request.params.address),
  );
  app.get(
    '/v1/proofs/first-loss/:creditorId',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'proveFirstLoss',
        tags: ['proofs'],
        summary: 'What bears a pool’s losses first',
        description: `Save the answer in a file. ${CHECK}`,
        params: z.strictObject({ creditorId: CreditorParam }),
        querystring,
        response: { 200: ProofFile },
      },
    },
    (request) => prove(request, request.params.creditorId),
  );
}

/** Proofs of what is held and owed, as of any indexed block. */
export function registerProofs(app: Api): void {
  const prover = new Prover(app);
  registerRoots(app, prover);
  registerLoanProofs(app, prover);
  registerLenderProofs(app, prover);
}
