import { unfollowed } from './world.ts';
import type { World } from './world.ts';

/**
 * Makes sure that the tables have a creditor as the chain has it.
 *
 * @throws {Problem} 404 for one whose events did not fit the rules of a lending pool.
 */
export function requireFollowed(world: World, creditorId: number): void {
  if (!world.follows(creditorId)) throw unfollowed(creditorId, world.state.block.number);
}
