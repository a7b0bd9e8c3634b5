import { loanVersions } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { Loan, LoanId } from '@hypothec/model';
import { gt } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { readLoanAt } from '../views/loan-at.ts';
import type { LoanAt, LoanRow } from '../views/loan-at.ts';
import { readWorld } from '../views/world.ts';
import type { World } from '../views/world.ts';
import { headKey } from './head.ts';
import type { Head } from './head.ts';

/** Everything but loans as of a block. */
export interface Present {
  readonly head: Head;
  readonly world: World;
}

/** Loans that are kept at once; who has not been asked for longest goes first. */
const MOST_LOANS = 50_000;

async function changedSince(queries: Queries, block: number): Promise<readonly LoanId[]> {
  const rows = await queries
    .selectDistinct({ id: loanVersions.loanId })
    .from(loanVersions)
    .where(gt(loanVersions.fromBlock, block));
  return rows.map(({ id }) => id as LoanId);
}

/**
 * The newest state in memory: most requests are about it, and need the database for nothing else.
 * Each new block is read once; loans that it did not change stay.
 */
export class LiveBook {
  readonly #app: Api;
  readonly #loans = new Map<LoanId, { readonly loan: Loan; readonly row: LoanRow }>();
  #present: Present | undefined;
  #reading: { readonly key: string; readonly done: Promise<Present> } | undefined;

  constructor(app: Api) {
    this.#app = app;
  }

  /** The newest state. @throws {Problem} 503 while there is none. */
  async present(request: FastifyRequest): Promise<Present> {
    const present = await this.#newest(request);
    // eslint-disable-next-line no-param-reassign
    request.headKey = headKey(present.head);
    return present;
  }

  /** A loan in it. @throws {Problem} 404 for one that never was. */
  async loan(request: FastifyRequest, id: LoanId): Promise<LoanAt> {
    const { world } = await this.present(request);
    const known = this.#loans.get(id);
    const snapshot = known === undefined ? null : world.snapshot(id, known.loan);
    if (known !== undefined && snapshot !== null) return { world, snapshot, row: known.row };
    return this.#app.readAtHead(request, async (queries, head) => {
      const found = await readLoanAt(queries, id, head);
      const same = this.#present !== undefined && headKey(this.#present.head) === headKey(head);
      if (same) this.#keep(id, { loan: found.snapshot.loan, row: found.row });
      return found;
    });
  }

  #keep(id: LoanId, held: { readonly loan: Loan; readonly row: LoanRow }): void {
    this.#loans.set(id, held);
    const [oldest] = this.#loans.keys();
    if (this.#loans.size > MOST_LOANS && oldest !== undefined) this.#loans.delete(oldest);
  }

  async #newest(request: FastifyRequest): Promise<Present> {
    const tip = this.#app.tip.require();
    const key = headKey(tip);
    const present = this.#present;
    // The database may have been a block further than was told when it was read.
    const isNewest =
      present !== undefined &&
      present.head.epoch === tip.epoch &&
      present.head.number >= tip.number;
    if (isNewest && (present.head.number > tip.number || headKey(present.head) === key)) {
      return present;
    }
    if (this.#reading?.key === key) return this.#reading.done;
    const done = this.#read(request);
    this.#reading = { key, done };
    const forget = (): void => {
      if (this.#reading?.done === done) this.#reading = undefined;
    };
    done.then(forget, forget);
    return done;
  }

  #read(request: FastifyRequest): Promise<Present> {
    return this.#app.readAtHead(request, async (queries, head) => {
      const world = await readWorld(queries, head);
      const before = this.#present?.head;
      const follows =
        before !== undefined &&
        before.epoch === head.epoch &&
        before.book === head.book &&
        before.number <= head.number;
      if (!follows) this.#loans.clear();
      else for (const id of await changedSince(queries, before.number)) this.#loans.delete(id);
      this.#present = { head, world };
      return this.#present;
    });
  }
}
