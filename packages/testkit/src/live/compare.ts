import { isDeepStrictEqual } from 'node:util';
import { emptyLoan } from '@hypothec/model';
import type { Address, LoanId, Pool } from '@hypothec/model';
import { readBalances, readLoan, readPool, RevertError } from '@hypothec/sdk';
import type { ReadClient } from '@hypothec/sdk';
import type { ProtocolAbi } from '../differential/artifacts.ts';
import { encodeError } from '../differential/encode.ts';
import { loanIds } from '../differential/watch.ts';
import type { Result } from '../world/execute.ts';
import type { World } from '../world/world.ts';
import type { Performed } from './perform.ts';

/** How the chain's side ended: what it did, or how it refused. */
export type Outcome = Performed | RevertError;

const show = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item));

function differ(what: string, seen: unknown, expected: unknown): string | null {
  if (isDeepStrictEqual(seen, expected)) return null;
  return `${what}: the chain has ${show(seen)}, the model ${show(expected)}`;
}

/** Compares what an action came to. Null when equal. */
export function compareOutcome(abi: ProtocolAbi, outcome: Outcome, result: Result): string | null {
  if (outcome instanceof RevertError) {
    if (result.ok) return `the chain refuses (${outcome.message}), the model does not`;
    return differ('refusal', outcome.data, `0x${encodeError(abi, result.error)}`);
  }
  if (!result.ok) return `the model refuses (${result.error.message}), the chain does not`;
  if (outcome.events.length === 0 && outcome.returns.length === 0) return null;
  return (
    differ('returns', outcome.returns, result.returns) ??
    differ('events', outcome.events.map(plain), result.events.map(plain))
  );
}

/** An event without its prototype's order of fields. */
function plain(event: object): unknown {
  return Object.fromEntries(Object.entries(event).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The pool without what neither side says of unused listings. */
function comparable(pool: Pool): unknown {
  const { listings, ...rest } = pool;
  return { ...rest, listings: [...listings].toSorted(([a], [b]) => a - b) };
}

async function compareLoan(client: ReadClient, world: World, id: LoanId): Promise<string | null> {
  const seen = await readLoan(client, { book: world.at.book, id });
  return differ(`loan ${id}`, seen, world.loans.get(id) ?? emptyLoan);
}

async function comparePool(client: ReadClient, world: World, index: number) {
  const pool = world.pool(index);
  const seen = await readPool(client, { book: world.at.book, pool: pool.address });
  return differ(`pool ${index}`, comparable(seen), comparable(pool));
}

async function compareAccount(client: ReadClient, world: World, owner: Address) {
  const tokens = [...world.at.tokens, ...world.at.pools];
  const seen = await readBalances(client, { tokens, owner });
  const expected = [
    ...world.at.tokens.map((token) => world.balance(token, owner)),
    ...world.at.pools.map((_, index) => world.sharesOf(index, owner)),
  ];
  const found = tokens.map((token) => seen.get(token)?.balance);
  return differ(`balances of ${owner}`, found, expected);
}

/** Compares what an action touched: its loan, its pool, its actors. */
export async function compareTouched(
  client: ReadClient,
  world: World,
  touched: { readonly id: LoanId | null; readonly pool: number | null; readonly caller: Address },
): Promise<string | null> {
  const { id, pool, caller } = touched;
  return (
    (id === null ? null : await compareLoan(client, world, id)) ??
    (pool === null ? null : await comparePool(client, world, pool)) ??
    (await compareAccount(client, world, caller))
  );
}

/** Compares everything. */
export async function compareAll(client: ReadClient, world: World): Promise<string | null> {
  for (const id of loanIds(world)) {
    const difference = await compareLoan(client, world, id);
    if (difference !== null) return difference;
  }
  for (const index of world.pools.keys()) {
    const difference = await comparePool(client, world, index);
    if (difference !== null) return difference;
  }
  for (const owner of [...world.at.actors, world.at.book, ...world.at.pools]) {
    const difference = await compareAccount(client, world, owner);
    if (difference !== null) return difference;
  }
  return null;
}
