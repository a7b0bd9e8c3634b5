import { parseLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { decodeFunctionData, encodeFunctionData } from 'viem';
import type { ContractFunctionArgs, ContractFunctionName, Hex } from 'viem';
import { loanBookAbi } from '../generated/loan-book.ts';
import { emittersOf } from './emitters.ts';
import type { Sender } from './sender.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

type BookFunction = ContractFunctionName<typeof loanBookAbi, 'nonpayable' | 'payable'>;

/**
 * Encodes one call of the book, for `sendMulticall`.
 *
 * @example `bookCall('pledge', [id, collateralId, amount])`
 */
export function bookCall<Name extends BookFunction>(
  functionName: Name,
  args: ContractFunctionArgs<typeof loanBookAbi, 'nonpayable' | 'payable', Name>,
): Hex {
  return encodeFunctionData({
    abi: loanBookAbi,
    functionName: functionName as string,
    args: args as readonly unknown[],
  } as Parameters<typeof encodeFunctionData>[0]);
}

const loanId = /^0x[0-9a-fA-F]{64}$/;

/** The loan that a call of the book names first, if it names one. */
function loanOf(data: Hex): LoanId[] {
  const { args = [] } = decodeFunctionData({ abi: loanBookAbi, data });
  const [first] = args as readonly unknown[];
  return typeof first === 'string' && loanId.test(first) ? [first as LoanId] : [];
}

/**
 * Does many things with the book in one transaction: all of them, or none.
 *
 * @param args.calls - Encoded by `bookCall`.
 * @returns The events of all.
 * @throws {RevertError} of the first call that would be refused; nothing was sent.
 */
export async function sendMulticall(
  sender: Sender,
  args: { readonly book: string; readonly calls: readonly Hex[] },
): Promise<Written> {
  const { book, calls } = args;
  const emitters = await emittersOf(sender, book, calls.flatMap(loanOf));
  const receipt = await callContract(sender, book, loanBookAbi, 'multicall', [calls]);
  return toWritten(receipt, emitters, () => null);
}

/**
 * Makes many margin calls in one transaction: cheaper than each alone, but all or none, so that one
 * loan that has been cured meanwhile undoes the rest.
 */
export async function sendCalls(
  sender: Sender,
  args: { readonly book: string; readonly ids: readonly LoanId[] },
): Promise<Written> {
  for (const id of args.ids) parseLoanId(id);
  const calls = args.ids.map((id) => bookCall('call', [id]));
  return sendMulticall(sender, { book: args.book, calls });
}
