import { createNodeClient, createSender } from '@hypothec/sdk';
import type { ReadClient, Sender, SenderOptions } from '@hypothec/sdk';
import { numberToHex } from 'viem';
import type { Hex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import type { HDAccount } from 'viem/accounts';
import { startAnvil } from './anvil.ts';
import type { Anvil, AnvilOptions } from './anvil.ts';

/** The phrase of the local chain's accounts: public, so that nothing of worth may ever be there. */
const PHRASE = 'test test test test test test test test test test test junk';

/** The n-th account of every local chain. */
export function devAccount(index: number): HDAccount {
  return mnemonicToAccount(PHRASE, { addressIndex: index });
}

/** Sends one request of anvil's own. */
export async function anvilRequest<Result>(
  client: ReadClient,
  method: string,
  params: readonly unknown[] = [],
): Promise<Result> {
  const send = client.request as (args: { method: string; params: unknown }) => Promise<unknown>;
  return (await send({ method, params })) as Result;
}

/** A running chain with its clients. */
export interface TestChain {
  readonly anvil: Anvil;
  readonly client: ReadClient;
  /** A sender for the n-th account; always the same one, so that its nonces have one lane. */
  sender(index: number): Promise<Sender>;
  /** The newest block's time. */
  now(): Promise<bigint>;
  /** Mines a block at exactly this time. */
  mineAt(timestamp: bigint): Promise<void>;
  /** Gives the next block exactly this time; transactions until then share it. */
  nextAt(timestamp: bigint): Promise<void>;
  /** Lets seconds pass and mines a block. */
  pass(seconds: bigint): Promise<void>;
  /** Remembers the state; `revert` brings it back, once. */
  snapshot(): Promise<Hex>;
  revert(id: Hex): Promise<void>;
  stop(): Promise<void>;
}

/** Senders of tests look for receipts often, and give up soon. */
const impatient: SenderOptions = { pollingInterval: 100, receiptTimeout: 20_000 };

/** A started chain as tests use it. */
export function toTestChain(anvil: Anvil, options: SenderOptions = {}): TestChain {
  const client = createNodeClient(anvil.url);
  const senders = new Map<number, Promise<Sender>>();
  const now = async (): Promise<bigint> => {
    const block = await anvilRequest<{ timestamp: Hex }>(client, 'eth_getBlockByNumber', [
      'latest',
      false,
    ]);
    return BigInt(block.timestamp);
  };
  const nextAt = async (timestamp: bigint): Promise<void> => {
    await anvilRequest(client, 'evm_setNextBlockTimestamp', [numberToHex(timestamp)]);
  };
  const mineAt = async (timestamp: bigint): Promise<void> => {
    await nextAt(timestamp);
    await anvilRequest(client, 'evm_mine');
  };
  return {
    anvil,
    client,
    sender(index) {
      const known =
        senders.get(index) ?? createSender(client, devAccount(index), { ...impatient, ...options });
      senders.set(index, known);
      return known;
    },
    now,
    mineAt,
    nextAt,
    pass: async (seconds) => mineAt((await now()) + seconds),
    snapshot: () => anvilRequest<Hex>(client, 'evm_snapshot'),
    async revert(id) {
      await anvilRequest(client, 'evm_revert', [id]);
    },
    stop: () => anvil.stop(),
  };
}

/** Starts a chain for a test. */
export async function startChain(options: AnvilOptions = {}): Promise<TestChain> {
  return toTestChain(await startAnvil(options));
}
