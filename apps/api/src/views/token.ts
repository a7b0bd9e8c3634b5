import { z } from 'zod';
import { Address } from '../schemas/index.ts';
import type { Token } from './reading.ts';

/** A token as it is answered. */
export const TokenView = z
  .object({
    address: Address,
    symbol: z.string(),
    name: z.string(),
    decimals: z.int().min(0).max(255),
  })
  .meta({
    id: 'Token',
    description: 'A token as its contract names itself; anyone may list anything, so check it.',
  });

/** A token as it is answered. */
export function toTokenView({ address, symbol, name, decimals }: Token) {
  return { address, symbol, name, decimals };
}

/** A length of time. */
export const Span = z
  .int()
  .min(0)
  .meta({ description: 'Seconds.', examples: [86_400] });
