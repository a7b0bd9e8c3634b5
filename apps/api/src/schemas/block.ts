import { z } from 'zod';
import { Hash } from './ids.ts';
import { Instant } from './numbers.ts';

/** The block that an answer is as of. */
export const BlockRef = z.object({ number: z.int().min(0), hash: Hash, time: Instant }).meta({
  id: 'Block',
  description: 'The indexed block that the answer is as of.',
  examples: [
    {
      number: 1234,
      hash: '0x4e3a3754410177e6937ef1f84bba68ea139e8d1a2258c5f85db9f1cd715a1bdd',
      time: 1_760_000_000,
    },
  ],
});

/** A block as it is answered. */
export function toBlockRef(block: {
  readonly number: number;
  readonly hash: `0x${string}`;
  readonly time: bigint;
}) {
  return { number: block.number, hash: block.hash, time: Number(block.time) };
}
