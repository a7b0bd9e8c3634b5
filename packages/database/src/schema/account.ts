import { index, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Json } from '../json.ts';
import { address, hex } from './columns.ts';

/** What people give us themselves, and nothing can restore but a backup. */
export const account = pgSchema('account');

const when = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Nonces of Sign-in with Ethereum: each is good for one sign-in, for some minutes. */
export const nonces = account.table(
  'nonce',
  { nonce: text('nonce').primaryKey(), expiresAt: when('expires_at').notNull() },
  (table) => [index('nonce_expiry').on(table.expiresAt)],
);

/** Who is signed in; the cookie holds a secret of which only the hash is kept. */
export const sessions = account.table(
  'session',
  {
    secretHash: text('secret_hash').primaryKey(),
    address: address('address').notNull(),
    createdAt: when('created_at').notNull(),
    expiresAt: when('expires_at').notNull(),
  },
  (table) => [
    index('session_expiry').on(table.expiresAt),
    index('session_address').on(table.address),
  ],
);

/** An account's own settings. */
export const settings = account.table('setting', {
  address: address('address').primaryKey(),
  value: jsonb('value').$type<Json>().notNull(),
  /** Changes with every write, so that two writers notice each other. */
  version: uuid('version').notNull(),
  updatedAt: when('updated_at').notNull(),
});

/** An account's own names for loans and addresses. */
export const labels = account.table(
  'label',
  {
    address: address('address').notNull(),
    /** A loan's id or an address. */
    subject: hex('subject').notNull(),
    label: text('label').notNull(),
    updatedAt: when('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.address, table.subject] })],
);

/** Answers to writes that carried an idempotency key: sent again, they are answered again. */
export const idempotencyKeys = account.table(
  'idempotency_key',
  {
    address: address('address').notNull(),
    key: text('key').notNull(),
    /** Of method, path and body: the same key for another request is an error. */
    requestHash: text('request_hash').notNull(),
    /** Kept in the transaction that did the write: an answer without its write is never kept. */
    response: jsonb('response').$type<Json>().notNull(),
    createdAt: when('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.address, table.key] }),
    index('idempotency_key_created').on(table.createdAt),
  ],
);
