import { revert } from '../errors.ts';
import { noSequencer } from '../marginCall.ts';
import type { Sequencer } from '../marginCall.ts';
import type { Timestamp } from '../units.ts';
import type { FeedRound } from './config.ts';

/**
 * Returns what a sequencer's uptime feed says: everything that is not a credible "up" is down.
 *
 * @param round - Its newest round; undefined where it does not answer, null on a chain without one.
 * @returns `since` is never after `now`; 0 without a feed and without a credible instant.
 * @example Answer 0 since 1,000: up since `1_000n`. The same read at 999: down, since `0n`.
 * @source contracts/src/oracles/SequencerUptime.sol
 */
export function sequencerAt(round: FeedRound | undefined | null, now: Timestamp): Sequencer {
  if (round === null) return noSequencer;
  if (round === undefined || round.startedAt === 0n || round.startedAt > now) {
    return { up: false, since: 0n as Timestamp };
  }
  return { up: round.answer === 0n, since: round.startedAt as Timestamp };
}

/**
 * Refuses unless the sequencer has been up for `grace` seconds.
 *
 * @throws {ProtocolError} SequencerDown with the instant, SequencerGrace with instant and grace.
 * @example Up since 1,000 with a grace of 3,600: refused until 4,599, accepted from 4,600 on.
 * @source contracts/src/oracles/SequencerUptime.sol `requireUp`
 */
export function requireUp(round: FeedRound | undefined, grace: bigint, now: Timestamp): void {
  const { up, since } = sequencerAt(round, now);
  if (!up) revert('SequencerDown', since);
  if (now - since < grace) revert('SequencerGrace', since, grace);
}
