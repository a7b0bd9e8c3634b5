import { limitAt, totalValue } from '@hypothec/model';
import type { Address, Rung } from '@hypothec/model';
import type { Random } from '../random.ts';
import type { Action } from '../world/actions.ts';
import type { World } from '../world/world.ts';
import type { Subjects } from './subjects.ts';

/** Moves prices: mostly to where some loan meets a rung of its ladder. */
export class PriceMoves {
  readonly #random: Random;
  readonly #world: World;
  readonly #subjects: Subjects;

  constructor(random: Random, world: World, subjects: Subjects) {
    this.#random = random;
    this.#world = world;
    this.#subjects = subjects;
  }

  /**
   * Moves the price of a loan's first collateral to where its debt meets a rung, or just past it.
   */
  #stress(caller: Address): Action | null {
    const r = this.#random;
    const live = this.#subjects.live();
    if (live.length === 0) return null;
    const { items, debt } = this.#subjects.look(r.pick(live));
    const lead = items?.[0];
    if (items === null || lead === undefined) return null;
    const rungs: readonly Rung[] = ['open', 'clear', 'call', 'call', 'call', 'liquidation'];
    const limit = r.chance(90) ? limitAt(items, 'low', r.pick(rungs)) : totalValue(items, 'low');
    if (limit === 0n) return null;
    const exact = (lead.bounds.low * debt) / limit;
    const near = exact - 2n + r.below(5n);
    const wide = (exact * (9_500n + r.below(700n))) / 10_000n;
    const low = r.chance(30) ? near : wide;
    const at = low < 1n ? 1n : low;
    const high = r.chance(80) ? at : at + (at * r.below(300n)) / 10_000n;
    return { kind: 'setPrice', caller, oracle: lead.listing.oracle, low: at, high };
  }

  /**
   * A step of up to 6 %, sometimes a crash, sometimes back to where it started, sometimes two
   * prices.
   */
  next(caller: Address): Action {
    const r = this.#random;
    const stressed = r.chance(55) ? this.#stress(caller) : null;
    if (stressed !== null) return stressed;
    const world = this.#world;
    const index = Number(r.below(BigInt(world.at.oracles.length)));
    const oracle = world.at.oracles[index] as Address;
    const start = world.config.listings[index]?.price ?? 1n;
    const now = world.oracles.get(oracle)?.low ?? start;
    const low = r.weighted<() => bigint>([
      [60, () => (now * (9_400n + r.below(1_200n))) / 10_000n + 1n],
      [14, () => (now * (6_000n + r.below(3_500n))) / 10_000n + 1n],
      [24, () => (start * (8_000n + r.below(4_001n))) / 10_000n],
      [1, () => 1n],
      [1, () => (r.chance(50) ? 0n : start * 10n ** 12n)],
    ])();
    const high = r.chance(80) ? low : low + (low * r.below(500n)) / 10_000n;
    return { kind: 'setPrice', caller, oracle, low, high: r.chance(99) ? high : low / 2n };
  }
}
