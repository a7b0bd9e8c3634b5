import { splitMix64 } from '@hypothec/risk';

const MASK_64 = (1n << 64n) - 1n;

/** A share of one, 1e9 = 1: fine enough for choices, exact on every machine. */
export const WHOLE_SHARE = 1_000_000_000n;

/** Seeded choices: the same seed gives the same ones on every machine. */
export class Dice {
  readonly #next: () => bigint;

  constructor(seed: bigint) {
    this.#next = splitMix64(seed & MASK_64);
  }

  /** A whole number in `[0, below)`, `below >= 1`. */
  below(below: bigint): bigint {
    return this.#next() % below;
  }

  /** A share in `[0, 1e9)`. */
  share(): bigint {
    return this.below(WHOLE_SHARE);
  }
}

/** Folds texts and numbers into a seed, so that each question has its own numbers. */
export function seedOf(seed: bigint, ...parts: readonly (string | bigint)[]): bigint {
  let hash = seed ^ 0xcbf29ce484222325n;
  for (const character of parts.join('|')) {
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & MASK_64;
  }
  return hash;
}
