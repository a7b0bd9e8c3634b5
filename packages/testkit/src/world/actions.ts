import type { Address, CollateralId, LoanId, RateConfig } from '@hypothec/model';

/** Everything that can be done to a world, valid or not. Amounts are base units. */
export type Action = { readonly caller: Address } & (
  | {
      readonly kind: 'open';
      readonly id: LoanId;
      readonly collateralId: CollateralId;
      readonly pledged: bigint;
      readonly drawn: bigint;
      readonly receiver: Address;
    }
  | {
      readonly kind: 'pledge';
      readonly id: LoanId;
      readonly collateralId: CollateralId;
      readonly amount: bigint;
    }
  | {
      readonly kind: 'withdraw';
      readonly id: LoanId;
      readonly collateralId: CollateralId;
      readonly amount: bigint;
      readonly receiver: Address;
    }
  | {
      readonly kind: 'draw';
      readonly id: LoanId;
      readonly amount: bigint;
      readonly receiver: Address;
    }
  | { readonly kind: 'repay'; readonly id: LoanId; readonly amount: bigint }
  | { readonly kind: 'call'; readonly id: LoanId }
  | { readonly kind: 'clear'; readonly id: LoanId }
  | {
      readonly kind: 'liquidate';
      readonly id: LoanId;
      readonly maxRepaid: bigint;
      readonly minSeized: bigint;
      readonly receiver: Address;
    }
  | { readonly kind: 'writeOff'; readonly id: LoanId }
  | {
      readonly kind: 'setOperator';
      readonly operator: Address;
      readonly rights: number;
      readonly expiry: bigint;
    }
  | PoolAction
  | {
      readonly kind: 'setPrice';
      readonly oracle: Address;
      readonly low: bigint;
      readonly high: bigint;
    }
  | { readonly kind: 'setDead'; readonly oracle: Address; readonly dead: boolean }
  | { readonly kind: 'setSequencer'; readonly answer: bigint; readonly updatedAt: bigint }
  | {
      readonly kind: 'donate';
      readonly token: Address;
      readonly to: Address;
      readonly amount: bigint;
    }
);

/** What is done to one pool. */
export type PoolAction = { readonly pool: number } & (
  | { readonly kind: 'deposit'; readonly assets: bigint; readonly to: Address }
  | { readonly kind: 'mint'; readonly shares: bigint; readonly to: Address }
  | {
      readonly kind: 'withdrawAssets';
      readonly assets: bigint;
      readonly to: Address;
      readonly owner: Address;
    }
  | {
      readonly kind: 'redeem';
      readonly shares: bigint;
      readonly to: Address;
      readonly owner: Address;
    }
  | { readonly kind: 'approveShares'; readonly spender: Address; readonly amount: bigint }
  | { readonly kind: 'accrue' }
  | { readonly kind: 'fundFirstLoss'; readonly amount: bigint }
  | {
      readonly kind: 'setLimits' | 'lowerLimits';
      readonly collateralId: CollateralId;
      readonly ceiling: bigint;
      readonly hourly: bigint;
    }
  | { readonly kind: 'setRates'; readonly config: RateConfig }
  | { readonly kind: 'setPremium'; readonly riskClass: number; readonly premiumBps: bigint }
  | { readonly kind: 'closeListing'; readonly collateralId: CollateralId }
);

export type ActionKind = Action['kind'];
