import {
  Eip1559FeesNotSupportedError,
  keccak256,
  numberToHex,
  UserRejectedRequestError,
} from 'viem';
import type { Hex, LocalAccount, TransactionSerializable } from 'viem';
import { estimateFeesPerGas } from 'viem/actions';
import { walk } from '../errors/base.ts';
import {
  InsufficientGasFundsError,
  TransactionReplacedError,
  TransactionUnknownError,
  UserRejectedError,
} from '../errors/transaction.ts';
import type { SignedTransaction } from '../errors/transaction.ts';
import { detailsOf, request, toRequestError } from '../reads/rpc.ts';
import { pause } from './pause.ts';
import type { Sender } from './sender.ts';
import { estimateGas } from './simulate.ts';
import type { WriteRequest } from './simulate.ts';

const ATTEMPTS = 4;
const LOOKS = 3;

async function feesOf(sender: Sender) {
  const { client } = sender;
  try {
    const { maxFeePerGas, maxPriorityFeePerGas } = await estimateFeesPerGas(client, {
      chain: client.chain,
      type: 'eip1559',
    });
    return { type: 'eip1559', maxFeePerGas, maxPriorityFeePerGas } as const;
  } catch (error) {
    const legacy = walk(error, (at): at is Eip1559FeesNotSupportedError => {
      return at instanceof Eip1559FeesNotSupportedError;
    });
    if (legacy === null) throw toRequestError('eth_maxPriorityFeePerGas', error);
    const { gasPrice } = await estimateFeesPerGas(client, { chain: client.chain, type: 'legacy' });
    return { type: 'legacy', gasPrice } as const;
  }
}

async function sign(
  sender: Sender,
  account: LocalAccount,
  transaction: TransactionSerializable,
): Promise<SignedTransaction> {
  const serializer = sender.client.chain?.serializers?.transaction;
  const raw = await account.signTransaction(transaction, serializer ? { serializer } : {});
  const { nonce = 0 } = transaction;
  return { hash: keccak256(raw), nonce, from: sender.address, raw };
}

/** Whether a node knows the transaction, in a block or on its way. */
async function isKnown(sender: Sender, hash: Hex): Promise<boolean> {
  for (const method of ['eth_getTransactionReceipt', 'eth_getTransactionByHash']) {
    try {
      if ((await request(sender.client, method, [hash])) !== null) return true;
    } catch {
      // A node that cannot be asked knows nothing; the next attempt asks again.
    }
  }
  return false;
}

/** Looks a few times: the node that answers may be behind the one that took it. */
async function turnsOut(sender: Sender, hash: Hex): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await pause(sender.pollingInterval / 4);
    if (await isKnown(sender, hash)) return true;
  }
  return false;
}

const taken = /already (?:known|imported|exists)|known transaction/i;
const tooLow = /nonce (?:is )?too low|nonce has already been used|invalid nonce/i;
const noFunds = /insufficient funds|exceeds? (?:transaction sender )?(?:account )?balance/i;
const refused = /underpriced|too (?:low|high)|base fee|gas limit|intrinsic|invalid|not supported/i;

/**
 * Broadcasts signed bytes, as often as it takes to know that they were taken or refused. Any error
 * is followed by a look for the hash, since a node may take a transaction and fail to say so; the
 * same bytes sent twice are one transaction.
 */
async function broadcast(sender: Sender, signed: SignedTransaction): Promise<void> {
  let last: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await pause(sender.pollingInterval / 2);
    try {
      await request<Hex>(sender.client, 'eth_sendRawTransaction', [signed.raw]);
      return;
    } catch (error) {
      last = error;
      const details = detailsOf(error);
      if (taken.test(details) || (await turnsOut(sender, signed.hash))) return;
      if (tooLow.test(details)) throw new TransactionReplacedError(signed);
      if (noFunds.test(details)) throw new InsufficientGasFundsError(sender.address, error);
      if (refused.test(details)) throw toRequestError('eth_sendRawTransaction', error);
    }
  }
  throw new TransactionUnknownError(signed, last);
}

async function countOf(sender: Sender): Promise<number> {
  const params = [sender.address, 'pending'];
  return Number(await request<Hex>(sender.client, 'eth_getTransactionCount', params));
}

/** Signs here, tells `onSigned`, then broadcasts: all in the account's lane. */
export async function sendSigned(
  sender: Sender,
  account: LocalAccount,
  write: WriteRequest,
): Promise<SignedTransaction> {
  const { to, data, value = 0n } = write;
  const [gas, fees] = await Promise.all([estimateGas(sender, write), feesOf(sender)]);
  return sender.lane.run(
    () => countOf(sender),
    async (nonce) => {
      const transaction = { to, data, value, gas, nonce, chainId: sender.chainId, ...fees };
      const signed = await sign(sender, account, transaction);
      await sender.onSigned(signed);
      await broadcast(sender, signed);
      return signed;
    },
  );
}

/** Lets a wallet sign, number and send. */
export async function sendByWallet(sender: Sender, write: WriteRequest): Promise<Hex> {
  const { to, data, value = 0n } = write;
  const gas = numberToHex(await estimateGas(sender, write));
  const transaction = {
    from: sender.address,
    ...(to === null ? {} : { to }),
    data,
    gas,
    ...(value === 0n ? {} : { value: numberToHex(value) }),
  };
  try {
    return await request<Hex>(sender.client, 'eth_sendTransaction', [transaction]);
  } catch (error) {
    const rejected = walk(error, (at): at is UserRejectedRequestError => {
      return at instanceof UserRejectedRequestError;
    });
    if (rejected !== null) throw new UserRejectedError(error);
    throw error;
  }
}
