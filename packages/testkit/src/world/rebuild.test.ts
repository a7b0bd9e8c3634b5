import { isDeepStrictEqual } from 'node:util';
import { Rebuild } from '@hypothec/model';
import type { Pool, Shares } from '@hypothec/model';
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
    ['loans', rebuild.loans, new Map([...world.loans].filter(([id]) => rebuild.loans.has(id)))],
    ['pools', rebuild.pools, poolsOf(world)],
    ['shares', sharesOf(rebuild.balances, 0), sharesOf(world.shares, 1)],
    ['approvals', rebuild.approvals, world.approvals],
    ['closed', rebuild.closed, world.closed],
  ] as const) {
    if (!isDeepStrictEqual(seen, expected)) return name;
  }
  const lost = [...world.loans].find(
    ([id, loan]) => !rebuild.loans.has(id) && (loan.units !== 0n || loan.holdings.length > 0),
  );
  return lost === undefined ? null : `loan ${lost[0]} is missing`;
}

const cases = worldConfigs.flatMap((config) => SEEDS.map((seed) => ({ config, seed })));

test.each(cases)('events alone rebuild $config.name, seed $seed', ({ config, seed }) => {
  const world = new World(config, replayAddresses(config));
  const rebuild = beginningOf(world);
  const generator = new Generator(new Random(seed), world);
  const seen = new Set<string>();
  for (let step = 1; step <= STEPS; step += 1) {
    const { elapsed, action } = generator.move();
    world.now = (world.now + elapsed) as typeof world.now;
    const result = execute(world, action);
    if (!result.ok) continue;
    for (const event of result.events) {
      seen.add(event.event);
      if (event.emitter === 'book') rebuild.book(event, world.now);
      else rebuild.pool(result.pool + 1, event, world.now);
    }
    expect({ step, action, lost: difference(rebuild, world) }).toEqual({
      step,
      action,
      lost: null,
    });
  }
  expect(seen.size).toBeGreaterThan(15);
});
