import { type Address, concat, encodeFunctionData, type Hex, numberToHex, zeroAddress } from 'viem';
import type { buildOurs } from './artifacts.ts';
import type { Chain, Deployed } from './chain.ts';
import type { Measured } from './operations.ts';
import { approve, btc, setPrice, setStage, type Stage, usd } from './stage.ts';

type Artifacts = Awaited<ReturnType<typeof buildOurs>>;

interface Market extends Stage {
  book: Deployed;
  pool: Deployed;
}

const day = 86_400n;
/** The first listing of class 0: the ordinal above three bits of the class. */
const collateralId = 1 << 3;
/** Margin calls in one transaction. */
const batch = 50;

/** Our own actions on the scenario. */
export async function measureOurs(chain: Chain, artifacts: Artifacts): Promise<Measured> {
  const stage = await setStage(chain, artifacts.PlainToken, artifacts.SettableFeed);
  const market = await createMarket(stage, artifacts);
  await populate(market);
  const aside = (body: (market: Market) => Promise<Measured>): Promise<Measured> =>
    chain.aside(() => body(market));
  return {
    ...(await aside(lenders)),
    ...(await aside(borrower)),
    ...(await aside(newcomer)),
    ...(await aside(called)),
    ...(await aside(atOnce)),
    ...(await aside(manyCalls)),
  };
}

async function createMarket(stage: Stage, artifacts: Artifacts): Promise<Market> {
  const { chain, actors, loanToken, collateral } = stage;
  const manager = await chain.deploy(artifacts.AccessManager, actors.admin);
  const book = await chain.deploy(artifacts.LoanBook, zeroAddress);
  const terms = {
    loanToken: loanToken.address,
    minDebt: 100n * usd,
    callFee: 0n,
    cureWindow: Number(day),
    ramp: 3_600,
    lapse: Number(day),
  };
  const pool = await chain.deploy(
    artifacts.LendingPool,
    book.address,
    terms,
    manager.address,
    'Pool',
    'POOL',
  );
  const oracle = await chain.deploy(artifacts.FeedOracle, oracleConfig(stage));
  const listing = {
    collateral: collateral.address,
    oracle: oracle.address,
    ladder: {
      openLtvBps: 5_000,
      targetLtvBps: 6_200,
      clearLtvBps: 6_400,
      callLtvBps: 7_000,
      liquidationLtvBps: 8_000,
    },
    maxBonusBps: 500,
    floorBonusBps: 50,
    slopeBps: 10_000,
    riskClass: 0,
  };
  const limit = 1_000_000_000n * usd;
  await chain.send({
    from: actors.admin,
    to: pool,
    name: 'listCollateral',
    args: [listing, limit, limit],
  });
  return { ...stage, book, pool };
}

function oracleConfig({ loanToken, collateral, collateralFeed, loanFeed }: Stage): unknown {
  // Long enough for the whole run; a younger answer costs the same.
  const leg = { maxAge: 30 * Number(day), minAnswer: 1n, maxAnswer: 10n ** 15n };
  return {
    collateral: collateral.address,
    loanToken: loanToken.address,
    base: { feed: collateralFeed.address, ...leg },
    quote: { feed: loanFeed.address, ...leg },
    sequencer: zeroAddress,
    grace: 0,
  };
}

/** The loan a wallet has with the first creditor, by its number. */
function loanOf(borrowerAddress: Address, number = 1): Hex {
  return concat([borrowerAddress, numberToHex(1, { size: 4 }), numberToHex(number, { size: 8 })]);
}

async function populate(market: Market): Promise<void> {
  const { chain, actors, book, pool } = market;
  await approve(market, book, pool);
  for (const from of [actors.lender, ...actors.otherLenders]) {
    const args = [1_000_000n * usd, from];
    await chain.hourly({ from, to: pool, name: 'deposit', args });
  }
  for (const from of actors.otherBorrowers) await open(market, from, 10n * btc, 250_000n * usd);
}

