import { makeLoanId } from '@hypothec/model';
import { anvilRequest, deployArtifact, deployWorld, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { parseAbi } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ensureAllowance,
  NoContractError,
  PermitUnsupportedError,
  readBalances,
  RevertError,
  sendApprove,
  sendFaucet,
  sendPermit,
  sendPledge,
  sendPoolDeposit,
  sendTransfer,
  sendUnwrap,
  sendWrap,
  signPermit,
  InvalidAddressError,
} from '../index.ts';
import type { Sender } from '../index.ts';
import { BTC, ETHER, USD } from '../story.testing.ts';

let chain: TestChain;
let world: ChainWorld;
let alice: Sender;
let bob: Sender;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  [alice, bob] = [await chain.sender(2), await chain.sender(3)];
});

afterAll(() => chain.stop());

async function allowance(token: string, owner: Sender, spender: string): Promise<bigint> {
  const given = { tokens: [token], owner: owner.address, spender };
  return [...(await readBalances(chain.client, given)).values()][0]?.allowance ?? 0n;
}

describe('approvals', () => {
  test('are for exactly what is needed, and only where less is approved', async () => {
    const { usd, book } = world;
    const args = { token: usd, spender: book, amount: 5n };
    expect(await ensureAllowance(alice, args)).not.toBeNull();
    expect(await allowance(usd, alice, book)).toBe(5n);
    expect(await ensureAllowance(alice, { ...args, amount: 3n })).toBeNull();
    await ensureAllowance(alice, { ...args, amount: 9n });
    expect(await allowance(usd, alice, book)).toBe(9n);
    await sendApprove(alice, { ...args, amount: 0n });
    expect(await allowance(usd, alice, book)).toBe(0n);
  });

  test('a token that only changes them from zero is set to zero first', async () => {
    const abi = parseAbi(['constructor(uint8)']);
    const token = await deployArtifact(alice, 'NoReturnToken', abi, [6], 'default');
    const spender = world.book;
    await ensureAllowance(alice, { token, spender, amount: 5n });
    await ensureAllowance(alice, { token, spender, amount: 7n });
    expect(await allowance(token, alice, spender)).toBe(7n);
  });

  test('no token, no approval', async () => {
    const nowhere = { token: `0x${'d0'.repeat(20)}`, spender: world.book, amount: 1n };
    await expect(ensureAllowance(alice, nowhere)).rejects.toThrow(NoContractError);
    await expect(sendApprove(alice, nowhere)).rejects.toThrow(NoContractError);
    const zero = { token: world.usd, spender: `0x${'00'.repeat(20)}`, amount: 1n };
    await expect(ensureAllowance(alice, zero)).rejects.toThrow(
      'The zero address cannot be approved.',
    );
    const text = { token: world.usd, spender: 'bob', amount: 1n };
    await expect(ensureAllowance(alice, text)).rejects.toThrow(InvalidAddressError);
  });

  test('a pledge without one says what to do', async () => {
    const { book, listings } = world;
    const id = makeLoanId(bob.address, 1, 1n);
    const pledge = sendPledge(bob, { book, id, collateralId: listings.btc, amount: BTC });
    await expect(pledge).rejects.toThrow(RevertError);
    await expect(pledge).rejects.toThrow(/Approve the amount for this contract/);
  });
});

describe('permits', () => {
  test.each(['usd', 'wrapped', 'shares'] as const)('%s', async (kind) => {
    const { usd, coins, pool, book } = world;
    await sendFaucet(alice, { token: usd, amount: 100n * USD });
    await ensureAllowance(alice, { token: usd, spender: pool, amount: 100n * USD });
    await sendPoolDeposit(alice, { pool, assets: 100n * USD });
    const token = { usd, wrapped: coins.eth, shares: pool }[kind];
    const deadline = (await chain.now()) + 3_600n;
    const permit = await signPermit(alice, { token, spender: book, amount: 11n, deadline });
    await sendPermit(bob, permit);
    expect(await allowance(token, alice, book)).toBe(11n);
    await expect(sendPermit(bob, permit)).rejects.toThrow(RevertError);
  });

  test('one that is late is refused', async () => {
    const { usd, coins, book } = world;
    for (const token of [usd, coins.eth]) {
      const permit = await signPermit(alice, { token, spender: book, amount: 1n, deadline: 5n });
      await expect(sendPermit(bob, permit)).rejects.toThrow(/permit (?:was good until|has passed)/);
    }
  });

  test('a token without them says so', async () => {
    const { book } = world;
    const asked = signPermit(alice, { token: book, spender: book, amount: 1n, deadline: 5n });
    await expect(asked).rejects.toThrow(PermitUnsupportedError);
    const state = await chain.snapshot();
    await anvilRequest(chain.client, 'anvil_setChainId', [31_338]);
    const moved = signPermit(alice, { token: world.usd, spender: book, amount: 1n, deadline: 5n });
    await expect(moved).rejects.toThrow(/its signing domain is not the usual one/);
    await anvilRequest(chain.client, 'anvil_setChainId', [31_337]);
    await chain.revert(state);
  });
});

describe('moving tokens', () => {
  test('shares of a pool are a token', async () => {
    const { pool } = world;
    await sendTransfer(alice, { token: pool, to: bob.address, amount: 1_000n });
    const held = await readBalances(chain.client, { tokens: [pool], owner: bob.address });
    expect(held.get(pool)?.balance).toBe(1_000n);
    const more = sendTransfer(alice, { token: pool, to: bob.address, amount: 2n ** 100n });
    await expect(more).rejects.toThrow('The balance does not suffice.');
  });

  test('native coin is wrapped and unwrapped', async () => {
    const wrapped = world.coins.eth;
    await sendWrap(bob, { wrapped, amount: ETHER });
    await sendUnwrap(bob, { wrapped, amount: ETHER / 4n });
    const held = await readBalances(chain.client, { tokens: [wrapped], owner: bob.address });
    expect(held.get(wrapped)?.balance).toBe((ETHER * 3n) / 4n);
  });
});
