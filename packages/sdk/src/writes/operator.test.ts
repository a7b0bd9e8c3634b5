import { makeLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { anvilRequest, deployWorld, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bookCall,
  maskOf,
  readApproval,
  readListing,
  readLoan,
  readMarket,
  sendCalls,
  sendCloseListing,
  sendDraw,
  sendList,
  sendMulticall,
  sendOpen,
  sendRegister,
  sendSetOperator,
  sendSetOperatorBySignature,
  signOperatorApproval,
  TransactionFailedError,
} from '../index.ts';
import type { Sender } from '../index.ts';
import { BTC, USD } from '../story.testing.ts';

let chain: TestChain;
let world: ChainWorld;
let alice: Sender;
let bob: Sender;
let id: LoanId;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  [alice, bob] = [await chain.sender(2), await chain.sender(3)];
  id = makeLoanId(alice.address, world.creditorId, 1n);
  await world.fund(alice, { btc: 50n * BTC });
  const args = { book: world.book, id, collateralId: world.listings.btc };
  await sendOpen(alice, { ...args, pledged: BTC, drawn: 10_000n * USD });
});

afterAll(() => chain.stop());

const approvalOf = (operator: Sender) => {
  const who = { borrower: alice.address, operator: operator.address };
  return readApproval(chain.client, { book: world.book, ...who });
};

describe('operators', () => {
  test('may do what the borrower lets them, until it ends', async () => {
    const { book } = world;
    const draw = () => sendDraw(bob, { book, id, amount: USD });
    await expect(draw()).rejects.toThrow(/may not draw from this loan/);
    const expiry = (await chain.now()) + 1_000n;
    const operator = bob.address;
    const written = await sendSetOperator(alice, { book, operator, rights: ['draw'], expiry });
    expect(written.events).toEqual([
      {
        emitter: 'book',
        event: 'OperatorApproved',
        borrower: alice.address,
        operator,
        rights: 2,
        expiry,
      },
    ]);
    expect(await approvalOf(bob)).toEqual({ rights: 2, expiry });
    await draw();
    await sendSetOperator(alice, { book, operator, rights: [], expiry: 2n ** 64n });
    expect(await approvalOf(bob)).toEqual({ rights: 0, expiry: 2n ** 40n - 1n });
    await expect(draw()).rejects.toMatchObject({ errorName: 'NotAllowed' });
    expect(maskOf(['pledge', 'draw', 'withdraw'])).toBe(7);
  });

  test('by a signature that anyone submits, once', async () => {
    const { book } = world;
    const expiry = (await chain.now()) + 1_000n;
    const carol = await chain.sender(4);
    const approval = await signOperatorApproval(alice, {
      book,
      operator: carol.address,
      rights: ['pledge', 'withdraw'],
      expiry,
    });
    const written = await sendSetOperatorBySignature(bob, { book, approval });
    expect(written.events.map(({ event }) => event)).toEqual(['NonceUsed', 'OperatorApproved']);
    expect(await approvalOf(carol)).toEqual({ rights: 5, expiry });
    await expect(sendSetOperatorBySignature(bob, { book, approval })).rejects.toMatchObject({
      errorName: 'InvalidSignature',
    });
  });

  test('a signature that expires on its way fails in its block, and says why', async () => {
    const { book } = world;
    const deadline = (await chain.now()) + 100n;
    const operator = bob.address;
    const given = { book, operator, rights: ['draw'] as const, expiry: deadline, deadline };
    const approval = await signOperatorApproval(alice, given);
    await anvilRequest(chain.client, 'evm_setAutomine', [false]);
    const sending = sendSetOperatorBySignature(bob, { book, approval });
    const failed = sending.catch((error: unknown) => error);
    let queued = 0;
    while (queued === 0) {
      const status = await anvilRequest<{ pending: string }>(chain.client, 'txpool_status');
      queued = Number(status.pending);
    }
    await chain.mineAt(deadline + 1n);
    await anvilRequest(chain.client, 'evm_setAutomine', [true]);
    expect(await failed).toBeInstanceOf(TransactionFailedError);
    expect(((await failed) as Error).message).toMatch(/failed: The signature held until/);
    await expect(sendSetOperatorBySignature(bob, { book, approval })).rejects.toMatchObject({
      errorName: 'SignatureExpired',
    });
  });
});

describe('many things at once', () => {
  test('all or none', async () => {
    const { book, listings } = world;
    const other = makeLoanId(alice.address, world.creditorId, 2n);
    const pledge = bookCall('pledge', [other, listings.btc, BTC]);
    const draw = (amount: bigint) => bookCall('draw', [other, amount, alice.address]);
    const tooMuch = sendMulticall(alice, { book, calls: [pledge, draw(50_000n * USD)] });
    await expect(tooMuch).rejects.toMatchObject({ errorName: 'AboveOpenLimit' });
    const written = await sendMulticall(alice, { book, calls: [pledge, draw(20_000n * USD)] });
    const own = written.events.filter(({ emitter }) => emitter === 'book');
    expect(own.map(({ event }) => event)).toEqual(['Pledged', 'Drawn']);
    expect(written.events.some(({ emitter }) => emitter === 'pool')).toBe(true);
    expect((await readLoan(chain.client, { book, id: other })).units).toBeGreaterThan(0n);
  });

  test('margin calls', async () => {
    const { book, listings, creditorId } = world;
    const ids = Array.from({ length: 5 }, (_, i) =>
      makeLoanId(alice.address, creditorId, BigInt(i + 10)),
    );
    await world.setPrice('btc', 60_000n);
    for (const own of ids) {
      const opening = { pledged: BTC, drawn: 29_000n * USD };
      await sendOpen(alice, { book, id: own, collateralId: listings.btc, ...opening });
    }
    await world.setPrice('btc', 41_000n);
    const written = await sendCalls(bob, { book, ids });
    const called = written.events.filter(({ event }) => event === 'Called');
    expect(called).toHaveLength(5);
    await expect(sendCalls(bob, { book, ids })).rejects.toMatchObject({ errorName: 'CallOpen' });
    await expect(sendCalls(bob, { book, ids: ['0x1' as LoanId] })).rejects.toThrow(/not a loan id/);
  });
});

test('an account can be a creditor', async () => {
  const { book, pool, listings, creditorId } = world;
  const { pool: lender } = await readMarket(chain.client, { book, pool });
  const { terms } = lender;
  const collateralId = listings.btc;
  const listing = await readListing(chain.client, { book, creditorId, collateralId });
  const { returns } = await sendRegister(bob, { book, terms });
  expect(returns).toBe(creditorId + 1);
  const listed = await sendList(bob, { book, terms: { ...listing, riskClass: 4 } });
  expect(listed.returns).toBe(12);
  const closed = await sendCloseListing(bob, { book, collateralId: listed.returns });
  expect(closed.events.map(({ event }) => event)).toEqual(['ListingClosed']);
  await expect(sendRegister(bob, { book, terms })).rejects.toThrow(/is a creditor already/);
});