function open(market: Market, from: Address, pledged: bigint, drawn: bigint): Promise<bigint> {
  const { chain, book } = market;
  const args = [loanOf(from), collateralId, pledged, drawn, from];
  return chain.hourly({ from, to: book, name: 'open', args });
}

async function lenders({ chain, actors, pool }: Market): Promise<Measured> {
  const { lender: from, keeper } = actors;
  const lend = await chain.hourly({
    from,
    to: pool,
    name: 'deposit',
    args: [50_000n * usd, from],
  });
  const takeOut = await chain.hourly({
    from,
    to: pool,
    name: 'withdraw',
    args: [20_000n * usd, from, from],
  });
  const accrue = await chain.hourly({ from: keeper, to: pool, name: 'accrue' });
  return { lend, takeOut, accrue };
}

async function borrower({ chain, actors, book }: Market): Promise<Measured> {
  const from = actors.borrower;
  const id = loanOf(from);
  const act = (name: string, ...args: readonly unknown[]): Promise<bigint> =>
    chain.hourly({ from, to: book, name, args: [id, ...args] });
  await act('pledge', collateralId, 2n * btc);
  return {
    drawFirst: await act('draw', 20_000n * usd, from),
    drawAgain: await act('draw', 10_000n * usd, from),
    repay: await act('repay', 5_000n * usd),
    pledge: await act('pledge', collateralId, btc / 2n),
    withdraw: await act('withdraw', collateralId, btc / 4n, from),
  };
}

async function newcomer(market: Market): Promise<Measured> {
  const { chain, actors, book } = market;
  const from = actors.newcomer;
  const encode = (functionName: string, ...args: readonly unknown[]): Hex =>
    encodeFunctionData({ abi: book.abi, functionName, args: [loanOf(from), ...args] });
  // More than the debt means all of it; the collateral is known to the unit.
  const steps = [encode('repay', 41_000n * usd), encode('withdraw', collateralId, 2n * btc, from)];
  return {
    open: await open(market, from, 2n * btc, 40_000n * usd),
    close: await chain.hourly({ from, to: book, name: 'multicall', args: [steps] }),
  };
}

/** A call at 71 %, and half an hour into the ramp a sale. */
async function called(market: Market): Promise<Measured> {
  const { chain, actors, book } = market;
  await open(market, actors.borrower, 2n * btc, 59_900n * usd);
  await setPrice(market, 42_000n);
  const id = loanOf(actors.borrower);
  const call = await chain.hourly({ from: actors.keeper, to: book, name: 'call', args: [id] });
  await chain.wait(day + 1_800n);
  return { call, liquidateCalled: await liquidate(market) };
}

/** A sale at 83 %, without a call before. */
async function atOnce(market: Market): Promise<Measured> {
  await open(market, market.actors.borrower, 2n * btc, 59_900n * usd);
  await setPrice(market, 36_000n);
  await market.chain.wait(3_600n);
  return { liquidate: await liquidate(market) };
}

function liquidate({ chain, actors, book }: Market): Promise<bigint> {
  const { liquidator: from } = actors;
  const args = [loanOf(actors.borrower), 100_000n * usd, 0n, from, '0x'];
  return chain.send({ from, to: book, name: 'liquidate', args });
}

async function manyCalls(market: Market): Promise<Measured> {
  const { chain, actors, book } = market;
  const crowd = actors.crowd.slice(0, batch);
  for (const from of crowd) await open(market, from, btc, 29_900n * usd);
  await setPrice(market, 42_000n);
  const calls = crowd.map((from) =>
    encodeFunctionData({ abi: book.abi, functionName: 'call', args: [loanOf(from)] }),
  );
  const gas = await chain.hourly({
    from: actors.keeper,
    to: book,
    name: 'multicall',
    args: [calls],
  });
  return { callEach: gas / BigInt(batch) };
}
