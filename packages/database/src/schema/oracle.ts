import { bigint, index, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Json } from '../json.ts';
import { history } from './chain.ts';
import { address, amount, block, instant, logIndex, signed } from './columns.ts';

/** Oracles of the listings, and those inside them, as they were deployed. */
export const oracles = history.table('oracle', {
  address: address('address').primaryKey(),
  block: block('block').notNull(),
  /** `other` is one that none of our adapters is: its answers are read, not derived. */
  kind: text('kind', { enum: ['feeds', 'two-source', 'exchange-rate', 'other'] }).notNull(),
  /** The model's `OracleConfig`; null for `other`. */
  config: jsonb('config').$type<Json>(),
});

/** Every answer of a feed that an oracle reads. */
export const feedRounds = history.table(
  'feed_round',
  {
    feed: address('feed').notNull(),
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    answer: signed('answer').notNull(),
    /** As the feed says. */
    updatedAt: instant('updated_at').notNull(),
    startedAt: instant('started_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.feed, table.block, table.logIndex] }),
    index('feed_round_block').on(table.block),
    index('feed_round_time').on(table.feed, table.time),
  ],
);

/** Every exchange rate that a staked token's oracle reads, and each anchor of that oracle. */
export const rateChanges = history.table(
  'rate_change',
  {
    /** The source of the rate, or the oracle whose anchor moved. */
    address: address('address').notNull(),
    kind: text('kind', { enum: ['rate', 'anchor'] }).notNull(),
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    rate: amount('rate').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.address, table.kind, table.block, table.logIndex] }),
    index('rate_change_block').on(table.block),
  ],
);

/** Answers of oracles that are read block by block, each until it changed. */
export const oracleAnswers = history.table(
  'oracle_answer',
  {
    oracle: address('oracle').notNull(),
    fromBlock: block('from_block').notNull(),
    untilBlock: block('until_block'),
    /** Null where it refused. */
    low: amount('low'),
    high: amount('high'),
    /** Name and arguments of its error; null where it answered. */
    refusal: jsonb('refusal').$type<Json>(),
  },
  (table) => [
    primaryKey({ columns: [table.oracle, table.fromBlock] }),
    index('oracle_answer_from').on(table.fromBlock),
    index('oracle_answer_until').on(table.untilBlock),
  ],
);

/** What curators and guardians have scheduled, done and dropped, through the AccessManager. */
export const operations = history.table(
  'operation',
  {
    authority: address('authority').notNull(),
    operationId: text('operation_id').notNull(),
    nonce: bigint('nonce', { mode: 'number' }).notNull(),
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    /** From when it may be done. */
    readyAt: instant('ready_at').notNull(),
    caller: address('caller').notNull(),
    target: address('target').notNull(),
    data: text('data').notNull(),
    /** What it would call, where the target is one of ours: name and arguments. */
    call: jsonb('call').$type<Json>(),
    outcome: text('outcome', { enum: ['executed', 'cancelled'] }),
    outcomeBlock: block('outcome_block'),
  },
  (table) => [
    primaryKey({ columns: [table.authority, table.operationId, table.nonce] }),
    index('operation_block').on(table.block),
    index('operation_outcome').on(table.outcomeBlock),
  ],
);
