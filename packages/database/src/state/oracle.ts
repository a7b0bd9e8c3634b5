import { oracleBounds, ProtocolError, sequencerAt } from '@hypothec/model';
import type {
  Address,
  FeedRound,
  Leg,
  OracleConfig,
  OracleWorld,
  PriceAnswer,
  RateAnchor,
  Sequencer,
  Timestamp,
} from '@hypothec/model';
import { DamagedRowError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { PriceSource } from '../schema/index.ts';
import { fieldsOf, hexOf, wholeOf } from './fields.ts';

function toLeg(json: Json): Leg {
  const of = fieldsOf('leg', json);
  return {
    feed: hexOf(of['feed']),
    maxAge: wholeOf(of['maxAge']),
    minAnswer: wholeOf(of['minAnswer']),
    maxAnswer: wholeOf(of['maxAnswer']),
  };
}

/** An oracle's configuration from its column. */
export function toOracleConfig(json: Json): OracleConfig {
  const of = fieldsOf('oracle', json);
  switch (of['kind']) {
    case 'feeds':
      return {
        kind: 'feeds',
        base: toLeg(of['base'] ?? null),
        quote: of['quote'] === null ? null : toLeg(of['quote'] ?? null),
        scaleUp: wholeOf(of['scaleUp']),
        scaleDown: wholeOf(of['scaleDown']),
        sequencer: of['sequencer'] === null ? null : hexOf(of['sequencer']),
        grace: wholeOf(of['grace']),
      };
    case 'two-source':
      return {
        kind: 'two-source',
        a: hexOf(of['a']),
        b: hexOf(of['b']),
        maxSpreadBps: wholeOf(of['maxSpreadBps']),
      };
    case 'exchange-rate':
      return {
        kind: 'exchange-rate',
        underlying: hexOf(of['underlying']),
        rateSource: hexOf(of['rateSource']),
        rateDecimals: Number(wholeOf(of['rateDecimals'])),
        growthPerDayWad: wholeOf(of['growthPerDayWad']),
        minRate: wholeOf(of['minRate']),
        maxRate: wholeOf(of['maxRate']),
      };
    default:
      throw new DamagedRowError('oracle', json);
  }
}

/** The feeds of an oracle itself, without those of the oracles inside it. */
export function feedsOf(config: OracleConfig): readonly Address[] {
  if (config.kind !== 'feeds') return [];
  const { base, quote, sequencer } = config;
  return [base.feed, quote?.feed, sequencer].filter((feed) => feed !== undefined && feed !== null);
}

/** The oracles inside an oracle. */
export function innerOracles(config: OracleConfig): readonly Address[] {
  if (config.kind === 'two-source') return [config.a, config.b];
  return config.kind === 'exchange-rate' ? [config.underlying] : [];
}

/** All that prices are made of, as of one block: what the model's oracles read. */
export class Sources implements OracleWorld {
  readonly configs = new Map<Address, OracleConfig>();
  readonly rounds = new Map<Address, FeedRound>();
  readonly rates = new Map<Address, bigint>();
  readonly anchors = new Map<Address, RateAnchor>();
  /** Of oracles that are read, not derived. */
  readonly answers = new Map<Address, PriceAnswer>();

  config(oracle: Address): OracleConfig | undefined {
    return this.configs.get(oracle);
  }

  round(feed: Address): FeedRound | undefined {
    return this.rounds.get(feed);
  }

  rate(source: Address): bigint | undefined {
    return this.rates.get(source);
  }

  anchor(oracle: Address): RateAnchor | undefined {
    return this.anchors.get(oracle);
  }

  /** What an oracle answers at an instant, or why it answers nothing. */
  price(oracle: Address, now: Timestamp): PriceAnswer {
    if (this.configs.has(oracle)) return oracleBounds(this, oracle, now);
    const refusal = new ProtocolError('UnknownRefusal', [oracle, '0x']);
    return this.answers.get(oracle) ?? { priced: false, refusal };
  }

  /** The chain's sequencer; `null` for a chain without a feed of it. */
  sequencer(feed: Address | null, now: Timestamp): Sequencer {
    return sequencerAt(feed === null ? null : this.rounds.get(feed), now);
  }

  /** The feeds' answers that a price is made of, the oracles inside included. */
  behind(oracle: Address): readonly PriceSource[] {
    const config = this.configs.get(oracle);
    if (config === undefined) return [];
    const own = feedsOf(config).flatMap((feed): PriceSource[] => {
      const round = this.rounds.get(feed);
      if (round === undefined) return [];
      return [{ feed, answer: `${round.answer}`, updatedAt: `${round.updatedAt}` }];
    });
    const inner = innerOracles(config).flatMap((inside) => this.behind(inside));
    if (config.kind !== 'exchange-rate') return [...own, ...inner];
    const { rateSource } = config;
    const rate = this.rates.get(rateSource);
    const setAt = this.anchors.get(oracle)?.setAt ?? 0n;
    const source = { feed: rateSource, answer: `${rate}`, updatedAt: `${setAt}` };
    return [...own, ...inner, ...(rate === undefined ? [] : [source])];
  }
}
