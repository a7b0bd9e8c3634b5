import { localStack, tokenOf } from '@hypothec/config';
import type { Address } from '@hypothec/model';
import type { Money } from '../text/amounts.ts';
import type { Sending } from './chain.ts';
import type { Token } from './funds.ts';
import { give } from './people.ts';
import type { Session } from './session.ts';

/** Native coin that pays for gas. */
const GAS_MONEY = 1_000n * 10n ** 18n;

/**
 * Gives tokens and gas money to an account.
 *
 * @param asked - One token, with an amount or as much as is usual; null for all tokens.
 */
export async function giveAway(
  session: Session,
  to: Address,
  asked: { readonly token: Token; readonly amount: bigint | null } | null,
): Promise<readonly Money<Token>[]> {
  const { chain, deployment, output } = session;
  const wanted = asked === null ? deployment.tokens : [asked.token];
  const gifts = wanted.map((token) => ({
    token,
    amount: asked?.amount ?? tokenOf(localStack, token.symbol).faucetAmount,
  }));
  output.progress.step('Filling up', { often: true });
  const balance = BigInt(await chain.ask<string>('eth_getBalance', to, 'latest'));
  if (balance < GAS_MONEY) await chain.setBalance(to, GAS_MONEY);
  const transactions: Sending[] = [];
  for (const { token, amount } of gifts) {
    transactions.push(...(await give(chain, deployment, { to, symbol: token.symbol, amount })));
  }
  for (const transaction of transactions) await chain.send(transaction);
  return gifts;
}
