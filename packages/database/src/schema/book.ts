import { index, integer, jsonb, primaryKey, text, boolean } from 'drizzle-orm/pg-core';
import type { Json } from '../json.ts';
import { history } from './chain.ts';
import { address, amount, block, hex, instant, logIndex } from './columns.ts';

/** Who lends, with the terms that never change. */
export const creditors = history.table('creditor', {
  creditorId: integer('creditor_id').primaryKey(),
  block: block('block').notNull(),
  time: instant('time').notNull(),
  address: address('address').notNull(),
  loanToken: address('loan_token').notNull(),
  /** The share token's own name and symbol; empty where the creditor has none. */
  name: text('name').notNull(),
  symbol: text('symbol').notNull(),
  /** The model's `CreditorTerms`. */
  terms: jsonb('terms').$type<Readonly<Record<string, Json>>>().notNull(),
  /**
   * From when its events do not fit the rules of a lending pool: anyone may register a creditor.
   * Its loans are not followed from there on; its events are kept.
   */
  faultBlock: block('fault_block'),
  fault: text('fault'),
});

/** The AccessManager that decides who curates a creditor, from one block until another. */
export const authorities = history.table(
  'authority',
  {
    creditorId: integer('creditor_id').notNull(),
    fromBlock: block('from_block').notNull(),
    untilBlock: block('until_block'),
    authority: address('authority').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.creditorId, table.fromBlock] }),
    index('authority_from').on(table.fromBlock),
    index('authority_until').on(table.untilBlock),
  ],
);

/** Collateral that a creditor takes, with its ladder: immutable but for its closing. */
export const listings = history.table(
  'listing',
  {
    creditorId: integer('creditor_id').notNull(),
    collateralId: integer('collateral_id').notNull(),
    block: block('block').notNull(),
    time: instant('time').notNull(),
    collateral: address('collateral').notNull(),
    oracle: address('oracle').notNull(),
    /** The model's `Listing`. */
    terms: jsonb('terms').$type<Readonly<Record<string, Json>>>().notNull(),
    /** When it was closed to loans that do not hold it. */
    closedBlock: block('closed_block'),
  },
  (table) => [primaryKey({ columns: [table.creditorId, table.collateralId] })],
);

/**
 * Each loan as it was from one block until the next that changed it: the state as of block N is the
 * row with `fromBlock <= N` and `untilBlock` null or above N.
 */
export const loanVersions = history.table(
  'loan_version',
  {
    loanId: hex('loan_id').notNull(),
    fromBlock: block('from_block').notNull(),
    untilBlock: block('until_block'),
    borrower: address('borrower').notNull(),
    creditorId: integer('creditor_id').notNull(),
    units: amount('units').notNull(),
    since: instant('since').notNull(),
    called: boolean('called').notNull(),
    reason: text('reason', { enum: ['price', 'default'] }).notNull(),
    /** In the loan's own order: `[collateralId, amount]`. */
    holdings: jsonb('holdings').$type<readonly (readonly [number, string])[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.loanId, table.fromBlock] }),
    index('loan_version_from').on(table.fromBlock),
    index('loan_version_until').on(table.untilBlock),
    index('loan_version_borrower').on(table.borrower, table.loanId),
    index('loan_version_creditor').on(table.creditorId, table.loanId),
  ],
);

/** A loan's first appearance, for lists by age. */
export const loans = history.table(
  'loan',
  {
    loanId: hex('loan_id').primaryKey(),
    borrower: address('borrower').notNull(),
    creditorId: integer('creditor_id').notNull(),
    openedBlock: block('opened_block').notNull(),
    openedAt: instant('opened_at').notNull(),
  },
  (table) => [
    index('loan_block').on(table.openedBlock),
    index('loan_borrower').on(table.borrower),
    index('loan_creditor').on(table.creditorId),
  ],
);

/** How a margin call ended. One without an end is open, or has lapsed unseen. */
export const endings = ['price', 'top-up', 'repayment', 'sale', 'lapse'] as const;

