import type { Address, LoanId, Pool, Shares, Timestamp, Units } from '@hypothec/model';
import type { InclusionProof, TreeContext, TreeRoot } from '@hypothec/sdk';

/** What of a loan is in a tree. */
export interface LoanRow {
  readonly id: LoanId;
  readonly units: Units;
  readonly holdings: readonly (readonly [collateralId: number, amount: string])[];
}

/** A lender with shares. */
export type LenderRow = readonly [account: Address, shares: Shares];

/** What a tree is made from. */
export type Row = LenderRow | LoanRow;

/** What turns rows into leaves; `creditors` are those whose loans are looked at. */
export type Source =
  | { readonly side: 'lenders'; readonly pool: Pool; readonly now: Timestamp }
  | { readonly side: 'loans'; readonly pool: Pool; readonly now: Timestamp }
  | {
      readonly side: 'collateral';
      readonly creditors: readonly number[];
      /** Listings of the token: `creditorId:collateralId`. */
      readonly listings: ReadonlySet<string>;
    };

/** A tree that can be built: what it is about, and from what. */
export interface TreePlan {
  readonly context: TreeContext;
  readonly source: Source;
}

/** Names a tree; the block's hash stands for all that is in it. */
export function keyOf({ blockHash, holder, token, side }: TreeContext): string {
  return `${blockHash}:${holder}:${token}:${side}`;
}

/** What the worker is asked. Rows of a tree come before it is built, in any number of parts. */
export type Job =
  | { readonly kind: 'rows'; readonly job: number; readonly rows: readonly Row[] }
  | { readonly kind: 'build'; readonly job: number; readonly plan: TreePlan }
  | { readonly kind: 'drop'; readonly job: number }
  | {
      readonly kind: 'prove';
      readonly job: number;
      readonly key: string;
      readonly subject: `0x${string}`;
    };

/** A tree that was built, and those that made room for it. */
export interface Built {
  readonly root: TreeRoot;
  readonly dropped: readonly string[];
}

/** A proof, or what is missing for it. */
export type Proved = InclusionProof | 'no-leaf' | 'no-tree';

/** What the worker answers. */
export type Answer =
  | { readonly job: number; readonly result: Built | Proved }
  | { readonly job: number; readonly fault: string };
