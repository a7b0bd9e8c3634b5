import type { WorldConfig } from '../world/config.ts';
import { replay } from './replay.ts';
import { traceOf } from './run.ts';
import type { Move, Tools } from './run.ts';

/** The trace of a given list of moves. */
export function traceOfMoves(tools: Tools, config: WorldConfig, moves: readonly Move[]) {
  const left = moves.values();
  return traceOf(tools, config, () => left.next().value ?? null);
}

/**
 * Makes a failing list of moves shorter while it still fails, by leaving out ever smaller pieces.
 * The time of what is left out is added to the move after it.
 *
 * @param tries - Most replays to spend, each about a second.
 */
export async function shrink(
  tools: Tools,
  config: WorldConfig,
  failing: readonly Move[],
  tries: number,
): Promise<readonly Move[]> {
  let moves = failing;
  let left = tries;
  let size = Math.ceil(moves.length / 2);
  while (size >= 1 && left > 0) {
    let at = 0;
    while (at < moves.length && left > 0) {
      const fewer = without(moves, at, size);
      left -= 1;
      if (fewer.length > 0 && (await replay([traceOfMoves(tools, config, fewer)])) !== null) {
        moves = fewer;
      } else {
        at += size;
      }
    }
    size = Math.floor(size / 2);
  }
  return moves;
}

function without(moves: readonly Move[], at: number, size: number): readonly Move[] {
  const gone = moves.slice(at, at + size).reduce((sum, { elapsed }) => sum + elapsed, 0n);
  const [next, ...rest] = moves.slice(at + size);
  if (next === undefined) return moves.slice(0, at);
  return [...moves.slice(0, at), { ...next, elapsed: next.elapsed + gone }, ...rest];
}
