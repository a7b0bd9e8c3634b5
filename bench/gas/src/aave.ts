import { type Address, maxUint256 } from 'viem';
import { type AaveMarket, buildAave, createAave, dollar } from './aave-market.ts';
import type { Artifact } from './artifacts.ts';
import type { Chain } from './chain.ts';
import type { Measured } from './operations.ts';
import { approve, btc, setStage, usd } from './stage.ts';
import { createWallet } from './wallet.ts';

const variableRate = 2n;

/** Aave v3 on the scenario. */
export async function measureAave(
  chain: Chain,
  token: Artifact,
  feed: Artifact,
): Promise<Measured> {
  const market = await createAave(await setStage(chain, token, feed), buildAave());
  await populate(market);
  const aside = (body: (market: AaveMarket) => Promise<Measured>): Promise<Measured> =>
    chain.aside(() => body(market));
  return {
    ...(await aside(lenders)),
    ...(await aside(borrower)),
    ...(await aside(inOne)),
    ...(await aside(liquidation)),
  };
}

function act(
  market: AaveMarket,
  from: Address,
  name: string,
  ...args: readonly unknown[]
): Promise<bigint> {
  return market.chain.hourly({ from, to: market.pool, name, args });
}

async function populate(market: AaveMarket): Promise<void> {
  const { actors, pool, loanToken, collateral } = market;
  await approve(market, pool);
  for (const from of [actors.lender, ...actors.otherLenders]) {
    await act(market, from, 'supply', loanToken.address, 1_000_000n * usd, from, 0);
  }
  // The treasury, so that its cut of a liquidation does not start from zero either.
  await act(market, actors.admin, 'supply', collateral.address, btc, actors.admin, 0);
  for (const from of actors.otherBorrowers) {
    await act(market, from, 'supply', collateral.address, 10n * btc, from, 0);
    await act(market, from, 'borrow', loanToken.address, 250_000n * usd, variableRate, 0, from);
  }
}

async function lenders(market: AaveMarket): Promise<Measured> {
  const from = market.actors.lender;
  const token = market.loanToken.address;
  return {
    lend: await act(market, from, 'supply', token, 50_000n * usd, from, 0),
    takeOut: await act(market, from, 'withdraw', token, 20_000n * usd, from),
  };
}

async function borrower(market: AaveMarket): Promise<Measured> {
  const from = market.actors.borrower;
  const [usdToken, btcToken] = [market.loanToken.address, market.collateral.address];
  const draw = (amount: bigint): Promise<bigint> =>
    act(market, from, 'borrow', usdToken, amount, variableRate, 0, from);
  await act(market, from, 'supply', btcToken, 2n * btc, from, 0);
  return {
    drawFirst: await draw(20_000n * usd),
    drawAgain: await draw(10_000n * usd),
    repay: await act(market, from, 'repay', usdToken, 5_000n * usd, variableRate, from),
    pledge: await act(market, from, 'supply', btcToken, btc / 2n, from, 0),
    withdraw: await act(market, from, 'withdraw', btcToken, btc / 4n, from),
  };
}

async function inOne(market: AaveMarket): Promise<Measured> {
  const { pool, loanToken, collateral } = market;
  const { wallet, execute } = await createWallet(market, pool);
  const { address } = wallet;
  const [usdToken, btcToken] = [loanToken.address, collateral.address];
  const open = await execute(
    [pool, 'supply', btcToken, 2n * btc, address, 0],
    [pool, 'borrow', usdToken, 40_000n * usd, variableRate, 0, address],
  );
  const close = await execute(
    [pool, 'repay', usdToken, maxUint256, variableRate, address],
    [pool, 'withdraw', btcToken, maxUint256, address],
  );
  return { open, close };
}

async function liquidation(market: AaveMarket): Promise<Measured> {
  const { chain, actors, source: to, loanToken, collateral } = market;
  const { borrower: owner, liquidator } = actors;
  await act(market, owner, 'supply', collateral.address, 2n * btc, owner, 0);
  const drawn = 60_000n * usd;
  await act(market, owner, 'borrow', loanToken.address, drawn, variableRate, 0, owner);
  await chain.send({ from: actors.admin, to, name: 'set', args: [38_000n * dollar] });
  const args = [collateral.address, loanToken.address, owner, 20_000n * usd, false];
  const liquidate = await act(market, liquidator, 'liquidationCall', ...args);
  return { liquidate, liquidateCalled: liquidate };
}
