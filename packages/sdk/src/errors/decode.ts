import { ProtocolError } from '@hypothec/model';
import type { ProtocolErrorArgs, ProtocolErrorName } from '@hypothec/model';
import { decodeErrorResult, isAddress } from 'viem';
import type { Hex } from 'viem';
import { errorsAbi } from '../generated/errors.ts';
import type { ErrorName } from './sentences/teller.ts';

/** A revert with its name and arguments: numbers as bigints, addresses in lower case. */
export interface DecodedRevert {
  /**
   * Of a contract, or `Error` and `Panic` of the language; null where the data has no known name.
   */
  readonly name: ErrorName | 'Error' | 'Panic' | null;
  readonly args: readonly unknown[];
  readonly data: Hex;
}

/** Numbers as bigints and addresses in lower case, as the model has them. */
function exact(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string' && isAddress(value, { strict: false })) return value.toLowerCase();
  return value;
}

/**
 * Decodes what a call reverted with, by every error in the contracts' ABIs.
 *
 * @returns Name and arguments; name null for data of unknown origin, and for none at all.
 * @example `decodeRevert('0x1f2a2005')` is `ZeroAmount` without arguments.
 */
export function decodeRevert(data: Hex): DecodedRevert {
  if (data.length < 10) return { name: null, args: [], data };
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: errorsAbi, data });
    return { name: errorName, args: args.map(exact), data };
  } catch {
    return { name: null, args: [], data };
  }
}

/**
 * Every error that the model knows by the contracts' name and with the contracts' arguments. The
 * compiler holds it complete in both directions.
 */
const mirrored: Readonly<Record<Exclude<ProtocolErrorName, 'Dead' | 'UnknownRefusal'>, true>> = {
  AboveOpenLimit: true,
  AccessManagedUnauthorized: true,
  AlreadyRegistered: true,
  AmountAboveBound: true,
  AmountTooLarge: true,
  AnswerFromFuture: true,
  ArrearsRemain: true,
  BonusOutOfRange: true,
  CallOpen: true,
  CeilingExceeded: true,
  CreditorTermOutOfRange: true,
  CureWindowOpen: true,
  DebtBelowMinimum: true,
  FeedFailed: true,
  FullMulDivFailed: true,
  HourlyLimitExceeded: true,
  InArrears: true,
  IncompleteRound: true,
  InsufficientAllowance: true,
  InsufficientBalance: true,
  InsufficientCollateral: true,
  InvalidBounds: true,
  InvalidSignature: true,
  LadderOutOfOrder: true,
  LimitsNotLower: true,
  ListingIsClosed: true,
  NoCode: true,
  NoCollateral: true,
  NoDebt: true,
  NoOpenCall: true,
  NonPositiveAnswer: true,
  NotACreditor: true,
  NotAllowed: true,
  NotBook: true,
  NotCallable: true,
  NotClear: true,
  NotEnoughCash: true,
  NotHeld: true,
  NotLiquidatable: true,
  NotWorthless: true,
  NothingMoved: true,
  OracleUnusable: true,
  Overcharged: true,
  PriceOutOfBounds: true,
  RateOutOfBounds: true,
  RateOutOfRange: true,
  RateSourceFailed: true,
  RiskClassOutOfRange: true,
  SameBlock: true,
  SeizedBelowMinimum: true,
  SelfLiquidation: true,
  SequencerDown: true,
  SequencerGrace: true,
  SignatureExpired: true,
  SpreadTooWide: true,
  StalePrice: true,
  TokenMismatch: true,
  TooManyCollaterals: true,
  TooManyListings: true,
  TransferFromFailed: true,
  TransferMismatch: true,
  UnknownListing: true,
  ZeroAddress: true,
  ZeroAmount: true,
  ZeroPrice: true,
};

/** Errors of which another contract has one of the same name with arguments the model lacks. */
const withoutArguments = new Set(['InsufficientAllowance', 'InsufficientBalance']);

function isMirrored({ name, args }: DecodedRevert): boolean {
  if (name === null || !Object.hasOwn(mirrored, name)) return false;
  return !withoutArguments.has(name) || args.length === 0;
}

/** The model's own error for a revert that it mirrors, else null. */
export function toProtocolError(revert: DecodedRevert): ProtocolError | null {
  if (!isMirrored(revert)) return null;
  const name = revert.name as ProtocolErrorName;
  return new ProtocolError(name, revert.args as ProtocolErrorArgs[typeof name]);
}

/** What an oracle without a price said, as the model's error: by name, or undecoded. */
export function toRefusal(oracle: string, data: Hex): ProtocolError {
  return toProtocolError(decodeRevert(data)) ?? new ProtocolError('UnknownRefusal', [oracle, data]);
}
