import type { Address } from '@hypothec/model';
import { accessManagerAbi as abi, lendingPoolAbi, writeTransaction } from '@hypothec/sdk';
import { encodeFunctionData } from 'viem';
import { deployArtifact } from './deploy.ts';
import type { ChainWorld } from './world.ts';

const HOUR = 3_600n;

/** A curator with a delay schedules a change of rates with a manager, and lets it be. */
export async function scheduleChange({ chain, curator, manager, pool }: ChainWorld): Promise<void> {
  const slow = await chain.sender(7);
  const grant = encodeFunctionData({
    abi,
    functionName: 'grantRole',
    args: [0n, slow.address, Number(HOUR)],
  });
  await writeTransaction(curator, { to: manager, data: grant });
  const change = encodeFunctionData({
    abi: lendingPoolAbi,
    functionName: 'setPremium',
    args: [1n, 150],
  });
  const args = [pool, change, 0] as const;
  const data = encodeFunctionData({ abi, functionName: 'schedule', args });
  await writeTransaction(slow, { to: manager, data });
}

/** One more manager, of which no pool knows, with a change of the pool's rates scheduled. */
export async function deploySecondManager(world: ChainWorld): Promise<Address> {
  const owner = [world.curator.address] as const;
  const manager = await deployArtifact(world.curator, 'AccessManager', abi, owner, 'default');
  await scheduleChange({ ...world, manager });
  return manager;
}

/** Gives the pool to another manager. */
export async function handOver({ curator, pool, manager }: ChainWorld, to: Address): Promise<void> {
  const args = [pool, to] as const;
  const data = encodeFunctionData({ abi, functionName: 'updateAuthority', args });
  await writeTransaction(curator, { to: manager, data });
}
