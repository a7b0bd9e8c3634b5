import type { Address, CollateralId } from '@hypothec/model';
import { readListing, readMarket, sendFaucet, writeTransaction } from '@hypothec/sdk';
import { encodeFunctionData, parseAbi } from 'viem';
import type { Abi } from 'viem';
import { deployArtifact } from './deploy.ts';
import type { ChainWorld } from './world.ts';

const terms =
  'address loanToken, uint256 minDebt, uint256 callFee, uint32 cureWindow, uint32 ramp, ' +
  'uint32 lapse';
const ladder = 'uint16 open, uint16 target, uint16 clear, uint16 call, uint16 liquidation';
const listed =
  'address collateral, address oracle, Ladder ladder, uint16 maxBonus, uint16 floorBonus, ' +
  'uint16 slope, uint8 riskClass';

function struct(name: string, fields: string): string {
  return `struct ${name} { ${fields.split(', ').join('; ')}; }`;
}

const abi = parseAbi([
  struct('Terms', terms),
  struct('Ladder', ladder),
  struct('Listed', listed),
  'constructor(address, Terms)',
  'function list(Listed)',
]) as Abi;

/** A creditor that is no lending pool: it lends, and tells nothing of what it has. */
export interface OddCreditor {
  readonly creditor: Address;
  readonly creditorId: number;
  readonly collateralId: CollateralId;
}

/** Registers such a creditor, which takes bitcoin on the pool's own terms. */
export async function registerOddCreditor(world: ChainWorld): Promise<OddCreditor> {
  const { curator, book, pool, chain, usd, coins, listings, oracles } = world;
  const own = (await readMarket(chain.client, { book, pool })).pool.terms;
  const given = {
    loanToken: usd,
    minDebt: own.minDebt,
    callFee: 0n,
    cureWindow: Number(own.cureWindow),
    ramp: Number(own.ramp),
    lapse: Number(own.lapse),
  };
  const creditor = await deployArtifact(curator, 'TestCreditor', abi, [book, given], 'default');
  await sendFaucet(curator, { token: usd, amount: 10n ** 12n, to: creditor });
  const where = { book, creditorId: world.creditorId, collateralId: listings.btc };
  const like = await readListing(chain.client, where);
  const asked = {
    collateral: coins.btc,
    oracle: oracles.of.btc,
    ladder: {
      open: Number(like.openLtvBps),
      target: Number(like.targetLtvBps),
      clear: Number(like.clearLtvBps),
      call: Number(like.callLtvBps),
      liquidation: Number(like.liquidationLtvBps),
    },
    maxBonus: Number(like.maxBonusBps),
    floorBonus: Number(like.floorBonusBps),
    slope: Number(like.slopeBps),
    riskClass: 0,
  };
  const data = encodeFunctionData({ abi, functionName: 'list', args: [asked] });
  await writeTransaction(curator, { to: creditor, data });
  return { creditor, creditorId: world.creditorId + 1, collateralId: listings.btc };
}
