import {
  accrued,
  bps,
  load,
  loanAssets,
  makeLoanId,
  rate,
  seconds,
  shares,
  timestamp,
  units,
} from '@hypothec/model';
import type { Address, Pool } from '@hypothec/model';
import fc from 'fast-check';
import type { Hex } from 'viem';
import type { Leaf, Side, TreeContext } from '../index.ts';
import { FIRST_LOSS, lenderSubject } from '../index.ts';

const hex = (digit: string, digits: number): Hex => `0x${digit.repeat(digits)}`;

export const POOL: Address = hex('b', 40);

/** A tree's subject matter, made up. */
export function contextFor(side: Side): TreeContext {
  const book: Address = hex('a', 40);
  return {
    chainId: 31_337,
    book,
    blockNumber: 1_234n,
    blockHash: hex('9', 64),
    holder: side === 'collateral' ? book : POOL,
    token: hex('c', 40),
    side,
  };
}

export function accountAt(i: number): Address {
  return `0x${(i + 1).toString(16).padStart(40, '0')}`;
}

/** The i-th leaf of a side; the first of the lenders is the first loss. */
export function leafAt(side: Side, i: number, amount: bigint): Leaf {
  const account = accountAt(i);
  if (side === 'lenders') {
    return i === 0
      ? { account: POOL, subject: FIRST_LOSS, amount, parts: 0n }
      : { account, subject: lenderSubject(account), amount, parts: amount * 1_000_000n + 1n };
  }
  const parts = side === 'collateral' ? amount : amount / 2n + 1n;
  return { account, subject: makeLoanId(account, 1, 1n), amount, parts };
}

/** Leaves of any side, 1 to `most` of them, of amounts that a token may have. */
export function anyLeaves(
  most: number,
): fc.Arbitrary<{ readonly context: TreeContext; readonly leaves: readonly Leaf[] }> {
  const amounts = fc.array(fc.bigInt({ min: 1n, max: 2n ** 104n }), {
    minLength: 1,
    maxLength: most,
  });
  return fc
    .record({ side: fc.constantFrom<Side>('collateral', 'lenders', 'loans'), amounts })
    .map(({ side, amounts: given }) => ({
      context: contextFor(side),
      leaves: given.map((amount, i) => leafAt(side, i, amount)),
    }));
}

export const NOW = timestamp(1_600_000_000n);

/** What is told of a made-up pool. */
interface PoolParts {
  readonly cash: bigint;
  /** Debt units of each class, from 0. */
  readonly units: readonly bigint[];
  readonly firstLoss: bigint;
  /** Shares; those of 1,000 dollars at the first price unless told. */
  readonly supply?: bigint;
  /** Sum of rate times seconds so far: the larger, the more a unit owes. */
  readonly baseAccrued?: bigint;
}

/** A pool at `NOW` whose cash and debts belong to its lenders but for the first loss. */
export function poolOf(told: PoolParts): Pool {
  const { cash, firstLoss, supply = 10n ** 15n, baseAccrued = 0n } = told;
  const none = { loanToken: POOL, minDebt: loanAssets(0n), callFee: loanAssets(0n) };
  const pool: Pool = {
    address: POOL,
    creditorId: 1,
    terms: { ...none, cureWindow: seconds(1n), ramp: seconds(1n), lapse: seconds(1n) },
    baseAccrued: accrued(baseAccrued),
    updatedAt: NOW,
    baseRate: rate(0n),
    cash: loanAssets(cash),
    classes: told.units.map((own, k) => ({
      units: units(own),
      premiumAccrued: accrued(BigInt(k) * 10n ** 16n),
      premiumAt: NOW,
      premium: rate(0n),
    })),
    config: {
      baseBps: bps(0n),
      slopeBps: bps(0n),
      steepBps: bps(0n),
      kinkBps: bps(1n),
      reserveBps: bps(0n),
    },
    classCount: told.units.length,
    lenderAssets: loanAssets(0n),
    firstLoss: loanAssets(firstLoss),
    supply: shares(supply),
    listings: new Map(),
  };
  const { owed } = load(pool, NOW);
  return { ...pool, lenderAssets: loanAssets(cash + owed - firstLoss) };
}
