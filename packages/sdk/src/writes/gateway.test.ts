import { bps, makeLoanId, MAX_UINT256 } from '@hypothec/model';
import type { Address, CollateralId } from '@hypothec/model';
import { anvilRequest, deployArtifact, deployWorld, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { zeroAddress } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ensureAllowance,
  feedOracleAbi,
  lendingPoolAbi,
  readBalances,
  readLender,
  readLoan,
  sendFaucet,
  sendGatewayClose,
  sendGatewayDrawNative,
  sendGatewayLendNative,
  sendGatewayOpen,
  sendGatewayPledge,
  sendGatewayRedeemNative,
  sendGatewayRepay,
  sendGatewayWithdrawNative,
  sendPoolListCollateral,
  signOperatorApproval,
  signPermit,
} from '../index.ts';
import type { Right, Sender } from '../index.ts';
import { BTC, ETHER, USD } from '../story.testing.ts';

let chain: TestChain;
let world: ChainWorld;
let alice: Sender;
let etherPool: Address;
let usdListing: CollateralId;

/** A pool that lends the wrapped native coin against dollars. */
async function deployEtherPool(): Promise<void> {
  const { curator, book, manager, coins, usd, oracles } = world;
  const terms = {
    loanToken: coins.eth,
    minDebt: ETHER / 100n,
    callFee: 0n,
    cureWindow: 86_400,
    ramp: 3_600,
    lapse: 86_400,
  };
  const args = [book, terms, manager, 'Hypothec ETH', 'hETH'] as const;
  etherPool = await deployArtifact(curator, 'LendingPool', lendingPoolAbi, args);
  const leg = (feed: Address) => ({ feed, maxAge: 172_800, minAnswer: 1n, maxAnswer: 10n ** 16n });
  const oracle = await deployArtifact(curator, 'FeedOracle', feedOracleAbi, [
    {
      collateral: usd,
      loanToken: coins.eth,
      base: leg(oracles.feeds.usd),
      quote: leg(oracles.feeds.eth),
      sequencer: zeroAddress,
      grace: 0,
    },
  ]);
  const limits = { ceiling: 10n ** 24n, hourly: 10n ** 24n };
  const listed = await sendPoolListCollateral(curator, {
    pool: etherPool,
    ...limits,
    terms: {
      collateral: usd,
      oracle,
      openLtvBps: bps(5_000n),
      targetLtvBps: bps(6_200n),
      clearLtvBps: bps(6_400n),
      callLtvBps: bps(7_000n),
      liquidationLtvBps: bps(8_000n),
      maxBonusBps: bps(500n),
      floorBonusBps: bps(50n),
      slopeBps: bps(10_000n),
      riskClass: 0,
    },
  });
  usdListing = listed.returns;
}

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  alice = await chain.sender(2);
  await deployEtherPool();
});

afterAll(() => chain.stop());

async function sign(rights: readonly Right[]) {
  const { book, gateway } = world;
  const soon = (await chain.now()) + 3_600n;
  return signOperatorApproval(alice, {
    book,
    operator: gateway,
    rights,
    expiry: soon,
    deadline: soon,
  });
}

async function permit(token: string, amount: bigint) {
  const deadline = (await chain.now()) + 3_600n;
  return signPermit(alice, { token, spender: world.gateway, amount, deadline });
}

async function wealth(): Promise<bigint> {
  const params = [alice.address, 'latest'];
  return BigInt(await anvilRequest<string>(chain.client, 'eth_getBalance', params));
}

