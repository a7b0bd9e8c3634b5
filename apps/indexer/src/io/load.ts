import {
  calls,
  creditors,
  lenderVersions,
  loanVersions,
  readChainState,
  toLoan,
  ChainState,
  asOf,
} from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { shares, timestamp } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { and, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Before } from '../fold/fold.ts';
import { lendersIn } from '../fold/lenders.ts';
import type { Placed } from '../fold/log.ts';
import type { Batch } from './fetch.ts';
import type { Known } from './known.ts';

function loansIn(events: readonly Placed['event'][]): readonly LoanId[] {
  return [...new Set(events.flatMap((event) => ('id' in event ? [event.id] : [])))];
}

function accountsIn(events: readonly Placed['event'][]): readonly `0x${string}`[] {
  const found = events.flatMap((event) =>
    event.emitter === 'pool' && event.event !== 'AuthorityUpdated' ? lendersIn(event) : [],
  );
  return [...new Set(found)];
}

/** What the fold of a batch begins with: the newest state, as far as the batch touches it. */
export async function loadBefore(tx: Queries, batch: Batch, before: Known): Promise<Before> {
  const first = batch.blocks[0];
  const start = {
    number: (first?.number ?? 0) - 1,
    hash: first?.parentHash ?? '0x',
    time: timestamp(first?.time ?? 0n),
  } as const;
  const state = (await readChainState(tx)) ?? new ChainState(start, before.sequencerFeed);
  for (const [oracle, config] of batch.known.oracles) {
    if (config !== null) state.sources.configs.set(oracle, config);
  }
  const events = batch.blocks.flatMap(({ logs }) => logs.map(({ event }) => event));
  const ids = loansIn(events);
  if (ids.length > 0) {
    const rows = await tx
      .select()
      .from(loanVersions)
      .where(and(inArray(loanVersions.loanId, [...ids]), asOf(loanVersions)));
    for (const row of rows) state.core.loans.set(row.loanId as LoanId, toLoan(row));
  }
  const accounts = accountsIn(events);
  if (accounts.length > 0) {
    const rows = await tx
      .select()
      .from(lenderVersions)
      .where(and(inArray(lenderVersions.account, [...accounts]), asOf(lenderVersions)));
    for (const { creditorId, account, shares: own } of rows) {
      state.core.balances.set(`${creditorId}:${account}`, shares(own));
    }
  }
  const open =
    ids.length === 0
      ? []
      : await tx
          .select({ loanId: calls.loanId })
          .from(calls)
          .where(and(inArray(calls.loanId, [...ids]), isNull(calls.ending)));
  const faulty = await tx
    .select({ creditorId: creditors.creditorId })
    .from(creditors)
    .where(isNotNull(creditors.faultBlock));
  return {
    state,
    openCalls: open.map(({ loanId }) => loanId as LoanId),
    faulty: faulty.map(({ creditorId }) => creditorId),
    facts: batch.known.creditors,
  };
}
