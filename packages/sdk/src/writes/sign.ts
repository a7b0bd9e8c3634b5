import { UserRejectedRequestError } from 'viem';
import type { Hex, SignTypedDataParameters, TypedData } from 'viem';
import { signTypedData } from 'viem/actions';
import { walk } from '../errors/base.ts';
import { CannotSignError, UserRejectedError } from '../errors/transaction.ts';
import type { Sender } from './sender.ts';

function isRejection(error: unknown): error is UserRejectedRequestError {
  return error instanceof UserRejectedRequestError;
}

/**
 * Signs EIP-712 typed data with the sender's key, or lets its wallet sign.
 *
 * @throws {UserRejectedError} when the wallet's owner said no.
 * @throws {CannotSignError} when the account cannot sign.
 */
export async function signTyped<
  const Types extends TypedData,
  Primary extends keyof Types | 'EIP712Domain',
>(
  sender: Sender,
  what: string,
  data: Omit<SignTypedDataParameters<Types, Primary>, 'account'>,
): Promise<Hex> {
  const { client, account } = sender;
  try {
    return await signTypedData(client, { ...data, account } as never);
  } catch (error) {
    if (walk(error, isRejection) !== null) throw new UserRejectedError(error);
    throw new CannotSignError(sender.address, what, error);
  }
}
