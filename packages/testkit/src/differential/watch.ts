import { classAt, makeLoanId, poolListing } from '@hypothec/model';
import type { Address, LoanId } from '@hypothec/model';
import type { World } from '../world/world.ts';
import {
  entry,
  packClass,
  packListing,
  packLoan,
  packPool,
  readLayout,
  SHARE_SUPPLY_SLOT,
  shareSlot,
  slotOf,
} from './storage.ts';
import type { Layout } from './storage.ts';

/** Storage words of one thing that must be equal after every step. */
export interface Watch {
  readonly account: Address;
  readonly slots: readonly bigint[];
  /** What it is, for the report of a difference. */
  readonly label: string;
  /** What the words follow from: as long as it is the same, so are they. */
  readonly source: (world: World) => unknown;
  readonly words: (world: World) => readonly bigint[];
}

/** A watch whose one word is its own source. */
function single(
  account: Address,
  slot: bigint,
  label: string,
  value: (world: World) => bigint,
): Watch {
  return { account, slots: [slot], label, source: value, words: (world) => [value(world)] };
}

/** Where the variables of each contract stand. */
export interface Layouts {
  readonly book: Layout;
  readonly pool: Layout;
  readonly token: Layout;
}

/** Asks the compiler once for all contracts. */
export function readLayouts(): Layouts {
  return {
    book: readLayout('LoanBook'),
    pool: readLayout('LendingPool'),
    token: readLayout('PlainToken'),
  };
}

/** Every loan that the generator may touch. */
export function loanIds(world: World): readonly LoanId[] {
  const { borrowers, loansEach, pools } = world.config;
  return world.at.actors
    .slice(1, 1 + borrowers)
    .flatMap((borrower) =>
      [...pools.keys()].flatMap((pool) =>
        Array.from({ length: loansEach }, (_, n) => makeLoanId(borrower, pool + 1, BigInt(n + 1))),
      ),
    );
}

function loanWatches(world: World, { book }: Layouts): readonly Watch[] {
  const base = slotOf(book, 'store');
  return loanIds(world).map((id) => {
    const further = entry(base + 1n, id);
    return {
      account: world.at.book,
      slots: [entry(base, id), ...[0n, 1n, 2n, 3n].map((pair) => entry(further, pair))],
      label: `loan ${id}`,
      source: (w) => w.loans.get(id),
      words: (w) => packLoan(w.loan(id)),
    };
  });
}

function poolWatches(world: World, layouts: Layouts, index: number): readonly Watch[] {
  const account = world.pool(index).address;
  const at = (label: string) => slotOf(layouts.pool, label);
  const own: Watch = {
    account,
    slots: [at('clock_'), at('base_'), at('shared_'), SHARE_SUPPLY_SLOT],
    label: `pool ${index} clock, base, shared, supply`,
    source: (w) => w.pool(index),
    words: (w) => [...packPool(w.pool(index)), w.pool(index).supply],
  };
  // The base class stands in the pool's own words.
  const classes = [1, 2, 3, 4, 5, 6, 7].map((k): Watch => ({
    account,
    slots: [at('classes_') + BigInt(k)],
    label: `pool ${index} class ${k}`,
    source: (w) => classAt(w.pool(index), k),
    words: (w) => [packClass(classAt(w.pool(index), k))],
  }));
  const listings = world.collateralIds(index).map((id): Watch => ({
    account,
    slots: [entry(at('debts'), BigInt(id)), entry(at('limits'), BigInt(id))],
    label: `pool ${index} listing ${id} debt, limits`,
    source: (w) => poolListing(w.pool(index), id),
    words: (w) => packListing(poolListing(w.pool(index), id)),
  }));
  const holders = world.at.actors.map((actor) =>
    single(account, shareSlot(actor), `pool ${index} shares of ${actor}`, (w) =>
      w.sharesOf(index, actor),
    ),
  );
  // Class 0 stands in the base word.
  return [own, ...classes.slice(1), ...listings, ...holders];
}

function tokenWatches(world: World, { token: layout }: Layouts): readonly Watch[] {
  const holders = [...world.at.actors, world.at.book, ...world.at.pools];
  return world.at.tokens.flatMap((token, i) =>
    holders.map((holder) => {
      const slot = entry(slotOf(layout, '_balances'), holder);
      return single(token, slot, `token ${i} of ${holder}`, (w) => w.balance(token, holder));
    }),
  );
}

function closedWatches(world: World, { book }: Layouts): readonly Watch[] {
  return world.pools.map(({ creditorId }) => {
    const slot = entry(slotOf(book, 'closed'), BigInt(creditorId));
    return single(world.at.book, slot, `closed listings of creditor ${creditorId}`, (w) =>
      w
        .collateralIds(creditorId - 1)
        .filter((id) => w.closed.has(`${creditorId}:${id}`))
        .reduce((bits, id) => bits | (1n << BigInt(id)), 0n),
    );
  });
}

function approvalWatches(world: World, { book }: Layouts): readonly Watch[] {
  const base = slotOf(book, 'approvals');
  return world.at.actors.slice(1, 1 + world.config.borrowers).flatMap((borrower) =>
    world.at.actors.map((operator): Watch => {
      const key = `${borrower}:${operator}`;
      return {
        account: world.at.book,
        slots: [entry(entry(base, borrower), operator)],
        label: `approval of ${operator} by ${borrower}`,
        source: (w) => w.approvals.get(key),
        words: (w) => {
          const { rights, expiry } = w.approvals.get(key) ?? { rights: 0, expiry: 0n };
          return [BigInt(rights) | (expiry << 8n)];
        },
      };
    }),
  );
}

/** Every word of state that a trace compares. */
export function watches(world: World, layouts: Layouts): readonly Watch[] {
  return [
    ...loanWatches(world, layouts),
    ...world.pools.flatMap((_, index) => poolWatches(world, layouts, index)),
    ...tokenWatches(world, layouts),
    ...closedWatches(world, layouts),
    ...approvalWatches(world, layouts),
  ];
}
