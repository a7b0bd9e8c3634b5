import {
  cure,
  ladderState,
  previewCall,
  previewClear,
  previewLiquidate,
  previewPledge,
  previewRepay,
  previewWriteOff,
} from '@hypothec/model';
import type {
  Address,
  CollateralAssets,
  LadderState,
  LoanAssets,
  LoanId,
  ProtocolEvent,
} from '@hypothec/model';
import type { Answer } from '../people/behaviour.ts';
import { withMargin } from '../people/behaviour.ts';
import type { Mirror } from './mirror.ts';
import { onlyHolding } from './watch-list.ts';

/** Something that is done to a loan, on the chain and in the mirror alike. */
export type Act = { readonly id: LoanId } & (
  | { readonly kind: 'call' | 'clear' | 'liquidate' | 'write-off' }
  | { readonly kind: 'top-up'; readonly amount: CollateralAssets }
  | { readonly kind: 'repay'; readonly amount: LoanAssets }
);

/** An act with the loan as it was before, and what the model says it did. */
export interface Done {
  readonly act: Act;
  readonly before: LadderState;
  readonly after: LadderState;
  /** Of the book and its creditor, in their order. */
  readonly events: readonly ProtocolEvent[];
}

function run(mirror: Mirror, act: Act, keeper: Address): readonly ProtocolEvent[] {
  const { id } = act;
  const snapshot = mirror.snapshot(id);
  const by = { address: keeper };
  switch (act.kind) {
    case 'call':
      return mirror.apply(id, previewCall(snapshot, by)).events;
    case 'clear':
      return mirror.apply(id, previewClear(snapshot, by)).events;
    case 'liquidate':
      return mirror.apply(id, previewLiquidate(snapshot, {}, by)).events;
    case 'write-off':
      return mirror.apply(id, previewWriteOff(snapshot, by)).events;
    case 'top-up': {
      const { id: collateralId } = onlyHolding(snapshot.loan);
      const { amount } = act;
      return mirror.apply(id, previewPledge(snapshot, { collateralId, amount })).events;
    }
    case 'repay':
      return mirror.apply(id, previewRepay(snapshot, { amount: act.amount })).events;
  }
}

/** Does an act in the mirror. */
export function perform(mirror: Mirror, act: Act, keeper: Address): Done {
  const before = ladderState(mirror.snapshot(act.id));
  const events = run(mirror, act, keeper);
  return { act, before, after: ladderState(mirror.snapshot(act.id)), events };
}

/**
 * What a called borrower who answers does now: brings what cures and a little more. Null while
 * there is no price, and when the call is no longer open.
 */
export function answerAct(mirror: Mirror, id: LoanId, answer: Answer['act']): Act | null {
  const snapshot = mirror.snapshot(id);
  const { call, worth } = ladderState(snapshot);
  if (call === null || worth === null || answer === 'nothing') return null;
  const { repayment, topUps } = cure(snapshot);
  if (answer === 'repay') {
    return { kind: 'repay', id, amount: withMargin(repayment > 0n ? repayment : 1n) as LoanAssets };
  }
  const topUp = topUps[0] ?? 0n;
  return { kind: 'top-up', id, amount: withMargin(topUp > 0n ? topUp : 1n) as CollateralAssets };
}
