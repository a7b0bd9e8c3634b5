import { makeLoanId, shares } from '@hypothec/model';
import type { Address, CollateralId, LoanId, Shares } from '@hypothec/model';
import {
  buildTree,
  collateralLeaves,
  ensureAllowance,
  lenderLeaves,
  loanLeaves,
  readLender,
  readSnapshots,
  sendFaucet,
  sendOpen,
  sendPledge,
  sendPoolDeposit,
  sendPoolFund,
} from '../index.ts';
import type { ReadClient, Sender, SumTree } from '../index.ts';
import { BTC, ETHER, USD } from '../story.testing.ts';

/** What is needed of a deployed world. */
interface World {
  readonly chain: {
    readonly client: ReadClient;
    sender(index: number): Promise<Sender>;
    pass(seconds: bigint): Promise<void>;
  };
  readonly lender: Sender;
  readonly book: Address;
  readonly pool: Address;
  readonly creditorId: number;
  readonly usd: Address;
  readonly coins: Readonly<Record<'btc' | 'eth' | 'alt', Address>>;
  readonly listings: Readonly<Record<'btc' | 'eth' | 'alt', CollateralId>>;
  fund(account: Sender, amounts: { btc?: bigint; eth?: bigint; alt?: bigint }): Promise<void>;
}

/** A world with loans and lenders, and who they are. */
export interface Populated {
  readonly ids: readonly LoanId[];
  readonly lenders: readonly Address[];
}

async function lend(world: World, by: Sender, assets: bigint): Promise<void> {
  const { pool, usd } = world;
  await sendFaucet(by, { token: usd, amount: assets });
  await ensureAllowance(by, { token: usd, spender: pool, amount: assets });
  await sendPoolDeposit(by, { pool, assets });
}

async function fundFirstLoss(world: World, amount: bigint): Promise<void> {
  const { lender, pool, usd } = world;
  await sendFaucet(lender, { token: usd, amount });
  await ensureAllowance(lender, { token: usd, spender: pool, amount });
  await sendPoolFund(lender, { pool, amount });
}

/**
 * Three borrowers with BTC, ETH and an altcoin, one of them with two loans and two collaterals in
 * one, and a debt-free loan; three lenders; a first loss; a month of interest.
 */
export async function populate(world: World): Promise<Populated> {
  const { book, chain, listings, lender } = world;
  const [alice, bob, carol, dave] = await Promise.all([2, 3, 4, 5].map((i) => chain.sender(i)));
  if (alice === undefined || bob === undefined || carol === undefined || dave === undefined) {
    throw new TypeError('The chain has too few accounts.');
  }
  await lend(world, carol, 123_456_789_123n);
  await lend(world, dave, 1n);
  await fundFirstLoss(world, 2_000n * USD);
  await world.fund(alice, { btc: 3n * BTC, eth: 2n * ETHER });
  await world.fund(bob, { alt: 9_000n * ETHER, btc: BTC });
  const open = async (by: Sender, number: bigint, rest: Parameters<typeof sendOpen>[1]) => {
    const id = makeLoanId(by.address, world.creditorId, number);
    await sendOpen(by, { ...rest, id });
    return id;
  };
  const btc = { book, id: '0x' as LoanId, collateralId: listings.btc };
  const one = await open(alice, 1n, { ...btc, pledged: BTC, drawn: 20_000n * USD });
  await sendPledge(alice, { book, id: one, collateralId: listings.eth, amount: 2n * ETHER });
  const two = await open(alice, 2n, { ...btc, pledged: 2n * BTC, drawn: 7_777_777_777n });
  const alt = { book, id: '0x' as LoanId, collateralId: listings.alt };
  const three = await open(bob, 1n, { ...alt, pledged: 9_000n * ETHER, drawn: 5_000n * USD });
  const idle = makeLoanId(bob.address, world.creditorId, 2n);
  await sendPledge(bob, { book, id: idle, collateralId: listings.btc, amount: BTC });
  await chain.pass(2_592_000n);
  const lenders = [lender, carol, dave].map(({ address }) => address.toLowerCase() as Address);
  return { ids: [one, two, three, idle], lenders };
}

/** The trees of a world as of its newest block, each from what the chain has. */
export async function treesOf(world: World, { ids, lenders }: Populated) {
  const { book, pool: holder, usd, coins, chain } = world;
  const snapshots = await readSnapshots(chain.client, { book, ids });
  const [first] = snapshots;
  if (first === undefined) throw new TypeError('A world without loans.');
  const { block, now, pool, listings } = first;
  const common = {
    chainId: 31_337,
    book,
    blockNumber: block.number,
    blockHash: block.hash,
  };
  const balances = await Promise.all(
    lenders.map(async (owner): Promise<readonly [Address, Shares]> => {
      const where = { pool: holder, owner, blockNumber: block.number };
      return [owner, shares((await readLender(chain.client, where)).shares)];
    }),
  );
  const tokenOf = (_: number, id: CollateralId): Address =>
    listings.get(id)?.listing.collateral ?? '0x';
  const collateral = (token: Address): SumTree =>
    buildTree(
      { ...common, holder: book, token, side: 'collateral' },
      collateralLeaves(token, snapshots, tokenOf),
    );
  return {
    btc: collateral(coins.btc),
    eth: collateral(coins.eth),
    alt: collateral(coins.alt),
    lenders: buildTree(
      { ...common, holder, token: usd, side: 'lenders' },
      lenderLeaves(pool, now, balances),
    ),
    loans: buildTree(
      { ...common, holder, token: usd, side: 'loans' },
      loanLeaves(pool, now, snapshots),
    ),
  };
}
