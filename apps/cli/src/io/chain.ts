import type { Address } from '@hypothec/model';
import { createNodeClient } from '@hypothec/sdk';
import type { ReadClient } from '@hypothec/sdk';
import { decodeFunctionResult, encodeDeployData, encodeFunctionData } from 'viem';
import type {
  Abi,
  Client,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  Hex,
} from 'viem';
import { FaultError } from '../errors.ts';
import type { Artifact } from './artifacts.ts';
import { ask, connect, hex } from './rpc.ts';

/** A transaction of an account that the local chain signs for. */
export interface Sending {
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
  /** Told where it fails. */
  readonly what: string;
  /** Gas limit; left out, the node estimates. */
  readonly gas?: bigint;
  readonly value?: bigint;
}

/** A mined transaction. */
export interface Receipt {
  readonly transactionHash: Hex;
  readonly transactionIndex: Hex;
  readonly status: Hex;
  readonly gasUsed: Hex;
  readonly blockNumber: Hex;
  readonly contractAddress: Address | null;
  readonly logs: readonly RawLog[];
}

/** A log as JSON-RPC has it. */
export interface RawLog {
  readonly address: Address;
  readonly topics: readonly [Hex, ...Hex[]];
  readonly data: Hex;
  readonly blockNumber: Hex;
  readonly transactionHash: Hex;
}

/** The head of the chain. */
export interface Head {
  readonly number: bigint;
  readonly timestamp: bigint;
}

/** Below the cap of one transaction, EIP-7825; enough for a hundred margin calls. */
const TRANSACTION_GAS = 16_000_000n;

/** Encodes a call of a contract, for `Chain.send`. */
export function sending<const abi extends Abi, name extends ContractFunctionName<abi>>(
  from: Address,
  to: Address,
  abi: abi,
  functionName: name,
  args: ContractFunctionArgs<abi, 'nonpayable' | 'payable', name>,
): Sending {
  const call = { abi: abi as Abi, functionName: functionName as string };
  const data = encodeFunctionData({ ...call, args: args as readonly unknown[] });
  return { from, to, data, what: functionName as string, gas: TRANSACTION_GAS };
}

/** A local chain whose clock and accounts are ours. */
export class Chain {
  readonly client: Client;
  /** For reads by the sdk: what is asked in one moment travels together. */
  readonly reader: ReadClient;
  /** Mines only when told; else each transaction gets its block at once. */
  readonly manual: boolean;

  constructor(url: string, options: { readonly manual?: boolean } = {}) {
    this.client = connect(url);
    this.reader = createNodeClient(url, { timeout: 60_000, retryCount: 0 });
    this.manual = options.manual ?? false;
  }

  ask<Answer>(method: string, ...params: readonly unknown[]): Promise<Answer> {
    return ask<Answer>(this.client, method, ...params);
  }

  async head(): Promise<Head> {
    const block = await this.ask<{ number: Hex; timestamp: Hex }>(
      'eth_getBlockByNumber',
      'latest',
      false,
    );
    return { number: BigInt(block.number), timestamp: BigInt(block.timestamp) };
  }

  /** Hands a transaction in; it is mined when the chain next mines. */
  submit({ from, to, data, gas, value }: Sending): Promise<Hex> {
    return this.ask<Hex>('eth_sendTransaction', {
      from,
      to,
      data,
      ...(gas === undefined ? {} : { gas: hex(gas) }),
      ...(value === undefined ? {} : { value: hex(value) }),
    });
  }

  /**
   * Sends a transaction into a block of its own and waits for it.
   *
   * @throws {FaultError} when it reverts: what is sent here is known to work.
   */
  async send(transaction: Sending): Promise<Receipt> {
    const hash = await this.submit(transaction);
    const receipt = await this.receipt(hash);
    if (receipt.status !== '0x1') throw new FaultError(`${transaction.what} reverted (${hash})`);
    return receipt;
  }

