import type { Address } from '@hypothec/model';
import { ensureAllowance, erc20Abi, formatAmount } from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import { CliError } from '../errors.ts';
import { isAccountName, nameOf } from './accounts.ts';
import type { Deployment } from './folder.ts';
import type { Session } from './session.ts';

/** A token of a stack. */
export type Token = Deployment['tokens'][number];

/** What an account has of a token. */
export function balanceOf(session: Session, token: Token, account: Address): Promise<bigint> {
  return session.chain.read(token.address, erc20Abi, 'balanceOf', [account]);
}

/**
 * Makes sure that an account has an amount and lets a contract take it.
 *
 * @throws {CliError} when it has less, with the command that helps.
 */
export async function makeReady(
  session: Session,
  sender: Sender,
  payment: { readonly token: Token; readonly amount: bigint; readonly spender: string },
): Promise<void> {
  const { token, amount, spender } = payment;
  const held = await balanceOf(session, token, sender.address);
  if (held < amount) {
    const name = nameOf(sender.address);
    const options = { digits: token.decimals };
    const missing = formatAmount(amount - held, token, options).replaceAll(',', '');
    const who = isAccountName(name) ? `--as ${name}` : 'with the same --key';
    throw new CliError(
      `${name} has ${formatAmount(held, token, options)} and needs ` +
        `${formatAmount(amount, token, options)}: hypothec faucet ${missing} ${who} helps.`,
    );
  }
  session.output.progress.step(`Approving ${formatAmount(amount, token)}`, { often: true });
  await ensureAllowance(sender, { token: token.address, spender, amount });
}
