import { convertToAssets } from '@hypothec/model';
import type { Address, Pool, PoolEvent } from '@hypothec/model';
import type { Place } from './place.ts';
import type { Rows } from './rows.ts';

const ZERO: Address = `0x${'0'.repeat(40)}`;

/** Whose shares an event changes; the zero address is one, which may be given some for ever. */
export function lendersIn(event: PoolEvent): readonly Address[] {
  if (event.event === 'Withdraw') return [event.owner, ZERO];
  return event.event === 'Transfer' ? [event.from, event.to] : [];
}

/**
 * Books what lenders brought and took out; shares that change hands at what they are worth then.
 *
 * @param pool - As it is after the event, at the block's time.
 */
export function bookFlows(rows: Rows, pool: Pool, event: PoolEvent, place: Place): void {
  const add = (
    account: Address,
    kind: Rows['lenderFlows'][number]['kind'],
    assets: bigint,
    shares: bigint,
    side = 0,
  ): void => {
    const { creditorId } = pool;
    rows.lenderFlows.push({ ...place, side, creditorId, account, kind, assets, shares });
  };
  if (event.event === 'Deposit') add(event.owner, 'deposit', event.assets, event.shares);
  if (event.event === 'Withdraw') add(event.owner, 'withdraw', -event.assets, -event.shares);
  if (event.event !== 'Transfer') return;
  const { from, to, amount } = event;
  // New shares, and those on their way to be burnt, are told by the event that follows.
  if (from === ZERO || to === ZERO) return;
  const worth = convertToAssets(pool, place.time, amount);
  add(from, 'transfer-out', -worth, -amount);
  add(to, 'transfer-in', worth, amount, 1);
}
