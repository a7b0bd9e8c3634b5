import { blocks, events, transactions } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { asc, between, count, sql, sum } from 'drizzle-orm';
import { z } from 'zod';
import { Whole } from '../schemas/index.ts';
import { Emitter, EventName } from './event.ts';

/** What anyone does to a loan; `several` is a transaction that does more than one of these. */
export const actKinds = [
  'call',
  'clear',
  'top-up',
  'repay',
  'liquidate',
  'write-off',
  'several',
] as const;

const GasOfAct = z
  .object({
    act: z.enum(actKinds).meta({
      description:
        'top-up: collateral pledged to a loan with debt. clear: a call cleared by itself, not ' +
        'by a top-up or a repayment. several: transactions with acts of more than one kind, ' +
        'whose gas cannot be told apart; they count here alone.',
    }),
    acts: z.int().min(1),
    transactions: z.int().min(1),
    gas: Whole.meta({ description: 'Of these transactions, each once however many acts it has.' }),
    gasEach: Whole.meta({ description: 'Gas by acts, rounded down.' }),
  })
  .meta({ id: 'GasOfAct', description: 'What one kind of act used.' });

/** What happened in a range of blocks, counted. */
export const Counts = z.object({
  blocks: z.int().min(0),
  transactions: z.int().min(0).meta({ description: 'Of anyone, not of this protocol alone.' }),
  ownTransactions: z.object({
    count: z.int().min(0).meta({ description: 'Those with an event of the protocol.' }),
    gas: Whole,
  }),
  events: z.int().min(0),
  eventsByName: z.array(z.object({ emitter: Emitter, name: EventName, count: z.int().min(1) })),
  gas: z.array(GasOfAct).meta({ description: 'By kind of act; kinds without any miss.' }),
});

interface Range {
  readonly from: number;
  readonly to: number;
}

interface GasRow extends Record<string, unknown> {
  readonly act: (typeof actKinds)[number];
  readonly acts: string;
  readonly transactions: string;
  readonly gas: string;
}

/**
 * Gas by kind of act. A top-up and a repayment that cure a loan emit `Cleared` too: only one that
 * neither comes before in its transaction is an act of its own.
 */
async function readGas(queries: Queries, { from, to }: Range) {
  const rows = await queries.execute<GasRow>(sql`
    with act as (
      select e.transaction_hash as hash, case e.name
          when 'Called' then 'call' when 'Cleared' then 'clear' when 'Pledged' then 'top-up'
          when 'Repaid' then 'repay' when 'Liquidated' then 'liquidate' else 'write-off'
        end as kind
      from history.event e
      where e.block between ${from} and ${to} and e.emitter = 'book'
        and e.name in ('Called', 'Cleared', 'Pledged', 'Repaid', 'Liquidated', 'WrittenOff')
        and (e.name <> 'Cleared' or not exists (
          select 1 from history.event o
          where o.block = e.block and o.loan_id = e.loan_id and o.log_index < e.log_index
            and o.transaction_hash = e.transaction_hash
            and o.name in ('Pledged', 'Repaid', 'Liquidated')))
        and (e.name <> 'Pledged' or exists (
          select 1 from history.movement m
          where m.block = e.block and m.log_index = e.log_index and m.debt_after > 0))
    ), carrier as (
      select hash, count(*) as acts,
        case when count(distinct kind) = 1 then min(kind) else 'several' end as kind
      from act group by hash
    )
    select c.kind as act, sum(c.acts)::text as acts, count(*)::text as transactions,
      sum(t.gas_used)::text as gas
    from carrier c join history.transaction t on t.hash = c.hash
    group by c.kind`);
  const byAct = new Map(rows.map((row) => [row.act, row]));
  return actKinds.flatMap((act) => {
    const row = byAct.get(act);
    if (row === undefined) return [];
    const { acts, transactions: carriers, gas } = row;
    const gasEach = `${BigInt(gas) / BigInt(acts)}`;
    return [{ act, acts: Number(acts), transactions: Number(carriers), gas, gasEach }];
  });
}

/** Counts what happened from one block to another, both included. */
export async function readCounts(queries: Queries, range: Range): Promise<z.infer<typeof Counts>> {
  const { from, to } = range;
  const [all] = await queries
    .select({ blocks: count(), transactions: sum(blocks.transactions) })
    .from(blocks)
    .where(between(blocks.number, from, to));
  const [own] = await queries
    .select({ count: count(), gas: sum(transactions.gasUsed) })
    .from(transactions)
    .where(between(transactions.block, from, to));
  const { emitter, name } = events;
  const eventsByName = await queries
    .select({ emitter, name, count: count() })
    .from(events)
    .where(between(events.block, from, to))
    .groupBy(emitter, name)
    .orderBy(asc(emitter), asc(name));
  return {
    blocks: all?.blocks ?? 0,
    transactions: Number(all?.transactions ?? 0),
    ownTransactions: { count: own?.count ?? 0, gas: own?.gas ?? '0' },
    events: eventsByName.reduce((total, row) => total + row.count, 0),
    eventsByName,
    gas: await readGas(queries, range),
  };
}
