import {
  authorities,
  creditors,
  feedsOf,
  innerOracles,
  oracles,
  tokens,
  toOracleConfig,
} from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { Address, OracleConfig } from '@hypothec/model';
import type { CreditorFacts } from '../fold/fold.ts';
import type { Emitters } from './decode.ts';

/** A creditor as it describes itself, and where it was registered. */
export interface KnownCreditor extends CreditorFacts {
  readonly block: number;
}

/** A token as it describes itself. */
export interface TokenFacts {
  readonly symbol: string;
  readonly name: string;
  readonly decimals: number;
}

/** Whose logs are followed, and what was read of them once. */
export class Known implements Emitters {
  readonly book: Address;
  readonly sequencerFeed: Address | null;
  readonly creditors: Map<Address, KnownCreditor>;
  /** Every AccessManager that ever decided who curates one of them. */
  readonly authorities: Set<Address>;
  /** Null for an oracle that is none of our adapters. */
  readonly oracles: Map<Address, OracleConfig | null>;
  readonly tokens: Map<Address, TokenFacts>;
  /** Where each token and oracle was first named. */
  readonly since: Map<Address, number>;

  constructor(
    book: Address,
    sequencerFeed: Address | null,
    from?: Pick<Known, 'authorities' | 'creditors' | 'oracles' | 'tokens' | 'since'>,
  ) {
    this.book = book;
    this.sequencerFeed = sequencerFeed;
    this.creditors = new Map(from?.creditors);
    this.authorities = new Set(from?.authorities);
    this.oracles = new Map(from?.oracles);
    this.tokens = new Map(from?.tokens);
    this.since = new Map(from?.since);
  }

  /** A copy that can be added to, and dropped when the batch is. */
  copy(): Known {
    return new Known(this.book, this.sequencerFeed, this);
  }

  /** An oracle and those inside it, and nothing else. */
  within(oracle: Address): Known {
    const own = new Known(this.book, this.sequencerFeed);
    const add = (address: Address): void => {
      const config = this.oracles.get(address);
      if (config === undefined || own.oracles.has(address)) return;
      own.oracles.set(address, config);
      if (config !== null) for (const inside of innerOracles(config)) add(inside);
    };
    add(oracle);
    return own;
  }

  /** Oracles of which the answers are read, not derived. */
  get observed(): readonly Address[] {
    return [...this.oracles].flatMap(([oracle, config]) => (config === null ? [oracle] : []));
  }

  get pools(): ReadonlySet<Address> {
    return new Set(this.creditors.keys());
  }

  get feeds(): ReadonlySet<Address> {
    const feeds = new Set(this.#configs().flatMap(feedsOf));
    if (this.sequencerFeed !== null) feeds.add(this.sequencerFeed);
    return feeds;
  }

  get rates(): ReadonlySet<Address> {
    return new Set(
      this.#configs().flatMap((config) =>
        config.kind === 'exchange-rate' ? [config.rateSource] : [],
      ),
    );
  }

  get anchored(): ReadonlySet<Address> {
    return new Set(
      [...this.oracles].flatMap(([oracle, config]) =>
        config?.kind === 'exchange-rate' ? [oracle] : [],
      ),
    );
  }

  #configs(): readonly OracleConfig[] {
    return [...this.oracles.values()].filter((config) => config !== null);
  }

  /** Oracles inside those known that are not known themselves. */
  get unknownInside(): readonly Address[] {
    return this.#configs()
      .flatMap(innerOracles)
      .filter((oracle) => !this.oracles.has(oracle));
  }
}

/** What was known when the last block was written. */
export async function readKnown(
  queries: Queries,
  book: Address,
  sequencerFeed: Address | null,
): Promise<Known> {
  const known = new Known(book, sequencerFeed);
  for (const { address, name, symbol, block } of await queries.select().from(creditors)) {
    known.creditors.set(address, { name, symbol, block });
  }
  for (const { authority } of await queries.select().from(authorities)) {
    known.authorities.add(authority);
  }
  for (const { address, config } of await queries.select().from(oracles)) {
    known.oracles.set(address, config === null ? null : toOracleConfig(config));
  }
  for (const { address, symbol, name, decimals } of await queries.select().from(tokens)) {
    known.tokens.set(address, { symbol, name, decimals });
  }
  return known;
}
