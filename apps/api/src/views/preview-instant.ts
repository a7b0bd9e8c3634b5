import type { Timestamp } from '@hypothec/model';
import { Problem } from '../errors/problem.ts';
import type { Head } from '../plugins/head.ts';

/** How far ahead of the newest block a preview looks: a year. */
const LOOK_AHEAD = 31_536_000n;

/**
 * The instant that a preview is for.
 *
 * @throws {Problem} 400 for one before the newest block, and for one too far after it.
 */
export function instantOf(head: Head, at: number | undefined): Timestamp {
  const now = at === undefined ? head.time : BigInt(at);
  if (now >= head.time && now <= head.time + LOOK_AHEAD) return now as Timestamp;
  const detail =
    `${now} is outside ${head.time}, the newest indexed block’s time, ` +
    `to ${head.time + LOOK_AHEAD}, a year later. Leave it out, or choose one within.`;
  throw new Problem('invalid-request', detail, {
    errors: [{ in: 'body', pointer: '/at', detail }],
  });
}
