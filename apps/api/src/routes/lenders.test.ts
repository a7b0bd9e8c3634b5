import { lenderVersions } from '@hypothec/database';
import { convertToAssets, shares } from '@hypothec/model';
import type { Address, Pool, Timestamp } from '@hypothec/model';
import { readEvents, readLender, readMarket, sendTransfer } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { asking } from './asking.testing.ts';

let story: TestHistory;
let app: Api;
let carol: Address;

beforeAll(async () => {
  story = await startHistory();
  const { chain, world } = story;
  const sender = await chain.sender(4);
  carol = sender.address;
  // To herself: one event with two sides.
  await sendTransfer(sender, { token: world.pool, to: carol, amount: 10n ** 15n });
  await story.indexed();
  app = await startTestServer(story.database);
});

afterAll(async () => {
  await app.close();
  await story.end();
});

const { get, all } = asking(() => app);

async function poolIn(blockNumber: bigint): Promise<Pool> {
  const { book, pool } = story.world;
  return (await readMarket(story.chain.client, { book, pool, blockNumber })).pool;
}

const told = () => {
  const { book, pool } = story.world;
  return readEvents(story.chain.client, { book, pools: [pool], fromBlock: 0n });
};

describe('losses', () => {
  test('are those that the chain tells', async () => {
    const events = await told();
    const expected = events.flatMap(({ event, blockNumber, logIndex, transactionHash }) =>
      event.event === 'BadDebtBooked'
        ? [
            {
              block: Number(blockNumber),
              logIndex,
              transactionHash,
              badDebt: event.badDebt,
              borne: event.borne,
            },
          ]
        : [],
    );
    const items = await all('/v1/creditors/1/losses?order=asc', 1);
    expect(items).toHaveLength(expected.length);
    expect(items).toMatchObject(
      expected.map(({ badDebt, borne, ...where }) => ({
        ...where,
        loanId: story.story.lost,
        badDebt: { amount: `${badDebt}` },
        borneByFirstLoss: { amount: `${borne}` },
        borneByLenders: { amount: `${badDebt - borne}` },
      })),
    );
    const [first] = items;
    expect((await get(`/v1/creditors/1/losses?block=${first.block - 1}`)).items).toEqual([]);
    await get('/v1/creditors/9/losses', 404);
  });
});

describe('lenders', () => {
  test('hold what the chain says that they hold', async () => {
    const items = await all('/v1/creditors/1/lenders', 1);
    expect(items).toHaveLength(3);
    const { pool } = story.world;
    for (const { account, shares: held, worth } of items) {
      const lender = await readLender(story.chain.client, { pool, owner: account });
      expect([held, worth.amount]).toEqual([`${lender.shares}`, `${lender.assets}`]);
    }
    const { asOf } = await get('/v1/creditors/1/lenders');
    const back = asOf.number - 40;
    for (const { account, shares: held, worth } of await all(
      `/v1/creditors/1/lenders?block=${back}`,
      2,
    )) {
      const at = { pool, owner: account, blockNumber: BigInt(back) };
      const lender = await readLender(story.chain.client, at);
      expect([held, worth.amount]).toEqual([`${lender.shares}`, `${lender.assets}`]);
    }
    await get('/v1/creditors/9/lenders', 404);
  });
});

