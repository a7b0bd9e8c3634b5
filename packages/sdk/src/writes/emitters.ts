import { parseLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { toAddress } from '../address.ts';
import { NoContractError } from '../errors/connection.ts';
import type { Emitters } from '../events.ts';
import { lendingPoolAbi } from '../generated/lending-pool.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { ask, valueOf, viewCall } from '../reads/call.ts';
import type { ReadCall } from '../reads/call.ts';
import { atBlock } from '../reads/pin.ts';
import type { Sender } from './sender.ts';

/** An address that never changes, asked for once. */
async function once(sender: Sender, key: string, call: ReadCall<string>): Promise<string> {
  const known = sender.creditors.get(key);
  if (known !== undefined) return known;
  const found = await atBlock(sender.client, undefined, async (at) =>
    toAddress(valueOf(call, await ask(at, call))),
  );
  sender.creditors.set(key, found);
  return found;
}

/** The creditor of a number; an unknown one emits nothing. */
function creditorOf(sender: Sender, book: string, creditorId: number): Promise<string> {
  const call = viewCall(book, 'book of loans', loanBookAbi, 'creditorOf', [creditorId]);
  return once(sender, `${toAddress(book)}:${creditorId}`, call);
}

/** Whose events to read after an action on loans: the book, and the pools of these loans. */
export async function emittersOf(
  sender: Sender,
  book: string,
  ids: readonly LoanId[],
): Promise<Emitters> {
  const creditorIds = [...new Set(ids.map((id) => parseLoanId(id).creditorId))];
  const pools = await Promise.all(creditorIds.map((id) => creditorOf(sender, book, id)));
  return { book, pools };
}

/**
 * Whose events to read after an action on a pool: the pool, and the book it lists with.
 *
 * @throws {NoContractError} when there is no pool.
 */
export async function poolEmitters(sender: Sender, pool: string): Promise<Emitters> {
  const call = viewCall(pool, 'lending pool', lendingPoolAbi, 'book');
  return { book: await once(sender, `book of ${toAddress(pool)}`, call), pools: [pool] };
}

/** What an action returned, from the event that says so; without it another contract answered. */
export function said<Found>(found: Found | null, address: string, what: string): Found {
  if (found === null) throw new NoContractError(address, what);
  return found;
}
