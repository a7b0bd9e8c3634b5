import type { Chance } from './chance.ts';
import { fields } from './file.ts';
import type { Fields } from './file.ts';
import { fromBps, ratio } from './fraction.ts';

/** The ladder's rungs, in bps of value. */
export interface Rungs {
  readonly openLtvBps: bigint;
  readonly targetLtvBps: bigint;
  readonly clearLtvBps: bigint;
  readonly callLtvBps: bigint;
  readonly liquidationLtvBps: bigint;
}

export type Rung = keyof Rungs;

/** One collateral of a loan with its ladder and its prices. */
export interface Held extends Rungs {
  readonly amount: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

export const PRICE_ONE = 10n ** 36n;
export const MOST_AMOUNT = 2n ** 104n - 1n;

export const btcRungs: Rungs = {
  openLtvBps: 5_000n,
  targetLtvBps: 6_200n,
  clearLtvBps: 6_400n,
  callLtvBps: 7_000n,
  liquidationLtvBps: 8_000n,
};

export const altRungs: Rungs = {
  openLtvBps: 3_500n,
  targetLtvBps: 4_800n,
  clearLtvBps: 5_000n,
  callLtvBps: 5_500n,
  liquidationLtvBps: 6_500n,
};

/** The tightest ladder that can be listed: every rung one or two bps from the next. */
export const tightRungs: Rungs = {
  openLtvBps: 1n,
  targetLtvBps: 1n,
  clearLtvBps: 2n,
  callLtvBps: 3n,
  liquidationLtvBps: 4n,
};

/** A price of `dollars` for a whole token, in 6-decimal loan units, times 1e36. */
export function dollars(amount: bigint, decimals: bigint): bigint {
  return (amount * 10n ** 6n * PRICE_ONE) / 10n ** decimals;
}

/** BTC of 8 decimals: `sats` at `price` dollars, or between two prices. */
export function btc(sats: bigint, price: bigint, high = price): Held {
  return { amount: sats, low: dollars(price, 8n), high: dollars(high, 8n), ...btcRungs };
}

/** An altcoin of 18 decimals. */
export function alt(tokens: bigint, price: bigint, high = price): Held {
  const amount = tokens * 10n ** 18n;
  return { amount, low: dollars(price, 18n), high: dollars(high, 18n), ...altRungs };
}

/** `amount * price / 1e36`, rounded down. */
export function worth(amount: bigint, price: bigint): bigint {
  return ratio(amount * price, PRICE_ONE).floor();
}

export function total(items: readonly Held[], side: 'low' | 'high'): bigint {
  return items.reduce((sum, item) => sum + worth(item.amount, item[side]), 0n);
}

/** The sum of `value * ltv`, each rounded down. */
export function limit(items: readonly Held[], side: 'low' | 'high', rung: Rung): bigint {
  return items.reduce(
    (sum, item) => sum + fromBps(item[rung]).times(worth(item.amount, item[side])).floor(),
    0n,
  );
}

/** The holdings as columns, one entry each in the loan's order. */
export function columns(items: readonly Held[]): Fields {
  const column = (key: keyof Held): readonly bigint[] => items.map((item) => item[key]);
  return fields({
    amounts: column('amount'),
    lows: column('low'),
    highs: column('high'),
    openLtvBps: column('openLtvBps'),
    targetLtvBps: column('targetLtvBps'),
    clearLtvBps: column('clearLtvBps'),
    callLtvBps: column('callLtvBps'),
    liquidationLtvBps: column('liquidationLtvBps'),
  });
}

/** Rungs in order, far apart or close together. */
export function randomRungs(chance: Chance): Rungs {
  const open = chance.between(1n, 8_000n);
  const target = chance.between(open, 8_500n);
  const clear = chance.between(target > open ? target : open + 1n, 8_600n);
  const call = chance.between(clear + 1n, 8_800n);
  const liquidation = chance.between(call + 1n, 9_000n);
  return {
    openLtvBps: open,
    targetLtvBps: target,
    clearLtvBps: clear,
    callLtvBps: call,
    liquidationLtvBps: liquidation,
  };
}

/** A holding of any size and price, worth something. */
export function randomHeld(chance: Chance): Held {
  const amount = chance.magnitude(1n, 10n ** 26n);
  const low = chance.magnitude(1n, 10n ** 42n) + PRICE_ONE / amount;
  const high = chance.chance(50n) ? low : low + chance.magnitude(0n, low);
  return { amount, low, high, ...randomRungs(chance) };
}
