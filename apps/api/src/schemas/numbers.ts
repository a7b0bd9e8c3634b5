import { z } from 'zod';

/** Of the places that a 256-bit whole number may take. */
const DIGITS = 78;

/** A whole number without a sign, as a decimal string: exact at any size. */
export const Whole = z
  .string()
  .regex(new RegExp(`^(?:0|[1-9][0-9]{0,${DIGITS - 1}})$`), 'digits alone, without leading zeros')
  .meta({ description: 'A whole number, decimal, as a string.', examples: ['1500000000'] });

/** A whole number that may be negative, as a decimal string. */
export const SignedWhole = z
  .string()
  .regex(new RegExp(`^(?:0|-?[1-9][0-9]{0,${DIGITS}})$`), 'digits with at most a minus before them')
  .meta({ description: 'A whole number with a sign, as a string.', examples: ['-250000'] });

/** A ratio, `1e18` = 1, as a decimal string. */
export const Wad = Whole.meta({
  description: 'A ratio: 1000000000000000000 is 1 (100 %).',
  examples: ['640000000000000000'],
});

/** A ratio in basis points, 10,000 = 100 %. */
export const Bps = z
  .int()
  .min(0)
  .meta({ description: 'Basis points: 10000 is 100 %.', examples: [6400] });

/** An instant of the chain, unix seconds. */
export const Instant = z
  .int()
  .min(0)
  .meta({ description: 'Unix time, seconds.', examples: [1_760_000_000] });

/** A whole number in a query, within bounds; `fallback` where it is not given. */
export function intQuery(min: number, max: number, description: string) {
  return z
    .codec(
      z.string().regex(/^(?:0|[1-9][0-9]{0,14})$/, `a whole number from ${min} to ${max}`),
      z.int().min(min).max(max),
      { decode: Number, encode: String },
    )
    .meta({ type: 'integer', minimum: min, maximum: max, description });
}

/** An instant in a query, unix seconds. */
export const InstantQuery = intQuery(0, 253_402_300_799, 'Unix time, seconds.');

/** A block's number in a query. */
export const BlockQuery = intQuery(0, 2 ** 48, 'A block number.');

/** A whole number of base units in a query or body, as a bigint from here on. */
export const AmountInput = z
  .codec(
    Whole,
    z
      .bigint()
      .min(0n)
      .max(2n ** 256n - 1n),
    { decode: BigInt, encode: String },
  )
  .meta({ description: 'Base units, decimal, as a string.', examples: ['1500000000'] });
