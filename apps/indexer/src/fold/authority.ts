import type { Address } from '@hypothec/model';
import type { AuthorityEvent } from './log.ts';
import type { Place } from './place.ts';
import type { Rows } from './rows.ts';

interface Scheduled {
  readonly operationId: string;
  readonly nonce: number;
  readonly schedule: number;
  readonly caller: string;
  readonly target: string;
  readonly data: string;
}

/** Books what is scheduled with an AccessManager, and what became of it. */
export function bookAuthority(
  rows: Rows,
  authority: Address,
  { event, fields }: AuthorityEvent,
  place: Place,
): void {
  const { operationId, nonce } = fields as unknown as Scheduled;
  if (event === 'OperationScheduled') {
    const { schedule, caller, target, data } = fields as unknown as Scheduled;
    const { block, logIndex, time } = place;
    rows.operations.push({
      authority,
      operationId,
      nonce,
      block,
      logIndex,
      time,
      data,
      readyAt: BigInt(schedule),
      caller: caller.toLowerCase() as Address,
      target: target.toLowerCase() as Address,
    });
    return;
  }
  if (event !== 'OperationExecuted' && event !== 'OperationCanceled') return;
  const outcome = event === 'OperationExecuted' ? 'executed' : 'cancelled';
  const row = rows.operations.find(
    (item) =>
      item.authority === authority && item.operationId === operationId && item.nonce === nonce,
  );
  const { block } = place;
  if (row === undefined) rows.operationEnds.push({ authority, operationId, nonce, outcome, block });
  else Object.assign(row, { outcome, outcomeBlock: block });
}
