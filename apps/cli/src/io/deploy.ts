import { feedOf, ladderOf, tokenOf } from '@hypothec/config';
import type { ListingConfig, PoolConfig, StackConfig } from '@hypothec/config';
import type { Address, CollateralId } from '@hypothec/model';
import { lendingPoolAbi } from '@hypothec/sdk';
import { toFunctionSelector, zeroAddress } from 'viem';
import { FaultError } from '../errors.ts';
import { addressOf } from './accounts.ts';
import { readArtifact } from './artifacts.ts';
import { sending } from './chain.ts';
import type { Chain } from './chain.ts';
import type { Deployment } from './folder.ts';

/** Digits of the local dollar feeds. */
const FEED_DECIMALS = 8;

/** One feed of an oracle and what it may answer. */
interface Leg {
  readonly feed: Address;
  readonly maxAge: number;
  readonly minAnswer: bigint;
  readonly maxAnswer: bigint;
}

/** Deploys one stack, step by step; what is deployed already is looked up by name. */
class Deployer {
  readonly chain: Chain;
  readonly stack: StackConfig;
  readonly house: Address = addressOf('house');
  readonly tokens: Deployment['tokens'] = [];
  readonly feeds: Record<string, Address> = {};
  readonly rates: Record<string, Address> = {};

  constructor(chain: Chain, stack: StackConfig) {
    this.chain = chain;
    this.stack = stack;
  }

  deploy(contract: string, ...args: readonly unknown[]): Promise<Address> {
    return this.chain.deploy(this.house, readArtifact(contract), args);
  }

  token(symbol: string): Address {
    const found = this.tokens.find((token) => token.symbol === symbol);
    if (found === undefined) throw new FaultError(`${symbol} is not deployed`);
    return found.address;
  }

  async deployTokens(): Promise<void> {
    for (const { symbol, name, decimals, kind } of this.stack.tokens) {
      const address =
        kind === 'wrapped-native'
          ? await this.deploy('LocalWrappedNative')
          : await this.deploy('FaucetToken', name, symbol, decimals);
      this.tokens.push({ symbol, name, decimals, kind, address });
    }
  }

  async deployFeeds(prices: ReadonlyMap<string, bigint>): Promise<void> {
    for (const { symbol, standingPriceE8 } of this.stack.feeds) {
      const price = prices.get(symbol) ?? standingPriceE8;
      this.feeds[symbol] = await this.deploy('SettableFeed', FEED_DECIMALS, price);
    }
  }

  leg(symbol: string): Leg {
    const { maxAge, minPriceE8, maxPriceE8 } = feedOf(this.stack, symbol);
    const feed = this.feeds[symbol];
    if (feed === undefined) throw new FaultError(`the feed of ${symbol} is not deployed`);
    return { feed, maxAge: Number(maxAge), minAnswer: minPriceE8, maxAnswer: maxPriceE8 };
  }

  feedOracle(collateral: string, loanToken: string): Promise<Address> {
    return this.deploy('FeedOracle', {
      collateral: this.token(collateral),
      loanToken: this.token(loanToken),
      base: this.leg(collateral),
      quote: this.leg(loanToken),
      sequencer: zeroAddress,
      grace: 0,
    });
  }

  async oracle({ collateral, oracle }: ListingConfig, loanToken: string): Promise<Address> {
    if (oracle.kind === 'feeds') return this.feedOracle(collateral, loanToken);
    const source = this.rates[collateral] ?? (await this.deploy('SettableRate', oracle.rateWad));
    this.rates[collateral] = source;
    return this.deploy('ExchangeRateOracle', {
      underlying: await this.feedOracle(oracle.inside, loanToken),
      rateSource: source,
      rateSelector: toFunctionSelector('stEthPerToken()'),
      rateDecimals: 18,
      growthPerDayWad: oracle.growthPerDayWad,
      minRate: oracle.minRateWad,
      maxRate: oracle.maxRateWad,
    });
  }

