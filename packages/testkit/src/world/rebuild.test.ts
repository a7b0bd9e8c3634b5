import { isDeepStrictEqual } from 'node:util';
import { Rebuild } from '@hypothec/model';
import type { Pool, ProtocolEvent, Shares, Timestamp } from '@hypothec/model';
import { expect, test } from 'vitest';
import { worldConfigs } from '../differential/configs.ts';
import { Generator } from '../differential/generate.ts';
import { Random } from '../random.ts';
import { replayAddresses } from './addresses.ts';
import { execute } from './execute.ts';
import { World } from './world.ts';

const STEPS = 2_500;
const SEEDS = [1n, 2n] as const;

/** A rebuild that knows how the world begins, and of the rest nothing. */
function beginningOf(world: World): Rebuild {
  const rebuild = new Rebuild();
  for (const pool of world.pools) rebuild.pools.set(pool.creditorId, pool);
  for (const [key, listing] of world.listings) rebuild.listings.set(key, listing);
  return rebuild;
}

function poolsOf(world: World): ReadonlyMap<number, Pool> {
  return new Map(world.pools.map((pool) => [pool.creditorId, pool]));
}

/** Balances by the creditor's number, as the rebuild has them; what is zero is as good as none. */
function sharesOf(shares: ReadonlyMap<string, bigint>, shift: number): Record<string, Shares> {
  const held = [...shares].flatMap(([key, amount]) => {
    const [pool, account] = key.split(':');
    return amount === 0n ? [] : [[`${Number(pool) + shift}:${account}`, amount as Shares]];
  });
  return Object.fromEntries(held);
}

/** What the rebuild has otherwise than the world. */
function difference(rebuild: Rebuild, world: World): string | null {
  for (const [name, seen, expected] of [
    ['loans', rebuild.loans, world.loans],
    ['pools', rebuild.pools, poolsOf(world)],
    ['shares', sharesOf(rebuild.balances, 0), sharesOf(world.shares, 1)],
    ['approvals', rebuild.approvals, world.approvals],
    ['closed', rebuild.closed, world.closed],
  ] as const) {
    if (!isDeepStrictEqual(seen, expected)) return name;
  }
  return null;
}

/** A rebuild with no more than what some events touch, as kept between blocks. */
function loadFor(kept: Rebuild, events: readonly ProtocolEvent[], creditorId: number): Rebuild {
  const some = new Rebuild();
  copy(kept.pools, some.pools, [creditorId]);
  for (const event of events) {
    if ('id' in event) copy(kept.loans, some.loans, [event.id]);
    const accounts = event.event === 'Transfer' ? [event.from, event.to] : [];
    const keys = accounts.map((account) => `${creditorId}:${account}`);
    copy(kept.balances, some.balances, keys);
  }
  return some;
}

function copy<K, V>(from: ReadonlyMap<K, V>, to: Map<K, V>, keys: Iterable<K>): void {
  for (const key of keys) {
    const value = from.get(key);
    if (value !== undefined) to.set(key, value);
  }
}

/** What was rebuilt goes back to what is kept. */
function keep(kept: Rebuild, some: Rebuild): void {
  copy(some.pools, kept.pools, some.pools.keys());
  copy(some.loans, kept.loans, some.loans.keys());
  copy(some.balances, kept.balances, some.balances.keys());
  copy(some.approvals, kept.approvals, some.approvals.keys());
}

function tell(
  rebuild: Rebuild,
  events: readonly ProtocolEvent[],
  at: { readonly creditorId: number; readonly now: Timestamp },
): void {
  for (const event of events) {
    if (event.emitter === 'book') rebuild.book(event, at.now);
    else rebuild.pool(at.creditorId, event, at.now);
  }
}

const cases = worldConfigs.flatMap((config) => SEEDS.map((seed) => ({ config, seed })));

// Once from the first event to the last, once with each transaction's events on their own.
test.each(cases)('events alone rebuild $config.name, seed $seed', ({ config, seed }) => {
  const world = new World(config, replayAddresses(config));
  const whole = beginningOf(world);
  const kept = beginningOf(world);
  const generator = new Generator(new Random(seed), world);
  const seen = new Set<string>();
  for (let step = 1; step <= STEPS; step += 1) {
    const { elapsed, action } = generator.move();
    world.now = (world.now + elapsed) as typeof world.now;
    const result = execute(world, action);
    if (!result.ok) continue;
    const { events } = result;
    for (const { event } of events) seen.add(event);
    const place = { creditorId: result.pool + 1, now: world.now };
    tell(whole, events, place);
    const some = loadFor(kept, events, place.creditorId);
    tell(some, events, place);
    keep(kept, some);
    const lost = [difference(whole, world), difference(kept, world)];
    expect({ step, action, lost }).toEqual({ step, action, lost: [null, null] });
  }
  expect(seen.size).toBeGreaterThan(15);
});
