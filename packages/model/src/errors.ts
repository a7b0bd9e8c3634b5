import type { OracleErrorArgs } from './oracleErrors.ts';

/** Every named error of the contracts with its arguments, in order. */
export interface ProtocolErrorArgs extends OracleErrorArgs {
  AlreadyRegistered: readonly [creditor: string];
  NotACreditor: readonly [caller: string];
  CreditorTermOutOfRange: readonly [field: bigint, seen: bigint, least: bigint, most: bigint];
  LadderOutOfOrder: readonly [
    open: bigint,
    target: bigint,
    clear: bigint,
    call: bigint,
    liquidation: bigint,
  ];
  BonusOutOfRange: readonly [max: bigint, floor: bigint, slope: bigint, liquidation: bigint];
  NoCode: readonly [account: string];
  OracleUnusable: readonly [oracle: string, low: bigint, high: bigint];
  RiskClassOutOfRange: readonly [seen: bigint, most: bigint];
  TooManyListings: readonly [riskClass: bigint, most: bigint];
  UnknownListing: readonly [creditorId: bigint, collateralId: bigint];
  ListingIsClosed: readonly [creditorId: bigint, collateralId: bigint];
  ZeroAmount: readonly [];
  ZeroAddress: readonly [];
  AmountTooLarge: readonly [seen: bigint, most: bigint];
  NotAllowed: readonly [caller: string, id: string, right: bigint];
  SignatureExpired: readonly [deadline: bigint, time: bigint];
  InvalidSignature: readonly [borrower: string];
  NotHeld: readonly [id: string, collateralId: bigint];
  TooManyCollaterals: readonly [id: string, most: bigint];
  InsufficientCollateral: readonly [id: string, collateralId: bigint, wanted: bigint, held: bigint];
  TransferMismatch: readonly [token: string, expected: bigint, received: bigint];
  NoDebt: readonly [id: string];
  NoCollateral: readonly [id: string];
  Overcharged: readonly [creditor: string, asked: bigint, offered: bigint];
  InArrears: readonly [id: string, arrears: bigint];
  AboveOpenLimit: readonly [id: string, debt: bigint, limit: bigint];
  DebtBelowMinimum: readonly [id: string, debt: bigint, minDebt: bigint];
  CallOpen: readonly [id: string, calledAt: bigint];
  NoOpenCall: readonly [id: string];
  NotCallable: readonly [id: string, debt: bigint, limit: bigint];
  NotClear: readonly [id: string, debt: bigint, limit: bigint];
  ArrearsRemain: readonly [id: string, arrears: bigint];
  CureWindowOpen: readonly [id: string, cureEnd: bigint];
  NotLiquidatable: readonly [id: string, debt: bigint, callLimit: bigint, liquidationLimit: bigint];
  SelfLiquidation: readonly [id: string];
  SameBlock: readonly [id: string];
  SeizedBelowMinimum: readonly [seized: bigint, minSeized: bigint];
  NotWorthless: readonly [id: string, value: bigint];
  NotBook: readonly [caller: string];
  CeilingExceeded: readonly [collateralId: bigint, debt: bigint, ceiling: bigint];
  HourlyLimitExceeded: readonly [collateralId: bigint, wanted: bigint, available: bigint];
  NotEnoughCash: readonly [wanted: bigint, cash: bigint];
  AmountAboveBound: readonly [seen: bigint, most: bigint];
  NothingMoved: readonly [];
  TokenMismatch: readonly [token: string, expected: bigint, received: bigint];
  RateOutOfRange: readonly [field: bigint, seen: bigint, least: bigint, most: bigint];
  LimitsNotLower: readonly [
    collateralId: bigint,
    ceiling: bigint,
    oldCeiling: bigint,
    hourly: bigint,
    oldHourly: bigint,
  ];
  /** Of the token library: the payer's balance or approval does not suffice. */
  TransferFromFailed: readonly [];
  /** Of the 512-bit division: the result does not fit 256 bits. */
  FullMulDivFailed: readonly [];
  /** Of the shares' token: the owner has fewer. */
  InsufficientBalance: readonly [];
  InsufficientAllowance: readonly [];
  AccessManagedUnauthorized: readonly [caller: string];
  /** An oracle's own refusal, under its own name. */
  Dead: readonly [];
}

export type ProtocolErrorName = keyof ProtocolErrorArgs;

/**
 * A revert of the contracts: the same name, the same arguments.
 *
 * One class for all, discriminated by `errorName`; `packages/sdk` turns each into a sentence for
 * people.
 *
 * @example `error.errorName === 'AboveOpenLimit'` has `error.args` `[id, debt, limit]`.
 * @source contracts/src/interfaces/ILoanBook.sol, ILendingPool.sol
 */
export class ProtocolError<Name extends ProtocolErrorName = ProtocolErrorName> extends Error {
  override readonly name = 'ProtocolError';
  readonly errorName: Name;
  readonly args: ProtocolErrorArgs[Name];

  constructor(errorName: Name, args: ProtocolErrorArgs[Name]) {
    super(`${errorName}(${(args as readonly unknown[]).map(String).join(', ')})`);
    this.errorName = errorName;
    this.args = args;
  }
}

/** Throws a protocol error: the model's `revert`. */
export function revert<Name extends ProtocolErrorName>(
  name: Name,
  ...args: ProtocolErrorArgs[Name]
): never {
  throw new ProtocolError(name, args);
}
