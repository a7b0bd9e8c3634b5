import { LISTINGS_PER_CLASS, makeCollateralId, RISK_CLASSES } from '@hypothec/model';
import type { Address, CollateralId, CreditorTerms, Listing } from '@hypothec/model';
import { zeroAddress } from 'viem';
import { toAddress } from '../address.ts';
import { UnknownCreditorError } from '../errors/connection.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { askAll, readAll, viewCall } from './call.ts';
import { toCreditorTerms, toListing } from './convert.ts';
import type { Pinned } from './pin.ts';

/** What a book has of one creditor, none of which can ever change but by new listings. */
export interface Registered {
  readonly creditorId: number;
  readonly creditor: Address;
  readonly terms: CreditorTerms;
  /** The chain's sequencer feed, or null. */
  readonly sequencerFeed: Address | null;
  readonly listings: ReadonlyMap<CollateralId, Listing>;
}

/** Listings of a class are numbered without gaps, so that few are asked for in vain. */
const ORDINALS_AT_ONCE = 4;

function listingCalls(book: Address, creditorId: number, ids: readonly CollateralId[]) {
  return ids.map((id) => viewCall(book, 'book of loans', loanBookAbi, 'listing', [creditorId, id]));
}

/** Every listing of a creditor: the first few of each class, then the next of the full classes. */
async function readAllListings(
  at: Pinned,
  book: Address,
  creditorId: number,
): Promise<ReadonlyMap<CollateralId, Listing>> {
  const found = new Map<CollateralId, Listing>();
  let classes = Array.from({ length: RISK_CLASSES }, (_, k) => k);
  for (let from = 1; from <= LISTINGS_PER_CLASS && classes.length > 0; from += ORDINALS_AT_ONCE) {
    const last = Math.min(from + ORDINALS_AT_ONCE - 1, LISTINGS_PER_CLASS);
    const asked = classes.flatMap((k) =>
      Array.from({ length: last - from + 1 }, (_, i) => makeCollateralId(from + i, k)),
    );
    const answers = await askAll(at, listingCalls(book, creditorId, asked));
    for (const [i, answer] of answers.entries()) {
      const id = asked[i];
      if (answer.ok && id !== undefined) found.set(id, toListing(answer.value));
    }
    classes = classes.filter((k) => found.has(makeCollateralId(last, k)));
  }
  const ids = [...found.keys()].toSorted((a, b) => a - b);
  return new Map(ids.flatMap((id) => [[id, found.get(id)] as [CollateralId, Listing]]));
}

/**
 * Reads what a book has of a creditor.
 *
 * @throws {UnknownCreditorError} when the book has none of that number.
 * @throws {NoContractError} when there is no book.
 */
export async function readRegistered(
  at: Pinned,
  book: Address,
  creditorId: number,
): Promise<Registered> {
  const what = 'book of loans';
  const [[creditor, terms, feed], listings] = await Promise.all([
    readAll(at, [
      viewCall(book, what, loanBookAbi, 'creditorOf', [creditorId]),
      viewCall(book, what, loanBookAbi, 'creditorTerms', [creditorId]),
      viewCall(book, what, loanBookAbi, 'sequencerFeed'),
    ]),
    readAllListings(at, book, creditorId),
  ]);
  if (creditor === zeroAddress) throw new UnknownCreditorError(creditorId, book);
  return {
    creditorId,
    creditor: toAddress(creditor),
    terms: toCreditorTerms(terms),
    sequencerFeed: feed === zeroAddress ? null : toAddress(feed),
    listings,
  };
}

/** Which of the listings are closed to loans that do not hold them. */
export async function readClosed(
  at: Pinned,
  book: Address,
  { creditorId, listings }: Registered,
): Promise<ReadonlySet<CollateralId>> {
  const ids = [...listings.keys()];
  const closed = await readAll(
    at,
    ids.map((id) =>
      viewCall(book, 'book of loans', loanBookAbi, 'isListingClosed', [creditorId, id]),
    ),
  );
  return new Set(ids.filter((_, i) => closed[i] === true));
}
