import { MAX_UINT256 } from '@hypothec/model';
import type { Address, CollateralId } from '@hypothec/model';
import type { ContractErrorArgs, ContractErrorName } from 'viem';
import {
  formatAmount,
  formatBps,
  formatDuration,
  formatInstant,
  formatNumber,
  formatRate,
} from '../../amounts.ts';
import type { Rounding, TokenUnit } from '../../amounts.ts';
import type { errorsAbi } from '../../generated/errors.ts';

/** What is known of the tokens in an error; without it amounts are told in base units. */
export interface ErrorContext {
  readonly loanToken?: TokenUnit;
  readonly collaterals?: ReadonlyMap<CollateralId, TokenUnit>;
  readonly tokens?: ReadonlyMap<Address, TokenUnit>;
}

/** An error told to a person: what was seen and what is allowed, then what to do. */
export interface Sentence {
  readonly message: string;
  readonly advice: string;
}

/** The name of any error in the contracts' ABIs. */
export type ErrorName = ContractErrorName<typeof errorsAbi>;

/** Every number a bigint, as the model has them. */
type Exact<Args> = { readonly [K in keyof Args]: Args[K] extends number ? bigint : Args[K] };

/** Arguments of an error; of each of them where several have one name. */
export type ErrorArgs<Name extends ErrorName> =
  ContractErrorArgs<typeof errorsAbi, Name> extends infer Args ? Exact<Args> : never;

/** How each error of a group is told. */
export type Sentences<Names extends ErrorName = ErrorName> = {
  readonly [Name in Names]: (args: ErrorArgs<Name>, tell: Teller) => Sentence;
};

/** Shows an error's arguments with what is known of the tokens. */
export interface Teller {
  /** Loan-token units. Limits round down, debts up. */
  readonly loan: (amount: bigint, rounding?: Rounding) => string;
  readonly collateral: (id: bigint | number, amount: bigint) => string;
  /** A listing by its token where that is known, else by its number. */
  readonly listing: (id: bigint | number) => string;
  readonly token: (address: string, amount: bigint) => string;
  readonly tokenName: (address: string) => string;
  readonly bps: (ratio: bigint) => string;
  readonly rate: (rate: bigint) => string;
  readonly span: (seconds: bigint) => string;
  readonly instant: (seconds: bigint) => string;
  readonly number: (value: bigint) => string;
}

function amountOf(amount: bigint, token: TokenUnit | undefined, rounding?: Rounding): string {
  if (amount === MAX_UINT256) return 'everything';
  if (token !== undefined) return formatAmount(amount, token, rounding ? { rounding } : {});
  return `${formatNumber(amount, 0)} base unit${amount === 1n ? '' : 's'}`;
}

/** A teller that knows a context. */
export function tellerOf(context: ErrorContext): Teller {
  const collateralOf = (id: bigint | number): TokenUnit | undefined =>
    context.collaterals?.get(Number(id) as CollateralId);
  const tokenOf = (address: string): TokenUnit | undefined =>
    context.tokens?.get(address.toLowerCase() as Address);
  return {
    loan: (amount, rounding) => amountOf(amount, context.loanToken, rounding),
    collateral: (id, amount) => amountOf(amount, collateralOf(id)),
    listing: (id) => collateralOf(id)?.symbol ?? `collateral ${id}`,
    token: (address, amount) => amountOf(amount, tokenOf(address)),
    tokenName: (address) => tokenOf(address)?.symbol ?? `the token ${address}`,
    bps: formatBps,
    rate: formatRate,
    span: formatDuration,
    instant: formatInstant,
    number: (value) => formatNumber(value, 0),
  };
}

/** A sentence that needs no argument. */
export function plain(message: string, advice: string): () => Sentence {
  return () => ({ message, advice });
}
