import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { foundryTool } from '@hypothec/contracts/foundry';
import {
  type Abi,
  type Address,
  createTestClient,
  decodeErrorResult,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  http,
  publicActions,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
  walletActions,
} from 'viem';
import type { Artifact } from './artifacts.ts';
import { BenchError } from './errors.ts';

/** A contract on the chain. */
export interface Deployed {
  address: Address;
  abi: Abi;
}

export interface Call {
  from: Address;
  to: Deployed;
  name: string;
  args?: readonly unknown[];
}

/** Every wallet starts with native coin, and the chain at this time, unix seconds. */
const wallets = 64;
const genesis = 1_750_000_000;
const hour = 3_600n;
/** The most that one transaction may use since EIP-7825. */
const gasLimit = 16_777_216n;

function clientOf(url: string) {
  // A trace of what failed may be long.
  return createTestClient({ mode: 'anvil', transport: http(url, { maxResponseBodySize: false }) })
    .extend(publicActions)
    .extend(walletActions);
}

/** A chain of its own for one run: real transactions, real receipts, a clock that we set. */
export class Chain {
  readonly client: ReturnType<typeof clientOf>;
  readonly wallets: readonly Address[];
  readonly #anvil: ChildProcess;
  /** For naming what went wrong. */
  readonly #abis = new Set<Abi>();

  private constructor(
    anvil: ChildProcess,
    client: ReturnType<typeof clientOf>,
    accounts: readonly Address[],
  ) {
    this.#anvil = anvil;
    this.client = client;
    this.wallets = accounts;
  }

  static async start(): Promise<Chain> {
    const args = ['--port', '0', '--hardfork', 'osaka', '--timestamp', `${genesis}`];
    const child = spawn(foundryTool('anvil'), [...args, '--accounts', `${wallets}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.once('exit', () => child.kill());
    const client = clientOf(`http://${await listening(child)}`);
    return new Chain(child, client, await client.getAddresses());
  }

  stop(): void {
    this.#anvil.kill();
  }

  async deploy({ name, abi, bytecode }: Artifact, ...args: readonly unknown[]): Promise<Deployed> {
    const [admin] = this.wallets;
    this.#abis.add(abi);
    const data = encodeDeployData({ abi, bytecode, args });
    const { contractAddress } = await this.#send(`deploy ${name}`, admin, undefined, data);
    if (!contractAddress) throw new BenchError(`${name} was deployed to no address.`);
    return { address: contractAddress, abi };
  }

  /** Sends a transaction now. Returns the gas of its receipt. */
  async send({ from, to, name, args = [] }: Call): Promise<bigint> {
    this.#abis.add(to.abi);
    const data = encodeFunctionData({ abi: to.abi, functionName: name, args });
    const { gasUsed } = await this.#send(name, from, to.address, data);
    return gasUsed;
  }

  /** Sends a transaction one hour after the last block. Returns the gas of its receipt. */
  async hourly(call: Call): Promise<bigint> {
    await this.wait(hour);
    return this.send(call);
  }

  /** The next block is this much later than the last. */
  async wait(seconds: bigint): Promise<void> {
    const { timestamp } = await this.client.getBlock();
    await this.client.setNextBlockTimestamp({ timestamp: timestamp + seconds });
  }

  async read(to: Deployed, name: string, args: readonly unknown[] = []): Promise<unknown> {
    const data = encodeFunctionData({ abi: to.abi, functionName: name, args });
    const { data: answer = '0x' } = await this.client.call({ to: to.address, data });
    return decodeFunctionResult({ abi: to.abi, functionName: name, data: answer });
  }

  /** Runs `body` and takes back all that it did. */
  async aside<T>(body: () => Promise<T>): Promise<T> {
    const id = await this.client.snapshot();
    const result = await body();
    await this.client.revert({ id });
    return result;
  }

  async #send(name: string, from: Address | undefined, to: Address | undefined, data: Hex) {
    if (from === undefined) throw new BenchError('The chain gave no wallets.');
    // The chain holds the keys; with the gas said, nothing is estimated.
    const hash = await this.client.sendTransaction({
      account: from,
      chain: null,
      data,
      gas: gasLimit,
      ...(to === undefined ? {} : { to }),
    });
    const receipt = await this.#receipt(hash);
    if (receipt.status !== 'success') {
      throw new BenchError(`${name} reverted: ${await this.#why(hash)}`);
    }
    return receipt;
  }

  /** Mined on arrival: a few milliseconds. A block number going back does not disturb this. */
  async #receipt(hash: Hex): Promise<TransactionReceipt> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      try {
        return await this.client.getTransactionReceipt({ hash });
      } catch (error) {
        if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
        await setTimeout(2);
      }
    }
    throw new BenchError(`${hash} was not mined.`);
  }

  async #why(hash: Hex): Promise<string> {
    const trace = (await this.client.request({
      method: 'debug_traceTransaction' as never,
      params: [hash, { tracer: 'callTracer' }] as never,
    })) as { error?: string; output?: Hex };
    const { error = 'unknown', output: data } = trace;
    if (data === undefined) return error;
    for (const abi of this.#abis) {
      try {
        const { errorName, args = [] } = decodeErrorResult({ abi, data });
        return `${errorName}(${args.map(String).join(', ')})`;
      } catch {
        // An error of another contract.
      }
    }
    return `${error} ${data}`;
  }
}

/** The host and port of an anvil that was just started, once it listens. */
function listening(anvil: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const { stdout } = anvil;
    if (stdout === null) throw new BenchError('anvil has no output to read its port from.');
    createInterface({ input: stdout }).on('line', (line) => {
      const host = /^Listening on (\S+)$/.exec(line)?.[1];
      if (host !== undefined) resolve(host);
      else lines.push(line);
    });
    anvil.on('error', (cause) => reject(new BenchError(`anvil did not start: ${cause.message}`)));
    anvil.on('exit', (code) =>
      reject(new BenchError(`anvil ended with ${code} before it listened:\n${lines.join('\n')}`)),
    );
  });
}