describe('the gateway', () => {
  test('opens in one transaction by two signatures, and closes in one by two', async () => {
    const { book, gateway, coins, listings, usd } = world;
    const id = makeLoanId(alice.address, 1, 1n);
    await sendFaucet(alice, { token: coins.btc, amount: BTC });
    const opened = await sendGatewayOpen(alice, {
      gateway,
      book,
      id,
      collateralId: listings.btc,
      pledged: BTC,
      drawn: 20_000n * USD,
      permit: await permit(coins.btc, BTC),
      approval: await sign(['pledge', 'draw']),
      maxRate: 10n ** 9n,
    });
    const told = opened.events
      .filter(({ emitter }) => emitter === 'book')
      .map(({ event }) => event);
    expect(told).toEqual(['NonceUsed', 'OperatorApproved', 'Pledged', 'Drawn']);
    await sendFaucet(alice, { token: usd, amount: USD });
    const closed = await sendGatewayClose(alice, {
      gateway,
      book,
      id,
      maxRepaid: 20_001n * USD,
      permit: await permit(usd, 20_001n * USD),
      approval: await sign(['withdraw']),
    });
    expect(closed.returns).toBeGreaterThanOrEqual(20_000n * USD);
    expect((await readLoan(chain.client, { book, id })).holdings).toEqual([]);
    const held = await readBalances(chain.client, { tokens: [coins.btc], owner: alice.address });
    expect(held.get(coins.btc)?.balance).toBe(BTC);
  });

  test('takes native coin as collateral and gives it back', async () => {
    const { book, gateway, listings } = world;
    const id = makeLoanId(alice.address, 1, 2n);
    const eth = { gateway, book, id, collateralId: listings.eth };
    const half = ETHER / 2n;
    await sendGatewayPledge(alice, {
      ...eth,
      amount: ETHER,
      value: ETHER,
      approval: await sign(['pledge', 'withdraw']),
    });
    const before = await wealth();
    const out = await sendGatewayWithdrawNative(alice, { ...eth, amount: half });
    expect(out.returns).toBe(half);
    expect(await wealth()).toBe(before + half - out.fee);
    const closed = await sendGatewayClose(alice, { gateway, book, id, native: true });
    expect(closed.returns).toBe(0n);
    const uneven = sendGatewayPledge(alice, { ...eth, amount: ETHER, value: half });
    await expect(uneven).rejects.toMatchObject({ errorName: 'ValueMismatch' });
  });

  test('lends, draws, repays and redeems native coin', async () => {
    const { book, gateway, usd } = world;
    const lent = await sendGatewayLendNative(alice, {
      gateway,
      pool: etherPool,
      value: 10n * ETHER,
    });
    expect(lent.returns).toBe(10n * ETHER * 1_000_000n);
    const id = makeLoanId(alice.address, 2, 1n);
    const amount = 10_000n * USD;
    await sendFaucet(alice, { token: usd, amount });
    await ensureAllowance(alice, { token: usd, spender: gateway, amount });
    const loan = { gateway, book, id, collateralId: usdListing };
    const approval = await sign(['pledge', 'draw', 'withdraw']);
    await sendGatewayOpen(alice, {
      ...loan,
      pledged: amount,
      drawn: ETHER,
      native: true,
      approval,
    });
    await sendGatewayDrawNative(alice, { gateway, book, id, amount: ETHER });
    const repaid = await sendGatewayRepay(alice, { gateway, book, id, value: 3n * ETHER });
    expect(repaid.returns).toBeGreaterThanOrEqual(2n * ETHER);
    expect(repaid.returns).toBeLessThan(2n * ETHER + ETHER / 1_000n);
    const { maxRedeem } = await readLender(chain.client, { pool: etherPool, owner: alice.address });
    const back = await sendGatewayRedeemNative(alice, {
      gateway,
      pool: etherPool,
      shares: maxRedeem,
      permit: await permit(etherPool, maxRedeem),
    });
    expect(back.returns).toBeGreaterThanOrEqual(10n * ETHER - 1n);
  });

  test('refuses others, late ones, dear ones and poor ones, with reasons', async () => {
    const { book, gateway, coins, listings } = world;
    const bob = await chain.sender(3);
    const id = makeLoanId(alice.address, 1, 3n);
    const args = {
      gateway,
      book,
      id,
      collateralId: listings.btc,
      pledged: BTC,
      drawn: 20_000n * USD,
    };
    await expect(sendGatewayOpen(bob, args)).rejects.toThrow(/is not the borrower of this loan/);
    await expect(sendGatewayOpen(alice, { ...args, deadline: 1n })).rejects.toMatchObject({
      errorName: 'DeadlinePassed',
    });
    const poor = sendGatewayOpen(alice, args);
    await expect(poor).rejects.toMatchObject({ errorName: 'InsufficientAllowance' });
    await ensureAllowance(alice, { token: coins.btc, spender: gateway, amount: BTC });
    // What alice signed before has ended.
    await chain.pass(3_700n);
    await expect(sendGatewayOpen(alice, args)).rejects.toMatchObject({ errorName: 'NotAllowed' });
    const approval = await sign(['pledge', 'draw']);
    const dear = sendGatewayOpen(alice, { ...args, approval, maxRate: 0n });
    await expect(dear).rejects.toThrow(/accepted was 0 % a year/);
    const foreign = sendGatewayLendNative(alice, { gateway, pool: world.pool, value: 1n });
    await expect(foreign).rejects.toMatchObject({ errorName: 'NotNative' });
    const least = sendGatewayLendNative(alice, {
      gateway,
      pool: etherPool,
      value: 1n,
      minShares: MAX_UINT256,
    });
    await expect(least).rejects.toMatchObject({ errorName: 'SharesBelowMinimum' });
  });
});
