import { describe, expect, test } from 'vitest';
import type { ProtocolError } from '../errors.ts';
import type { Address } from '../ids.ts';
import { address } from '../terms.testing.ts';
import { timestamp } from '../units.ts';
import { MissingAnchorError, oracleBounds, rateCap } from './bounds.ts';
import type {
  ExchangeRateOracleConfig,
  FeedOracleConfig,
  FeedRound,
  OracleConfig,
  RateAnchor,
} from './config.ts';

const [btc, usd, up] = [address(1), address(2), address(3)];
const [feeds, second, both, staked, source] = [11, 12, 13, 14, 15].map(address) as [
  Address,
  Address,
  Address,
  Address,
  Address,
];
const NOW = timestamp(1_000_000n);
const E8 = 10n ** 8n;
const limits = { maxAge: 3_600n, minAnswer: 1_000n, maxAnswer: 10n ** 16n };

const config: FeedOracleConfig = {
  kind: 'feeds',
  base: { feed: btc, ...limits },
  quote: { feed: usd, ...limits },
  scaleUp: 10n ** 34n,
  scaleDown: 1n,
  sequencer: null,
  grace: 0n,
};

const rateConfig: ExchangeRateOracleConfig = {
  kind: 'exchange-rate',
  underlying: feeds,
  rateSource: source,
  rateDecimals: 18,
  growthPerDayWad: 5n * 10n ** 14n,
  minRate: 10n ** 18n,
  maxRate: 2n * 10n ** 18n,
};

function round(answer: bigint, age = 0n): FeedRound {
  return { answer, startedAt: NOW - age, updatedAt: NOW - age };
}

/** Feeds at 60,000 and 1; all else as a test says. */
class Scene {
  readonly configs = new Map<Address, OracleConfig>([[feeds, config]]);
  readonly rounds = new Map<Address, FeedRound>([
    [btc, round(60_000n * E8)],
    [usd, round(E8)],
  ]);
  readonly rates = new Map<Address, bigint>([[source, 12n * 10n ** 17n]]);
  readonly anchors = new Map<Address, RateAnchor>([
    [staked, { rate: 12n * 10n ** 17n, setAt: NOW }],
  ]);

  bounds(oracle: Address = feeds) {
    const answer = oracleBounds(
      {
        config: (at) => this.configs.get(at),
        round: (feed) => this.rounds.get(feed),
        rate: (at) => this.rates.get(at),
        anchor: (at) => this.anchors.get(at),
      },
      oracle,
      NOW,
    );
    return answer.priced ? [answer.low, answer.high] : said(answer.refusal);
  }
}

function said({ errorName, args }: ProtocolError): readonly unknown[] {
  return [errorName, ...args];
}

/** The scene with one leg's feed answering this. */
function answering(base: FeedRound, quote = round(E8)): Scene {
  const scene = new Scene();
  scene.rounds.set(btc, base);
  scene.rounds.set(usd, quote);
  return scene;
}

