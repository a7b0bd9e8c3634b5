import type { LadderState, LoanId, Wad } from '@hypothec/model';

/** A loan as the keeper sees it, all loans of a snapshot in one block. */
export interface WatchedLoan {
  readonly id: LoanId;
  readonly ladder: LadderState;
}

/** What the keeper holds out for. */
export interface KeeperPolicy {
  /** Least bonus that makes a sale worth sending, wad. */
  readonly leastBonusWad: Wad;
  /** From this LTV on a sale is sent at any bonus, since waiting costs lenders more, wad. */
  readonly urgentLtvWad: Wad;
}

/** One permissionless call to send. */
export interface KeeperAction {
  readonly kind: 'call' | 'clear' | 'liquidate' | 'write-off';
  readonly id: LoanId;
}

/** 0.5 %: pays the gas and the way to the market; from an LTV of 92 % on any sale is made. */
export const defaultPolicy: KeeperPolicy = {
  leastBonusWad: 5_000_000_000_000_000n as Wad,
  urgentLtvWad: 920_000_000_000_000_000n as Wad,
};

/** What a report says of the keeper. */
export const keeperText =
  'The keeper sends each call and each clearing at the first price that allows it, and each sale ' +
  'once its bonus is 0.5 % or more, or the LTV 92 % or more. It always has the loan token, and ' +
  'selling what it seized moves no price.';

function actionOn({ ladder }: WatchedLoan, policy: KeeperPolicy): KeeperAction['kind'] | null {
  const { state, worth, call, bonusWad, debt } = ladder;
  if (worth === null || state === 'none') return null;
  if (state === 'soft-liquidation' || state === 'hard-liquidation') {
    if (worth.valueHigh === 0n) return 'write-off';
    const due = bonusWad >= policy.leastBonusWad || worth.ltvWad >= policy.urgentLtvWad;
    // A sale that is not worth sending yet must not keep the call from being made meanwhile.
    if (due) return 'liquidate';
    return call === null && debt > worth.low.call ? 'call' : null;
  }
  if (state === 'call-due') return 'call';
  return state === 'called' && call?.reason === 'price' && debt <= worth.low.clear ? 'clear' : null;
}

const urgency: Readonly<Record<KeeperAction['kind'], number>> = {
  liquidate: 0,
  'write-off': 1,
  call: 2,
  clear: 3,
};

/**
 * Decides what to send for one snapshot. Pure: the same snapshot gives the same actions.
 *
 * @param loans - Loans of one block; each gets at most one action.
 * @returns Sales first, then write-offs, calls and clearings; within each as the loans were given.
 */
export function decide(
  loans: readonly WatchedLoan[],
  policy: KeeperPolicy,
): readonly KeeperAction[] {
  const actions = loans.flatMap((loan) => {
    const kind = actionOn(loan, policy);
    return kind === null ? [] : [{ kind, id: loan.id }];
  });
  return actions.sort((a, b) => urgency[a.kind] - urgency[b.kind]);
}
