import { type Address, encodeAbiParameters, keccak256, toBytes, zeroAddress } from 'viem';
import type { Deployed } from './chain.ts';
import { compile } from './compile.ts';
import { type Find, linked } from './link.ts';
import type { Stage } from './stage.ts';

export interface AaveMarket extends Stage {
  pool: Deployed;
  /** The collateral's price source. */
  source: Deployed;
}

/** Its own settings, as published beside its sources. */
const settings = {
  evmVersion: 'shanghai',
  viaIR: false,
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: 'none' },
} as const;

/** A dollar as its oracle writes it, 8 decimals. */
export const dollar = 100_000_000n;

const contracts = [
  'instances/PoolInstance.sol',
  'instances/PoolConfiguratorInstance.sol',
  'instances/ATokenInstance.sol',
  'instances/VariableDebtTokenInstance.sol',
  'misc/AaveOracle.sol',
  'misc/DefaultReserveInterestRateStrategyV2.sol',
  'protocol/configuration/ACLManager.sol',
  'protocol/configuration/PoolAddressesProvider.sol',
  'rewards/EmissionManager.sol',
  'rewards/RewardsController.sol',
];

export function buildAave(): Find {
  return compile({
    name: 'aave-v3',
    compiler: 'solc-0.8.27',
    settings,
    remappings: ['openzeppelin-contracts/contracts/=@openzeppelin/contracts/'],
    sources: [
      ...contracts.map((path) => `@aave-dao/aave-v3-origin/src/contracts/${path}`),
      'bench/AnswerFeed.sol',
    ],
  });
}

/** What every step of the deployment needs. */
interface Site {
  stage: Stage;
  find: Find;
  provider: Deployed;
  set: (name: string, ...args: readonly unknown[]) => Promise<bigint>;
  get: (name: string, ...args: readonly unknown[]) => Promise<Address>;
}

/** Deploys Aave as its own scripts do: pool and tokens behind proxies, rewards wired in. */
export async function createAave(stage: Stage, find: Find): Promise<AaveMarket> {
  const { chain, actors } = stage;
  const from = actors.admin;
  const provider = await chain.deploy(find('PoolAddressesProvider'), 'bench', from);
  const site: Site = {
    stage,
    find,
    provider,
    set: (name, ...args) => chain.send({ from, to: provider, name, args }),
    get: async (name, ...args) => (await chain.read(provider, name, args)) as Address,
  };
  await site.set('setACLAdmin', from);
  const roles = await chain.deploy(find('ACLManager'), provider.address);
  await site.set('setACLManager', roles.address);
  await chain.send({ from, to: roles, name: 'addPoolAdmin', args: [from] });
  const source = await createOracle(site);
  const { pool, configurator } = await createPool(site);
  await createReserves(site, pool, configurator);
  return { ...stage, pool, source };
}

async function createOracle({ stage, find, provider, set }: Site): Promise<Deployed> {
  const { chain, loanToken, collateral } = stage;
  const source = await chain.deploy(find('AnswerFeed'), 60_000n * dollar);
  const loanSource = await chain.deploy(find('AnswerFeed'), dollar);
  const oracle = await chain.deploy(
    find('AaveOracle'),
    provider.address,
    [collateral.address, loanToken.address],
    [source.address, loanSource.address],
    zeroAddress,
    zeroAddress,
    dollar,
  );
  await set('setPriceOracle', oracle.address);
  return source;
}

async function createPool({ stage, find, provider, set, get }: Site) {
  const { chain } = stage;
  const libraries = new Map<string, Address>();
  const link = (name: string) => linked(chain, find(name), find, libraries);
  const rates = await chain.deploy(find('DefaultReserveInterestRateStrategyV2'), provider.address);
  const poolCode = await chain.deploy(await link('PoolInstance'), provider.address, rates.address);
  await set('setPoolImpl', poolCode.address);
  const configuratorCode = await chain.deploy(await link('PoolConfiguratorInstance'));
  await set('setPoolConfiguratorImpl', configuratorCode.address);
  return {
    pool: { ...poolCode, address: await get('getPool') },
    configurator: { ...configuratorCode, address: await get('getPoolConfigurator') },
  };
}

async function createRewards({ stage, find, set, get }: Site): Promise<Address> {
  const { chain, actors } = stage;
  const emission = await chain.deploy(find('EmissionManager'), actors.admin);
  const code = await chain.deploy(find('RewardsController'), emission.address);
  const id = keccak256(toBytes('INCENTIVES_CONTROLLER'));
  await set('setAddressAsProxy', id, code.address);
  return get('getAddress', id);
}

async function createReserves(site: Site, pool: Deployed, to: Deployed): Promise<void> {
  const { stage, find } = site;
  const { chain, actors, loanToken, collateral } = stage;
  const rewards = await createRewards(site);
  const codes = [pool.address, rewards] as const;
  const aToken = await chain.deploy(find('ATokenInstance'), ...codes, actors.admin);
  const debtToken = await chain.deploy(find('VariableDebtTokenInstance'), ...codes);
  const reserve = (underlyingAsset: Address): unknown => ({
    aTokenImpl: aToken.address,
    variableDebtTokenImpl: debtToken.address,
    underlyingAsset,
    aTokenName: 'a',
    aTokenSymbol: 'a',
    variableDebtTokenName: 'd',
    variableDebtTokenSymbol: 'd',
    params: '0x10',
    // Kink 90 %, base 0, slopes 4 % and 60 %: as our pool begins.
    interestRateData: encodeAbiParameters(
      [{ type: 'uint16' }, { type: 'uint32' }, { type: 'uint32' }, { type: 'uint32' }],
      [9_000, 0, 400, 6_000],
    ),
  });
  const configure = (name: string, ...args: readonly unknown[]): Promise<bigint> =>
    chain.send({ from: actors.admin, to, name, args });
  await configure('initReserves', [reserve(collateral.address), reserve(loanToken.address)]);
  await configure('configureReserveAsCollateral', collateral.address, 7_300n, 7_800n, 10_500n);
  await configure('setReserveBorrowing', loanToken.address, true);
  await configure('setReserveFactor', loanToken.address, 1_000n);
  // Every reserve it lists has these: caps to check, and a cut of the bonus to send on.
  await configure('setSupplyCap', collateral.address, 1_000_000n);
  await configure('setSupplyCap', loanToken.address, 1_000_000_000n);
  await configure('setBorrowCap', loanToken.address, 1_000_000_000n);
  await configure('setLiquidationProtocolFee', collateral.address, 1_000n);
}
