import { type Address, encodeAbiParameters, keccak256, parseAbiParameters } from 'viem';
import type { Artifact } from './artifacts.ts';
import type { Chain, Deployed } from './chain.ts';
import { compile } from './compile.ts';
import type { Find } from './link.ts';
import type { Measured } from './operations.ts';
import { approve, btc, setPrice, setStage, type Stage, usd } from './stage.ts';
import { createWallet } from './wallet.ts';

interface MarketParams {
  loanToken: Address;
  collateralToken: Address;
  oracle: Address;
  irm: Address;
  lltv: bigint;
}

interface Market extends Stage {
  morpho: Deployed;
  params: MarketParams;
}

/** Its own settings, as published beside its sources. */
const settings = {
  evmVersion: 'paris',
  viaIR: true,
  optimizer: { enabled: true, runs: 999_999 },
  metadata: { bytecodeHash: 'none' },
} as const;

const marketId = parseAbiParameters('address, address, address, address, uint256');
const lltv = 860_000_000_000_000_000n;

function build(): Find {
  const source = '@morpho-org/morpho-blue/src';
  const core = compile({
    name: 'morpho-blue',
    compiler: 'solc-0.8.19',
    settings,
    remappings: [],
    sources: [`${source}/Morpho.sol`, `${source}/mocks/IrmMock.sol`],
  });
  const oracle = compile({
    name: 'morpho-oracle',
    compiler: 'solc-0.8.27',
    settings,
    remappings: [],
    sources: ['bench/TwoFeedOracle.sol'],
  });
  return (contract) => (contract === 'TwoFeedOracle' ? oracle : core)(contract);
}

/** Morpho Blue on the scenario, with the one rate model that its package holds, the mock. */
export async function measureMorpho(
  chain: Chain,
  token: Artifact,
  feed: Artifact,
): Promise<Measured> {
  const market = await createMarket(await setStage(chain, token, feed), build());
  await populate(market);
  const aside = (body: (market: Market) => Promise<Measured>): Promise<Measured> =>
    chain.aside(() => body(market));
  return {
    ...(await aside(lenders)),
    ...(await aside(borrower)),
    ...(await aside(inOne)),
    ...(await aside(liquidation)),
  };
}

async function createMarket(stage: Stage, artifact: Find): Promise<Market> {
  const { chain, actors, loanToken, collateral, collateralFeed, loanFeed } = stage;
  const morpho = await chain.deploy(artifact('Morpho'), actors.admin);
  const irm = await chain.deploy(artifact('IrmMock'));
  const feeds = [collateralFeed.address, loanFeed.address];
  // 36 + the loan token's decimals - the collateral's; the feeds' are equal.
  const oracle = await chain.deploy(artifact('TwoFeedOracle'), ...feeds, 10n ** 34n);
  const params = {
    loanToken: loanToken.address,
    collateralToken: collateral.address,
    oracle: oracle.address,
    irm: irm.address,
    lltv,
  };
  const set = (name: string, arg: unknown): Promise<bigint> =>
    chain.send({ from: actors.admin, to: morpho, name, args: [arg] });
  await set('enableIrm', irm.address);
  await set('enableLltv', lltv);
  await set('createMarket', params);
  return { ...stage, morpho, params };
}

function act(
  market: Market,
  from: Address,
  name: string,
  ...args: readonly unknown[]
): Promise<bigint> {
  const { chain, morpho: to, params } = market;
  return chain.hourly({ from, to, name, args: [params, ...args] });
}

async function populate(market: Market): Promise<void> {
  const { actors, morpho } = market;
  await approve(market, morpho);
  for (const from of [actors.lender, ...actors.otherLenders]) {
    await act(market, from, 'supply', 1_000_000n * usd, 0n, from, '0x');
  }
  for (const from of actors.otherBorrowers) {
    await act(market, from, 'supplyCollateral', 10n * btc, from, '0x');
    await act(market, from, 'borrow', 250_000n * usd, 0n, from, from);
  }
}

async function lenders(market: Market): Promise<Measured> {
  const { lender: from, keeper } = market.actors;
  return {
    lend: await act(market, from, 'supply', 50_000n * usd, 0n, from, '0x'),
    takeOut: await act(market, from, 'withdraw', 20_000n * usd, 0n, from, from),
    accrue: await act(market, keeper, 'accrueInterest'),
  };
}

async function borrower(market: Market): Promise<Measured> {
  const from = market.actors.borrower;
  await act(market, from, 'supplyCollateral', 2n * btc, from, '0x');
  return {
    drawFirst: await act(market, from, 'borrow', 20_000n * usd, 0n, from, from),
    drawAgain: await act(market, from, 'borrow', 10_000n * usd, 0n, from, from),
    repay: await act(market, from, 'repay', 5_000n * usd, 0n, from, '0x'),
    pledge: await act(market, from, 'supplyCollateral', btc / 2n, from, '0x'),
    withdraw: await act(market, from, 'withdrawCollateral', btc / 4n, from, from),
  };
}

async function inOne(market: Market): Promise<Measured> {
  const { chain, morpho, params } = market;
  const { wallet, execute } = await createWallet(market, morpho);
  const { address } = wallet;
  const open = await execute(
    [morpho, 'supplyCollateral', params, 2n * btc, address, '0x'],
    [morpho, 'borrow', params, 40_000n * usd, 0n, address, address],
  );
  const id = keccak256(
    encodeAbiParameters(marketId, [
      params.loanToken,
      params.collateralToken,
      params.oracle,
      params.irm,
      params.lltv,
    ]),
  );
  const [, shares] = (await chain.read(morpho, 'position', [id, address])) as bigint[];
  const close = await execute(
    [morpho, 'repay', params, 0n, shares, address, '0x'],
    [morpho, 'withdrawCollateral', params, 2n * btc, address, address],
  );
  return { open, close };
}

async function liquidation(market: Market): Promise<Measured> {
  const { borrower: owner, liquidator } = market.actors;
  await act(market, owner, 'supplyCollateral', 2n * btc, owner, '0x');
  await act(market, owner, 'borrow', 60_000n * usd, 0n, owner, owner);
  await setPrice(market, 34_000n);
  const liquidate = await act(market, liquidator, 'liquidate', owner, btc / 2n, 0n, '0x');
  return { liquidate, liquidateCalled: liquidate };
}
