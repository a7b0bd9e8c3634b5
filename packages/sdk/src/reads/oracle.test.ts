import { oracleBounds, timestamp } from '@hypothec/model';
import type {
  Address,
  FeedRound,
  OracleConfig,
  OracleWorld,
  PriceAnswer,
  RateAnchor,
} from '@hypothec/model';
import { Random } from '@hypothec/testkit';
import { anvilRequest, deployWorld, startAnvil, toTestChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { encodeFunctionData } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  exchangeRateOracleAbi,
  NoContractError,
  readAnchor,
  readOracle,
  readPrices,
  sendSetFeed,
  sendSetRate,
  writeTransaction,
} from '../index.ts';

const DAY = 86_400n;
const MAX_AGE = 2n * DAY;
const FEED_USD = 10n ** 8n;
const WAD = 10n ** 18n;
const STEPS = 250;

let chain: TestChain;
let world: ChainWorld;
let now: bigint;

const configs = new Map<Address, OracleConfig>();
const rounds = new Map<Address, FeedRound>();
const rates = new Map<Address, bigint>();
const anchors = new Map<Address, RateAnchor>();
const known: OracleWorld = {
  config: (oracle) => configs.get(oracle),
  round: (feed) => rounds.get(feed),
  rate: (source) => rates.get(source),
  anchor: (oracle) => anchors.get(oracle),
};

/** Everything that the oracles of the listings are made of, as the chain says. */
async function learn(oracle: Address): Promise<void> {
  const config = await readOracle(chain.client, { oracle });
  if (config === null) return;
  configs.set(oracle, config);
  if (config.kind === 'two-source') {
    await learn(config.a);
    await learn(config.b);
  }
  if (config.kind === 'exchange-rate') {
    await learn(config.underlying);
    anchors.set(oracle, await readAnchor(chain.client, { oracle }));
  }
}

/** Gives a feed an answer in a block of its own, `after` the last, computed `age` before it. */
async function answer(feed: Address, value: bigint, age: bigint | null, after = 1n): Promise<void> {
  now += after;
  await chain.nextAt(now);
  const updatedAt = age === null ? 0n : now - age;
  await sendSetFeed(world.curator, { feed, answer: value, updatedAt });
  rounds.set(feed, { answer: value, startedAt: updatedAt, updatedAt });
}

async function setRate(rate: bigint): Promise<void> {
  now += 1n;
  await chain.nextAt(now);
  await sendSetRate(world.curator, { source: world.oracles.rate, rate });
  rates.set(world.oracles.rate, rate);
}

/** Moves the anchor a day or more after the last move. */
async function sync(after: bigint): Promise<void> {
  const { steth: to } = world.oracles.of;
  now += after;
  await chain.nextAt(now);
  const data = encodeFunctionData({ abi: exchangeRateOracleAbi, functionName: 'sync' });
  await writeTransaction(world.curator, { to, data });
  anchors.set(to, await readAnchor(chain.client, { oracle: to }));
}

function shown(price: PriceAnswer | undefined): unknown {
  if (price === undefined) return 'nothing';
  return price.priced ? price : { refusal: price.refusal.errorName, args: price.refusal.args };
}

/** What the model says of every oracle must be what the chain says; returns what was refused. */
async function compare(step: string): Promise<readonly string[]> {
  const oracles = [...configs.keys()];
  const seen = await readPrices(chain.client, { oracles });
  return oracles.flatMap((oracle) => {
    const price = oracleBounds(known, oracle, timestamp(now));
    expect({ step, price: shown(price) }).toEqual({ step, price: shown(seen.get(oracle)) });
    return price.priced ? [] : [price.refusal.errorName];
  });
}

const feedNames = ['usd', 'btc', 'eth', 'eth2', 'alt'] as const;
const usual = { usd: 1n, btc: 60_000n, eth: 2_000n, eth2: 2_000n, alt: 10n } as const;

async function freshen(): Promise<void> {
  for (const name of feedNames) {
    await answer(world.oracles.feeds[name], usual[name] * FEED_USD, 0n);
  }
  if (world.sequencerFeed !== null) await answer(world.sequencerFeed, 0n, DAY);
}

beforeAll(async () => {
  const anvil = await startAnvil();
  chain = toTestChain(anvil, { pollingInterval: 2 });
  world = await deployWorld(chain, { sequencer: true });
  now = await chain.now();
  for (const oracle of Object.values(world.oracles.of)) await learn(oracle);
  rates.set(world.oracles.rate, 12n * 10n ** 17n);
  await freshen();
});

afterAll(() => chain.stop());

