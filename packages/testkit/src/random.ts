import { splitMix64 } from '@hypothec/risk';

/** Seeded choices for tests: the same seed gives the same choices on every machine. */
export class Random {
  readonly #next: () => bigint;

  constructor(seed: bigint) {
    this.#next = splitMix64(seed);
  }

  /** A whole number in `[0, below)`; `below >= 1`, at most 2^64. */
  below(below: bigint): bigint {
    return this.#next() % below;
  }

  /** A whole number in `[0, below)` of any size, from as many draws as it takes. */
  wide(below: bigint): bigint {
    let value = 0n;
    for (let bits = below; bits > 0n; bits >>= 64n) value = (value << 64n) | this.#next();
    return value % below;
  }

  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean {
    return this.below(100n) < BigInt(percent);
  }

  /** One of the items. */
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    return items[Number(this.below(BigInt(items.length)))] as T;
  }

  /** One of the items, each as likely as its weight. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T {
    const total = items.reduce((sum, [weight]) => sum + weight, 0);
    let left = Number(this.below(BigInt(total)));
    for (const [weight, item] of items) {
      if (left < weight) return item;
      left -= weight;
    }
    return (items[0] as readonly [number, T])[1];
  }
}
