import type { Address, PriceAnswer } from '@hypothec/model';
import type { ChainEvent } from '@hypothec/sdk';

/** An event of an AccessManager: who may do what, and what is scheduled. */
export interface AuthorityEvent {
  readonly emitter: 'authority';
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Another AccessManager decides who curates a creditor: no event of the model. */
export interface AuthorityChange {
  readonly emitter: 'pool';
  readonly event: 'AuthorityUpdated';
  readonly authority: Address;
}

/** What a price is made of. */
export type SourceEvent =
  | {
      readonly emitter: 'feed';
      readonly event: 'AnswerUpdated';
      readonly answer: bigint;
      readonly updatedAt: bigint;
    }
  | { readonly emitter: 'rate'; readonly event: 'RateSet'; readonly rate: bigint }
  | {
      readonly emitter: 'oracle';
      readonly event: 'AnchorMoved';
      readonly from: bigint;
      readonly to: bigint;
      readonly rate: bigint;
    };

/** An event that the indexer keeps, with its place. */
export interface Placed {
  readonly address: Address;
  readonly logIndex: number;
  readonly transactionHash: `0x${string}`;
  readonly event: ChainEvent | AuthorityChange | AuthorityEvent | SourceEvent;
}

/** A block with the events of ours in it. */
export interface Block {
  readonly number: number;
  readonly hash: `0x${string}`;
  readonly parentHash: `0x${string}`;
  readonly time: bigint;
  readonly transactions: number;
  readonly logs: readonly Placed[];
  /** Of oracles that are read, as of the block's end; empty where they were not. */
  readonly answers: ReadonlyMap<Address, PriceAnswer>;
}
