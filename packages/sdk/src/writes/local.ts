import { toAddress } from '../address.ts';
import { faucetTokenAbi } from '../generated/faucet-token.ts';
import { localWrappedNativeAbi } from '../generated/local-wrapped-native.ts';
import { settableFeedAbi } from '../generated/settable-feed.ts';
import { settableRateAbi } from '../generated/settable-rate.ts';
import type { Sender } from './sender.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

/** Mints a token of the local chain, to the sender without a receiver. */
export async function sendFaucet(
  sender: Sender,
  args: { readonly token: string; readonly amount: bigint; readonly to?: string },
): Promise<Written> {
  const { token, amount, to = sender.address } = args;
  const given = [toAddress(to), amount] as const;
  const receipt = await callContract(sender, token, faucetTokenAbi, 'faucet', given);
  return toWritten(receipt, {}, () => null);
}

/**
 * Gives a local feed a new answer, now or as of another instant; for its owner.
 *
 * @param args.answer - In units of `10^-decimals` of the feed; zero and below are allowed.
 */
export async function sendSetFeed(
  sender: Sender,
  args: { readonly feed: string; readonly answer: bigint; readonly updatedAt?: bigint },
): Promise<Written> {
  const { feed, answer, updatedAt } = args;
  const receipt =
    updatedAt === undefined
      ? await callContract(sender, feed, settableFeedAbi, 'set', [answer])
      : await callContract(sender, feed, settableFeedAbi, 'setAt', [answer, updatedAt]);
  return toWritten(receipt, {}, () => null);
}

/** Sets a local exchange rate, 18 decimals; for its owner. */
export async function sendSetRate(
  sender: Sender,
  args: { readonly source: string; readonly rate: bigint },
): Promise<Written> {
  const receipt = await callContract(sender, args.source, settableRateAbi, 'set', [args.rate]);
  return toWritten(receipt, {}, () => null);
}

/** Wraps native coin. */
export async function sendWrap(
  sender: Sender,
  args: { readonly wrapped: string; readonly amount: bigint },
): Promise<Written> {
  const { wrapped, amount } = args;
  const options = { value: amount };
  const receipt = await callContract(
    sender,
    wrapped,
    localWrappedNativeAbi,
    'deposit',
    [],
    options,
  );
  return toWritten(receipt, {}, () => null);
}

/** Unwraps native coin. */
export async function sendUnwrap(
  sender: Sender,
  args: { readonly wrapped: string; readonly amount: bigint },
): Promise<Written> {
  const { wrapped, amount } = args;
  const receipt = await callContract(sender, wrapped, localWrappedNativeAbi, 'withdraw', [amount]);
  return toWritten(receipt, {}, () => null);
}