describe('feeds', () => {
  const top = (10n ** 16n - 1n) * 10n ** 26n;

  test('one price of two legs, rounded down', () => {
    expect(new Scene().bounds()).toEqual([6n * 10n ** 38n, 6n * 10n ** 38n]);
    const thirds = answering(round(10_000n), round(30_000n)).bounds();
    expect(thirds).toEqual([10n ** 34n / 3n, 10n ** 34n / 3n]);
  });

  test('without a quote leg the base is the price, scaled down where decimals want it', () => {
    const scene = new Scene();
    scene.configs.set(feeds, { ...config, quote: null, scaleUp: 1n, scaleDown: 1_000n });
    expect(scene.bounds()).toEqual([60_000n * 10n ** 5n, 60_000n * 10n ** 5n]);
  });

  test.each([
    ['incomplete', { answer: -1n, startedAt: 0n, updatedAt: 0n }, ['IncompleteRound', btc]],
    ['as old as allowed', round(10_000n, 3_600n), [10n ** 30n, 10n ** 30n]],
    ['older', round(-1n, 3_601n), ['StalePrice', btc, 3_601n, 3_600n]],
    ['from the future', round(-1n, -1n), ['AnswerFromFuture', btc, NOW + 1n, NOW]],
    ['negative', round(-1n), ['NonPositiveAnswer', btc, -1n]],
    ['zero', round(0n), ['NonPositiveAnswer', btc, 0n]],
    ['on the lower bound', round(1_000n), ['PriceOutOfBounds', btc, 1_000n, 1_000n, 10n ** 16n]],
    ['above the lower bound', round(1_001n), [1_001n * 10n ** 26n, 1_001n * 10n ** 26n]],
    ['below the upper', round(10n ** 16n - 1n), [top, top]],
    ['on the upper', round(10n ** 16n), ['PriceOutOfBounds', btc, 10n ** 16n, 1_000n, 10n ** 16n]],
  ] as const)('an answer that is %s', (_, base, expected) => {
    expect(answering(base).bounds()).toEqual(expected);
  });

  test('the base leg is asked before the quote', () => {
    const scene = answering(round(0n), round(0n));
    expect(scene.bounds()).toEqual(['NonPositiveAnswer', btc, 0n]);
    scene.rounds.set(btc, round(E8));
    expect(scene.bounds()).toEqual(['NonPositiveAnswer', usd, 0n]);
    scene.rounds.delete(usd);
    expect(scene.bounds()).toEqual(['FeedFailed', usd]);
    scene.rounds.delete(btc);
    expect(scene.bounds()).toEqual(['FeedFailed', btc]);
  });

  test('the sequencer is asked before any feed', () => {
    const scene = new Scene();
    scene.configs.set(feeds, { ...config, sequencer: up, grace: 100n });
    scene.rounds.delete(btc);
    expect(scene.bounds()).toEqual(['SequencerDown', 0n]);
    scene.rounds.set(up, round(1n, 50n));
    expect(scene.bounds()).toEqual(['SequencerDown', NOW - 50n]);
    scene.rounds.set(up, round(0n, -1n));
    expect(scene.bounds()).toEqual(['SequencerDown', 0n]);
    scene.rounds.set(up, round(0n, 99n));
    expect(scene.bounds()).toEqual(['SequencerGrace', NOW - 99n, 100n]);
    scene.rounds.set(up, round(0n, 100n));
    expect(scene.bounds()).toEqual(['FeedFailed', btc]);
  });

  test('a price that rounds to nothing or does not fit is no price', () => {
    const scene = new Scene();
    scene.configs.set(feeds, { ...config, scaleUp: 1n, scaleDown: 10n ** 20n });
    expect(scene.bounds()).toEqual(['OracleUnusable', feeds, 0n, 0n]);
    scene.configs.set(feeds, { ...config, scaleUp: 10n ** 77n });
    expect(scene.bounds()).toEqual(['FullMulDivFailed']);
  });
});

describe('two sources', () => {
  function two(other: bigint): Scene {
    const scene = new Scene();
    scene.rounds.set(up, round(other));
    scene.configs.set(second, { ...config, base: { feed: up, ...limits } });
    scene.configs.set(both, { kind: 'two-source', a: feeds, b: second, maxSpreadBps: 200n });
    return scene;
  }

  test('the lower and the higher of both, either way round', () => {
    expect(two(60_600n * E8).bounds(both)).toEqual([6n * 10n ** 38n, 606n * 10n ** 36n]);
    expect(two(59_400n * E8).bounds(both)).toEqual([594n * 10n ** 36n, 6n * 10n ** 38n]);
  });

  test('the spread may be exactly its limit', () => {
    expect(two(61_200n * E8).bounds(both)).toEqual([6n * 10n ** 38n, 612n * 10n ** 36n]);
    const high = (61_200n * E8 + 1n) * 10n ** 26n;
    expect(two(61_200n * E8 + 1n).bounds(both)).toEqual([
      'SpreadTooWide',
      6n * 10n ** 38n,
      high,
      200n,
    ]);
  });

  test('each source’s own refusal comes through, the first one’s first', () => {
    const scene = two(0n);
    expect(scene.bounds(both)).toEqual(['NonPositiveAnswer', up, 0n]);
    scene.rounds.delete(btc);
    expect(scene.bounds(both)).toEqual(['FeedFailed', btc]);
  });

  test('a source that answers nothing but zero is named', () => {
    const scene = two(60_000n * E8);
    scene.configs.set(second, { ...config, quote: null, scaleUp: 1n, scaleDown: 10n ** 20n });
    expect(scene.bounds(both)).toEqual(['InvalidBounds', second, 0n, 0n]);
  });
});

