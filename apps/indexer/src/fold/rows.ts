import type {
  approvals,
  authorities,
  blocks,
  calls,
  creditors,
  endings,
  events,
  feedRounds,
  lenderFlows,
  lenderVersions,
  liquidations,
  listings,
  loans,
  loanVersions,
  losses,
  movements,
  operations,
  oracleAnswers,
  poolVersions,
  rateChanges,
} from '@hypothec/database';
import type { Address, LoanId } from '@hypothec/model';

/** How a margin call ended. */
export type Ending = (typeof endings)[number];

/** The end of a call that was made in an earlier batch. */
export interface CallEnd {
  readonly loanId: LoanId;
  readonly ending: Ending;
  readonly block: number;
  readonly logIndex: number;
  readonly time: bigint;
}

/** The outcome of an operation that was scheduled in an earlier batch. */
export interface OperationEnd {
  readonly authority: Address;
  readonly operationId: string;
  readonly nonce: number;
  readonly outcome: 'executed' | 'cancelled';
  readonly block: number;
}

type New<Table extends { readonly $inferInsert: object }> = Table['$inferInsert'][];

/** What a batch of blocks adds to the tables, and what it ends in them. */
export class Rows {
  readonly blocks: New<typeof blocks> = [];
  readonly events: New<typeof events> = [];
  readonly creditors: New<typeof creditors> = [];
  readonly authorities: New<typeof authorities> = [];
  readonly listings: New<typeof listings> = [];
  readonly loans: New<typeof loans> = [];
  readonly loanVersions: New<typeof loanVersions> = [];
  readonly calls: New<typeof calls> = [];
  readonly liquidations: New<typeof liquidations> = [];
  readonly movements: New<typeof movements> = [];
  readonly approvals: New<typeof approvals> = [];
  readonly poolVersions: New<typeof poolVersions> = [];
  readonly lenderVersions: New<typeof lenderVersions> = [];
  readonly lenderFlows: New<typeof lenderFlows> = [];
  readonly losses: New<typeof losses> = [];
  readonly feedRounds: New<typeof feedRounds> = [];
  readonly rateChanges: New<typeof rateChanges> = [];
  readonly oracleAnswers: New<typeof oracleAnswers> = [];
  readonly operations: New<typeof operations> = [];

  /** Rows of earlier batches that end. */
  readonly callEnds: CallEnd[] = [];
  readonly operationEnds: OperationEnd[] = [];
  readonly closedListings: { creditorId: number; collateralId: number; block: number }[] = [];
  readonly faults: { creditorId: number; block: number; fault: string }[] = [];
}
