import { startChain, startFaultyNode } from '@hypothec/testkit/chain';
import { anvilRequest, deployArtifact, devAccount } from '@hypothec/testkit/chain';
import type { FaultyNode, TestChain } from '@hypothec/testkit/chain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createNodeClient,
  createSender,
  faucetTokenAbi,
  InsufficientGasFundsError,
  NonceLane,
  readBalances,
  sendFaucet,
  sendTransfer,
  TransactionPendingError,
  TransactionReplacedError,
  TransactionUnknownError,
  UserRejectedError,
  waitForTransaction,
} from '../index.ts';
import type { Sender, SenderOptions, SignedTransaction } from '../index.ts';

let chain: TestChain;
let node: FaultyNode;
let token: `0x${string}`;
let user = 2;
let sender: Sender;

async function through(options: SenderOptions = {}): Promise<Sender> {
  const client = createNodeClient(node.url, { timeout: 500, retryCount: 0 });
  const patience = { pollingInterval: 60, receiptTimeout: 2_000 };
  return createSender(client, devAccount(user), { ...patience, ...options });
}

async function held(address: string): Promise<bigint> {
  const balances = await readBalances(chain.client, { tokens: [token], owner: address });
  return balances.get(token)?.balance ?? 0n;
}

async function nonceOf(address: string): Promise<number> {
  return Number(
    await anvilRequest<string>(chain.client, 'eth_getTransactionCount', [address, 'latest']),
  );
}

beforeAll(async () => {
  chain = await startChain({ accounts: 30 });
  const args = ['Test dollar', 'USD', 6] as const;
  token = await deployArtifact(await chain.sender(0), 'FaucetToken', faucetTokenAbi, args);
});

afterAll(() => chain.stop());

beforeEach(async () => {
  node = await startFaultyNode(chain.anvil.url);
  user++;
  sender = await through();
});

afterEach(() => node.stop());

describe('when the node fails while a transaction is sent', () => {
  test('an answer that is lost is no reason to pay twice', async () => {
    node.fail('eth_sendRawTransaction', 'lose-answer');
    const sent = await sendFaucet(sender, { token, amount: 5n });
    expect(sent.blockNumber).toBeGreaterThan(0n);
    expect(await held(sender.address)).toBe(5n);
    expect(await nonceOf(sender.address)).toBe(1);
  });

  test.each(['lose-request', 'status-503', 'hang'] as const)('%s is tried again', async (fault) => {
    node.fail('eth_sendRawTransaction', fault);
    await sendFaucet(sender, { token, amount: 5n });
    expect(await held(sender.address)).toBe(5n);
    expect(await nonceOf(sender.address)).toBe(1);
  });

  test('a node that never answers leaves a transaction that can be sent', async () => {
    node.fail('eth_sendRawTransaction', 'lose-request', 99);
    const failed = await sendFaucet(sender, { token, amount: 5n }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TransactionUnknownError);
    const { sent } = failed as TransactionUnknownError;
    expect(await held(sender.address)).toBe(0n);
    await anvilRequest(chain.client, 'eth_sendRawTransaction', [sent.raw]);
    const receipt = await waitForTransaction(chain.client, sent);
    expect(receipt).toMatchObject({ hash: sent.hash, succeeded: true });
    expect(await held(sender.address)).toBe(5n);
  });

  test('what is sent next takes the place of what was never taken', async () => {
    node.fail('eth_sendRawTransaction', 'lose-request', 4);
    const failed = await sendFaucet(sender, { token, amount: 5n }).catch((error: unknown) => error);
    await sendFaucet(sender, { token, amount: 7n });
    const { sent } = failed as TransactionUnknownError;
    const late = anvilRequest(chain.client, 'eth_sendRawTransaction', [sent.raw]);
    await expect(late).rejects.toThrow(/nonce too low/);
    expect(await held(sender.address)).toBe(7n);
    await expect(waitForTransaction(chain.client, sent, { pollingInterval: 20 })).rejects.toThrow(
      TransactionReplacedError,
    );
  });

  test('the signed transaction is handed over before it is sent', async () => {
    const seen: SignedTransaction[] = [];
    const careful = await through({
      onSigned: (transaction) => {
        expect(node.count('eth_sendRawTransaction')).toBe(0);
        seen.push(transaction);
      },
    });
    const { hash } = await sendFaucet(careful, { token, amount: 1n });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ hash, nonce: 0, from: careful.address });
  });

  test('receipts are looked for through failures', async () => {
    node.fail('eth_getTransactionReceipt', 'lose-answer', 3);
    await sendFaucet(sender, { token, amount: 5n });
    node.refuse('eth_getTransactionReceipt', -32_005, 'too many requests');
    await sendFaucet(sender, { token, amount: 2n });
    expect(await held(sender.address)).toBe(7n);
  });
});

