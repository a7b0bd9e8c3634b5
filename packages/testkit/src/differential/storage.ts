import type { Address, Loan, Pool, PoolClass, PoolListing } from '@hypothec/model';
import { keccak256 } from 'viem';
import { readArtifact } from './artifacts.ts';
import { word } from './encode.ts';

/** Slot numbers by variable name. */
export type Layout = ReadonlyMap<string, bigint>;

/** Where a contract's variables stand, as the build says. */
export function readLayout(contract: string): Layout {
  const { storageLayout } = readArtifact(contract);
  return new Map(storageLayout.storage.map(({ label, slot }) => [label, BigInt(slot)]));
}

/** A layout lacks a variable that the packer knows: the contract changed. */
export class LayoutError extends Error {
  override readonly name = 'LayoutError';
}

/** The slot of a variable. */
export function slotOf(layout: Layout, label: string): bigint {
  const slot = layout.get(label);
  if (slot === undefined) throw new LayoutError(`There is no variable ${label}.`);
  return slot;
}

/** The slot of a mapping's entry. */
export function entry(slot: bigint, key: bigint | string): bigint {
  return BigInt(keccak256(`0x${word(key)}${word(slot)}`));
}

/** The slot of an account's shares in Solady's ERC-20. */
export function shareSlot(owner: Address): bigint {
  return BigInt(keccak256(`${owner}${'0'.repeat(16)}87a211a2`));
}

/** The slot of the share supply in Solady's ERC-20. */
export const SHARE_SUPPLY_SLOT = 0x05345cdf77eb68f44cn;

function pack(...fields: readonly (readonly [value: bigint, bits: number])[]): bigint {
  let at = 0n;
  let packed = 0n;
  for (const [value, bits] of fields) {
    packed |= value << at;
    at += BigInt(bits);
  }
  return packed;
}

/** The five words of a loan: its own, and those of its further collaterals. */
export function packLoan(loan: Loan): readonly bigint[] {
  const [first, ...further] = loan.holdings;
  const own = pack(
    [first?.amount ?? 0n, 104],
    [loan.units, 104],
    [loan.since, 35],
    [loan.called ? 1n : 0n, 1],
    [loan.reason === 'default' ? 1n : 0n, 1],
    [BigInt(further.length), 3],
    [BigInt(first?.id ?? 0), 8],
  );
  const pairs = [0, 1, 2, 3].map((pair) => {
    const [a, b] = [further[2 * pair], further[2 * pair + 1]];
    return pack(
      [a?.amount ?? 0n, 104],
      [BigInt(a?.id ?? 0), 24],
      [b?.amount ?? 0n, 104],
      [BigInt(b?.id ?? 0), 24],
    );
  });
  return [own, ...pairs];
}

/** The word of a class. */
export function packClass(item: PoolClass): bigint {
  return pack(
    [item.units, 104],
    [item.premiumAccrued, 72],
    [item.premiumAt, 40],
    [item.premium, 40],
  );
}

/** The two words of a listing in its pool: debt, limits. */
export function packListing(item: PoolListing): readonly [bigint, bigint] {
  return [
    pack([item.units, 104], [item.flow, 104], [item.flowAt, 40]),
    pack([item.ceiling, 104], [item.hourly, 104]),
  ];
}

/** The words of a pool that stand alone: clock, base class with the settings, lenders' side. */
export function packPool(pool: Pool): readonly [bigint, bigint, bigint] {
  const { classes, config } = pool;
  const [base] = classes;
  return [
    pack([pool.baseAccrued, 72], [pool.updatedAt, 40], [pool.baseRate, 40], [pool.cash, 104]),
    pack(
      [base?.units ?? 0n, 104],
      [config.baseBps, 16],
      [config.slopeBps, 16],
      [config.steepBps, 16],
      [config.kinkBps, 16],
      [config.reserveBps, 16],
      [BigInt(pool.classCount), 8],
    ),
    pack([pool.lenderAssets, 104], [pool.firstLoss, 104]),
  ];
}
