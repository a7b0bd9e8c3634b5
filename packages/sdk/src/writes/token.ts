import { toAddress } from '../address.ts';
import { RevertError } from '../errors/revert.ts';
import { erc20Abi } from '../generated/erc20.ts';
import { ask, valueOf, viewCall } from '../reads/call.ts';
import { atBlock } from '../reads/pin.ts';
import type { Sender } from './sender.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

/** An approval of a token that is to be given. */
export interface AllowanceOf {
  readonly token: string;
  /** Who may move the token: the book for pledges and repayments, a pool for lenders. */
  readonly spender: string;
  /** Exactly what is needed, token units. */
  readonly amount: bigint;
}

function allowanceOf(sender: Sender, { token, spender }: AllowanceOf): Promise<bigint> {
  const args = [sender.address, toAddress(spender)] as const;
  const call = viewCall(token, 'token', erc20Abi, 'allowance', args);
  return atBlock(sender.client, undefined, async (at) => valueOf(call, await ask(at, call)));
}

/**
 * Approves a spender for exactly an amount, whatever stands now.
 *
 * @throws {RevertError} what the token refuses; nothing was sent.
 */
export async function sendApprove(sender: Sender, args: AllowanceOf): Promise<Written> {
  const { token, spender, amount } = args;
  const receipt = await callContract(sender, token, erc20Abi, 'approve', [
    toAddress(spender),
    amount,
  ]);
  return toWritten(receipt, {}, () => null);
}

/**
 * Makes sure that a spender may move an amount: approves exactly that much where less is approved,
 * and nothing where it suffices. Tokens that only change an approval from zero are set to zero
 * first.
 *
 * @returns The approval sent, or null where none was needed.
 * @throws {NoContractError} when there is no token.
 */
export async function ensureAllowance(sender: Sender, args: AllowanceOf): Promise<Written | null> {
  const standing = await allowanceOf(sender, args);
  if (standing >= args.amount) return null;
  try {
    return await sendApprove(sender, args);
  } catch (error) {
    if (!(error instanceof RevertError) || standing === 0n) throw error;
    await sendApprove(sender, { ...args, amount: 0n });
    return sendApprove(sender, args);
  }
}

/** Sends tokens, the shares of a pool among them. */
export async function sendTransfer(
  sender: Sender,
  args: { readonly token: string; readonly to: string; readonly amount: bigint },
): Promise<Written> {
  const { token, to, amount } = args;
  const receipt = await callContract(sender, token, erc20Abi, 'transfer', [toAddress(to), amount]);
  return toWritten(receipt, {}, () => null);
}
