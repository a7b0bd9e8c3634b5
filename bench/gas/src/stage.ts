import { type Address, maxUint256 } from 'viem';
import type { Artifact } from './artifacts.ts';
import type { Chain, Deployed } from './chain.ts';
import { BenchError } from './errors.ts';

/** Loan-token and collateral-token units, and feed answers, of one whole. */
export const usd = 1_000_000n;
export const btc = 100_000_000n;
const answer = 100_000_000n;

/** Wallets by what they do in the scenario. */
export interface Actors {
  admin: Address;
  lender: Address;
  borrower: Address;
  newcomer: Address;
  liquidator: Address;
  keeper: Address;
  otherLenders: readonly Address[];
  otherBorrowers: readonly Address[];
  /** Fifty more, for the batch. */
  crowd: readonly Address[];
}

/** What every protocol is measured on: two plain tokens, their feeds, wallets that hold both. */
export interface Stage {
  chain: Chain;
  actors: Actors;
  loanToken: Deployed;
  collateral: Deployed;
  /** In dollars, 8 decimals: what a whole collateral and a whole loan token cost. */
  collateralFeed: Deployed;
  loanFeed: Deployed;
}

export function actorsOf(wallets: readonly Address[]): Actors {
  const [admin, lender, borrower, newcomer, liquidator, keeper, ...rest] = wallets;
  const crowd = rest.slice(6, 56);
  if (!admin || !lender || !borrower || !newcomer || !liquidator || !keeper || crowd.length < 50) {
    throw new BenchError(`The chain gave ${wallets.length} wallets, 62 are needed.`);
  }
  const [otherLenders, otherBorrowers] = [rest.slice(0, 3), rest.slice(3, 6)];
  return {
    admin,
    lender,
    borrower,
    newcomer,
    liquidator,
    keeper,
    otherLenders,
    otherBorrowers,
    crowd,
  };
}

/** Deploys tokens and feeds, at 60,000 and 1 dollar, and gives every wallet enough of both. */
export async function setStage(chain: Chain, token: Artifact, feed: Artifact): Promise<Stage> {
  const stage: Stage = {
    chain,
    actors: actorsOf(chain.wallets),
    loanToken: await chain.deploy(token, 6),
    collateral: await chain.deploy(token, 8),
    collateralFeed: await chain.deploy(feed, 8, 60_000n * answer),
    loanFeed: await chain.deploy(feed, 8, answer),
  };
  const from = stage.actors.admin;
  for (const wallet of chain.wallets) {
    const mint = async (to: Deployed, amount: bigint): Promise<bigint> =>
      chain.send({ from, to, name: 'mint', args: [wallet, amount] });
    await mint(stage.loanToken, 10_000_000n * usd);
    await mint(stage.collateral, 1_000n * btc);
  }
  return stage;
}

/** Infinite approvals of both tokens, from every wallet to each spender. */
export async function approve(stage: Stage, ...spenders: readonly Deployed[]): Promise<void> {
  const { chain, loanToken, collateral } = stage;
  for (const from of chain.wallets) {
    for (const { address } of spenders) {
      for (const to of [loanToken, collateral]) {
        await chain.send({ from, to, name: 'approve', args: [address, maxUint256] });
      }
    }
  }
}

/** A new answer of the collateral's feed, whole dollars. */
export async function setPrice(stage: Stage, dollars: bigint): Promise<void> {
  const { chain, actors, collateralFeed: to } = stage;
  await chain.send({ from: actors.admin, to, name: 'set', args: [dollars * answer] });
}