describe('an account’s lending', () => {
  test('is what the chain and its events say', async () => {
    const { pool } = story.world;
    const events = await told();
    const sums = { putIn: 0n, takenOut: 0n };
    for (const { event, blockNumber } of events) {
      if (event.event === 'Deposit' && event.owner === carol) sums.putIn += event.assets;
      if (event.event === 'Withdraw' && event.owner === carol) sums.takenOut += event.assets;
      const zero = `0x${'0'.repeat(40)}`;
      if (event.event !== 'Transfer' || [event.from, event.to].includes(zero as Address)) continue;
      const then = await poolIn(blockNumber);
      const worth = convertToAssets(then, then.updatedAt, event.amount);
      if (event.to === carol) sums.putIn += worth;
      if (event.from === carol) sums.takenOut += worth;
    }
    const lender = await readLender(story.chain.client, { pool, owner: carol });
    const { items } = await get(`/v1/accounts/${carol}/lending`);
    expect(items).toHaveLength(1);
    const [own] = items;
    expect(own).toMatchObject({
      creditorId: 1,
      shares: `${lender.shares}`,
      worth: { amount: `${lender.assets}` },
      maxWithdraw: { amount: `${lender.maxWithdraw}` },
      maxRedeem: `${lender.maxRedeem}`,
    });
    const close = (seen: string, wanted: bigint) => {
      const gap = BigInt(seen) - wanted;
      expect(gap >= -2n && gap <= 2n).toBe(true);
    };
    close(own.takenOut.amount, sums.takenOut);
    close(own.putIn.amount, sums.putIn);
    const earned = lender.assets + BigInt(own.takenOut.amount) - BigInt(own.putIn.amount);
    expect(own.earned.amount).toBe(`${earned}`);
    expect(earned).toBeLessThan(0n);
    expect(own.returnWad).toBe(`${(earned * 10n ** 18n) / BigInt(own.putIn.amount)}`);
  });

  test('tells its share of each loss', async () => {
    const [loss] = await all('/v1/creditors/1/losses', 5);
    const before = await poolIn(BigInt(loss.block - 1));
    const after = await poolIn(BigInt(loss.block));
    const now = BigInt(loss.time) as Timestamp;
    const accounts = await story.database.queries
      .selectDistinct({ account: lenderVersions.account })
      .from(lenderVersions);
    expect(accounts).toHaveLength(3);
    let sum = 0n;
    for (const { account } of accounts) {
      const [own] = (await get(`/v1/accounts/${account}/lending?block=${loss.block}`)).items;
      const held = shares(BigInt(own.shares));
      const fell = convertToAssets(before, now, held) - convertToAssets(after, now, held);
      const gap = fell - BigInt(own.lost.amount);
      expect(gap >= -1n && gap <= 1n).toBe(true);
      sum += BigInt(own.lost.amount);
      const [earlier] = (await get(`/v1/accounts/${account}/lending?block=${loss.block - 1}`))
        .items;
      expect(earlier.lost.amount).toBe('0');
    }
    const whole = BigInt(loss.borneByLenders.amount);
    expect(whole - sum >= 0n && whole - sum <= 3n).toBe(true);
  });

  test('has its flows, each once, in both orders', async () => {
    const url = `/v1/accounts/${carol}/lending/flows`;
    const flows = await all(`${url}?order=asc`, 1);
    expect(flows.map(({ kind }) => kind)).toEqual([
      'deposit',
      'withdraw',
      'transfer-out',
      'transfer-out',
      'transfer-in',
    ]);
    expect(await all(url, 2)).toEqual(flows.toReversed());
    const [own] = (await get(`/v1/accounts/${carol}/lending`)).items;
    const sum = flows.reduce((total, { assets }) => total + BigInt(assets.amount), 0n);
    expect(`${sum}`).toBe(`${BigInt(own.putIn.amount) - BigInt(own.takenOut.amount)}`);
    const held = flows.reduce((total, { shares: moved }) => total + BigInt(moved), 0n);
    expect(`${held}`).toBe(own.shares);
    expect((await get(`${url}?creditor=2`)).items).toEqual([]);
    expect((await get(`${url}?block=${flows[0].block}`)).items).toEqual([flows[0]]);
  });

  test('of an account that never lent is empty', async () => {
    const nobody = `0x${'ab'.repeat(20)}`;
    expect((await get(`/v1/accounts/${nobody}/lending`)).items).toEqual([]);
    expect((await get(`/v1/accounts/${nobody}/lending/flows`)).items).toEqual([]);
    await get('/v1/accounts/carol/lending', 400);
  });
});
