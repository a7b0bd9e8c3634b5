import type { Address } from '@hypothec/model';
import type { Account, Hex } from 'viem';
import { WrongChainError } from '../errors/connection.ts';
import type { ErrorContext } from '../errors/sentences/teller.ts';
import type { SignedTransaction } from '../errors/transaction.ts';
import { request } from '../reads/rpc.ts';
import type { ReadClient } from '../reads/rpc.ts';
import { NonceLane } from './lane.ts';

/** How a sender behaves; every field has a default. */
export interface SenderOptions {
  /** Refuse to send on any other chain. */
  readonly chainId?: number;
  /** Blocks that must hold a transaction, its own included; 1 unless told. */
  readonly confirmations?: number;
  /** Longest pause between two looks for a receipt, milliseconds; 1,000 unless told. */
  readonly pollingInterval?: number;
  /** How long to look for a receipt, milliseconds; three minutes unless told. */
  readonly receiptTimeout?: number;
  /** Gas above what was estimated, bps; 2,500 (a quarter) unless told. */
  readonly gasMarginBps?: number;
  /** Tokens by which amounts in errors are shown. */
  readonly context?: ErrorContext;
  /** The lane to share, where several senders of one process use one account. */
  readonly lane?: NonceLane;
  /** Called with each transaction after it is signed and before it is sent, to be stored. */
  readonly onSigned?: (transaction: SignedTransaction) => void | Promise<void>;
}

/** An account on a chain, with the lane of its nonces: what every write needs. */
export interface Sender extends Required<Omit<SenderOptions, 'onSigned'>> {
  readonly client: ReadClient;
  readonly account: Account;
  readonly address: Address;
  readonly onSigned: NonNullable<SenderOptions['onSigned']>;
  /** Creditors by their numbers, by book: they never change. */
  readonly creditors: Map<string, Address>;
}

/**
 * Makes a sender: an account with a client, after checking the chain.
 *
 * An account with a key (`privateKeyToAccount`) is signed for here, with nonces of its own lane;
 * one of a wallet (`{ address, type: 'json-rpc' }`) signs, numbers and sends by itself.
 *
 * @throws {WrongChainError} when `options.chainId` is another than the node's.
 * @throws {NodeUnreachableError} when the node does not answer.
 */
export async function createSender(
  client: ReadClient,
  account: Account,
  options: SenderOptions = {},
): Promise<Sender> {
  const chainId = Number(await request<Hex>(client, 'eth_chainId', []));
  if (options.chainId !== undefined && options.chainId !== chainId) {
    throw new WrongChainError(chainId, options.chainId);
  }
  return {
    confirmations: 1,
    pollingInterval: 1_000,
    receiptTimeout: 180_000,
    gasMarginBps: 2_500,
    context: {},
    onSigned: () => undefined,
    lane: new NonceLane(),
    ...options,
    chainId,
    client,
    account,
    address: account.address.toLowerCase() as Address,
    creditors: new Map(),
  };
}

/** The same sender, telling amounts in errors by other tokens. */
export function withContext(sender: Sender, context: ErrorContext): Sender {
  return { ...sender, context };
}
