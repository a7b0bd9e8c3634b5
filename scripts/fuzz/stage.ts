import { readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { readBlock } from '@hypothec/sdk';
import { devAccount, deployWorld, startChain, tellStory } from '@hypothec/testkit/chain';
import { startServices } from '@hypothec/testkit/services';
import { signIn } from '@hypothec/testkit/sign-in';
import { ScriptError } from '../lib/errors.ts';
import type { Known } from './arbitrary.ts';
import type { Target } from './send.ts';

const ORIGIN = 'http://localhost:5173';
const NO_LIMIT = '100000000';

/** A running API over a told story, with two accounts that are signed in. */
export interface Stage extends Target {
  readonly known: Known;
  /** What each of the two stored. */
  readonly secrets: readonly [string, string];
  /** Signs an account in again, after it signed out. */
  signInAgain(who: 1 | 2): Promise<void>;
  /** Memory of the API's process, MB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

async function residentMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1_024;
}

async function store(url: string, cookie: string, subject: string, label: string): Promise<void> {
  const answer = await fetch(`${url}/v1/account/labels/${subject}`, {
    method: 'PUT',
    headers: { cookie, origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify({ label }),
  });
  if (!answer.ok) throw new ScriptError(`A label cannot be stored: ${await answer.text()}`);
}

/** Sets all of it up. */
export async function setUp(): Promise<Stage> {
  const chain = await startChain();
  const world = await deployWorld(chain);
  const story = await tellStory(world);
  const services = await startServices({
    rpcUrl: chain.anvil.url,
    book: world.book,
    api: {
      API_ORIGINS: ORIGIN,
      API_RATE_LIMIT: NO_LIMIT,
      API_SESSION_RATE_LIMIT: NO_LIMIT,
      API_STREAMS_PER_ADDRESS: '100',
      LOG_LEVEL: 'fatal',
      // Told to keep to little, it collects in time: what still grows is a leak.
      NODE_OPTIONS: '--max-old-space-size=256',
    },
  });
  const { url } = services;
  const head = await readBlock(chain.client);
  await services.reaches(head);
  const who = { origin: ORIGIN, chainId: 31_337 };
  const cookies: [string, string] = [
    await signIn(url, { account: 2, ...who }),
    await signIn(url, { account: 3, ...who }),
  ];
  const secrets = ['secret-of-the-first', 'secret-of-the-second'] as const;
  // Nothing that is fuzzed names these, so that they stay.
  await store(url, cookies[0], `0x${'a1'.repeat(20)}`, secrets[0]);
  await store(url, cookies[1], `0x${'a2'.repeat(20)}`, secrets[1]);
  const people = [0, 1, 2, 3, 4, 5, 6].map((i) => devAccount(i).address);
  const { pool, book, oracles, coins, usd } = world;
  const answer = await fetch(`${url}/v1/events?limit=20`).then((it) => it.text());
  const hashes = [...new Set(answer.match(/0x[0-9a-f]{64}/g) ?? [head.hash])];
  const known: Known = {
    loans: Object.values(story) as readonly string[],
    addresses: [...people, pool, book, usd, coins.btc, ...Object.values(oracles.of)],
    hashes,
    head: Number(head.number),
  };
  return {
    url,
    agent: new Agent({ keepAlive: true, maxSockets: 16 }),
    cookies,
    secrets,
    known,
    async signInAgain(one) {
      cookies[one - 1] = await signIn(url, { account: one + 1, ...who });
    },
    memory: () => residentMb(services.api.pid),
    async stop() {
      await services.stop();
      await chain.stop();
    },
  };
}
