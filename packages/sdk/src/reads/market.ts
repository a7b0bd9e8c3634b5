import type {
  Address,
  CollateralId,
  Listing,
  ListingView,
  MarketSnapshot,
  Pool,
  PriceAnswer,
  Sequencer,
} from '@hypothec/model';
import { ProtocolError } from '@hypothec/model';
import { toAddress } from '../address.ts';
import { NoContractError } from '../errors/connection.ts';
import type { ErrorContext } from '../errors/sentences/teller.ts';
import { lendingPoolAbi } from '../generated/lending-pool.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { ask, readAll, valueOf, viewCall } from './call.ts';
import { atBlock } from './pin.ts';
import type { BlockRef, Pinned } from './pin.ts';
import { readPoolState } from './pool.ts';
import { readPriceAnswers, readSequencerState } from './prices.ts';
import { readClosed, readRegistered } from './registry.ts';
import type { Registered } from './registry.ts';
import type { ReadClient } from './rpc.ts';
import { readTokenInfos } from './tokens.ts';
import type { TokenInfo } from './tokens.ts';

/** Where and when something was read. */
export interface ChainView {
  readonly book: Address;
  readonly block: BlockRef;
  /** The loan token and every collateral listed. */
  readonly tokens: ReadonlyMap<Address, TokenInfo>;
}

/** A pool with its listings and prices, all of one block. */
export interface Market extends MarketSnapshot, ChainView {}

/** Which pool of which book, and when; the newest block without a number. */
export interface PoolAt {
  readonly book: string;
  readonly pool: string;
  readonly blockNumber?: bigint;
}

const noPrice: PriceAnswer = {
  priced: false,
  refusal: new ProtocolError('UnknownRefusal', [`0x${'0'.repeat(40)}`, '0x']),
};

function toViews(
  listings: ReadonlyMap<CollateralId, Listing>,
  closed: ReadonlySet<CollateralId>,
  prices: ReadonlyMap<Address, PriceAnswer>,
): ReadonlyMap<CollateralId, ListingView> {
  const views = [...listings].map(([id, listing]): [CollateralId, ListingView] => {
    const price = prices.get(listing.oracle) ?? noPrice;
    return [id, { listing, closed: closed.has(id), price }];
  });
  return new Map(views);
}

/** The creditor number that a pool says it has, checked against the book. */
async function creditorIdOf(at: Pinned, book: Address, pool: Address): Promise<number> {
  const asked = viewCall(pool, 'lending pool', lendingPoolAbi, 'creditorId');
  const creditorId = valueOf(asked, await ask(at, asked));
  const owner = viewCall(book, 'book of loans', loanBookAbi, 'creditorOf', [creditorId]);
  if (toAddress(valueOf(owner, await ask(at, owner))) !== pool) {
    throw new NoContractError(pool, `lending pool of the book ${book}`);
  }
  return creditorId;
}

/** Reads a market within a pinned block, from what the book has of its creditor. */
export async function marketOf(at: Pinned, book: Address, registered: Registered): Promise<Market> {
  const { listings, terms, sequencerFeed } = registered;
  const listed = [...listings.values()];
  const [pool, sequencer, prices, closed, tokens] = await Promise.all([
    readPoolState(at, registered),
    readSequencerState(at, sequencerFeed),
    readPriceAnswers(
      at,
      listed.map(({ oracle }) => oracle),
    ),
    readClosed(at, book, registered),
    readTokenInfos(at, [terms.loanToken, ...listed.map(({ collateral }) => collateral)]),
  ]);
  const views = toViews(listings, closed, prices);
  const { block } = at;
  return { book, block, tokens, now: block.timestamp, pool, sequencer, listings: views };
}

/** What a book has of a pool, which must be one of its creditors. */
export async function registeredPool(at: Pinned, where: PoolAt): Promise<Registered> {
  const book = toAddress(where.book);
  return readRegistered(at, book, await creditorIdOf(at, book, toAddress(where.pool)));
}

