import { creditors, readChainState, tokens } from '@hypothec/database';
import type { ChainState, Queries } from '@hypothec/database';
import { parseLoanId } from '@hypothec/model';
import type {
  Address,
  CollateralId,
  Loan,
  LoanId,
  LoanSnapshot,
  MarketSnapshot,
  ProtocolError,
  Timestamp,
} from '@hypothec/model';
import { tellProtocolError } from '@hypothec/sdk';
import type { ErrorContext } from '@hypothec/sdk';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';
import { toMoney } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';
import { memoOf } from './memo.ts';
import { Tokens } from './token.ts';
import type { MoneyView } from './token.ts';

const zeroAddress: Address = `0x${'0'.repeat(40)}`;

/** What a creditor lends, and from when on its events do not fit a lending pool. */
interface Lends {
  readonly loanToken: Address;
  readonly faultBlock: number | null;
}

/** Everything but loans as of one block, with what its tokens are called. */
export class World {
  readonly state: ChainState;
  readonly tokens: Tokens;
  readonly #creditors: ReadonlyMap<number, Lends>;
  readonly #made = new Map<string, unknown>();

  constructor(state: ChainState, known: Tokens, lenders: ReadonlyMap<number, Lends>) {
    this.state = state;
    this.tokens = known;
    this.#creditors = lenders;
  }

  /** What is computed once for all who ask as of this block, by a name. */
  once<Value>(name: string, make: () => Value): Value {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as Value;
  }

  loanToken(creditorId: number): TokenRef {
    const { loanToken = zeroAddress } = this.#creditors.get(creditorId) ?? {};
    return this.tokens.of(loanToken);
  }

  /** Whether the tables have a creditor as the chain has it, as of a block. */
  follows(creditorId: number, block = this.state.block.number): boolean {
    const { faultBlock = null } = this.#creditors.get(creditorId) ?? {};
    return faultBlock === null || faultBlock > block;
  }

  /**
   * A pool with its listings and prices; null where nothing can be computed for its creditor.
   * Anyone may register a creditor, with numbers and oracles that no lending pool has.
   */
  market(creditorId: number, now?: Timestamp): MarketSnapshot | null {
    if (!this.follows(creditorId)) return null;
    const { time } = this.state.block;
    if (now !== undefined && now !== time) return this.#marketAt(creditorId, now);
    return this.once(`market ${creditorId}`, () => this.#marketAt(creditorId, time));
  }

  #marketAt(creditorId: number, now: Timestamp): MarketSnapshot | null {
    try {
      return this.state.market(creditorId, now);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  /** A loan with its market; null where there is none. */
  snapshot(id: LoanId, loan: Loan, now?: Timestamp): LoanSnapshot | null {
    const market = this.market(parseLoanId(id).creditorId, now);
    return market === null ? null : { ...market, id, loan };
  }

  collateral(creditorId: number, id: number): TokenRef {
    const listing = this.state.listing(creditorId, id as CollateralId);
    return this.tokens.of(listing?.collateral ?? zeroAddress);
  }

  loanMoney(creditorId: number, amount: bigint): MoneyView {
    return toMoney(amount, this.loanToken(creditorId));
  }

  collateralMoney(creditorId: number, id: number, amount: bigint): MoneyView {
    return toMoney(amount, this.collateral(creditorId, id));
  }

  /** By what amounts are told in sentences about one creditor. */
  context(creditorId: number): ErrorContext {
    const ids = [...(this.state.pools.get(creditorId)?.listings.keys() ?? [])];
    const collaterals = new Map(ids.map((id) => [id, this.collateral(creditorId, id)]));
    return { loanToken: this.loanToken(creditorId), collaterals };
  }

  /** Why the model refuses, in a sentence. */
  tell(error: ProtocolError, creditorId: number) {
    const { message, advice } = tellProtocolError(error, this.context(creditorId));
    return { name: error.errorName as string, message, advice };
  }
}

/**
 * Reads everything but loans as of a block; the newest without a number.
 *
 * @throws {Problem} 404 for a block that is not indexed.
 */
export function readWorld(queries: Queries, head: Head, at?: number): Promise<World> {
  const block = at ?? head.number;
  const read = (): Promise<World> => readWorldAt(queries, head, block);
  return block === head.number ? memoOf(head).get('world', read) : read();
}

async function readWorldAt(queries: Queries, head: Head, at: number): Promise<World> {
  const state = await readChainState(queries, at);
  if (state === null) throw notIndexedBlock(at, head);
  const { address, symbol, name, decimals } = tokens;
  const known = await queries.select({ address, symbol, name, decimals }).from(tokens);
  const rows = await queries
    .select({
      id: creditors.creditorId,
      loanToken: creditors.loanToken,
      faultBlock: creditors.faultBlock,
    })
    .from(creditors);
  return new World(state, new Tokens(known), new Map(rows.map(({ id, ...lends }) => [id, lends])));
}

/** A block was asked for that the tables do not have. */
export function notIndexedBlock(block: number, { start, number }: Head): Problem {
  const detail = `Block ${block} is not indexed. Ask for one from ${start} to ${number}.`;
  return new Problem('not-found', detail);
}

/** A creditor's events did not fit the rules of a lending pool by then. */
export function unfollowed(creditorId: number, block: number): Problem {
  const detail =
    `Creditor ${creditorId} has not kept the rules of a lending pool as of block ${block}: ` +
    'nothing can be computed for it. Its movements are kept, and earlier blocks.';
  return new Problem('not-found', detail);
}
