import type { LoanId, Timestamp } from '@hypothec/model';
import { UsageError } from '../errors.ts';
import { Dice, seedOf } from './random.ts';

/** What called borrowers do, in per cent of them; the rest does nothing. */
export interface Behaviour {
  readonly topUpPercent: bigint;
  readonly repayPercent: bigint;
}

/** What one borrower will do about one call. */
export interface Answer {
  readonly act: 'top-up' | 'repay' | 'nothing';
  /** When, unix seconds; inside the cure window. */
  readonly at: Timestamp;
}

/** How much more than asked a borrower brings, bps: nobody tops up to the last unit. */
export const MARGIN_BPS = 200n;

/** A first guess, to be replaced by a study: half of all called borrowers are not there. */
export const defaultBehaviour: Behaviour = { topUpPercent: 30n, repayPercent: 20n };

/** What a report says of the borrowers. */
export function behaviourText({ topUpPercent, repayPercent }: Behaviour): string {
  return (
    `Of called borrowers ${topUpPercent} % pledge more and ${repayPercent} % repay, each ` +
    `${MARGIN_BPS / 100n} % more than then cures, at an even random moment of the cure window; ` +
    `${100n - topUpPercent - repayPercent} % do nothing. Each call is answered anew.`
  );
}

/** Refuses shares that are not shares. */
export function checkBehaviour(behaviour: Behaviour): Behaviour {
  const { topUpPercent, repayPercent } = behaviour;
  if (topUpPercent + repayPercent > 100n) {
    throw new UsageError(
      `--top-up ${topUpPercent} and --repay ${repayPercent} are more than 100 % together.`,
    );
  }
  return behaviour;
}

/**
 * Returns what a borrower does about a call. A function of seed, loan and call alone, so that a
 * restart changes nothing.
 *
 * @param window - Length of the cure window, seconds.
 */
export function answerTo(
  behaviour: Behaviour,
  seed: bigint,
  call: { readonly id: LoanId; readonly calledAt: bigint; readonly window: bigint },
): Answer {
  const dice = new Dice(seedOf(seed, 'answer', call.id, call.calledAt));
  const drawn = dice.below(100n);
  const at = (call.calledAt + 1n + dice.below(call.window - 1n)) as Timestamp;
  const { topUpPercent, repayPercent } = behaviour;
  if (drawn < topUpPercent) return { act: 'top-up', at };
  return { act: drawn < topUpPercent + repayPercent ? 'repay' : 'nothing', at };
}

/** An amount with the margin on top, rounded up. */
export function withMargin(amount: bigint): bigint {
  return amount + (amount * MARGIN_BPS + 9_999n) / 10_000n;
}
