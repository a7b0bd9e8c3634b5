import type { Address } from '@hypothec/model';
import { sendDeploy } from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import type { Abi, ContractConstructorArgs } from 'viem';
import { readBytecode } from './artifact.ts';
import type { BuildProfile } from './artifact.ts';

/** Creates a contract of the build and returns its address. */
export async function deployArtifact<const abi extends Abi>(
  sender: Sender,
  contract: string,
  abi: abi,
  args: ContractConstructorArgs<abi>,
  profile: BuildProfile = 'ship',
): Promise<Address> {
  const bytecode = readBytecode(contract, profile);
  return (await sendDeploy(sender, { abi, bytecode, args })).returns;
}
