import { index, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Json } from '../json.ts';
import { history } from './chain.ts';
import { address, amount, block, hex, instant, logIndex, signed } from './columns.ts';

/** Each pool as it was stored from one block until the next that changed it. As `loan_version`. */
export const poolVersions = history.table(
  'pool_version',
  {
    creditorId: integer('creditor_id').notNull(),
    fromBlock: block('from_block').notNull(),
    untilBlock: block('until_block'),
    /** Of the block; the pool's own clock is in `updatedAt`. */
    time: instant('time').notNull(),
    baseAccrued: amount('base_accrued').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** `1e10` = 100 % a year, continuously compounded. */
    baseRate: amount('base_rate').notNull(),
    cash: amount('cash').notNull(),
    lenderAssets: amount('lender_assets').notNull(),
    firstLoss: amount('first_loss').notNull(),
    supply: amount('supply').notNull(),
    classCount: integer('class_count').notNull(),
    /** The model's `PoolClass[]`, `RateConfig`, and `PoolListing` by collateral. */
    classes: jsonb('classes').$type<Json>().notNull(),
    config: jsonb('config').$type<Json>().notNull(),
    listings: jsonb('listings').$type<Json>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.creditorId, table.fromBlock] }),
    index('pool_version_from').on(table.fromBlock),
    index('pool_version_until').on(table.untilBlock),
    index('pool_version_time').on(table.creditorId, table.time),
  ],
);

/** A lender's shares from one block until the next that changed them. */
export const lenderVersions = history.table(
  'lender_version',
  {
    creditorId: integer('creditor_id').notNull(),
    account: address('account').notNull(),
    fromBlock: block('from_block').notNull(),
    untilBlock: block('until_block'),
    shares: amount('shares').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.creditorId, table.account, table.fromBlock] }),
    index('lender_version_account').on(table.account),
    index('lender_version_from').on(table.fromBlock),
    index('lender_version_until').on(table.untilBlock),
  ],
);

/** What a lender brought and took out; shares that changed hands count at their worth then. */
export const lenderFlows = history.table(
  'lender_flow',
  {
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    /** 0, but for the receiver of a transfer, which is one event with two sides. */
    side: integer('side').notNull(),
    time: instant('time').notNull(),
    transactionHash: hex('transaction_hash').notNull(),
    creditorId: integer('creditor_id').notNull(),
    account: address('account').notNull(),
    kind: text('kind', { enum: ['deposit', 'withdraw', 'transfer-in', 'transfer-out'] }).notNull(),
    /** Positive what came in; loan-token base units. */
    assets: signed('assets').notNull(),
    shares: signed('shares').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.block, table.logIndex, table.side] }),
    index('lender_flow_account').on(table.account, table.creditorId, table.block),
  ],
);

/** Bad debt, and who bore it. */
export const losses = history.table(
  'loss',
  {
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    transactionHash: hex('transaction_hash').notNull(),
    creditorId: integer('creditor_id').notNull(),
    loanId: hex('loan_id'),
    badDebt: amount('bad_debt').notNull(),
    /** What the first loss bore of it; the rest was the lenders'. */
    borne: amount('borne').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.block, table.logIndex] }),
    index('loss_creditor').on(table.creditorId, table.block),
  ],
);
