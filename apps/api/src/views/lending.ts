import { asOf, lenderFlows, lenderVersions } from '@hypothec/database';
import type { ChainState, Queries } from '@hypothec/database';
import { convertToAssets, maxRedeem, maxWithdraw, shares, WAD } from '@hypothec/model';
import type { Address as AddressHex, Pool } from '@hypothec/model';
import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Money, SignedWhole, toMoney, Whole } from '../schemas/index.ts';
import { SignedMoney } from '../schemas/past.ts';
import { soundOrNull } from './sound.ts';
import type { Tokens } from './token.ts';

/** What an account has with one creditor. */
export const Lending = z
  .object({
    creditorId: z.int().min(1),
    shares: Whole.meta({ description: 'Base units, six decimals more than the loan token.' }),
    worth: Money.meta({ description: 'What they are worth now, rounded down.' }),
    putIn: Money.meta({ description: 'All deposits, and shares received at their worth then.' }),
    takenOut: Money.meta({ description: 'All withdrawals, and shares given at their worth then.' }),
    earned: SignedMoney.meta({
      description: 'Worth now and taken out, less put in: interest net of losses.',
    }),
    lost: Money.meta({
      description:
        'Its part, by shares, of the bad debt that the first loss did not bear; each rounded ' +
        'down. Already off what was earned.',
    }),
    returnWad: SignedWhole.nullable().meta({
      description:
        'Earned by put in, towards zero: 1000000000000000000 is 100 %, not a year’s. Null where ' +
        'nothing was put in.',
    }),
    maxWithdraw: Money.meta({ description: 'Most that can be taken out now.' }),
    maxRedeem: Whole.meta({ description: 'Most shares that can be redeemed now.' }),
  })
  .meta({ id: 'Lending', description: 'What an account lends through one creditor.' });

interface Totals {
  readonly putIn: bigint;
  readonly takenOut: bigint;
}

/** The creditors that an account ever lent through, by number. */
export async function readLentThrough(
  queries: Queries,
  account: AddressHex,
  at: { readonly block: number; readonly after: number; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await queries.execute<{ id: number }>(sql`
    select id from (
      select creditor_id as id from history.lender_flow
        where account = ${account} and block <= ${at.block}
      union
      select creditor_id from history.lender_version
        where account = ${account} and from_block <= ${at.block}
    ) own
    where id > ${at.after} order by id limit ${at.limit}`);
  return rows.map(({ id }) => id);
}

async function readFlowTotals(
  queries: Queries,
  account: AddressHex,
  ids: readonly number[],
  block: number,
): Promise<ReadonlyMap<number, Totals>> {
  const { assets, creditorId } = lenderFlows;
  const rows = await queries
    .select({
      creditorId,
      putIn: sql<string>`coalesce(sum(${assets}) filter (where ${assets} > 0), 0)`,
      takenOut: sql<string>`coalesce(-sum(${assets}) filter (where ${assets} < 0), 0)`,
    })
    .from(lenderFlows)
    .where(
      and(
        eq(lenderFlows.account, account),
        inArray(creditorId, [...ids]),
        lte(lenderFlows.block, block),
      ),
    )
    .groupBy(creditorId);
  return new Map(
    rows.map((row) => [
      row.creditorId,
      { putIn: BigInt(row.putIn), takenOut: BigInt(row.takenOut) },
    ]),
  );
}

/**
 * What an account lost of its shares' worth: of each loss, its part by the shares that it held at
 * that very event. A pool's version is of the end of a block, so that the supply is taken before
 * the block, with what came and went in it before the loss.
 */
async function readLost(
  queries: Queries,
  account: AddressHex,
  ids: readonly number[],
  block: number,
): Promise<ReadonlyMap<number, bigint>> {
  const rows = await queries.execute<{ id: number; lost: string }>(sql`
    select l.creditor_id as id, sum(div((l.bad_debt - l.borne) * h.held, s.supply))::text as lost
    from history.loss l
    cross join lateral (
      select coalesce(sum(f.shares), 0) as held from history.lender_flow f
      where f.account = ${account} and f.creditor_id = l.creditor_id
        and (f.block, f.log_index) < (l.block, l.log_index)
    ) h
    cross join lateral (
      select v.supply + coalesce((
        select sum(f.shares) from history.lender_flow f
        where f.creditor_id = l.creditor_id and f.kind in ('deposit', 'withdraw')
          and f.block = l.block and f.log_index < l.log_index
      ), 0) as supply
      from history.pool_version v
      where v.creditor_id = l.creditor_id and v.from_block < l.block
      order by v.from_block desc limit 1
    ) s
    where l.creditor_id = any(${sql.param(ids.map(String))}::text[]::integer[])
      and l.block <= ${block} and l.bad_debt > l.borne and h.held > 0 and s.supply > 0
    group by l.creditor_id`);
  return new Map(rows.map(({ id, lost }) => [id, BigInt(lost)]));
}

async function readShares(
  queries: Queries,
  account: AddressHex,
  ids: readonly number[],
  block: number,
): Promise<ReadonlyMap<number, bigint>> {
  const rows = await queries
    .select()
    .from(lenderVersions)
    .where(
      and(
        eq(lenderVersions.account, account),
        inArray(lenderVersions.creditorId, [...ids]),
        asOf(lenderVersions, block),
      ),
    );
  return new Map(rows.map((row) => [row.creditorId, row.shares]));
}

function toLending(
  pool: Pool,
  own: Totals & { readonly held: bigint; readonly lost: bigint },
  { state, tokens }: { readonly state: ChainState; readonly tokens: Tokens },
): z.infer<typeof Lending> {
  const { time: now } = state.block;
  const token = tokens.of(pool.terms.loanToken);
  const held = shares(own.held);
  const worth = convertToAssets(pool, now, held);
  const earned = worth + own.takenOut - own.putIn;
  return {
    creditorId: pool.creditorId,
    shares: `${held}`,
    worth: toMoney(worth, token),
    putIn: toMoney(own.putIn, token),
    takenOut: toMoney(own.takenOut, token),
    earned: toMoney(earned, token),
    lost: toMoney(own.lost, token),
    returnWad: own.putIn === 0n ? null : `${(earned * WAD) / own.putIn}`,
    maxWithdraw: toMoney(maxWithdraw(pool, now, held), token),
    maxRedeem: `${maxRedeem(pool, now, held)}`,
  };
}

/** What an account lends through some creditors, as of a state; those that are no pools miss. */
export async function readLending(
  queries: Queries,
  account: AddressHex,
  ids: readonly number[],
  world: { readonly state: ChainState; readonly tokens: Tokens },
): Promise<readonly z.infer<typeof Lending>[]> {
  if (ids.length === 0) return [];
  const { state } = world;
  const { number } = state.block;
  const held = await readShares(queries, account, ids, number);
  const totals = await readFlowTotals(queries, account, ids, number);
  const lost = await readLost(queries, account, ids, number);
  return ids.flatMap((id) => {
    const pool = state.pools.get(id);
    if (pool === undefined) return [];
    const { putIn, takenOut } = totals.get(id) ?? { putIn: 0n, takenOut: 0n };
    const own = { putIn, takenOut, held: held.get(id) ?? 0n, lost: lost.get(id) ?? 0n };
    const shown = soundOrNull(Lending, () => toLending(pool, own, world));
    return shown === null ? [] : [shown];
  });
}
