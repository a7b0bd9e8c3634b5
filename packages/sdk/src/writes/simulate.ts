import { numberToHex } from 'viem';
import type { Address, Hex } from 'viem';
import { NodeRefusedError } from '../errors/connection.ts';
import { RevertError } from '../errors/revert.ts';
import type { ErrorContext } from '../errors/sentences/teller.ts';
import { InsufficientGasFundsError } from '../errors/transaction.ts';
import { detailsOf, request, revertDataOf } from '../reads/rpc.ts';
import type { Sender } from './sender.ts';

/** A transaction before it has gas, fees and a nonce. */
export interface WriteRequest {
  /** Null creates a contract. */
  readonly to: Address | null;
  readonly data: Hex;
  /** Native coin, wei. */
  readonly value?: bigint;
  /** Tokens by which amounts in errors are shown; the sender's without it. */
  readonly context?: ErrorContext;
}

/** EIP-7825: no transaction may have more gas. */
const MOST_GAS = 2n ** 24n;

const noFunds = /insufficient funds|exceeds? (?:transaction sender )?(?:account )?balance/i;
const noPending = /pending|unknown block|block tag|not supported|header not found/i;

function asCall(sender: Sender, { to, data, value = 0n }: WriteRequest) {
  return {
    from: sender.address,
    ...(to === null ? {} : { to }),
    data,
    ...(value === 0n ? {} : { value: numberToHex(value) }),
  };
}

/** A failed trial as what it means: a refusal of the contract, or of the node. */
export function toWriteError(sender: Sender, write: WriteRequest, error: unknown): unknown {
  const data = revertDataOf(error);
  if (data !== null) {
    const { to, context = sender.context } = write;
    return RevertError.of(data, {
      ...(to === null ? {} : { contract: to }),
      context,
      cause: error,
    });
  }
  if (noFunds.test(detailsOf(error))) return new InsufficientGasFundsError(sender.address, error);
  return error;
}

/**
 * Asks on top of the pending block, whose time is the next block's: what was done in this very
 * second, or has an end, is judged as it will be. Nodes without one are asked on top of the newest.
 */
async function onPending(
  sender: Sender,
  method: string,
  call: Readonly<Record<string, unknown>>,
): Promise<Hex> {
  try {
    return await request<Hex>(sender.client, method, [call, 'pending']);
  } catch (error) {
    const refused = error instanceof NodeRefusedError && revertDataOf(error) === null;
    if (!refused || noFunds.test(error.answer) || !noPending.test(error.answer)) throw error;
    return request<Hex>(sender.client, method, [call, 'latest']);
  }
}

/**
 * Runs a write without sending it.
 *
 * @returns What the contract would answer.
 * @throws {RevertError} with the contract's refusal.
 */
export async function simulate(sender: Sender, write: WriteRequest): Promise<Hex> {
  try {
    return await onPending(sender, 'eth_call', asCall(sender, write));
  } catch (error) {
    throw toWriteError(sender, write, error);
  }
}

/** Gas for a write: the node's estimate and the sender's margin. */
export async function estimateGas(sender: Sender, write: WriteRequest): Promise<bigint> {
  try {
    const estimate = BigInt(await onPending(sender, 'eth_estimateGas', asCall(sender, write)));
    const wanted = (estimate * BigInt(10_000 + sender.gasMarginBps)) / 10_000n;
    if (wanted <= MOST_GAS) return wanted;
    return estimate > MOST_GAS ? estimate : MOST_GAS;
  } catch (error) {
    throw toWriteError(sender, write, error);
  }
}
