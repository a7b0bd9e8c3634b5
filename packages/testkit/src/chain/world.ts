import { bps } from '@hypothec/model';
import type { Address, CollateralId, Ladder } from '@hypothec/model';
import {
  accessManagerAbi,
  ensureAllowance,
  faucetTokenAbi,
  gatewayAbi,
  lendingPoolAbi,
  loanBookAbi,
  loanLensAbi,
  localWrappedNativeAbi,
  sendFaucet,
  sendPoolDeposit,
  sendPoolListCollateral,
  sendPoolSetPremium,
  sendSetFeed,
  sendWrap,
  settableFeedAbi,
} from '@hypothec/sdk';
import type { Sender } from '@hypothec/sdk';
import { zeroAddress } from 'viem';
import type { TestChain } from './chain.ts';
import { deployArtifact } from './deploy.ts';
import { deployOracles, FEED_USD } from './oracles.ts';
import type { WorldOracles } from './oracles.ts';

/** What a world is made of; every field has a default. Amounts are dollars, base units. */
export interface WorldOptions {
  /** The chain has a sequencer with an uptime feed; none unless told. */
  readonly sequencer?: boolean;
  /** Flat fee to who makes a margin call; 0 unless told. */
  readonly callFee?: bigint;
  /** What the lender lends; 5,000,000 unless told. */
  readonly liquidity?: bigint;
  /** Of every listing; out of the way unless told. */
  readonly ceiling?: bigint;
  readonly hourly?: bigint;
}

/** A collateral of a world. */
export type Coin = 'btc' | 'eth' | 'steth' | 'alt';

/** Addresses and numbers of a deployed world. Account 0 is the curator, account 1 the lender. */
export interface ChainWorld {
  readonly chain: TestChain;
  readonly curator: Sender;
  readonly lender: Sender;
  readonly manager: Address;
  readonly book: Address;
  readonly pool: Address;
  readonly creditorId: number;
  readonly gateway: Address;
  readonly lens: Address;
  /** 6 decimals; lent by the pool. */
  readonly usd: Address;
  /** 8 decimals, and three of 18; ETH is the wrapped native coin. */
  readonly coins: Readonly<Record<Coin, Address>>;
  readonly listings: Readonly<Record<Coin, CollateralId>>;
  readonly oracles: WorldOracles;
  /** Null without a sequencer. */
  readonly sequencerFeed: Address | null;
  /**
   * Sets a dollar price now: whole dollars of one whole coin. Staked ETH follows ETH. A second
   * price makes the two sources of ETH differ.
   */
  setPrice(coin: Exclude<Coin, 'steth'>, dollars: bigint, second?: bigint): Promise<void>;
  /** Gives an account coins and dollars, and approves the book for exactly these. */
  fund(account: Sender, amounts: Readonly<Partial<Record<Coin | 'usd', bigint>>>): Promise<void>;
}

const USD = 10n ** 6n;
const NO_LIMIT = 10n ** 15n;

function ladder(open: bigint, target: bigint, clear: bigint, call: bigint, sale: bigint): Ladder {
  return {
    openLtvBps: bps(open),
    targetLtvBps: bps(target),
    clearLtvBps: bps(clear),
    callLtvBps: bps(call),
    liquidationLtvBps: bps(sale),
  };
}

const etherLadder = ladder(4_700n, 5_900n, 6_100n, 6_700n, 7_700n);

/** Ladder, largest bonus and risk class of each coin. */
const terms: Readonly<Record<Coin, readonly [Ladder, maxBonusBps: bigint, riskClass: number]>> = {
  btc: [ladder(5_000n, 6_200n, 6_400n, 7_000n, 8_000n), 500n, 0],
  eth: [etherLadder, 500n, 0],
  steth: [etherLadder, 500n, 1],
  alt: [ladder(3_500n, 4_800n, 5_000n, 5_500n, 6_500n), 800n, 2],
};

async function deployTokens(sender: Sender) {
  const faucet = (name: string, symbol: string, decimals: number): Promise<Address> =>
    deployArtifact(sender, 'FaucetToken', faucetTokenAbi, [name, symbol, decimals]);
  return {
    usd: await faucet('Test dollar', 'USD', 6),
    btc: await faucet('Test bitcoin', 'BTC', 8),
    eth: await deployArtifact(sender, 'LocalWrappedNative', localWrappedNativeAbi, []),
    steth: await faucet('Test staked ether', 'STETH', 18),
    alt: await faucet('Test altcoin', 'ALT', 18),
  };
}

type Tokens = Awaited<ReturnType<typeof deployTokens>>;

