import type { Address } from '@hypothec/model';
import {
  accessManagerAbi,
  lendingPoolAbi,
  loanBookAbi,
  sendApprove,
  sendDeploy,
  sendPoolListCollateral,
  sendPoolSetPremium,
  settableFeedAbi,
  writeTransaction,
} from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import { encodeFunctionData, parseAbi } from 'viem';
import { devAccount, readBytecode } from '../chain/index.ts';
import type { TestChain } from '../chain/index.ts';
import { worldAddresses } from '../world/addresses.ts';
import type { WorldAddresses } from '../world/addresses.ts';
import type { WorldConfig } from '../world/config.ts';

const MAX_UINT256 = 2n ** 256n - 1n;
const ZERO: Address = `0x${'0'.repeat(40)}`;
const tokenAbi = parseAbi(['constructor(uint8)', 'function mint(address, uint256)']);
const oracleAbi = parseAbi(['constructor(uint256, uint256)']);

/** A contract does not stand where the model believes it to. */
export class MisplacedContractError extends Error {
  override readonly name = 'MisplacedContractError';
}

function account(index: number): Address {
  return devAccount(index).address.toLowerCase() as Address;
}

/** The actors of a world on a local chain, and where its contracts will stand. */
export function liveAddresses(config: WorldConfig): WorldAddresses {
  const rest = Array.from({ length: config.actors - 1 }, (_, i) => account(i + 1));
  return worldAddresses(config, [account(0), ...rest]);
}

async function deploy(
  curator: Sender,
  at: Address,
  contract: string,
  options: Omit<Parameters<typeof sendDeploy>[1], 'bytecode'>,
  profile: 'default' | 'ship' = 'ship',
): Promise<void> {
  const bytecode = readBytecode(contract, profile);
  const { returns } = await sendDeploy(curator, { ...options, bytecode } as never);
  if (returns !== at) throw new MisplacedContractError(`${contract} is at ${returns}, not ${at}.`);
}

async function deployContracts(curator: Sender, config: WorldConfig, at: WorldAddresses) {
  await deploy(curator, at.manager, 'AccessManager', {
    abi: accessManagerAbi,
    args: [at.curator],
  });
  for (const [i, decimals] of config.tokens.entries()) {
    const options = { abi: tokenAbi, args: [decimals] };
    await deploy(curator, at.tokens[i] ?? ZERO, 'PlainToken', options, 'default');
  }
  for (const [i, { price }] of config.listings.entries()) {
    const options = { abi: oracleAbi, args: [price, price] };
    await deploy(curator, at.oracles[i] ?? ZERO, 'SettableOracle', options, 'default');
  }
  await deploy(curator, at.sequencer, 'SettableFeed', { abi: settableFeedAbi, args: [0, 0n] });
  const feed = config.sequencer ? at.sequencer : ZERO;
  await deploy(curator, at.book, 'LoanBook', { abi: loanBookAbi, args: [feed] });
  for (const [i, pool] of config.pools.entries()) {
    const { minDebt, callFee } = pool;
    const terms = {
      loanToken: at.tokens[pool.token],
      minDebt,
      callFee,
      cureWindow: Number(pool.cureWindow),
      ramp: Number(pool.ramp),
      lapse: Number(pool.lapse),
    };
    const args = [at.book, terms, at.manager, 'Live', 'L'];
    await deploy(curator, at.pools[i] ?? ZERO, 'LendingPool', { abi: lendingPoolAbi, args });
  }
}

async function curate(curator: Sender, config: WorldConfig, at: WorldAddresses): Promise<void> {
  for (const [i, { premiums }] of config.pools.entries()) {
    const pool = at.pools[i] ?? ZERO;
    for (const [k, premiumBps] of premiums.entries()) {
      if (premiumBps > 0n)
        await sendPoolSetPremium(curator, { pool, riskClass: k + 1, premiumBps });
    }
  }
  for (const [i, item] of config.listings.entries()) {
    const { ceiling, hourly } = item;
    const collateral = at.tokens[item.token] ?? ZERO;
    const terms = { ...item.terms, collateral, oracle: at.oracles[i] ?? ZERO };
    const pool = at.pools[item.pool] ?? ZERO;
    await sendPoolListCollateral(curator, { pool, terms, ceiling, hourly });
  }
}

async function fund(chain: TestChain, config: WorldConfig, at: WorldAddresses): Promise<void> {
  const curator = await chain.sender(0);
  for (const [i, actor] of at.actors.entries()) {
    const sender = await chain.sender(i);
    for (const [t, token] of at.tokens.entries()) {
      const args = [actor, config.balances[t] ?? 0n] as const;
      const data = encodeFunctionData({ abi: tokenAbi, functionName: 'mint', args });
      await writeTransaction(curator, { to: token, data });
      for (const spender of [at.book, ...at.pools]) {
        await sendApprove(sender, { token, spender, amount: MAX_UINT256 });
      }
    }
  }
}

/**
 * Deploys a world on a running chain, all at its starting time, in the order from which the model
 * derives addresses.
 */
export async function stageLive(chain: TestChain, config: WorldConfig): Promise<WorldAddresses> {
  const at = liveAddresses(config);
  const curator = await chain.sender(0);
  const { client } = chain;
  const request = client.request as (args: {
    method: string;
    params: unknown[];
  }) => Promise<unknown>;
  // Every block of the stage has the time at which the model's world begins.
  await request({ method: 'anvil_setBlockTimestampInterval', params: [0] });
  await chain.mineAt(config.startTime);
  await deployContracts(curator, config, at);
  await curate(curator, config, at);
  await fund(chain, config, at);
  return at;
}
