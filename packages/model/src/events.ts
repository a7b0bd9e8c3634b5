import type { Address, CollateralId, LoanId } from './ids.ts';
import type { CallReason } from './loan.ts';
import type { RateConfig } from './rates.ts';
import type { CreditorTerms, Listing } from './terms.ts';
import type {
  Accrued,
  Bps,
  CollateralAssets,
  LoanAssets,
  Rate,
  Shares,
  Units,
  Wad,
} from './units.ts';

/** Events of the book. Fields stand in the order of the contract's. */
export type BookEvent =
  | {
      readonly event: 'CreditorRegistered';
      readonly creditorId: number;
      readonly creditor: Address;
      readonly terms: CreditorTerms;
    }
  | {
      readonly event: 'CollateralListed';
      readonly creditorId: number;
      readonly collateralId: CollateralId;
      readonly listing: Listing;
    }
  | {
      readonly event: 'ListingClosed';
      readonly creditorId: number;
      readonly collateralId: CollateralId;
    }
  | {
      readonly event: 'OperatorApproved';
      readonly borrower: Address;
      readonly operator: Address;
      readonly rights: number;
      readonly expiry: bigint;
    }
  | {
      readonly event: 'Pledged';
      readonly id: LoanId;
      readonly collateralId: CollateralId;
      readonly from: Address;
      readonly amount: CollateralAssets;
    }
  | {
      readonly event: 'Withdrawn';
      readonly id: LoanId;
      readonly collateralId: CollateralId;
      readonly receiver: Address;
      readonly amount: CollateralAssets;
    }
  | {
      readonly event: 'Drawn';
      readonly id: LoanId;
      readonly receiver: Address;
      readonly amount: LoanAssets;
      readonly units: Units;
    }
  | {
      readonly event: 'Repaid';
      readonly id: LoanId;
      readonly from: Address;
      readonly repaid: LoanAssets;
      readonly units: Units;
    }
  | {
      readonly event: 'Called';
      readonly id: LoanId;
      readonly caller: Address;
      readonly reason: CallReason;
      readonly debt: LoanAssets;
      readonly fee: LoanAssets;
      readonly units: Units;
      readonly repayment: LoanAssets;
      readonly topUps: readonly CollateralAssets[];
    }
  | { readonly event: 'Cleared'; readonly id: LoanId }
  | {
      readonly event: 'Liquidated';
      readonly id: LoanId;
      readonly collateralId: CollateralId;
      readonly liquidator: Address;
      readonly repaid: LoanAssets;
      readonly seized: CollateralAssets;
      readonly bonusWad: Wad;
      readonly badDebt: LoanAssets;
      readonly units: Units;
    }
  | {
      readonly event: 'Reclassified';
      readonly id: LoanId;
      readonly from: CollateralId;
      readonly to: CollateralId;
      readonly units: Units;
    }
  | { readonly event: 'WrittenOff'; readonly id: LoanId; readonly badDebt: LoanAssets };

/** Events of a pool and of its shares. */
export type PoolEvent =
  | { readonly event: 'Accrued'; readonly baseRate: Rate }
  | {
      readonly event: 'InterestShared';
      readonly baseRate: Rate;
      readonly lenderAssets: LoanAssets;
      readonly firstLoss: LoanAssets;
    }
  | { readonly event: 'BadDebtBooked'; readonly badDebt: LoanAssets; readonly borne: LoanAssets }
  | { readonly event: 'FirstLossFunded'; readonly from: Address; readonly amount: LoanAssets }
  | {
      readonly event: 'LimitsSet';
      readonly collateralId: CollateralId;
      readonly ceiling: LoanAssets;
      readonly hourly: LoanAssets;
    }
  | { readonly event: 'RatesSet'; readonly config: RateConfig }
  | {
      readonly event: 'PremiumSet';
      readonly riskClass: number;
      readonly premiumBps: Bps;
      readonly premiumAccrued: Accrued;
    }
  | {
      readonly event: 'Transfer';
      readonly from: Address;
      readonly to: Address;
      readonly amount: Shares;
    }
  | {
      readonly event: 'Approval';
      readonly owner: Address;
      readonly spender: Address;
      readonly amount: Shares;
    }
  | {
      readonly event: 'Deposit';
      readonly by: Address;
      readonly owner: Address;
      readonly assets: LoanAssets;
      readonly shares: Shares;
    }
  | {
      readonly event: 'Withdraw';
      readonly by: Address;
      readonly to: Address;
      readonly owner: Address;
      readonly assets: LoanAssets;
      readonly shares: Shares;
    };

/** An event with the contract that emits it. */
export type ProtocolEvent =
  | (BookEvent & { readonly emitter: 'book' })
  | (PoolEvent & { readonly emitter: 'pool' });