/** Every margin call, with what it asked for and how it ended. */
export const calls = history.table(
  'call',
  {
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    transactionHash: hex('transaction_hash').notNull(),
    loanId: hex('loan_id').notNull(),
    creditorId: integer('creditor_id').notNull(),
    caller: address('caller').notNull(),
    reason: text('reason', { enum: ['price', 'default'] }).notNull(),
    debt: amount('debt').notNull(),
    fee: amount('fee').notNull(),
    repayment: amount('repayment').notNull(),
    /** Each alone cures it: `[collateralId, amount]`. */
    topUps: jsonb('top_ups').$type<readonly (readonly [number, string])[]>().notNull(),
    /** LTV as it was made, rounded up; null without a price. */
    ltvWad: amount('ltv_wad'),
    /** By the call's own clock: a sequencer that was down moves both. */
    cureEnd: instant('cure_end').notNull(),
    lapseAt: instant('lapse_at').notNull(),
    ending: text('ending', { enum: endings }),
    endBlock: block('end_block'),
    endLogIndex: logIndex('end_log_index'),
    endTime: instant('end_time'),
  },
  (table) => [
    primaryKey({ columns: [table.block, table.logIndex] }),
    index('call_loan').on(table.loanId, table.block),
    index('call_creditor').on(table.creditorId, table.block),
    index('call_end').on(table.endBlock),
  ],
);

/** A price that a sale was made at, with what it came from. */
export interface PriceSource {
  readonly feed: string;
  readonly answer: string;
  readonly updatedAt: string;
}

/** Every sale of collateral: each row is one lot. */
export const liquidations = history.table(
  'liquidation',
  {
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    transactionHash: hex('transaction_hash').notNull(),
    loanId: hex('loan_id').notNull(),
    creditorId: integer('creditor_id').notNull(),
    collateralId: integer('collateral_id').notNull(),
    liquidator: address('liquidator').notNull(),
    kind: text('kind', { enum: ['soft', 'hard'] }).notNull(),
    reason: text('reason', { enum: ['price', 'default'] }).notNull(),
    repaid: amount('repaid').notNull(),
    seized: amount('seized').notNull(),
    bonusWad: amount('bonus_wad').notNull(),
    badDebt: amount('bad_debt').notNull(),
    /** Owed before it and after it, rounded up. */
    debtBefore: amount('debt_before').notNull(),
    debtAfter: amount('debt_after').notNull(),
    /** The oracle's bounds, loan units per collateral unit times 1e36; it was sold at the high. */
    priceLow: amount('price_low').notNull(),
    priceHigh: amount('price_high').notNull(),
    /** `floor(seized * priceHigh / 1e36)`. */
    seizedValue: amount('seized_value').notNull(),
    /** What the price was made of; empty where the oracle is not one of ours. */
    sources: jsonb('sources').$type<readonly PriceSource[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.block, table.logIndex] }),
    index('liquidation_loan').on(table.loanId, table.block),
    index('liquidation_creditor').on(table.creditorId, table.block),
  ],
);

/** What moves in a loan. */
export const movementKinds = ['pledge', 'withdraw', 'draw', 'repay', 'call-fee', 'sale'] as const;

/** Every movement of a loan, for its statement. */
export const movements = history.table(
  'movement',
  {
    block: block('block').notNull(),
    logIndex: logIndex().notNull(),
    time: instant('time').notNull(),
    transactionHash: hex('transaction_hash').notNull(),
    loanId: hex('loan_id').notNull(),
    creditorId: integer('creditor_id').notNull(),
    kind: text('kind', { enum: movementKinds }).notNull(),
    /** Who paid or received. */
    account: address('account').notNull(),
    /** What collateral moved; null for the loan token. */
    collateralId: integer('collateral_id'),
    /** Base units of that token. A sale is its repayment; the lot is in `liquidation`. */
    amount: amount('amount').notNull(),
    /** Owed after it, rounded up. */
    debtAfter: amount('debt_after').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.block, table.logIndex] }),
    index('movement_loan').on(table.loanId, table.block, table.logIndex),
  ],
);

/** What a borrower lets an operator do, from one block until the next that changed it. */
export const approvals = history.table(
  'approval',
  {
    borrower: address('borrower').notNull(),
    operator: address('operator').notNull(),
    fromBlock: block('from_block').notNull(),
    untilBlock: block('until_block'),
    rights: integer('rights').notNull(),
    expiry: instant('expiry').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.borrower, table.operator, table.fromBlock] }),
    index('approval_from').on(table.fromBlock),
    index('approval_until').on(table.untilBlock),
  ],
);
