import { encodeFunctionData, maxUint256 } from 'viem';
import type { Artifact } from './artifacts.ts';
import type { Deployed } from './chain.ts';
import { compile } from './compile.ts';
import { btc, type Stage, usd } from './stage.ts';

/** A call that a wallet makes: to whom, which function, with what. */
export type Step = readonly [to: Deployed, name: string, ...args: unknown[]];

/** A smart wallet of the newcomer: several calls, one transaction. */
export interface BatchWallet {
  wallet: Deployed;
  /** Executes the steps one hour after the last block. Returns the gas of the receipt. */
  execute(...steps: readonly Step[]): Promise<bigint>;
}

function build(): Artifact {
  const settings = {
    evmVersion: 'cancun',
    viaIR: true,
    optimizer: { enabled: true, runs: 999_999 },
    metadata: { bytecodeHash: 'none' },
  } as const;
  return compile({
    name: 'batch-wallet',
    compiler: 'solc-0.8.27',
    settings,
    remappings: [],
    sources: ['bench/BatchWallet.sol'],
  })('BatchWallet');
}

/** Deploys the wallet, gives it both tokens and lets the spender take them. */
export async function createWallet(stage: Stage, spender: Deployed): Promise<BatchWallet> {
  const { chain, actors, loanToken, collateral } = stage;
  const wallet = await chain.deploy(build(), actors.newcomer);
  const execute = (...steps: readonly Step[]): Promise<bigint> => {
    const calls = steps.map(([{ address, abi }, functionName, ...args]) => ({
      to: address,
      data: encodeFunctionData({ abi, functionName, args }),
    }));
    return chain.hourly({ from: actors.newcomer, to: wallet, name: 'execute', args: [calls] });
  };
  const funds = [
    [loanToken, 1_000_000n * usd],
    [collateral, 100n * btc],
  ] as const;
  for (const [token, amount] of funds) {
    const args = [wallet.address, amount];
    await chain.send({ from: actors.newcomer, to: token, name: 'transfer', args });
    await execute([token, 'approve', spender.address, maxUint256]);
  }
  return { wallet, execute };
}