  async list(
    pool: Address,
    loanToken: string,
    item: ListingConfig,
  ): Promise<Deployment['pools'][number]['listings'][number]> {
    const ladder = ladderOf(this.stack, item.ladder);
    const oracle = await this.oracle(item, loanToken);
    const terms = {
      collateral: this.token(item.collateral),
      oracle,
      ladder: {
        openLtvBps: Number(ladder.openLtvBps),
        targetLtvBps: Number(ladder.targetLtvBps),
        clearLtvBps: Number(ladder.clearLtvBps),
        callLtvBps: Number(ladder.callLtvBps),
        liquidationLtvBps: Number(ladder.liquidationLtvBps),
      },
      maxBonusBps: Number(ladder.maxBonusBps),
      floorBonusBps: Number(ladder.floorBonusBps),
      slopeBps: Number(ladder.slopeBps),
      riskClass: item.riskClass,
    };
    const { house } = this;
    const args = [terms, item.ceiling, item.hourly] as const;
    const listing = sending(house, pool, lendingPoolAbi, 'listCollateral', args);
    const answer = await this.chain.ask<string>('eth_call', { ...listing, gas: undefined });
    await this.chain.send(listing);
    const collateralId = Number(BigInt(answer)) as CollateralId;
    return { collateral: item.collateral, collateralId, oracle, ladder: item.ladder };
  }

  async deployPool(
    config: PoolConfig,
    book: Address,
    manager: Address,
  ): Promise<Deployment['pools'][number]> {
    const { loanToken, minDebt, callFee, cureWindow, ramp, lapse } = config;
    const terms = {
      loanToken: this.token(loanToken),
      minDebt,
      callFee,
      cureWindow: Number(cureWindow),
      ramp: Number(ramp),
      lapse: Number(lapse),
    };
    const { name } = tokenOf(this.stack, loanToken);
    const shares = [`${name} lent through Hypothec`, `hy${loanToken}`];
    const address = await this.deploy('LendingPool', book, terms, manager, ...shares);
    const listings: Deployment['pools'][number]['listings'] = [];
    for (const item of config.listings) listings.push(await this.list(address, loanToken, item));
    await this.chain.send(
      sending(this.house, address, lendingPoolAbi, 'setRates', [
        {
          baseBps: Number(config.baseBps),
          slopeBps: Number(config.slopeBps),
          steepBps: Number(config.steepBps),
          kinkBps: Number(config.kinkBps),
          reserveBps: Number(config.reserveBps),
        },
      ]),
    );
    for (const [index, { premiumBps }] of config.premiums.entries()) {
      const args = [BigInt(index + 1), Number(premiumBps)] as const;
      await this.chain.send(sending(this.house, address, lendingPoolAbi, 'setPremium', args));
    }
    const id = await this.chain.read(address, lendingPoolAbi, 'creditorId', []);
    return { loanToken, creditorId: id, address, listings };
  }
}

/**
 * Deploys a whole stack on a fresh chain that mines each transaction at once.
 *
 * @param prices - First answers of the feeds by symbol, 1e8 = 1 dollar.
 * @param onStep - Told what comes next.
 * @returns Where everything stands.
 */
export async function deployStack(
  chain: Chain,
  stack: StackConfig,
  prices: ReadonlyMap<string, bigint>,
  onStep: (text: string) => void,
): Promise<Deployment> {
  const deployer = new Deployer(chain, stack);
  onStep('tokens and price feeds');
  await deployer.deployTokens();
  await deployer.deployFeeds(prices);
  onStep('the book of loans');
  const manager = await deployer.deploy('AccessManager', deployer.house);
  const book = await deployer.deploy('LoanBook', zeroAddress);
  const pools: Deployment['pools'] = [];
  for (const pool of stack.pools) {
    onStep(`the ${pool.loanToken} pool and its markets`);
    pools.push(await deployer.deployPool(pool, book, manager));
  }
  const lens = await deployer.deploy('LoanLens', book);
  const wrapped = stack.tokens.find(({ kind }) => kind === 'wrapped-native');
  const gateway = await deployer.deploy('Gateway', book, deployer.token(wrapped?.symbol ?? ''));
  return {
    version: 1,
    chainId: stack.local.chainId,
    book,
    lens,
    gateway,
    manager,
    tokens: deployer.tokens,
    feeds: deployer.feeds,
    rates: deployer.rates,
    pools,
  };
}
