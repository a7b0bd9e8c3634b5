import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loanAssets, makeLoanId, seconds } from '@hypothec/model';
import { deployWorld, devAccount, startChain, startFaultyNode } from '@hypothec/testkit/chain';
import type { ChainWorld, FaultyNode, TestChain } from '@hypothec/testkit/chain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createNodeClient,
  createSender,
  InvalidNodeUrlError,
  NoContractError,
  NodeRefusedError,
  NodeUnreachableError,
  readBlock,
  readLoan,
  readMarket,
  readPool,
  readSnapshot,
  readTokens,
  ReorganisedError,
  sendPledge,
  sendRegister,
  UnknownCreditorError,
  verifyBook,
  WrongChainError,
} from './index.ts';

let chain: TestChain;
let world: ChainWorld;
let node: FaultyNode;
const nowhere = `0x${'d0'.repeat(20)}`;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain, { liquidity: 0n });
  node = await startFaultyNode(chain.anvil.url);
});

afterAll(async () => {
  await node.stop();
  await chain.stop();
});

function faulty(timeout = 300) {
  return createNodeClient(node.url, { timeout, retryCount: 0 });
}

describe('a node', () => {
  test.each(['', 'localhost:8545', 'ftp://host', 'http:// host'])('%j is no address', (url) => {
    expect(() => createNodeClient(url)).toThrow(InvalidNodeUrlError);
  });

  test('that is not there is told by its host alone: keys stand in paths', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => {
      server.close(resolve);
    });
    const client = createNodeClient(`http://127.0.0.1:${port}/v2/secret-key`, { retryCount: 0 });
    const failed = await readBlock(client).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(NodeUnreachableError);
    expect((failed as Error).message).toContain(`http://127.0.0.1:${port}:`);
    expect((failed as Error).message).not.toContain('secret-key');
  });

  test('that hangs, or is busy, says which', async () => {
    node.fail('eth_getBlockByNumber', 'hang');
    await expect(readBlock(faulty(100))).rejects.toThrow(/it did not answer in time/);
    node.fail('eth_getBlockByNumber', 'status-503');
    await expect(readBlock(faulty())).rejects.toThrow(/it answered with HTTP status 503/);
  });

  test('that refuses is quoted', async () => {
    node.refuse('eth_getBlockByNumber', -32_601, 'method not found');
    const failed = readBlock(faulty());
    await expect(failed).rejects.toThrow(NodeRefusedError);
    await expect(failed).rejects.toThrow(
      'The node refused eth_getBlockByNumber: method not found.',
    );
  });

  test('that lacks a block says so', async () => {
    await expect(readBlock(chain.client, 10n ** 9n)).rejects.toThrow(/it has no block 0x3b9aca00/);
  });

  test('whose chain is rebuilt again and again while it is read', async () => {
    const block = { number: '0x1', hash: `0x${'00'.repeat(32)}`, timestamp: '0x1' };
    let answers = 0;
    const client = {
      ...chain.client,
      request: async () => ({ ...block, hash: `0x${String(answers++).padStart(64, '0')}` }),
    };
    await expect(readBlock(client as never)).rejects.toThrow(ReorganisedError);
    expect(answers).toBe(6);
  });
});

describe('the book and the chain', () => {
  test('are verified before anything relies on them', async () => {
    const { book } = world;
    const { client } = chain;
    expect(await verifyBook(client, { book, chainId: 31_337 })).toEqual({
      chainId: 31_337,
      creditorCount: 1,
    });
    await expect(verifyBook(client, { book, chainId: 1 })).rejects.toThrow(WrongChainError);
    await expect(verifyBook(client, { book: nowhere })).rejects.toThrow(NoContractError);
    await expect(verifyBook(client, { book: world.usd })).rejects.toThrow(NoContractError);
  });

  test('no sender is made for another chain', async () => {
    const made = createSender(chain.client, devAccount(0), { chainId: 1 });
    await expect(made).rejects.toThrow('The node is on chain 31337; expected was chain 1.');
  });

  test('nothing is sent to where no contract is', async () => {
    const { curator, listings } = world;
    const id = makeLoanId(curator.address, 1, 1n);
    const write = sendPledge(curator, {
      book: nowhere,
      id,
      collateralId: listings.btc,
      amount: 1n,
    });
    await expect(write).rejects.toThrow(`There is no book of loans at ${nowhere}`);
  });
});

describe('reads of what is not there', () => {
  test('no pool, no token, no loan', async () => {
    const { book, usd } = world;
    const { client } = chain;
    await expect(readPool(client, { book, pool: nowhere })).rejects.toThrow(NoContractError);
    await expect(readMarket(client, { book, pool: usd })).rejects.toThrow(NoContractError);
    await expect(readTokens(client, { tokens: [nowhere] })).rejects.toThrow(NoContractError);
    const id = makeLoanId(`0x${'aa'.repeat(20)}`, 1, 7n);
    expect((await readLoan(client, { book, id })).holdings).toEqual([]);
    await expect(readLoan(client, { book, id: '0x12' as never })).rejects.toThrow(/not a loan id/);
  });

  test('a pool of another book is refused', async () => {
    const other = await deployWorld(chain, { liquidity: 0n });
    const asked = readPool(chain.client, { book: world.book, pool: other.pool });
    await expect(asked).rejects.toThrow(/no lending pool of the book/);
  });

  test('an unknown creditor, and one that is no pool', async () => {
    const { book, usd, curator } = world;
    const { client } = chain;
    const unknown = makeLoanId(`0x${'aa'.repeat(20)}`, 9, 1n);
    await expect(readSnapshot(client, { book, id: unknown })).rejects.toThrow(UnknownCreditorError);
    const terms = {
      loanToken: usd,
      minDebt: loanAssets(1n),
      callFee: loanAssets(0n),
      cureWindow: seconds(3_600n),
      ramp: seconds(60n),
      lapse: seconds(60n),
    };
    const { returns: creditorId } = await sendRegister(curator, { book, terms });
    expect(creditorId).toBe(2);
    const foreign = makeLoanId(`0x${'aa'.repeat(20)}`, creditorId, 1n);
    await expect(readSnapshot(client, { book, id: foreign })).rejects.toThrow(/no lending pool/);
  });
});
