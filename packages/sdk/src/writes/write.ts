import type { Address } from '@hypothec/model';
import { encodeFunctionData, numberToHex } from 'viem';
import type {
  Abi,
  Account,
  ContractFunctionArgs,
  ContractFunctionName,
  Hex,
  LocalAccount,
} from 'viem';
import { toAddress } from '../address.ts';
import { NoContractError } from '../errors/connection.ts';
import { TransactionFailedError } from '../errors/transaction.ts';
import type { SignedTransaction } from '../errors/transaction.ts';
import { decodeEvents } from '../events.ts';
import type { ChainEvent, Emitters } from '../events.ts';
import { request } from '../reads/rpc.ts';
import { sendByWallet, sendSigned } from './broadcast.ts';
import { waitForTransaction } from './receipt.ts';
import type { Receipt } from './receipt.ts';
import type { Sender } from './sender.ts';
import { simulate, toWriteError } from './simulate.ts';
import type { WriteRequest } from './simulate.ts';

/** A write that is in the chain. */
export interface Written<Returns = null> {
  readonly hash: Hex;
  readonly blockNumber: bigint;
  readonly gasUsed: bigint;
  /** What was paid for the gas, wei. */
  readonly fee: bigint;
  /** Of the book and the pool it touched, as the model has them. */
  readonly events: readonly ChainEvent[];
  readonly returns: Returns;
}

type Changing = 'nonpayable' | 'payable';

function isLocal(account: Account): account is LocalAccount {
  return account.type === 'local';
}

/** Why a transaction in a block failed: run again on the state that its block left. */
async function explainFailure(
  sender: Sender,
  write: WriteRequest,
  receipt: Receipt,
): Promise<TransactionFailedError> {
  const { to, data, value = 0n } = write;
  const call = {
    from: sender.address,
    ...(to === null ? {} : { to }),
    data,
    ...(value === 0n ? {} : { value: numberToHex(value) }),
  };
  try {
    await request(sender.client, 'eth_call', [call, numberToHex(receipt.blockNumber)]);
    return new TransactionFailedError(receipt.hash, undefined);
  } catch (error) {
    return new TransactionFailedError(receipt.hash, toWriteError(sender, write, error));
  }
}

async function waitInLane(sender: Sender, transaction: SignedTransaction | Hex): Promise<Receipt> {
  try {
    return await waitForTransaction(sender.client, transaction, sender);
  } finally {
    if (typeof transaction !== 'string') sender.lane.settle();
  }
}

/** A call to an account without code passes and does nothing: it must not be sent. */
async function requireCode(sender: Sender, address: Address): Promise<void> {
  const code = await request<Hex>(sender.client, 'eth_getCode', [address, 'latest']);
  if (code === '0x') throw new NoContractError(address, 'contract');
}

/**
 * Sends one transaction and waits until it is in the chain: simulated first, so that what the
 * contract would refuse is never sent; then signed, broadcast, and looked for by its hash.
 *
 * @throws {RevertError} when the contract would refuse it: nothing was sent.
 * @throws {TransactionFailedError} when it failed all the same, in its block.
 */
export async function writeTransaction(sender: Sender, asked: WriteRequest): Promise<Receipt> {
  const answer = await simulate(sender, asked);
  if (answer === '0x' && asked.to !== null) await requireCode(sender, asked.to);
  const { account } = sender;
  const sent = isLocal(account)
    ? await sendSigned(sender, account, asked)
    : await sendByWallet(sender, asked);
  const receipt = await waitInLane(sender, sent);
  if (!receipt.succeeded) throw await explainFailure(sender, asked, receipt);
  return receipt;
}

/**
 * Calls a function of a contract in a transaction. As `writeTransaction`.
 *
 * @param options - Native coin to send along, and tokens by which amounts in errors are shown.
 */
export async function callContract<
  const abi extends Abi,
  name extends ContractFunctionName<abi, Changing>,
>(
  sender: Sender,
  address: string,
  abi: abi,
  functionName: name,
  args: ContractFunctionArgs<abi, Changing, name>,
  options: Pick<WriteRequest, 'value' | 'context'> = {},
): Promise<Receipt> {
  const data = encodeFunctionData({
    abi: abi as Abi,
    functionName: functionName as string,
    args: args as readonly unknown[],
  });
  return writeTransaction(sender, { to: toAddress(address), data, ...options });
}

/** A receipt with its events, and what they say that the action returned. */
export function toWritten<Returns>(
  receipt: Receipt,
  emitters: Emitters,
  returns: (events: readonly ChainEvent[]) => Returns,
): Written<Returns> {
  const { hash, blockNumber, gasUsed, fee, logs } = receipt;
  const events = decodeEvents(logs, emitters);
  return { hash, blockNumber, gasUsed, fee, events, returns: returns(events) };
}
