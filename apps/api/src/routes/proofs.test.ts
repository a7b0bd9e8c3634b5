import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProof, readBlock, verifyProof } from '@hypothec/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { startHistory } from '../history.testing.ts';
import type { TestHistory } from '../history.testing.ts';
import { startTestServer } from '../server.testing.ts';
import { asking } from './asking.testing.ts';

let history: TestHistory;
let app: Api;
let newest: number;

beforeAll(async () => {
  history = await startHistory();
  app = await startTestServer(history.database);
  newest = Number((await readBlock(history.chain.client)).number);
});

afterAll(async () => {
  await app.close();
  await history.end();
});

const { get } = asking(() => app);

/** Checks a document against the chain, and says what it proves. */
async function verified(document: unknown) {
  const { chain, world } = history;
  const proof = parseProof(JSON.stringify(document));
  const { checks, state } = await verifyProof(chain.client, proof, { book: world.book });
  expect(checks.filter((check) => check.state !== 'ok')).toEqual([]);
  expect(state).toBe('ok');
  return proof;
}

describe('every proof holds against the chain', () => {
  test('of a loan: each token that it holds, and its debt', async () => {
    const { story, world } = history;
    const { asOf, proofs } = await get(`/v1/proofs/loans/${story.quiet}`);
    expect(asOf.number).toBe(newest);
    const seen = [];
    for (const document of proofs) seen.push(await verified(document));
    expect(seen.map(({ context }) => [context.side, context.token])).toEqual([
      ['collateral', world.coins.btc],
      ['collateral', world.coins.eth],
      ['loans', world.usd],
    ]);
    const loan = await get(`/v1/loans/${story.quiet}`);
    expect(seen.map(({ leaf }) => `${leaf.amount}`)).toEqual([
      ...loan.holdings.map((held: { amount: { amount: string } }) => held.amount.amount),
      loan.debt.amount,
    ]);
  });

  test('of every lender, and the first loss', async () => {
    const { chain, world } = history;
    const { creditorId } = world;
    let sum = 0n;
    const lenders = [world.lender, await chain.sender(4), await chain.sender(6)];
    for (const { address } of lenders) {
      const document = await get(`/v1/proofs/lenders/${creditorId}/${address}`);
      sum += (await verified(document)).leaf.amount;
    }
    const proof = await verified(await get(`/v1/proofs/first-loss/${creditorId}`));
    expect(proof.root.leaves).toBe(4);
    expect(sum + proof.leaf.amount).toBe(proof.root.sum);
  });

  test('of every loan at every block of the story with something to prove', async () => {
    const { chain, database, story } = history;
    const rows = await database.sql<{ block: string }[]>`
      select distinct from_block as block from history.loan_version order by 1`;
    const blocks = rows.map(({ block }) => Number(block));
    expect(blocks.length).toBeGreaterThan(15);
    expect(Number((await readBlock(chain.client)).number)).toBe(newest);
    let checked = 0;
    for (const block of blocks) {
      for (const id of [story.quiet, story.lapsed, story.lost]) {
        const answer = await app.inject(`/v1/proofs/loans/${id}?block=${block}`);
        if (answer.statusCode === 404) continue;
        const { asOf, proofs } = answer.json();
        expect([answer.statusCode, asOf.number]).toEqual([200, block]);
        for (const document of proofs) {
          expect((await verified(document)).context.blockNumber).toBe(BigInt(block));
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(60);
  });

  test('of a lender, before and after a loss', async () => {
    const { database, world } = history;
    const { address } = world.lender;
    const [loss] = await database.sql<{ block: string }[]>`select block from history.loss limit 1`;
    const block = Number(loss?.block);
    const at = async (number: number) =>
      await verified(
        await get(`/v1/proofs/lenders/${world.creditorId}/${address}?block=${number}`),
      );
    const [before, after] = [await at(block - 1), await at(block)];
    expect(before.leaf.parts).toBe(after.leaf.parts);
    expect(after.leaf.amount).toBeLessThan(before.leaf.amount);
  });
});

describe('the roots', () => {
  test('are all that proofs of the block lead to', async () => {
    const { story, world } = history;
    const { asOf, roots } = await get(`/v1/proofs/roots`);
    expect(asOf.number).toBe(newest);
    expect(roots).toHaveLength(4 + 2);
    const { proofs } = await get(`/v1/proofs/loans/${story.quiet}`);
    const first = await get(`/v1/proofs/first-loss/${world.creditorId}`);
    for (const { context, root } of [...proofs, first]) {
      const { side, holder, token } = context;
      expect(roots).toContainEqual(
        expect.objectContaining({ side, holder, token, root: root.hash, leaves: root.leaves }),
      );
    }
    const lenders = roots.find(({ side }: { side: string }) => side === 'lenders');
    expect(BigInt(lenders.held.amount)).toBeGreaterThanOrEqual(BigInt(lenders.sum.amount));
  });

  test('differ from block to block, and stay what they were', async () => {
    const hashes = async (block: number): Promise<readonly string[]> => {
      const { roots } = await get(`/v1/proofs/roots?block=${block}`);
      return roots.map(({ root }: { root: string }) => root);
    };
    const [now, before] = [await hashes(newest), await hashes(newest - 1)];
    expect(now.filter((root) => before.includes(root))).toEqual([]);
    expect(await hashes(newest - 1)).toEqual(before);
  });
});

describe('what there is nothing to prove for', () => {
  test('is not found', async () => {
    const { chain, story, world } = history;
    const stranger = (await chain.sender(9)).address;
    const { creditorId } = world;
    const paths = [
      `/v1/proofs/loans/0x${'0'.repeat(64)}`,
      `/v1/proofs/loans/${story.quiet}?block=1`,
      `/v1/proofs/lenders/${creditorId}/${stranger}`,
      `/v1/proofs/lenders/77/${stranger}`,
      '/v1/proofs/first-loss/77',
      '/v1/proofs/roots?block=999999',
    ];
    for (const path of paths) {
      expect((await get(path, 404)).type).toBe('/problems/not-found');
    }
    expect((await get(`/v1/proofs/lenders/${creditorId}/${stranger}`, 404)).detail).toMatch(
      /nothing to prove for the lender 0x/,
    );
  });

  test.each(['roots?block=-1', 'roots?block=x', 'roots?blocks=1', 'loans/0x12', 'lenders/1/0x1'])(
    '%s does not fit',
    async (path) => {
      expect((await get(`/v1/proofs/${path}`, 400)).type).toBe('/problems/invalid-request');
    },
  );
});

/** Runs the command on files, as people do. */
async function runCommand(args: readonly string[]): Promise<readonly [number | null, string]> {
  const program = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return [code, text];
}

describe('`hypothec verify-proof`', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hypothec-proof-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('accepts an answer that was saved, and none that was changed', async () => {
    const { chain, world } = history;
    const path = `/v1/proofs/lenders/${world.creditorId}/${world.lender.address}`;
    const { body } = await app.inject(path);
    const file = join(folder, 'proof.json');
    const args = ['verify-proof', file, '--rpc', chain.anvil.url, '--book', world.book, '--json'];
    await writeFile(file, body);
    const [code, text] = await runCommand(args);
    expect([code, JSON.parse(text).state]).toEqual([0, 'ok']);
    const document = JSON.parse(body);
    document.leaf.amount = `${BigInt(document.leaf.amount) + 1n}`;
    await writeFile(file, JSON.stringify(document));
    const [refused] = await runCommand(args);
    expect(refused).not.toBe(0);
  });
});
