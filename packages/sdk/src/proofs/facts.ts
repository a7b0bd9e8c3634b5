import { MAX_COLLATERALS, parseLoanId, ProtocolError, shares } from '@hypothec/model';
import type { Address, CollateralId, LoanId, Pool } from '@hypothec/model';
import { toAddress } from '../address.ts';
import {
  NoContractError,
  NodeRefusedError,
  UnknownCreditorError,
  UnsupportedCreditorError,
} from '../errors/connection.ts';
import { RevertError } from '../errors/revert.ts';
import { erc20Abi } from '../generated/erc20.ts';
import { lendingPoolAbi } from '../generated/lending-pool.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { ask, readAll, valueOf, viewCall } from '../reads/call.ts';
import { toListing, toLoan } from '../reads/convert.ts';
import { registeredPool } from '../reads/market.ts';
import type { Pinned } from '../reads/pin.ts';
import { readPoolState } from '../reads/pool.ts';
import { readTokenInfos } from '../reads/tokens.ts';
import type { TokenInfo } from '../reads/tokens.ts';
import { FIRST_LOSS } from './leaf.ts';
import type { Leaf } from './leaf.ts';
import { collateralLeaves, lenderLeaves, loanLeaves } from './leaves.ts';
import type { LoanEntry } from './leaves.ts';
import type { InclusionProof } from './tree.ts';

/** What the chain says of everything that a proof claims, at one block. */
export interface Facts {
  readonly token: TokenInfo;
  /** What the holder has of the token. */
  readonly balance: bigint;
  /** The leaf as the chain gives it; null where there is nothing to have one. */
  readonly leaf: Leaf | null;
  /** The pool as of the block; null for collateral. */
  readonly pool: Pool | null;
}

/**
 * What came of reading: the facts, contracts that are not what the proof says they are, or a node
 * that has not what is needed.
 */
export type Reading =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'contradicted'; readonly why: string }
  | { readonly kind: 'not-known'; readonly why: string };

const what = 'book of loans';

async function readEntry(at: Pinned, book: Address, id: LoanId): Promise<LoanEntry> {
  const asked = viewCall(book, what, loanBookAbi, 'loan', [id]);
  const item = valueOf(asked, await ask(at, asked));
  // The book is whatever contract the proof names.
  if (item.count > BigInt(MAX_COLLATERALS)) throw new NoContractError(book, what);
  return { id, loan: toLoan(item) };
}

async function readTokenOf(
  at: Pinned,
  book: Address,
  { id, loan }: LoanEntry,
): Promise<ReadonlyMap<CollateralId, Address>> {
  const { creditorId } = parseLoanId(id);
  const listings = await readAll(
    at,
    loan.holdings.map((holding) =>
      viewCall(book, what, loanBookAbi, 'listing', [creditorId, holding.id]),
    ),
  );
  const tokens = listings.map((item) => toListing(item).collateral);
  return new Map(loan.holdings.map((holding, i) => [holding.id, tokens[i] ?? '0x']));
}

async function collateralLeaf(at: Pinned, { context, leaf }: InclusionProof) {
  const entry = await readEntry(at, context.book, leaf.subject as LoanId);
  const tokens = await readTokenOf(at, context.book, entry);
  const [found] = collateralLeaves(context.token, [entry], (_, id) => tokens.get(id) ?? '0x');
  return found ?? null;
}

async function poolLeaf(at: Pinned, pool: Pool, { context, leaf }: InclusionProof) {
  const now = at.block.timestamp;
  if (context.side === 'loans') {
    const entry = await readEntry(at, context.book, leaf.subject as LoanId);
    return loanLeaves(pool, now, [entry])[0] ?? null;
  }
  const asked = viewCall(pool.address, 'lending pool', lendingPoolAbi, 'balanceOf', [leaf.account]);
  const balance = leaf.subject === FIRST_LOSS ? 0n : valueOf(asked, await ask(at, asked));
  const leaves = lenderLeaves(pool, now, [[leaf.account, shares(balance)]]);
  return leaves.find(({ subject }) => subject === leaf.subject) ?? null;
}

async function readPoolOf(at: Pinned, { context }: InclusionProof): Promise<Pool> {
  const { book, holder, token } = context;
  const registered = await registeredPool(at, { book, pool: holder });
  if (registered.terms.loanToken !== token) {
    throw new UnsupportedCreditorError(holder, `it lends ${registered.terms.loanToken}`);
  }
  return readPoolState(at, registered);
}

async function readAsClaimed(at: Pinned, proof: InclusionProof): Promise<Facts> {
  const { token, holder, side } = proof.context;
  const held = viewCall(token, 'token', erc20Abi, 'balanceOf', [holder]);
  const [infos, [balance], pool] = await Promise.all([
    readTokenInfos(at, [token]),
    readAll(at, [held]),
    side === 'collateral' ? null : readPoolOf(at, proof),
  ]);
  const leaf = pool === null ? await collateralLeaf(at, proof) : await poolLeaf(at, pool, proof);
  const info = infos.get(toAddress(token));
  if (info === undefined) throw new NoContractError(token, 'token');
  return { token: info, balance, leaf, pool };
}

/** Contracts that a proof names may be anything: what they answer need not fit the model. */
function contradiction(error: unknown): string | null {
  if (
    error instanceof NoContractError ||
    error instanceof RevertError ||
    error instanceof UnknownCreditorError ||
    error instanceof UnsupportedCreditorError
  ) {
    // A contract may say anything, and a terminal may show it.
    return error.shortMessage.replaceAll(/\p{C}/gu, '?');
  }
  const unfit = error instanceof ProtocolError || error instanceof RangeError;
  return unfit ? 'A contract that the proof names answers what none of Hypothec would.' : null;
}

/**
 * Reads at a pinned block what a proof has to be compared with.
 *
 * @throws {NodeUnreachableError} when the node does not answer; retry.
 */
export async function readFacts(at: Pinned, proof: InclusionProof): Promise<Reading> {
  try {
    return { kind: 'facts', facts: await readAsClaimed(at, proof) };
  } catch (error) {
    if (error instanceof NodeRefusedError) return { kind: 'not-known', why: error.shortMessage };
    const why = contradiction(error);
    if (why === null) throw error;
    return { kind: 'contradicted', why };
  }
}
