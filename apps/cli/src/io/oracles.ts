import type { Address, FeedRound, OracleConfig, RateAnchor } from '@hypothec/model';
import { aggregatorFeedAbi, exchangeRateOracleAbi, readAnchor, readOracle } from '@hypothec/sdk';
import { FaultError } from '../errors.ts';
import type { OracleStart } from '../replay/mirror.ts';
import type { Chain } from './chain.ts';

/** Reads oracles with those inside them, and everything that they read. */
class OracleReader {
  readonly configs = new Map<Address, OracleConfig>();
  readonly rounds = new Map<Address, FeedRound>();
  readonly rates = new Map<Address, bigint>();
  readonly anchors = new Map<Address, RateAnchor>();
  readonly #chain: Chain;

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  async read(oracle: Address): Promise<void> {
    if (this.configs.has(oracle)) return;
    const config = await readOracle(this.#chain.reader, { oracle });
    if (config === null) throw new FaultError(`the oracle ${oracle} is none of a stack's`);
    this.configs.set(oracle, config);
    switch (config.kind) {
      case 'feeds':
        for (const feed of [config.base.feed, config.quote?.feed, config.sequencer]) {
          if (feed !== undefined && feed !== null) await this.#readRound(feed);
        }
        return;
      case 'two-source':
        await this.read(config.a);
        await this.read(config.b);
        return;
      case 'exchange-rate': {
        const rate = await this.#chain.read(oracle, exchangeRateOracleAbi, 'rate', []);
        this.rates.set(config.rateSource, rate);
        this.anchors.set(oracle, await readAnchor(this.#chain.reader, { oracle }));
        await this.read(config.underlying);
      }
    }
  }

  async #readRound(feed: Address): Promise<void> {
    const round = await this.#chain.read(feed, aggregatorFeedAbi, 'latestRoundData', []);
    const [, answer, startedAt, updatedAt] = round;
    this.rounds.set(feed, { answer, startedAt, updatedAt });
  }
}

/**
 * Reads what oracles are made of and what they read now.
 *
 * @throws {FaultError} when one is none of those that a stack has.
 */
export async function readOracles(chain: Chain, oracles: readonly Address[]): Promise<OracleStart> {
  const reader = new OracleReader(chain);
  for (const oracle of oracles) await reader.read(oracle);
  return reader;
}
