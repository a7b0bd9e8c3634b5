import { decodeFunctionResult, encodeFunctionData, multicall3Abi, numberToHex } from 'viem';
import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  Hex,
} from 'viem';
import { toAddress } from '../address.ts';
import { NoContractError } from '../errors/connection.ts';
import { RevertError } from '../errors/revert.ts';
import type { Pinned } from './pin.ts';
import { request, revertDataOf, toRequestError } from './rpc.ts';

/** One view function to ask. */
export interface ReadCall<Result> {
  readonly address: string;
  readonly data: Hex;
  readonly decode: (data: Hex) => Result;
  /** What is expected to be there, for people. */
  readonly what: string;
}

/** What a call gave: its value, or what it reverted with. */
export type Answer<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly data: Hex };

type View = 'view' | 'pure';

/** Encodes a question to a contract. */
export function viewCall<const abi extends Abi, name extends ContractFunctionName<abi, View>>(
  address: string,
  what: string,
  abi: abi,
  functionName: name,
  ...args: ContractFunctionArgs<abi, View, name> extends readonly []
    ? []
    : [args: ContractFunctionArgs<abi, View, name>]
): ReadCall<ContractFunctionReturnType<abi, View, name>> {
  const asked = { abi: abi as Abi, functionName: functionName as string };
  return {
    address: toAddress(address),
    what,
    data: encodeFunctionData({ ...asked, args: args[0] as readonly unknown[] | undefined }),
    decode: (data) =>
      decodeFunctionResult({ ...asked, data }) as ContractFunctionReturnType<abi, View, name>,
  };
}

interface RawAnswer {
  readonly ok: boolean;
  readonly data: Hex;
}

/** Small enough that gas never runs short within one, which would read as a refusal. */
const MULTICALL_SIZE = 100;

async function callOne({ client, block }: Pinned, call: ReadCall<unknown>): Promise<RawAnswer> {
  const params = [{ to: call.address, data: call.data }, numberToHex(block.number)];
  try {
    return { ok: true, data: await request<Hex>(client, 'eth_call', params) };
  } catch (error) {
    const data = revertDataOf(error);
    if (data === null) throw toRequestError('eth_call', error);
    return { ok: false, data };
  }
}

async function callMany(
  at: Pinned,
  multicall: string,
  calls: readonly ReadCall<unknown>[],
): Promise<readonly RawAnswer[]> {
  const given = calls.map(({ address, data }) => ({
    target: address as Hex,
    allowFailure: true,
    callData: data,
  }));
  const asked = viewCall(multicall, 'multicall', multicall3Abi, 'aggregate3', [given]);
  const answers = valueOf(asked, await ask(at, asked));
  return answers.map(({ success, returnData }) => ({ ok: success, data: returnData }));
}

/** The chain's multicall contract, where the client knows one that stood at the block. */
function multicallOf({ client, block }: Pinned): string | undefined {
  const known = client.chain?.contracts?.multicall3;
  if (known === undefined || BigInt(known.blockCreated ?? 0) > block.number) return undefined;
  return known.address;
}

async function rawAnswers(
  at: Pinned,
  calls: readonly ReadCall<unknown>[],
): Promise<readonly RawAnswer[]> {
  const multicall = multicallOf(at);
  if (multicall === undefined || calls.length < 2) {
    return Promise.all(calls.map((call) => callOne(at, call)));
  }
  const parts = Array.from({ length: Math.ceil(calls.length / MULTICALL_SIZE) }, (_, i) =>
    calls.slice(i * MULTICALL_SIZE, (i + 1) * MULTICALL_SIZE),
  );
  return (await Promise.all(parts.map((part) => callMany(at, multicall, part)))).flat();
}

function toAnswer<Result>(call: ReadCall<Result>, raw: RawAnswer): Answer<Result> {
  if (!raw.ok) return { ok: false, data: raw.data };
  try {
    return { ok: true, value: call.decode(raw.data) };
  } catch {
    // No code, or code that answers something else: as good as a revert without a word.
    return { ok: false, data: '0x' };
  }
}

type Answers<Calls extends readonly ReadCall<unknown>[]> = {
  readonly [K in keyof Calls]: Calls[K] extends ReadCall<infer Result> ? Answer<Result> : never;
};

/** Asks one question. */
export async function ask<Result>(at: Pinned, call: ReadCall<Result>): Promise<Answer<Result>> {
  return toAnswer(call, await callOne(at, call));
}

/**
 * Asks many questions at one block: by the chain's multicall contract where the client knows one,
 * else as single calls, which a transport with `batch: true` sends as one request.
 */
export async function askAll<const Calls extends readonly ReadCall<unknown>[]>(
  at: Pinned,
  calls: Calls,
): Promise<Answers<Calls>> {
  const raw = await rawAnswers(at, calls);
  return calls.map((call, i) =>
    toAnswer(call, raw[i] ?? { ok: false, data: '0x' }),
  ) as Answers<Calls>;
}

/**
 * The value of an answer.
 *
 * @throws {RevertError} with what the contract said.
 * @throws {NoContractError} when it said nothing: there is no such contract.
 */
export function valueOf<Result>(call: ReadCall<Result>, answer: Answer<Result>): Result {
  if (answer.ok) return answer.value;
  if (answer.data === '0x') throw new NoContractError(call.address, call.what);
  throw RevertError.of(answer.data, { contract: call.address as Hex });
}

/** Asks many questions that all must have an answer. As `askAll` and `valueOf`. */
export async function readAll<const Calls extends readonly ReadCall<unknown>[]>(
  at: Pinned,
  calls: Calls,
): Promise<{
  readonly [K in keyof Calls]: Calls[K] extends ReadCall<infer Result> ? Result : never;
}> {
  const answers = await askAll(at, calls);
  return calls.map((call, i) => valueOf(call, answers[i] as Answer<unknown>)) as never;
}
