import { PriceHistoryError } from '../prices/errors.ts';

const MASK_64 = (1n << 64n) - 1n;
const GOLDEN_GAMMA = 0x9e3779b97f4a7c15n;

/** A seed outside the generator's range. Do not retry; choose another. */
export class SeedError extends PriceHistoryError {
  override readonly name = 'SeedError';
  readonly seed: bigint;

  constructor(seed: bigint) {
    super(`The seed is ${seed}. Allowed: a whole number from 0 to ${MASK_64}.`);
    this.seed = seed;
  }
}

/** Refuses a seed that 64 bits do not hold, rather than folding two seeds into one. */
export function checkSeed(seed: bigint): bigint {
  if (seed < 0n || seed > MASK_64) throw new SeedError(seed);
  return seed;
}

/**
 * SplitMix64: a counter in steps of the golden ratio, scrambled. Integers only, so the same seed
 * gives the same numbers on every machine. Good enough for noise, useless for secrets.
 *
 * Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014; test vector
 * for seed 1234567 in the test beside this file.
 *
 * @param seed - In `[0, 2^64)`.
 * @returns A function that gives the next number in `[0, 2^64)` at each call.
 */
export function splitMix64(seed: bigint): () => bigint {
  let state = checkSeed(seed);
  return () => {
    state = (state + GOLDEN_GAMMA) & MASK_64;
    let mixed = state;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    return mixed ^ (mixed >> 31n);
  };
}

/** Standard deviation of `bellSteps`: `2 · sqrt(4 · (2^32 − 1) / 12)`, rounded. */
export const BELL_DEVIATION = 75_674n;

/**
 * Makes whole-number noise with mean zero and standard deviation `BELL_DEVIATION`: twice the sum
 * of four 16-bit numbers, less its mean, close to a bell curve.
 *
 * @param stream - Name of the noise; each name has its own numbers under one seed, so adding a
 *   series changes no other.
 */
export function bellSteps(seed: bigint, stream: string): () => number {
  const next = splitMix64(checkSeed(seed) ^ hash64(stream));
  return () => {
    const bits = next();
    const high = Number(bits >> 32n);
    const low = Number(bits & 0xffffffffn);
    const sum = (high >>> 16) + (high & 0xffff) + (low >>> 16) + (low & 0xffff);
    return 2 * sum - 4 * 0xffff;
  };
}

/** FNV-1a over the code points of the text. */
function hash64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash = ((hash ^ BigInt(character.codePointAt(0) as number)) * 0x100000001b3n) & MASK_64;
  }
  return hash;
}