  /**
   * Sends transactions into one block, in their order, and waits for it.
   *
   * @param time - Of the block; later than the last one's. Without it the chain's clock says.
   * @returns Receipts in the order of the block, reverted ones included.
   */
  async together(
    transactions: readonly Sending[],
    time?: bigint,
  ): Promise<readonly (Receipt & { readonly sent: Sending })[]> {
    const sent = new Map<string, Sending>();
    if (!this.manual) await this.setAutomine(false);
    try {
      for (const transaction of transactions) {
        sent.set(await this.submit(transaction), transaction);
      }
      if (time !== undefined) await this.setNextTime(time);
      await this.mine();
    } finally {
      if (!this.manual) await this.setAutomine(true);
    }
    const { number } = await this.head();
    const receipts = sent.size === 0 ? [] : await this.blockReceipts(number);
    const mined = receipts.flatMap((receipt) => {
      const transaction = sent.get(receipt.transactionHash);
      return transaction === undefined ? [] : [{ ...receipt, sent: transaction }];
    });
    if (mined.length !== sent.size) {
      throw new FaultError(`${sent.size - mined.length} of ${sent.size} were not mined`);
    }
    return mined;
  }

  /** As `together`, where none may revert. */
  async allTogether(transactions: readonly Sending[], time?: bigint): Promise<readonly Receipt[]> {
    const receipts = await this.together(transactions, time);
    const bad = receipts.find(({ status }) => status !== '0x1');
    if (bad === undefined) return receipts;
    throw new FaultError(`${bad.sent.what} reverted (${bad.transactionHash})`);
  }

  /** Waits for the receipt of a transaction that mines at once. */
  async receipt(hash: Hex): Promise<Receipt> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const receipt = await this.ask<Receipt | null>('eth_getTransactionReceipt', hash);
      if (receipt !== null) return receipt;
      await new Promise((resolve) => setTimeout(resolve, attempt < 20 ? 2 : 25));
    }
    throw new FaultError(`${hash} was not mined within ten seconds`);
  }

  /** Whether there is a contract at an address. */
  async hasCode(address: Address): Promise<boolean> {
    return (await this.ask<Hex>('eth_getCode', address, 'latest')) !== '0x';
  }

  /** Creates a contract and returns its address. */
  async deploy(from: Address, artifact: Artifact, args: readonly unknown[]): Promise<Address> {
    const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode, args });
    const hash = await this.ask<Hex>('eth_sendTransaction', { from, data });
    const receipt = await this.receipt(hash);
    if (receipt.status !== '0x1' || receipt.contractAddress === null) {
      throw new FaultError(`a contract could not be created (${hash})`);
    }
    return receipt.contractAddress.toLowerCase() as Address;
  }

  /** Asks a view function, as of the newest block or of the clock now (`pending`). */
  async read<const abi extends Abi, name extends ContractFunctionName<abi, 'pure' | 'view'>>(
    to: Address,
    abi: abi,
    functionName: name,
    args: ContractFunctionArgs<abi, 'pure' | 'view', name>,
    tag: 'latest' | 'pending' = 'latest',
  ): Promise<ContractFunctionReturnType<abi, 'pure' | 'view', name>> {
    const call = { abi: abi as Abi, functionName: functionName as string };
    const data = encodeFunctionData({ ...call, args: args as readonly unknown[] });
    const answer = await this.ask<Hex>('eth_call', { to, data }, tag);
    return decodeFunctionResult({ ...call, data: answer }) as ContractFunctionReturnType<
      abi,
      'pure' | 'view',
      name
    >;
  }

  /** Sets the time of the next block; the clock goes on from there. */
  setNextTime(time: bigint): Promise<null> {
    return this.ask('evm_setNextBlockTimestamp', Number(time));
  }

  /** From here on each block is a second after the one before, whatever clocks say. */
  tickBySeconds(): Promise<unknown> {
    return this.ask('anvil_setBlockTimestampInterval', 1);
  }

  /** Mines what was handed in. */
  mine(): Promise<unknown> {
    return this.ask('evm_mine');
  }

  setAutomine(on: boolean): Promise<null> {
    return this.ask('evm_setAutomine', on);
  }

  /** Gives an account native coin, to that balance. */
  setBalance(account: Address, balance: bigint): Promise<null> {
    return this.ask('anvil_setBalance', account, hex(balance));
  }

  /** Receipts of a block, in its order. */
  blockReceipts(number: bigint): Promise<readonly Receipt[]> {
    return this.ask('eth_getBlockReceipts', hex(number));
  }
}