describe('what an oracle is made of', () => {
  const leg = (feed: Address) => ({
    feed,
    maxAge: MAX_AGE,
    minAnswer: 1_000n,
    maxAnswer: 10n ** 16n,
  });

  test('feeds: both legs, the frozen scale, the sequencer', () => {
    const { of, feeds } = world.oracles;
    expect(configs.get(of.btc)).toEqual({
      kind: 'feeds',
      base: leg(feeds.btc),
      quote: leg(feeds.usd),
      scaleUp: 10n ** 34n,
      scaleDown: 1n,
      sequencer: world.sequencerFeed,
      grace: 3_600n,
    });
  });

  test('two sources and an exchange rate, with the feeds inside', () => {
    const { of, feeds, rate } = world.oracles;
    const two = configs.get(of.eth);
    const staked = configs.get(of.steth);
    expect(two).toMatchObject({ kind: 'two-source', maxSpreadBps: 200n });
    expect(staked).toEqual({
      kind: 'exchange-rate',
      underlying: two?.kind === 'two-source' ? two.a : null,
      rateSource: rate,
      rateDecimals: 18,
      growthPerDayWad: 5n * 10n ** 14n,
      minRate: WAD,
      maxRate: 2n * WAD,
    });
    const inside = two?.kind === 'two-source' ? [two.a, two.b] : [];
    expect(inside.map((oracle) => configs.get(oracle))).toMatchObject([
      { kind: 'feeds', base: leg(feeds.eth), scaleUp: 10n ** 24n },
      { kind: 'feeds', base: leg(feeds.eth2), scaleUp: 10n ** 24n },
    ]);
  });

  test('anything else is none of these, and has no anchor', async () => {
    const { book, pool, usd, oracles, curator } = world;
    for (const oracle of [book, pool, usd, oracles.rate, oracles.feeds.btc, curator.address]) {
      expect(await readOracle(chain.client, { oracle })).toBeNull();
    }
    const before = { oracle: oracles.of.btc, blockNumber: 0n };
    expect(await readOracle(chain.client, before)).toBeNull();
    await expect(readAnchor(chain.client, { oracle: oracles.of.btc })).rejects.toThrow(
      NoContractError,
    );
  });
});

describe('the model answers as the chain does', () => {
  test('when all is well, and with two sources apart', async () => {
    await freshen();
    expect(await compare('fresh')).toEqual([]);
    await answer(world.oracles.feeds.eth2, 2_039n * FEED_USD, 0n);
    expect(await compare('within the spread')).toEqual([]);
    await answer(world.oracles.feeds.eth2, 2_041n * FEED_USD, 0n);
    expect(await compare('outside')).toEqual(['SpreadTooWide']);
  });

  test('when the rate runs ahead of its cap, is slashed, and after the anchor moves', async () => {
    await freshen();
    for (const rate of [1_500n, 1_100n, 1_200n, 1_300n, 2_000n, 1_000n]) {
      await setRate(rate * 10n ** 15n);
      expect(await compare(`rate ${rate}`)).toEqual([]);
    }
    await setRate(14n * 10n ** 17n);
    await sync(DAY + 7n);
    expect(anchors.get(world.oracles.of.steth)?.rate).toBeLessThan(14n * 10n ** 17n);
    expect(await compare('after a move')).toEqual([]);
    for (const rate of [0n, WAD - 1n, 2n * WAD + 1n]) {
      await setRate(rate);
      expect(await compare(`rate ${rate}`)).toEqual(['RateOutOfBounds']);
    }
    await setRate(12n * 10n ** 17n);
  });

  test('in hundreds of random states', async () => {
    const random = new Random(11n);
    const seen = new Set<string>();
    const edges = [-1n, 0n, 1n, 1_000n, 1_001n, 10n ** 16n - 1n, 10n ** 16n];
    const extremes = [2n ** 127n - 1n, -(2n ** 127n)];
    for (let step = 1; step <= STEPS; step += 1) {
      const name = random.pick(feedNames);
      const near = (usual[name] * FEED_USD * (9_800n + random.below(401n))) / 10_000n;
      const value = random.chance(80) ? near : random.pick([...edges, ...extremes]);
      const ages = [null, -1n, MAX_AGE - 1n, MAX_AGE, MAX_AGE + 1n, -1_000_000n];
      const age = random.chance(75) ? 0n : random.pick(ages);
      if (random.chance(15)) await setRate(random.pick([11n, 12n, 13n, 9n, 21n]) * 10n ** 17n);
      else if (random.chance(8)) {
        const status = random.pick([0n, 0n, 0n, 1n, -1n]);
        const since = random.pick([null, -1n, 0n, 3_599n, 3_600n, DAY]);
        await answer(world.sequencerFeed ?? '0x', status, since);
      } else if (random.chance(4)) await freshen();
      else await answer(world.oracles.feeds[name], value, age, 1n + random.below(3_600n));
      for (const refused of await compare(`step ${step}`)) seen.add(refused);
    }
    expect([...seen].toSorted()).toEqual([
      'AnswerFromFuture',
      'IncompleteRound',
      'NonPositiveAnswer',
      'PriceOutOfBounds',
      'RateOutOfBounds',
      'SequencerDown',
      'SequencerGrace',
      'SpreadTooWide',
      'StalePrice',
    ]);
  });

  test('when a feed or a rate source is gone', async () => {
    await setRate(12n * 10n ** 17n);
    await freshen();
    const { feeds, rate } = world.oracles;
    const state = await chain.snapshot();
    for (const [gone, refused] of [
      [rate, ['RateSourceFailed']],
      [feeds.eth2, ['RateSourceFailed', 'FeedFailed', 'FeedFailed']],
    ] as const) {
      await anvilRequest(chain.client, 'anvil_setCode', [gone, '0x']);
      rounds.delete(gone);
      rates.delete(gone);
      now += 1n;
      await chain.mineAt(now);
      expect((await compare('gone')).toSorted()).toEqual([...refused].toSorted());
    }
    await chain.revert(state);
  });
});
