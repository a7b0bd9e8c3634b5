import type { Address } from '@hypothec/model';
import { encodeDeployData } from 'viem';
import type { Abi, ContractConstructorArgs, Hex } from 'viem';
import { toAddress } from '../address.ts';
import { NoContractError } from '../errors/connection.ts';
import type { Sender } from './sender.ts';
import { toWritten, writeTransaction } from './write.ts';
import type { Written } from './write.ts';

/**
 * Creates a contract.
 *
 * @param args.bytecode - Creation code, from the build of the contracts.
 * @param args.args - Of the constructor, as the ABI has them.
 * @returns The new contract's address, in lower case.
 * @throws {RevertError} with what the constructor refuses; nothing was sent.
 */
export async function sendDeploy<const abi extends Abi>(
  sender: Sender,
  args: {
    readonly abi: abi;
    readonly bytecode: Hex;
    readonly args: ContractConstructorArgs<abi>;
  },
): Promise<Written<Address>> {
  const data = encodeDeployData(args as unknown as Parameters<typeof encodeDeployData>[0]);
  const receipt = await writeTransaction(sender, { to: null, data });
  const { created } = receipt;
  if (created === null) throw new NoContractError(receipt.hash, 'created contract');
  return toWritten(receipt, {}, () => toAddress(created));
}