describe('the lane of nonces', () => {
  test('ten sends at once all arrive, one nonce each', async () => {
    const amounts = Array.from({ length: 10 }, (_, i) => BigInt(i + 1));
    const sent = await Promise.all(amounts.map((amount) => sendFaucet(sender, { token, amount })));
    expect(new Set(sent.map(({ hash }) => hash)).size).toBe(10);
    expect(await held(sender.address)).toBe(55n);
    expect(await nonceOf(sender.address)).toBe(10);
  });

  test('a failed send in their midst leaves no gap', async () => {
    const to = devAccount(0).address;
    const sends = Array.from({ length: 10 }, (_, i) =>
      i === 4
        ? sendTransfer(sender, { token, to, amount: 1_000n })
        : sendFaucet(sender, { token, amount: 1n }),
    );
    node.fail('eth_sendRawTransaction', 'lose-request', 2);
    const results = await Promise.allSettled(sends);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await held(sender.address)).toBe(9n);
    expect(await nonceOf(sender.address)).toBe(9);
  });

  test('two senders of one account share a lane', async () => {
    const lane = new NonceLane();
    const [one, two] = [await through({ lane }), await through({ lane })];
    const amounts = [1n, 2n, 3n, 4n, 5n, 6n];
    await Promise.all(
      amounts.map((amount, i) => sendFaucet(i % 2 === 0 ? one : two, { token, amount })),
    );
    expect(await held(sender.address)).toBe(21n);
  });

  test('an account used elsewhere at the same time is told, and can go on', async () => {
    node.answer('eth_getTransactionCount', '0x0');
    await sendFaucet(await through(), { token, amount: 1n });
    node.answer('eth_getTransactionCount', '0x0');
    await expect(sendFaucet(sender, { token, amount: 2n })).rejects.toThrow(
      TransactionReplacedError,
    );
    await sendFaucet(sender, { token, amount: 4n });
    expect(await held(sender.address)).toBe(5n);
  });
});

describe('what cannot be paid, mined or signed', () => {
  test('no coin for gas', async () => {
    await anvilRequest(chain.client, 'anvil_setBalance', [sender.address, '0x1']);
    const failed = sendFaucet(sender, { token, amount: 1n });
    await expect(failed).rejects.toThrow(InsufficientGasFundsError);
    await expect(failed).rejects.toThrow(/has too little of the chain's coin/);
  });

  test('no block comes: it may still happen, and does', async () => {
    await anvilRequest(chain.client, 'evm_setAutomine', [false]);
    const hasty = await through({ receiptTimeout: 150 });
    const failed = await sendFaucet(hasty, { token, amount: 3n }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TransactionPendingError);
    const { hash } = failed as TransactionPendingError;
    await anvilRequest(chain.client, 'evm_mine');
    await anvilRequest(chain.client, 'evm_setAutomine', [true]);
    expect(await waitForTransaction(chain.client, hash)).toMatchObject({ succeeded: true });
    expect(await held(sender.address)).toBe(3n);
  });

  test('as many blocks as asked for must hold it', async () => {
    const sure = await through({ confirmations: 3, receiptTimeout: 150 });
    const failed = await sendFaucet(sure, { token, amount: 3n }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TransactionPendingError);
    const { hash } = failed as TransactionPendingError;
    await anvilRequest(chain.client, 'anvil_mine', ['0x2']);
    const receipt = await waitForTransaction(chain.client, hash, { confirmations: 3 });
    expect(receipt.succeeded).toBe(true);
  });

  test('a wallet numbers and sends by itself, and its owner may say no', async () => {
    const { address } = devAccount(user);
    const options = { pollingInterval: 60, receiptTimeout: 2_000 };
    const client = createNodeClient(node.url);
    const wallet = await createSender(client, { address, type: 'json-rpc' }, options);
    await sendFaucet(wallet, { token, amount: 8n });
    expect(await held(address)).toBe(8n);
    node.refuse('eth_sendTransaction', 4001, 'User denied transaction signature.');
    await expect(sendFaucet(wallet, { token, amount: 8n })).rejects.toThrow(UserRejectedError);
    expect(await held(address)).toBe(8n);
  });
});