/**
 * Reads all of a pool's state: the model's `Pool`, field by field what the contract stores.
 *
 * Reads the block, then everything else at that block.
 *
 * @param client - viem client on the pool's chain; owned by the caller.
 * @throws {NoContractError} when there is no such pool of this book.
 * @throws {UnsupportedCreditorError} when the creditor is not a lending pool as known here.
 * @throws {NodeUnreachableError} when the node does not answer; retry.
 * @source contracts/src/credit/LendingPool.sol; packages/model/src/pool/state.ts
 */
export async function readPool(client: ReadClient, where: PoolAt): Promise<Pool> {
  return atBlock(client, where.blockNumber, async (at) =>
    readPoolState(at, await registeredPool(at, where)),
  );
}

/**
 * Reads a pool with every listing, its price or why it has none, the sequencer and the tokens, all
 * of one block: what a quote for a new loan needs.
 *
 * @throws {NoContractError} when there is no such pool of this book. Else as `readPool`.
 */
export async function readMarket(client: ReadClient, where: PoolAt): Promise<Market> {
  return atBlock(client, where.blockNumber, async (at) =>
    marketOf(at, toAddress(where.book), await registeredPool(at, where)),
  );
}

/** A creditor of a book. */
export interface Creditor {
  readonly creditorId: number;
  readonly address: Address;
}

/** Reads every creditor of a book, by its number from 1. */
export async function readCreditors(
  client: ReadClient,
  where: { readonly book: string; readonly blockNumber?: bigint },
): Promise<readonly Creditor[]> {
  return atBlock(client, where.blockNumber, async (at) => {
    const what = 'book of loans';
    const counted = viewCall(where.book, what, loanBookAbi, 'creditorCount');
    const count = valueOf(counted, await ask(at, counted));
    const ids = Array.from({ length: count }, (_, i) => i + 1);
    const addresses = await readAll(
      at,
      ids.map((id) => viewCall(where.book, what, loanBookAbi, 'creditorOf', [id])),
    );
    return ids.map((creditorId, i) => ({ creditorId, address: toAddress(addresses[i] ?? '0x') }));
  });
}

/** Reads the listings of a creditor, by their number. */
export async function readListings(
  client: ReadClient,
  where: { readonly book: string; readonly creditorId: number; readonly blockNumber?: bigint },
): Promise<ReadonlyMap<CollateralId, Listing>> {
  return atBlock(client, where.blockNumber, async (at) => {
    const { listings } = await readRegistered(at, toAddress(where.book), where.creditorId);
    return listings;
  });
}

/**
 * Reads what oracles answer: bounds, or the typed reason why there are none.
 *
 * @example `(await readPrices(client, { oracles: [listing.oracle] })).get(listing.oracle)`
 */
export async function readPrices(
  client: ReadClient,
  where: { readonly oracles: readonly string[]; readonly blockNumber?: bigint },
): Promise<ReadonlyMap<Address, PriceAnswer>> {
  return atBlock(client, where.blockNumber, (at) =>
    readPriceAnswers(at, where.oracles.map(toAddress)),
  );
}

/** Reads whether the chain's sequencer is up, as the book sees it. */
export async function readSequencer(
  client: ReadClient,
  where: { readonly book: string; readonly blockNumber?: bigint },
): Promise<Sequencer> {
  return atBlock(client, where.blockNumber, async (at) => {
    const asked = viewCall(where.book, 'book of loans', loanBookAbi, 'sequencerFeed');
    const feed = toAddress(valueOf(asked, await ask(at, asked)));
    return readSequencerState(at, BigInt(feed) === 0n ? null : feed);
  });
}

/** What is known of the tokens in a market, for errors and amounts told to people. */
export function contextOf(market: Market): ErrorContext {
  const { tokens, listings, pool } = market;
  const loanToken = tokens.get(pool.terms.loanToken);
  const collaterals = [...listings].flatMap(([id, { listing }]) => {
    const token = tokens.get(listing.collateral);
    return token === undefined ? [] : [[id, token] as const];
  });
  return {
    ...(loanToken === undefined ? {} : { loanToken }),
    collaterals: new Map(collaterals),
    tokens,
  };
}
