import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { Json } from '../json.ts';
import { address, amount, block, hex, instant, logIndex } from './columns.ts';

/** What the indexer writes, all of it derived from the chain: it can be dropped and read again. */
export const history = pgSchema('history');

/** Every block, so that each has a time and a reorganisation of any depth is found. */
export const blocks = history.table(
  'block',
  {
    number: block('number').primaryKey(),
    hash: hex('hash').notNull().unique(),
    parentHash: hex('parent_hash').notNull(),
    time: instant('time').notNull(),
    /** Of anyone, not of this protocol alone. */
    transactions: integer('transactions').notNull(),
  },
  (table) => [index('block_time').on(table.time)],
);

/** Transactions with an event of ours, with what they cost. */
export const transactions = history.table(
  'transaction',
  {
    hash: hex('hash').primaryKey(),
    block: block('block').notNull(),
    index: integer('index').notNull(),
    sender: address('sender').notNull(),
    /** Null for one that creates a contract. */
    recipient: address('recipient'),
    gasUsed: amount('gas_used').notNull(),
    /** Native coin, base units. */
    gasPrice: amount('gas_price').notNull(),
  },
  (table) => [index('transaction_block').on(table.block)],
);

/** Every event of the book, its creditors, and those who govern them, in the chain's order. */
export const events = history.table(
  'event',
  {
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    transactionHash: hex('transaction_hash').notNull(),
    /** Who emitted it. */
    address: address('address').notNull(),
    emitter: text('emitter', { enum: ['book', 'pool', 'authority', 'oracle'] }).notNull(),
    name: text('name').notNull(),
    creditorId: integer('creditor_id'),
    loanId: hex('loan_id'),
    /** Everyone it names, for an account's own history. */
    accounts: text('accounts').array().notNull(),
    /** Its fields by name; whole numbers as decimal strings. */
    fields: jsonb('fields').$type<Readonly<Record<string, Json>>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.block, table.logIndex] }),
    index('event_loan').on(table.loanId, table.block, table.logIndex),
    index('event_creditor').on(table.creditorId, table.block, table.logIndex),
    index('event_name').on(table.name, table.block, table.logIndex),
    index('event_accounts').using('gin', table.accounts),
  ],
);

/** How far the indexer has come, and of which chain. One row. */
export const cursor = history.table(
  'cursor',
  {
    one: boolean('one').primaryKey().default(true),
    chainId: bigint('chain_id', { mode: 'number' }).notNull(),
    book: address('book').notNull(),
    /** The chain's sequencer feed; null on a chain without one. */
    sequencerFeed: address('sequencer_feed'),
    /** The first block that was read. */
    start: block('start').notNull(),
    block: block('block').notNull(),
    hash: hex('hash').notNull(),
    /** Counts reorganisations: what was answered under another number may be gone. */
    epoch: integer('epoch').notNull().default(0),
  },
  (table) => [check('cursor_one', sql`${table.one}`)],
);

/** Tokens, as their contracts describe themselves. */
export const tokens = history.table('token', {
  address: address('address').primaryKey(),
  /** Where it was first seen. */
  block: block('block').notNull(),
  symbol: text('symbol').notNull(),
  name: text('name').notNull(),
  decimals: integer('decimals').notNull(),
});
