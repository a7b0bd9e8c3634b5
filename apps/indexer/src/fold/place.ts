import type { Timestamp } from '@hypothec/model';

/** Where an event stands. */
export interface Place {
  readonly block: number;
  readonly logIndex: number;
  readonly time: Timestamp;
  readonly transactionHash: `0x${string}`;
}
