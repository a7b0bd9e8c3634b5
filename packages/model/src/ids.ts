/** An account or contract, lower-case hex. */
export type Address = `0x${string}`;
/** 32 bytes, lower-case hex: `borrower (160) | creditorId (32) | number (64)`. */
export type LoanId = `0x${string}` & { readonly __loanId: true };
/** A listing of one creditor, 8 to 255: `ordinal (5 bits) | risk class (3 bits)`. */
export type CollateralId = number & { readonly __collateralId: true };

/** How many risk classes a creditor has. */
export const RISK_CLASSES = 8;
/** How many listings a class has at most. */
export const LISTINGS_PER_CLASS = 31;
/** How many collaterals a loan has at most. */
export const MAX_COLLATERALS = 8;

/** What does not read as a loan's id, a collateral's id or an address. */
export class InvalidIdError extends RangeError {
  override readonly name = 'InvalidIdError';
}

/**
 * Returns the id of a borrower's loan.
 *
 * @param borrower - 20 bytes of hex.
 * @param creditorId - `0` to `2^32 - 1`.
 * @param number - Chosen by the borrower, `0` to `2^64 - 1`.
 * @throws {InvalidIdError} when a part is out of range.
 * @example Loan 1 of `0x00…aa` with creditor 1 is `0x00…aa000000010000000000000001`.
 * @source contracts/src/types/LoanId.sol
 */
export function makeLoanId(borrower: Address, creditorId: number, number: bigint): LoanId {
  if (!/^0x[0-9a-fA-F]{40}$/.test(borrower)) {
    throw new InvalidIdError(`${borrower} is not an address: 0x and 40 hex digits.`);
  }
  if (creditorId < 0 || creditorId >= 2 ** 32 || !Number.isInteger(creditorId)) {
    throw new InvalidIdError(`Creditor ${creditorId} is outside 0 to ${2 ** 32 - 1}.`);
  }
  if (number < 0n || number >= 2n ** 64n) {
    throw new InvalidIdError(`Loan number ${number} is outside 0 to 2^64 - 1.`);
  }
  const tail = ((BigInt(creditorId) << 64n) | number).toString(16).padStart(24, '0');
  return `${borrower.toLowerCase()}${tail}` as LoanId;
}

/**
 * Takes a loan's id apart.
 *
 * @throws {InvalidIdError} when it is not 32 bytes of hex.
 */
export function parseLoanId(id: string): {
  readonly borrower: Address;
  readonly creditorId: number;
  readonly number: bigint;
} {
  if (!/^0x[0-9a-fA-F]{64}$/.test(id)) {
    throw new InvalidIdError(`${id} is not a loan id: 0x and 64 hex digits.`);
  }
  return {
    borrower: id.slice(0, 42).toLowerCase() as Address,
    creditorId: Number.parseInt(id.slice(42, 50), 16),
    number: BigInt(`0x${id.slice(50)}`),
  };
}

/** Returns the id of a class's n-th listing, `ordinal` from 1. `makeCollateralId(1, 2)` is 10. */
export function makeCollateralId(ordinal: number, riskClass: number): CollateralId {
  return ((ordinal << 3) | riskClass) as CollateralId;
}

/** The risk class that stands in a collateral's id, 0 to 7. `riskClassOf(10)` is 2. */
export function riskClassOf(id: CollateralId): number {
  return id & 7;
}