describe('an exchange rate', () => {
  function rated(rate: bigint | undefined, change: Partial<ExchangeRateOracleConfig> = {}): Scene {
    const scene = new Scene();
    scene.configs.set(staked, { ...rateConfig, ...change });
    if (rate === undefined) scene.rates.delete(source);
    else scene.rates.set(source, rate);
    return scene;
  }

  test('as anchored it prices both sides; above, low stays; below, both fall', () => {
    const inside = 6n * 10n ** 38n;
    const at = (tenths: bigint) => (inside * tenths) / 10n;
    expect(rated(12n * 10n ** 17n).bounds(staked)).toEqual([at(12n), at(12n)]);
    expect(rated(15n * 10n ** 17n).bounds(staked)).toEqual([at(12n), at(15n)]);
    expect(rated(11n * 10n ** 17n).bounds(staked)).toEqual([at(11n), at(11n)]);
  });

  test('the cap grows from the anchor, rounded down', () => {
    const anchor = { rate: 12n * 10n ** 17n, setAt: 0n };
    expect(rateCap(anchor, 5n * 10n ** 14n, timestamp(86_400n))).toBe(1_200_600_000_000_000_000n);
    expect(rateCap({ rate: 3n, setAt: 0n }, 10n ** 16n, timestamp(86_400n))).toBe(3n);
    expect(rateCap(anchor, 5n * 10n ** 14n, timestamp(0n))).toBe(anchor.rate);
    const scene = rated(12_003n * 10n ** 14n);
    scene.anchors.set(staked, { rate: 12n * 10n ** 17n, setAt: NOW - 43_200n });
    const half = (6n * 10n ** 38n * 12_003n) / 10_000n;
    expect(scene.bounds(staked)).toEqual([half, half]);
  });

  test('the rate is asked before the oracle inside', () => {
    const bounds = [10n ** 18n, 2n * 10n ** 18n];
    for (const rate of [10n ** 18n - 1n, 2n * 10n ** 18n + 1n, 0n]) {
      const scene = rated(rate);
      scene.rounds.delete(btc);
      expect(scene.bounds(staked)).toEqual(['RateOutOfBounds', rate, ...bounds]);
    }
    const silent = rated(undefined);
    silent.rounds.delete(btc);
    expect(silent.bounds(staked)).toEqual(['RateSourceFailed', source]);
    for (const rate of bounds) {
      const scene = rated(rate);
      scene.rounds.delete(btc);
      expect(scene.bounds(staked)).toEqual(['FeedFailed', btc]);
    }
  });

  test('a price that rounds to zero, and one that does not fit', () => {
    const small = rated(10n ** 18n, { rateDecimals: 36 });
    small.configs.set(feeds, { ...config, quote: null, scaleUp: 1n, scaleDown: 10n ** 12n });
    expect(small.bounds(staked)).toEqual(['ZeroPrice', 6n, 10n ** 18n]);
    const large = rated(12n * 10n ** 17n, { rateDecimals: 0 });
    large.configs.set(feeds, { ...config, quote: null, scaleUp: 10n ** 60n });
    expect(large.bounds(staked)).toEqual(['FullMulDivFailed']);
  });

  test('an anchor that was not read is a fault, not a refusal', () => {
    const scene = rated(12n * 10n ** 17n);
    scene.anchors.clear();
    expect(() => scene.bounds(staked)).toThrow(MissingAnchorError);
  });
});

test('what is none of the protocol’s oracles has no price here, inside another neither', () => {
  const scene = new Scene();
  expect(scene.bounds(second)).toEqual(['UnknownRefusal', second, '0x']);
  scene.configs.set(both, { kind: 'two-source', a: feeds, b: second, maxSpreadBps: 200n });
  expect(scene.bounds(both)).toEqual(['UnknownRefusal', both, '0x']);
});
