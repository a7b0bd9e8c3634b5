import type { FeedConfig, TokenConfig } from './schema.ts';

const DAY = 86_400n;
const HOUR = 3_600n;
const USD = 10n ** 8n;

/** One whole USDC. */
export const USDC = 10n ** 6n;
/** One whole bitcoin-like coin. */
export const BTC = 10n ** 8n;
/** One whole token of 18 decimals. */
export const WHOLE = 10n ** 18n;

const enough = 'enough for a few loans of the usual size, so that a newcomer need not come back';

/** The tokens of the local stack: free, and worth nothing. */
export const tokens: readonly TokenConfig[] = [
  {
    symbol: 'USDC',
    name: 'Local dollar',
    kind: 'faucet',
    decimals: 6,
    faucetAmount: 100_000n * USDC,
    why: { decimals: 'as the dollar tokens in use have', faucetAmount: enough },
  },
  {
    symbol: 'BTC',
    name: 'Local bitcoin',
    kind: 'faucet',
    decimals: 8,
    faucetAmount: 10n * BTC,
    why: { decimals: 'as bitcoin and its wrapped forms have', faucetAmount: enough },
  },
  {
    symbol: 'ETH',
    name: 'Wrapped ether',
    kind: 'wrapped-native',
    decimals: 18,
    faucetAmount: 100n * WHOLE,
    why: { decimals: 'as ether has', faucetAmount: enough },
  },
  {
    symbol: 'STETH',
    name: 'Local staked ether',
    kind: 'staked',
    decimals: 18,
    faucetAmount: 100n * WHOLE,
    why: { decimals: 'as ether has, and the staked forms of it', faucetAmount: enough },
  },
  {
    symbol: 'ALT',
    name: 'Local altcoin',
    kind: 'faucet',
    decimals: 18,
    faucetAmount: 1_000n * WHOLE,
    why: { decimals: 'what most tokens have', faucetAmount: enough },
  },
];

const published = 'published heartbeat of the dollar feeds of this coin on Ethereum: one hour';
const someDelay = 'the heartbeat and a quarter of an hour for a round that is late';
const wide = 'a hundredth to a hundred times the usual price: what is beyond is a broken feed';

/** The dollar feeds of the local stack. 8 decimals, as dollar feeds have. */
export const feeds: readonly FeedConfig[] = [
  {
    symbol: 'USDC',
    heartbeat: DAY,
    maxAge: DAY + HOUR,
    minPriceE8: USD / 10n,
    maxPriceE8: 10n * USD,
    standingPriceE8: USD,
    why: {
      heartbeat: 'published heartbeat of the dollar feed of this token on Ethereum: one day',
      maxAge: 'the heartbeat and an hour for a round that is late',
      minPriceE8: 'far below the deepest fall so far (0.874 on 2023-03-11)',
      maxPriceE8: 'as far above one dollar as the least price is below it',
      standingPriceE8: 'one dollar',
    },
  },
  {
    symbol: 'BTC',
    heartbeat: HOUR,
    maxAge: HOUR + HOUR / 4n,
    minPriceE8: 100n * USD,
    maxPriceE8: 10_000_000n * USD,
    standingPriceE8: 8_000n * USD,
    why: {
      heartbeat: published,
      maxAge: someDelay,
      minPriceE8: wide,
      maxPriceE8: wide,
      standingPriceE8: 'about the price on 2020-03-10, where the built-in history begins to move',
    },
  },
  {
    symbol: 'ETH',
    heartbeat: HOUR,
    maxAge: HOUR + HOUR / 4n,
    minPriceE8: 2n * USD,
    maxPriceE8: 200_000n * USD,
    standingPriceE8: 200n * USD,
    why: {
      heartbeat: published,
      maxAge: someDelay,
      minPriceE8: wide,
      maxPriceE8: wide,
      standingPriceE8: 'about the price on 2020-03-10, where the built-in history begins to move',
    },
  },
  {
    symbol: 'ALT',
    heartbeat: HOUR,
    maxAge: HOUR + HOUR / 4n,
    minPriceE8: USD / 10n,
    maxPriceE8: 10_000n * USD,
    standingPriceE8: 100n * USD,
    why: {
      heartbeat: 'as for the larger coins: a feed that is slower is no feed to lend against',
      maxAge: someDelay,
      minPriceE8: 'a thousandth of the made-up price: an altcoin falls further than the others',
      maxPriceE8: wide,
      standingPriceE8: 'the price at which the built-in scenarios begin; the coin is made up',
    },
  },
];
