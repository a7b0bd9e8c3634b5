import { createHash } from 'node:crypto';

/** Choices that follow from a name alone, the same on every machine. */
export class Chance {
  readonly #name: string;
  #drawn = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** A whole number in `[from, to]`, each about as likely as the others. */
  between(from: bigint, to: bigint): bigint {
    const digest = createHash('sha512').update(`${this.#name} ${this.#drawn}`).digest('hex');
    this.#drawn += 1;
    return from + (BigInt(`0x${digest}`) % (to - from + 1n));
  }

  /** A whole number in `[from, to]` of any size: small ones are as likely as large. */
  magnitude(from: bigint, to: bigint): bigint {
    const span = to - from;
    const bits = this.between(0n, BigInt(span.toString(2).length));
    const value = this.between(0n, 2n ** bits - 1n);
    return from + (value > span ? span : value);
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Number(this.between(0n, BigInt(items.length - 1)))] ?? items[0];
  }

  chance(percent: bigint): boolean {
    return this.between(1n, 100n) <= percent;
  }
}
