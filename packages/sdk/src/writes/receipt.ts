import type { Hex } from 'viem';
import { numberToHex } from 'viem';
import { formatDuration } from '../amounts.ts';
import { SdkError } from '../errors/base.ts';
import { TransactionPendingError, TransactionReplacedError } from '../errors/transaction.ts';
import type { SignedTransaction } from '../errors/transaction.ts';
import type { RawLog } from '../events.ts';
import { request } from '../reads/rpc.ts';
import type { ReadClient } from '../reads/rpc.ts';
import { pause } from './pause.ts';

/** What became of a transaction that is in a block. */
export interface Receipt {
  readonly hash: Hex;
  readonly blockNumber: bigint;
  readonly blockHash: Hex;
  readonly succeeded: boolean;
  readonly gasUsed: bigint;
  /** What was paid for the gas, wei. */
  readonly fee: bigint;
  readonly logs: readonly RawLog[];
  /** The contract that was created, if one was. */
  readonly created: Hex | null;
}

/** How to wait for a transaction. */
export interface WaitOptions {
  /** Blocks that must hold it, its own included; 1 unless told. */
  readonly confirmations?: number;
  /** Longest pause between two looks, milliseconds; 1,000 unless told. */
  readonly pollingInterval?: number;
  /** How long to look, milliseconds; three minutes unless told. */
  readonly receiptTimeout?: number;
}

interface RpcReceipt {
  readonly transactionHash: Hex;
  readonly blockNumber: Hex;
  readonly blockHash: Hex;
  readonly status: Hex;
  readonly gasUsed: Hex;
  readonly effectiveGasPrice?: Hex;
  readonly logs: readonly RawLog[];
  readonly contractAddress?: Hex | null;
}

function toReceipt(found: RpcReceipt): Receipt {
  const gasUsed = BigInt(found.gasUsed);
  return {
    hash: found.transactionHash,
    blockNumber: BigInt(found.blockNumber),
    blockHash: found.blockHash,
    succeeded: BigInt(found.status) === 1n,
    gasUsed,
    fee: gasUsed * BigInt(found.effectiveGasPrice ?? '0x0'),
    logs: found.logs,
    created: found.contractAddress ?? null,
  };
}

const FIRST_PAUSE = 20;
const LOOKS_BEFORE_REPLACED = 3;

/**
 * Deep enough: the head is `confirmations - 1` blocks above, and the block is still in the chain.
 */
async function isConfirmed(
  client: ReadClient,
  receipt: Receipt,
  confirmations: number,
): Promise<boolean> {
  if (confirmations <= 1) return true;
  const head = BigInt(await request<Hex>(client, 'eth_blockNumber', []));
  if (head < receipt.blockNumber + BigInt(confirmations - 1)) return false;
  const params = [numberToHex(receipt.blockNumber), false];
  const block = await request<{ hash: Hex } | null>(client, 'eth_getBlockByNumber', params);
  return block?.hash === receipt.blockHash;
}

/** One look: the receipt if it is there and deep enough, `gone` if the nonce went to another. */
async function look(
  client: ReadClient,
  hash: Hex,
  signed: SignedTransaction | null,
  confirmations: number,
): Promise<Receipt | 'gone' | null> {
  const found = await request<RpcReceipt | null>(client, 'eth_getTransactionReceipt', [hash]);
  if (found !== null) {
    const receipt = toReceipt(found);
    return (await isConfirmed(client, receipt, confirmations)) ? receipt : null;
  }
  if (signed === null) return null;
  const params = [signed.from, 'latest'];
  const count = Number(await request<Hex>(client, 'eth_getTransactionCount', params));
  return count > signed.nonce ? 'gone' : null;
}

/**
 * Waits until a transaction is in the chain, however often the node fails to answer in between.
 *
 * Give the signed transaction, not the hash alone, where there is one: then one that was replaced
 * is told from one that is late.
 *
 * @throws {TransactionReplacedError} when another transaction took its nonce: it cannot happen.
 * @throws {TransactionPendingError} when the time is over: it may still happen.
 */
export async function waitForTransaction(
  client: ReadClient,
  transaction: SignedTransaction | Hex,
  options: WaitOptions = {},
): Promise<Receipt> {
  const { confirmations = 1, pollingInterval = 1_000, receiptTimeout = 180_000 } = options;
  const signed = typeof transaction === 'string' ? null : transaction;
  const hash = typeof transaction === 'string' ? transaction : transaction.hash;
  let waited = 0;
  let gone = 0;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 2, pollingInterval)) {
    try {
      const seen = await look(client, hash, signed, confirmations);
      if (seen !== null && seen !== 'gone') return seen;
      gone = seen === 'gone' ? gone + 1 : 0;
    } catch (error) {
      // It is sent: whatever the node answers now, the time alone ends the looking.
      if (!(error instanceof SdkError)) throw error;
    }
    // Several looks: the receipt may come from a node that is behind the one that was asked last.
    if (signed !== null && gone >= LOOKS_BEFORE_REPLACED)
      throw new TransactionReplacedError(signed);
    if (waited >= receiptTimeout) {
      throw new TransactionPendingError(hash, formatDuration(BigInt(Math.round(waited / 1_000))));
    }
    await pause(wait);
    waited += wait;
  }
}