async function deployCore(
  sender: Sender,
  tokens: Tokens,
  sequencerFeed: Address | null,
  callFee: bigint,
) {
  // Only the contract tests import it, so that only their build has it for certain.
  const owner = [sender.address] as const;
  const manager = await deployArtifact(sender, 'AccessManager', accessManagerAbi, owner, 'default');
  const book = await deployArtifact(sender, 'LoanBook', loanBookAbi, [
    sequencerFeed ?? zeroAddress,
  ]);
  const creditorTerms = {
    loanToken: tokens.usd,
    minDebt: 100n * USD,
    callFee,
    cureWindow: 86_400,
    ramp: 3_600,
    lapse: 86_400,
  };
  const args = [book, creditorTerms, manager, 'Hypothec USD', 'hUSD'] as const;
  return {
    manager,
    book,
    pool: await deployArtifact(sender, 'LendingPool', lendingPoolAbi, args),
    gateway: await deployArtifact(sender, 'Gateway', gatewayAbi, [book, tokens.eth]),
    lens: await deployArtifact(sender, 'LoanLens', loanLensAbi, [book]),
  };
}

async function listCoins(
  sender: Sender,
  pool: Address,
  tokens: Tokens,
  oracles: WorldOracles,
  limits: { readonly ceiling: bigint; readonly hourly: bigint },
): Promise<Readonly<Record<Coin, CollateralId>>> {
  await sendPoolSetPremium(sender, { pool, riskClass: 1, premiumBps: 100n });
  await sendPoolSetPremium(sender, { pool, riskClass: 2, premiumBps: 500n });
  const list = async (coin: Coin): Promise<CollateralId> => {
    const [own, maxBonusBps, riskClass] = terms[coin];
    const collateralTerms = {
      ...own,
      collateral: tokens[coin],
      oracle: oracles.of[coin],
      maxBonusBps: bps(maxBonusBps),
      floorBonusBps: bps(50n),
      slopeBps: bps(10_000n),
      riskClass,
    };
    const args = { pool, terms: collateralTerms, ...limits };
    return (await sendPoolListCollateral(sender, args)).returns;
  };
  return {
    btc: await list('btc'),
    eth: await list('eth'),
    steth: await list('steth'),
    alt: await list('alt'),
  };
}

async function fundAccount(
  account: Sender,
  book: Address,
  tokens: Tokens,
  amounts: Readonly<Partial<Record<Coin | 'usd', bigint>>>,
): Promise<void> {
  for (const name of ['usd', 'btc', 'eth', 'steth', 'alt'] as const) {
    const amount = amounts[name];
    const token = tokens[name];
    if (amount === undefined) continue;
    if (name === 'eth') await sendWrap(account, { wrapped: token, amount });
    else await sendFaucet(account, { token, amount });
    await ensureAllowance(account, { token, spender: book, amount });
  }
}

async function setPrices(
  owner: Sender,
  { feeds }: WorldOracles,
  coin: Exclude<Coin, 'steth'>,
  dollars: bigint,
  second: bigint,
): Promise<void> {
  await sendSetFeed(owner, { feed: feeds.usd, answer: FEED_USD });
  await sendSetFeed(owner, { feed: feeds[coin], answer: dollars * FEED_USD });
  if (coin === 'eth') await sendSetFeed(owner, { feed: feeds.eth2, answer: second * FEED_USD });
}

/**
 * Deploys a whole small economy: dollars lent against BTC (two feeds), ETH (two sources), staked
 * ETH (exchange rate) and an altcoin, with the ladders of the design, liquidity, gateway and lens.
 *
 * Account 0 deploys, curates and sets prices; account 1 lends.
 */
export async function deployWorld(
  chain: TestChain,
  options: WorldOptions = {},
): Promise<ChainWorld> {
  const { callFee = 0n, liquidity = 5_000_000n * USD } = options;
  const { ceiling = NO_LIMIT, hourly = NO_LIMIT } = options;
  const curator = await chain.sender(0);
  const lender = await chain.sender(1);
  const tokens = await deployTokens(curator);
  const sequencerFeed =
    options.sequencer === true
      ? await deployArtifact(curator, 'SettableFeed', settableFeedAbi, [0, 0n])
      : null;
  // A sequencer is believed only some time after it came up.
  if (sequencerFeed !== null) await chain.pass(3_600n);
  const core = await deployCore(curator, tokens, sequencerFeed, callFee);
  const { pool, book } = core;
  const oracles = await deployOracles(curator, tokens, sequencerFeed);
  const listings = await listCoins(curator, pool, tokens, oracles, { ceiling, hourly });
  if (liquidity > 0n) {
    await sendFaucet(lender, { token: tokens.usd, amount: liquidity });
    await ensureAllowance(lender, { token: tokens.usd, spender: pool, amount: liquidity });
    await sendPoolDeposit(lender, { pool, assets: liquidity });
  }
  const { usd, ...coins } = tokens;
  return {
    chain,
    curator,
    lender,
    ...core,
    creditorId: 1,
    usd,
    coins,
    listings,
    oracles,
    sequencerFeed,
    setPrice: (coin, dollars, second = dollars) =>
      setPrices(curator, oracles, coin, dollars, second),
    fund: (account, amounts) => fundAccount(account, book, tokens, amounts),
  };
}
