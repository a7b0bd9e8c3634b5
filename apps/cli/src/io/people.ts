import type { StackConfig } from '@hypothec/config';
import { makeLoanId } from '@hypothec/model';
import type { Address, CollateralId, LoanId } from '@hypothec/model';
import {
  erc20Abi,
  faucetTokenAbi,
  lendingPoolAbi,
  loanBookAbi,
  localWrappedNativeAbi,
} from '@hypothec/sdk';
import { FaultError } from '../errors.ts';
import type { PlannedLoan } from '../people/population.ts';
import { addressOf, PEOPLE } from './accounts.ts';
import { sending } from './chain.ts';
import type { Chain, Sending } from './chain.ts';
import type { Deployment } from './folder.ts';

const ALL = 2n ** 256n - 1n;
/** Native coin for gas, in ether: a local account never runs out of it. */
const GAS_MONEY = 1_000n * 10n ** 18n;

/** A token of a deployment. */
export function deployedToken(
  deployment: Deployment,
  symbol: string,
): Deployment['tokens'][number] {
  const found = deployment.tokens.find((token) => token.symbol === symbol);
  if (found === undefined) throw new FaultError(`${symbol} is not deployed`);
  return found;
}

/** A pool of a deployment. */
export function deployedPool(
  deployment: Deployment,
  loanToken: string,
): Deployment['pools'][number] {
  const found = deployment.pools.find((pool) => pool.loanToken === loanToken);
  if (found === undefined) throw new FaultError(`no pool lends ${loanToken}`);
  return found;
}

/** A listing of a deployment. */
export function deployedListing(
  deployment: Deployment,
  collateral: string,
  loanToken: string,
): Deployment['pools'][number]['listings'][number] {
  const { listings } = deployedPool(deployment, loanToken);
  const found = listings.find((listing) => listing.collateral === collateral);
  if (found === undefined) throw new FaultError(`no market ${collateral}/${loanToken}`);
  return found;
}

/** Gives an account an amount of a token: free tokens are minted, wrapped coins are wrapped. */
export async function give(
  chain: Chain,
  deployment: Deployment,
  gift: { readonly to: Address; readonly symbol: string; readonly amount: bigint },
): Promise<readonly Sending[]> {
  const { to, symbol, amount } = gift;
  const { kind, address } = deployedToken(deployment, symbol);
  if (kind !== 'wrapped-native') {
    return [sending(addressOf('house'), address, faucetTokenAbi, 'faucet', [to, amount])];
  }
  await chain.setBalance(to, amount + GAS_MONEY);
  return [{ ...sending(to, address, localWrappedNativeAbi, 'deposit', []), value: amount }];
}

/** Lets a spender move all that an account has of a token. */
export function approveAll(
  deployment: Deployment,
  owner: Address,
  symbol: string,
  spender: Address,
): Sending {
  const { address } = deployedToken(deployment, symbol);
  return sending(owner, address, erc20Abi, 'approve', [spender, ALL]);
}

/** The lenders bring their money, and the house the first loss. */
export async function bringLiquidity(
  chain: Chain,
  deployment: Deployment,
  money: { readonly loanToken: string; readonly assets: bigint; readonly firstLoss: bigint },
): Promise<void> {
  const { loanToken, assets, firstLoss } = money;
  const { address: pool } = deployedPool(deployment, loanToken);
  const [lender, house] = [addressOf('lender'), addressOf('house')];
  const transactions = [
    ...(await give(chain, deployment, { to: lender, symbol: loanToken, amount: assets })),
    ...(await give(chain, deployment, { to: house, symbol: loanToken, amount: firstLoss })),
    approveAll(deployment, lender, loanToken, pool),
    approveAll(deployment, house, loanToken, pool),
    sending(lender, pool, lendingPoolAbi, 'deposit', [assets, lender]),
    sending(house, pool, lendingPoolAbi, 'fundFirstLoss', [firstLoss]),
  ];
  await chain.allTogether(transactions);
}

/** The keeper can pay for whatever it may liquidate. */
export async function equipKeeper(chain: Chain, deployment: Deployment): Promise<void> {
  const keeper = addressOf('keeper');
  const transactions: Sending[] = [];
  for (const { loanToken } of deployment.pools) {
    const { decimals } = deployedToken(deployment, loanToken);
    const amount = 10n ** 12n * 10n ** BigInt(decimals);
    const gift = await give(chain, deployment, { to: keeper, symbol: loanToken, amount });
    transactions.push(...gift, approveAll(deployment, keeper, loanToken, deployment.book));
  }
  await chain.allTogether(transactions);
}

/** Whoever sits at the terminal finds something in every account. */
export async function equipPeople(
  chain: Chain,
  stack: StackConfig,
  deployment: Deployment,
): Promise<void> {
  const transactions: Sending[] = [];
  for (const name of PEOPLE) {
    const to = addressOf(name);
    for (const { symbol, faucetAmount } of stack.tokens) {
      transactions.push(...(await give(chain, deployment, { to, symbol, amount: faucetAmount })));
    }
  }
  await chain.allTogether(transactions);
}

/** How many loans are opened in one block. */
const OPENED_AT_ONCE = 50;

/** A loan of the population that was opened. */
export interface OpenedLoan extends PlannedLoan {
  readonly id: LoanId;
  readonly collateralId: CollateralId;
}

async function openingOf(
  chain: Chain,
  deployment: Deployment,
  plan: PlannedLoan,
): Promise<{ readonly opened: OpenedLoan; readonly transactions: readonly Sending[] }> {
  const { borrower, collateral, loanToken, pledged, drawn } = plan;
  const { book } = deployment;
  const { creditorId } = deployedPool(deployment, loanToken);
  const listing = deployedListing(deployment, collateral, loanToken);
  const collateralId = listing.collateralId as CollateralId;
  const id = makeLoanId(borrower, creditorId, 1n);
  await chain.setBalance(borrower, GAS_MONEY);
  const gift = { to: borrower, symbol: collateral, amount: pledged };
  const args = [id, collateralId, pledged, drawn, borrower] as const;
  return {
    opened: { ...plan, id, collateralId },
    transactions: [
      ...(await give(chain, deployment, gift)),
      approveAll(deployment, borrower, collateral, book),
      approveAll(deployment, borrower, loanToken, book),
      sending(borrower, book, loanBookAbi, 'open', args),
    ],
  };
}

/** The population opens its loans, many in a block. */
export async function openPopulation(
  chain: Chain,
  deployment: Deployment,
  plans: readonly PlannedLoan[],
  onProgress: (opened: number) => void,
): Promise<readonly OpenedLoan[]> {
  const all: OpenedLoan[] = [];
  for (let from = 0; from < plans.length; from += OPENED_AT_ONCE) {
    const part = await Promise.all(
      plans.slice(from, from + OPENED_AT_ONCE).map((plan) => openingOf(chain, deployment, plan)),
    );
    await chain.allTogether(part.flatMap(({ transactions }) => transactions));
    all.push(...part.map(({ opened }) => opened));
    onProgress(all.length);
  }
  return all;
}

/** The curator's limits of a listing. */
export function limitsOf(
  pool: Address,
  collateralId: number,
  limits: { readonly ceiling: bigint; readonly hourly: bigint },
): Sending {
  const args = [collateralId, limits.ceiling, limits.hourly] as const;
  return sending(addressOf('house'), pool, lendingPoolAbi, 'setLimits', args);
}
