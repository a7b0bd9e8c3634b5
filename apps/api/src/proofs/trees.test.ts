import { monitorEventLoopDelay } from 'node:perf_hooks';
import { creditors, fromPool, lenderVersions, poolVersions, toJson } from '@hypothec/database';
import type { TestDatabase } from '@hypothec/database/testing';
import { createPool, loanAssets, seconds, shares, timestamp } from '@hypothec/model';
import type { Address, CreditorTerms, Pool } from '@hypothec/model';
import { lenderSubject, pathFault } from '@hypothec/sdk';
import type { TreeContext } from '@hypothec/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseFault, hashOf, startDatabase, startTestServer } from '../server.testing.ts';
import type { LenderRow, TreePlan } from './job.ts';
import { readRows, ReplacedBlockError } from './rows.ts';
import { ProofTrees } from './trees.ts';

const NOW = timestamp(1_760_000_001n);

const accountOf = (number: number): Address => `0x${number.toString(16).padStart(40, '0')}`;

const terms: CreditorTerms = {
  loanToken: accountOf(0xabc),
  minDebt: loanAssets(100_000_000n),
  callFee: loanAssets(0n),
  cureWindow: seconds(86_400n),
  ramp: seconds(3_600n),
  lapse: seconds(86_400n),
};

function poolOf(lenders: number): Pool {
  const assets = BigInt(lenders) * 1_000_000n;
  return {
    ...createPool(accountOf(0xdef), 1, terms, NOW),
    cash: loanAssets(assets),
    lenderAssets: loanAssets(assets),
    supply: shares(assets * 1_000_000n),
  };
}

const balancesOf = (lenders: number): readonly LenderRow[] =>
  Array.from({ length: lenders }, (_, i) => [accountOf(i + 1), shares(10n ** 12n)] as const);

/** The tree of a pool with so many lenders. */
function planOf(lenders: number, block = 1n): TreePlan {
  const pool = poolOf(lenders);
  const context: TreeContext = {
    chainId: 31_337,
    book: accountOf(0xb0),
    blockNumber: block,
    blockHash: `0x${block.toString(16).padStart(64, '0')}`,
    holder: pool.address,
    token: terms.loanToken,
    side: 'lenders',
  };
  return { context, source: { side: 'lenders', pool, now: NOW } };
}

const subject = lenderSubject(accountOf(1));

let trees: ProofTrees;

/** Trees of plans from `planOf`, and how often each was read for. */
function counted(lenders: (block: bigint) => number) {
  const reads: bigint[] = [];
  trees = new ProofTrees(async ({ context: { blockNumber } }, take) => {
    reads.push(blockNumber);
    take(balancesOf(lenders(blockNumber)));
  });
  return reads;
}

describe('a tree', () => {
  afterEach(() => trees.end());

  test('is built once for all who ask at once, and kept', async () => {
    const reads = counted(() => 100);
    const plan = planOf(100);
    const asked = Array.from({ length: 50 }, (_, i) =>
      trees.prove(plan, lenderSubject(accountOf(i + 1))),
    );
    const proofs = await Promise.all(asked);
    expect(proofs.map((proof) => proof && pathFault(proof))).toEqual(asked.map(() => null));
    expect(await trees.root(plan)).toMatchObject({ leaves: 101 });
    expect(await trees.prove(plan, lenderSubject(accountOf(101)))).toBeNull();
    expect(reads).toEqual([1n]);
  });

  test('that could not be read is read again', async () => {
    let fails = true;
    trees = new ProofTrees(async (_, take) => {
      take(balancesOf(3));
      if (fails) throw new DatabaseFault('away');
    });
    await expect(trees.root(planOf(3))).rejects.toThrow(DatabaseFault);
    fails = false;
    // Rows of the first attempt are not there twice.
    expect(await trees.root(planOf(3))).toMatchObject({ leaves: 4 });
  });

  test('makes room when there are many, and comes back when it is asked for', async () => {
    const reads = counted((block) => (block === 1n ? 10 : 2));
    for (let block = 1n; block <= 258n; block++) await trees.root(planOf(2, block));
    expect(reads).toHaveLength(258);
    await trees.root(planOf(2, 258n));
    expect(reads).toHaveLength(258);
    const proof = await trees.prove(planOf(10, 1n), subject);
    expect(proof).toMatchObject({ root: { leaves: 11 } });
    expect(reads).toHaveLength(259);
  });

  test('is refused when too many wait', async () => {
    counted(() => 1);
    const waiting = Array.from({ length: 64 }, (_, i) => trees.root(planOf(1, BigInt(i))));
    expect(() => trees.root(planOf(1, 100n))).toThrow(/trees wait to be built/);
    await Promise.all(waiting);
    expect(await trees.root(planOf(1, 100n))).toMatchObject({ leaves: 2 });
  });

  test('comes back after its thread has ended', async () => {
    const reads = counted(() => 5);
    await trees.root(planOf(5));
    await trees.end();
    expect(await trees.prove(planOf(5), subject)).toMatchObject({ root: { leaves: 6 } });
    expect(reads).toHaveLength(2);
  });
});

describe('a server that builds a tree of 20,000 lenders', () => {
  const LENDERS = 20_000;
  let database: TestDatabase;

  beforeAll(async () => {
    database = await startDatabase();
    const { queries } = database;
    const pool = poolOf(LENDERS);
    const where = { creditorId: 1, block: 1, time: NOW };
    const named = { name: 'Lender', symbol: 'L', authority: null };
    const { address } = pool;
    const own = { address, loanToken: terms.loanToken, terms: toJson(terms) as never };
    await queries.insert(creditors).values({ ...where, ...named, ...own });
    const version = { creditorId: 1, fromBlock: 1, untilBlock: null };
    await queries.insert(poolVersions).values({ ...version, time: NOW, ...fromPool(pool) });
    for (let i = 0; i < LENDERS; i += 2_000) {
      const part = balancesOf(LENDERS).slice(i, i + 2_000);
      await queries
        .insert(lenderVersions)
        .values(part.map(([account, balance]) => ({ ...version, account, shares: balance })));
    }
  });

  afterAll(() => database.end());

  test('answers others meanwhile', async () => {
    const app = await startTestServer(database);
    // The thread's start, and a connection's.
    expect((await app.inject('/v1/proofs/first-loss/2')).statusCode).toBe(404);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const since = performance.now();
    let others = 0;
    const state = { built: false };
    const proof = app.inject(`/v1/proofs/lenders/1/${accountOf(1)}`).then((answer) => {
      state.built = true;
      return answer;
    });
    while (!state.built) {
      expect((await app.inject('/healthz')).statusCode).toBe(200);
      others++;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const took = performance.now() - since;
    delay.disable();
    const answer = await proof;
    expect(answer.json()).toMatchObject({ root: { leaves: LENDERS + 1 } });
    // Hashing it all takes most of a second at least; this thread never waited for that.
    expect(took).toBeGreaterThan(400);
    expect(delay.max / 1e6).toBeLessThan(took / 4);
    expect(others).toBeGreaterThan(20);
    await app.close();
  });

  test('takes the rows of the block that was meant, and of no other', async () => {
    let seen = 0;
    const take = (rows: readonly unknown[]): void => {
      seen += rows.length;
    };
    await readRows(database, planOf(LENDERS), take);
    expect(seen).toBe(LENDERS);
    const other = planOf(LENDERS);
    const context = { ...other.context, blockHash: hashOf(1, 7) };
    const read = readRows(database, { ...other, context }, take);
    await expect(read).rejects.toThrow(ReplacedBlockError);
    expect(seen).toBe(LENDERS);
  });
});
