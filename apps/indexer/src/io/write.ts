import {
  approvals,
  authorities,
  blocks,
  calls,
  creditors,
  events,
  feedRounds,
  lenderFlows,
  lenderVersions,
  liquidations,
  listings,
  loans,
  loanVersions,
  losses,
  movements,
  operations,
  oracleAnswers,
  oracles,
  poolVersions,
  rateChanges,
  toJson,
  tokens,
  transactions,
} from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Fold } from '../fold/fold.ts';
import type { Batch } from './fetch.ts';
import type { Known } from './known.ts';
import type { versioned } from './tables.ts';

/** PostgreSQL takes 65,535 values in a statement; the widest table has 24 columns. */
const ROWS = 1_000;

function parts<Row>(rows: readonly Row[]): readonly Row[][] {
  const count = Math.ceil(rows.length / ROWS);
  return Array.from({ length: count }, (_, i) => rows.slice(i * ROWS, (i + 1) * ROWS));
}

async function insertAll<Table extends PgTable>(
  tx: Queries,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  for (const part of parts(rows)) await tx.insert(table).values(part);
}

type VersionTable = (typeof versioned)[keyof typeof versioned];

/** Ends the newest version of some things, each at its block. */
async function endNewest(
  tx: Queries,
  table: VersionTable,
  replaced: ReadonlyMap<string, number>,
  isOf: (...key: string[]) => SQL | undefined,
): Promise<void> {
  for (const [key, untilBlock] of replaced) {
    const newest = and(isOf(...key.split(':')), isNull(table.untilBlock));
    await tx.update(table).set({ untilBlock }).where(newest);
  }
}

/** Ends the versions that new ones replace. */
async function endVersions(tx: Queries, fold: Fold): Promise<void> {
  const { loanId } = loanVersions;
  await endNewest(tx, loanVersions, fold.loanVersions.replaced, (id) => sql`${loanId} = ${id}`);
  const pool = poolVersions.creditorId;
  await endNewest(tx, poolVersions, fold.poolVersions.replaced, (id) => eq(pool, Number(id)));
  const { creditorId, account } = lenderVersions;
  await endNewest(tx, lenderVersions, fold.lenderVersions.replaced, (id, own) =>
    and(eq(creditorId, Number(id)), sql`${account} = ${own}`),
  );
  const { borrower, operator } = approvals;
  await endNewest(tx, approvals, fold.approvalVersions.replaced, (who, whom) =>
    and(sql`${borrower} = ${who}`, sql`${operator} = ${whom}`),
  );
  const curated = authorities.creditorId;
  await endNewest(tx, authorities, fold.authorityVersions.replaced, (id) =>
    eq(curated, Number(id)),
  );
  const { oracle } = oracleAnswers;
  await endNewest(tx, oracleAnswers, fold.answerVersions.replaced, (at) => sql`${oracle} = ${at}`);
}

/** Ends what earlier batches began. */
async function endEarlier(tx: Queries, { rows }: Fold): Promise<void> {
  for (const { loanId, ending, block, logIndex, time } of rows.callEnds) {
    await tx
      .update(calls)
      .set({ ending, endBlock: block, endLogIndex: logIndex, endTime: time })
      .where(and(eq(calls.loanId, loanId), isNull(calls.ending)));
  }
  for (const { authority, operationId, nonce, outcome, block } of rows.operationEnds) {
    await tx
      .update(operations)
      .set({ outcome, outcomeBlock: block })
      .where(
        and(
          eq(operations.authority, authority),
          eq(operations.operationId, operationId),
          eq(operations.nonce, nonce),
        ),
      );
  }
  for (const { creditorId, collateralId, block } of rows.closedListings) {
    const own = and(eq(listings.creditorId, creditorId), eq(listings.collateralId, collateralId));
    await tx.update(listings).set({ closedBlock: block }).where(own);
  }
  for (const { creditorId, block, fault } of rows.faults) {
    await tx
      .update(creditors)
      .set({ faultBlock: block, fault })
      .where(eq(creditors.creditorId, creditorId));
  }
}

/** What was learnt of contracts, under the block that named them first. */
async function writeKnown(tx: Queries, before: Known, { known }: Batch): Promise<void> {
  const since = (address: Address): number => known.since.get(address) ?? 0;
  const fresh = [...known.tokens].filter(([address]) => !before.tokens.has(address));
  await insertAll(
    tx,
    tokens,
    fresh.map(([address, facts]) => ({ address, block: since(address), ...facts })),
  );
  const added = [...known.oracles].filter(([address]) => !before.oracles.has(address));
  await insertAll(
    tx,
    oracles,
    added.map(([address, config]) => ({
      address,
      block: since(address),
      kind: config?.kind ?? 'other',
      config: config === null ? null : toJson(config),
    })),
  );
}

async function writeReceipts(tx: Queries, batch: Batch): Promise<void> {
  const rows = batch.receipts.map((receipt) => ({
    hash: receipt.transactionHash,
    block: Number(receipt.blockNumber),
    index: Number(receipt.transactionIndex),
    sender: receipt.from,
    recipient: receipt.to,
    gasUsed: BigInt(receipt.gasUsed),
    gasPrice: BigInt(receipt.effectiveGasPrice ?? '0x0'),
  }));
  // One of an earlier block may be there already, for what another contract said in it.
  for (const part of parts(rows)) {
    await tx.insert(transactions).values(part).onConflictDoNothing();
  }
}

/** Writes a batch and what its fold made of it, within the transaction of the caller. */
export async function writeBatch(
  tx: Queries,
  before: Known,
  batch: Batch,
  fold: Fold,
): Promise<void> {
  const { rows } = fold;
  await endVersions(tx, fold);
  await endEarlier(tx, fold);
  await writeKnown(tx, before, batch);
  await writeReceipts(tx, batch);
  await insertAll(tx, blocks, rows.blocks);
  await insertAll(tx, events, rows.events);
  await insertAll(tx, creditors, rows.creditors);
  await insertAll(tx, authorities, rows.authorities);
  await insertAll(tx, listings, rows.listings);
  await insertAll(tx, loans, rows.loans);
  await insertAll(tx, loanVersions, rows.loanVersions);
  await insertAll(tx, calls, rows.calls);
  await insertAll(tx, liquidations, rows.liquidations);
  await insertAll(tx, movements, rows.movements);
  await insertAll(tx, approvals, rows.approvals);
  await insertAll(tx, poolVersions, rows.poolVersions);
  await insertAll(tx, lenderVersions, rows.lenderVersions);
  await insertAll(tx, lenderFlows, rows.lenderFlows);
  await insertAll(tx, losses, rows.losses);
  // What was said before a source was known of may be there from before a cut.
  for (const row of parts(rows.feedRounds)) {
    await tx.insert(feedRounds).values(row).onConflictDoNothing();
  }
  for (const row of parts(rows.rateChanges)) {
    await tx.insert(rateChanges).values(row).onConflictDoNothing();
  }
  await insertAll(tx, oracleAnswers, rows.oracleAnswers);
  await insertAll(tx, operations, rows.operations);
}

/** Tells whoever listens how far the tables are now, when the transaction is committed. */
export async function notify(tx: Queries, block: number, epoch: number): Promise<void> {
  const what = JSON.stringify({ block, epoch });
  await tx.execute(sql`select pg_notify('hypothec_block', ${what})`);
}
