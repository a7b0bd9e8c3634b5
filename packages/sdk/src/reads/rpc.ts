import {
  BaseError,
  HttpRequestError,
  RpcRequestError,
  SocketClosedError,
  TimeoutError,
  WebSocketRequestError,
} from 'viem';
import type { Client, Hex } from 'viem';
import { SdkError, walk } from '../errors/base.ts';
import { NodeRefusedError, NodeUnreachableError } from '../errors/connection.ts';

/** A viem client of any transport; the caller owns it. */
export type ReadClient = Client;

type Unreachable = HttpRequestError | WebSocketRequestError | SocketClosedError | TimeoutError;

function isUnreachable(error: unknown): error is Unreachable {
  return (
    error instanceof HttpRequestError ||
    error instanceof WebSocketRequestError ||
    error instanceof SocketClosedError ||
    error instanceof TimeoutError
  );
}

function reasonOf(error: Unreachable): string {
  if (error instanceof TimeoutError) return 'it did not answer in time';
  if (error instanceof HttpRequestError && error.status !== undefined) {
    return `it answered with HTTP status ${error.status}`;
  }
  return 'the connection failed';
}

function urlOf(error: Unreachable): string | undefined {
  if (error instanceof HttpRequestError || error instanceof WebSocketRequestError) return error.url;
  return undefined;
}

/** The node's own words in an error. */
export function detailsOf(error: unknown): string {
  const rpc = walk(error, (at): at is RpcRequestError => at instanceof RpcRequestError);
  if (rpc !== null) return rpc.details;
  if (error instanceof BaseError) return error.details || error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}

/** A failed request as one of this package's errors. */
export function toRequestError(method: string, error: unknown): SdkError {
  if (error instanceof SdkError) return error;
  const unreachable = walk(error, isUnreachable);
  if (unreachable !== null) {
    return new NodeUnreachableError(urlOf(unreachable), reasonOf(unreachable), error);
  }
  return new NodeRefusedError(method, detailsOf(error), error);
}

/** Sends one request; a failure is one of this package's errors. */
export async function request<Result>(
  client: ReadClient,
  method: string,
  params: readonly unknown[],
): Promise<Result> {
  try {
    const send = client.request as (args: { method: string; params: unknown }) => Promise<unknown>;
    return (await send({ method, params })) as Result;
  } catch (error) {
    throw toRequestError(method, error);
  }
}

const failedRun = /revert|out of gas|invalid opcode|invalid jump|stack (?:under|over)flow|VM Exc/i;

/** Revert data where it stands in an error of a node: the spellings of the usual ones. */
function dataIn(value: unknown): Hex | null {
  if (typeof value === 'string') return (/0x(?:[0-9a-f]{2})*$/i.exec(value)?.[0] as Hex) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  const { data, result } = value as { data?: unknown; result?: unknown };
  return dataIn(data ?? result);
}

/**
 * What a call reverted with, from the node's error: `0x` for a revert without data, null when the
 * call did not run at all.
 */
export function revertDataOf(error: unknown): Hex | null {
  const rpc = walk(error, (at): at is RpcRequestError => at instanceof RpcRequestError);
  if (rpc === null) return null;
  const data = dataIn(rpc.data);
  if (data !== null && (rpc.code === 3 || data !== '0x')) return data;
  return rpc.code === 3 || failedRun.test(rpc.details) ? '0x' : null;
}
