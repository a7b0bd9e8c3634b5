import { MAX_UINT256, parseLoanId } from '@hypothec/model';
import type {
  CollateralAssets,
  CollateralId,
  CureAmounts,
  LoanAssets,
  LoanId,
  Sold,
} from '@hypothec/model';
import type { ContractFunctionArgs, ContractFunctionName, Hex } from 'viem';
import { toAddress } from '../address.ts';
import { findEvent } from '../events.ts';
import type { ChainEvent } from '../events.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { emittersOf, said } from './emitters.ts';
import type { Sender } from './sender.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

/** Which loan of which book. */
export interface OnLoan {
  readonly book: string;
  readonly id: LoanId;
}

type BookFunction = ContractFunctionName<typeof loanBookAbi, 'nonpayable' | 'payable'>;
type BookArgs<Name extends BookFunction> = ContractFunctionArgs<
  typeof loanBookAbi,
  'nonpayable' | 'payable',
  Name
>;

async function onLoan<Name extends BookFunction, Returns>(
  sender: Sender,
  { book, id }: OnLoan,
  functionName: Name,
  args: BookArgs<Name>,
  returns: (events: readonly ChainEvent[]) => Returns,
): Promise<Written<Returns>> {
  parseLoanId(id);
  const emitters = await emittersOf(sender, book, [id]);
  const receipt = await callContract(sender, book, loanBookAbi, functionName, args);
  return toWritten(receipt, emitters, returns);
}

const nothing = (): null => null;

/**
 * Pledges and draws in one transaction. The book must be approved for what is pledged
 * (`ensureAllowance`).
 *
 * Simulated before it is sent; the promise ends when the transaction is in the chain.
 *
 * @param args.id - A loan of the borrower's own choosing: `makeLoanId`.
 * @param args.pledged - Collateral-token units, `> 0`.
 * @param args.drawn - Loan-token units, `> 0`.
 * @param args.receiver - Gets the funds; the sender without it.
 * @throws {RevertError} what the contract refuses, before anything is sent.
 * @throws {TransactionUnknownError} when it is not known whether a node took it; look for the hash.
 * @source contracts/src/interfaces/ILoanBook.sol `open`
 */
export async function sendOpen(
  sender: Sender,
  args: OnLoan & {
    readonly collateralId: CollateralId;
    readonly pledged: bigint;
    readonly drawn: bigint;
    readonly receiver?: string;
  },
): Promise<Written> {
  const { id, collateralId, pledged, drawn, receiver = sender.address } = args;
  const given = [id, collateralId, pledged, drawn, toAddress(receiver)] as const;
  return onLoan(sender, args, 'open', given, nothing);
}

/** Adds collateral; the book must be approved for it. As `sendOpen`. */
export async function sendPledge(
  sender: Sender,
  args: OnLoan & { readonly collateralId: CollateralId; readonly amount: bigint },
): Promise<Written> {
  const { id, collateralId, amount } = args;
  return onLoan(sender, args, 'pledge', [id, collateralId, amount], nothing);
}

/** Takes collateral out, all of it without an amount. As `sendOpen`; returns what was sent. */
export async function sendWithdraw(
  sender: Sender,
  args: OnLoan & {
    readonly collateralId: CollateralId;
    readonly amount?: bigint;
    readonly receiver?: string;
  },
): Promise<Written<CollateralAssets>> {
  const { book, id, collateralId, amount = MAX_UINT256, receiver = sender.address } = args;
  const given = [id, collateralId, amount, toAddress(receiver)] as const;
  return onLoan(sender, args, 'withdraw', given, (events) => {
    return said(findEvent(events, 'Withdrawn'), book, 'book of loans').amount;
  });
}

/** Borrows more. As `sendOpen`. */
export async function sendDraw(
  sender: Sender,
  args: OnLoan & { readonly amount: bigint; readonly receiver?: string },
): Promise<Written> {
  const { id, amount, receiver = sender.address } = args;
  return onLoan(sender, args, 'draw', [id, amount, toAddress(receiver)], nothing);
}

/**
 * Repays for any loan, all of the debt without an amount. The book must be approved for it, and for
 * a little more than the debt as it is read, since interest grows until the transaction is in.
 *
 * As `sendOpen`; returns what was taken.
 */
export async function sendRepay(
  sender: Sender,
  args: OnLoan & { readonly amount?: bigint },
): Promise<Written<LoanAssets>> {
  const { book, id, amount = MAX_UINT256 } = args;
  return onLoan(sender, args, 'repay', [id, amount], (events) => {
    return said(findEvent(events, 'Repaid'), book, 'book of loans').repaid;
  });
}

/** Makes a margin call. As `sendOpen`; returns what cures it. */
export async function sendCall(sender: Sender, args: OnLoan): Promise<Written<CureAmounts>> {
  return onLoan(sender, args, 'call', [args.id], (events) => {
    const called = said(findEvent(events, 'Called'), args.book, 'book of loans');
    return { debt: called.debt, repayment: called.repayment, topUps: called.topUps };
  });
}

/** Ends the margin call of a healthy loan. As `sendOpen`. */
export async function sendClear(sender: Sender, args: OnLoan): Promise<Written> {
  return onLoan(sender, args, 'clear', [args.id], nothing);
}

/**
 * Liquidates as far as is due, to the sender, unless the arguments say otherwise. The book must be
 * approved for what is repaid (`previewLiquidate` says how much).
 *
 * As `sendOpen`; returns what was repaid and seized, the bonus and the bad debt.
 *
 * @param args.data - Passed to the sender's own `onLiquidate`, for senders that are contracts.
 */
export async function sendLiquidate(
  sender: Sender,
  args: OnLoan & {
    readonly maxRepaid?: bigint;
    readonly minSeized?: bigint;
    readonly receiver?: string;
    readonly data?: Hex;
  },
): Promise<Written<Sold>> {
  const { book, id, maxRepaid = MAX_UINT256, minSeized = 0n, data = '0x' } = args;
  const receiver = toAddress(args.receiver ?? sender.address);
  const given = [id, maxRepaid, minSeized, receiver, data] as const;
  return onLoan(sender, args, 'liquidate', given, (events) => {
    const sold = said(findEvent(events, 'Liquidated'), book, 'book of loans');
    const { repaid, seized, badDebt, bonusWad } = sold;
    return { repaid, seized, badDebt, bonusWad };
  });
}

/**
 * Writes off the debt of a loan whose collateral is worth nothing. As `sendOpen`; returns the loss.
 */
export async function sendWriteOff(sender: Sender, args: OnLoan): Promise<Written<LoanAssets>> {
  return onLoan(sender, args, 'writeOff', [args.id], (events) => {
    return said(findEvent(events, 'WrittenOff'), args.book, 'book of loans').badDebt;
  });
}
