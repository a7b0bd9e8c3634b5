import { feedOf, UnknownNameError } from '@hypothec/config';
import type { StackConfig } from '@hypothec/config';
import { formatNumber } from '@hypothec/sdk';
import { CliError } from '../errors.ts';
import type { Tick } from '../play/timeline.ts';

const WAD = 10n ** 18n;
const BPS = 10_000n;
const DAY = 86_400n;

const shown = (priceE8: bigint): string => formatNumber(priceE8, 8, { digits: 8 });

/** A feed's price now and where it comes from. */
export interface PriceView {
  readonly symbol: string;
  readonly priceE8: bigint;
  readonly historyE8: bigint;
  readonly factorWad: bigint;
  readonly dayChangeBps: bigint | null;
}

/**
 * The prices of the feeds: the history's, each times a factor that is 1 until someone moves it by
 * hand. A factor stays, so a price moved by hand keeps its distance while the history plays on.
 */
export class Prices {
  readonly #stack: StackConfig;
  readonly #history = new Map<string, bigint>();
  readonly #factors = new Map<string, bigint>();
  /** What each feed said over the last day, rising. */
  readonly #said = new Map<string, { readonly time: bigint; readonly priceE8: bigint }[]>();

  constructor(
    stack: StackConfig,
    first: ReadonlyMap<string, bigint>,
    factors: Readonly<Record<string, bigint>>,
  ) {
    this.#stack = stack;
    for (const [symbol, priceE8] of first) this.#history.set(symbol, priceE8);
    for (const [symbol, factor] of Object.entries(factors)) this.#factors.set(symbol, factor);
  }

  get factors(): Readonly<Record<string, bigint>> {
    return Object.fromEntries(this.#factors);
  }

  #known(symbol: string): bigint {
    const price = this.#history.get(symbol);
    if (price !== undefined) return price;
    throw new UnknownNameError('price', symbol, [...this.#history.keys()]);
  }

  factor(symbol: string): bigint {
    return this.#factors.get(symbol) ?? WAD;
  }

  /** What a feed says now. */
  price(symbol: string): bigint {
    const { minPriceE8, maxPriceE8 } = feedOf(this.#stack, symbol);
    const price = (this.#known(symbol) * this.factor(symbol)) / WAD;
    // The history may carry a price moved by hand to where the oracle stops believing it.
    if (price <= minPriceE8) return minPriceE8 + 1n;
    return price >= maxPriceE8 ? maxPriceE8 - 1n : price;
  }

  /** The history goes on; returns what the feeds have to say. */
  play({ prices }: Tick): ReadonlyMap<string, bigint> {
    for (const [symbol, priceE8] of prices) this.#history.set(symbol, priceE8);
    return new Map([...prices.keys()].map((symbol) => [symbol, this.price(symbol)]));
  }

  /** Every feed's price. */
  all(): ReadonlyMap<string, bigint> {
    return new Map([...this.#history.keys()].map((symbol) => [symbol, this.price(symbol)]));
  }

  /**
   * Moves a price by hand.
   *
   * @throws {UnknownNameError} for a name that no feed has; {CliError} for a price that the oracle
   * would not believe.
   */
  set(symbol: string, priceE8: bigint): void {
    const history = this.#known(symbol);
    const { minPriceE8, maxPriceE8 } = feedOf(this.#stack, symbol);
    if (priceE8 <= minPriceE8 || priceE8 >= maxPriceE8) {
      throw new CliError(
        `${symbol} at ${shown(priceE8)} dollars would not be believed by its oracle. ` +
          `Allowed: above ${shown(minPriceE8)} and below ${shown(maxPriceE8)}.`,
      );
    }
    // Rounded up, so that the price comes back to the last unit of 1e-8 dollars.
    this.#factors.set(symbol, (priceE8 * WAD + history - 1n) / history);
  }

  shock(symbol: string, changeBps: bigint): void {
    this.set(symbol, (this.price(symbol) * (BPS + changeBps)) / BPS);
  }

  /** Lets go of one price, or of all. */
  release(symbol: string | null): void {
    if (symbol === null) {
      this.#factors.clear();
    } else {
      this.#known(symbol);
      this.#factors.delete(symbol);
    }
  }

  /** Remembers what the feeds said, for the change over a day. */
  remember(time: bigint): void {
    for (const [symbol, priceE8] of this.all()) {
      const said = this.#said.get(symbol) ?? [];
      said.push({ time, priceE8 });
      while ((said[1]?.time ?? time) <= time - DAY) said.shift();
      this.#said.set(symbol, said);
    }
  }

  views(): readonly PriceView[] {
    return [...this.#history].map(([symbol, historyE8]) => {
      const priceE8 = this.price(symbol);
      const before = this.#said.get(symbol)?.[0]?.priceE8;
      return {
        symbol,
        priceE8,
        historyE8,
        factorWad: this.factor(symbol),
        dayChangeBps: before === undefined ? null : ((priceE8 - before) * BPS) / before,
      };
    });
  }
}
