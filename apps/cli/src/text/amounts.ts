import { UnknownNameError } from '@hypothec/config';
import { MAX_AMOUNT } from '@hypothec/model';
import { parseAmount } from '@hypothec/sdk';
import { UsageError } from '../errors.ts';

/** What is needed to read an amount of a token. */
export interface AmountToken {
  readonly symbol: string;
  readonly decimals: number;
}

/** An amount of a token, base units. */
export interface Money<Token extends AmountToken> {
  readonly token: Token;
  readonly amount: bigint;
}

/** The coin itself and its wrapped form are one here. */
const ALIASES: Readonly<Record<string, string>> = { WETH: 'ETH', WBTC: 'BTC', WSTETH: 'STETH' };

/** A token by its symbol, in any case. */
export function tokenNamed<Token extends AmountToken>(
  tokens: readonly Token[],
  given: string,
): Token {
  const symbol = ALIASES[given.toUpperCase()] ?? given.toUpperCase();
  const found = tokens.find((token) => token.symbol === symbol);
  if (found !== undefined) return found;
  throw new UnknownNameError(
    'token',
    given,
    tokens.map((token) => token.symbol),
  );
}

/**
 * Reads an amount as people write it: `0.5 BTC`, `0.5BTC`, `20_000 usdc`, in one word or more.
 *
 * @param fallback - The token where the text names none; without it a name is needed.
 * @throws {UsageError} for no amount or no token; UnknownNameError; InvalidAmountError of the sdk.
 */
export function readMoney<Token extends AmountToken>(
  words: readonly string[],
  tokens: readonly Token[],
  fallback?: Token,
): Money<Token> {
  const text = words.join(' ').trim();
  const match = /^(.*?)\s*([A-Za-z][A-Za-z0-9]*)?$/s.exec(text);
  const [, number = '', symbol] = match ?? [];
  if (text === '' || number === '') {
    throw new UsageError('An amount is missing. Write such as 0.5 BTC or 20000 USDC.');
  }
  const token = symbol === undefined ? fallback : tokenNamed(tokens, symbol);
  if (token === undefined) {
    throw new UsageError(`"${text}" does not say of what. Write such as ${number} BTC.`);
  }
  const amount = parseAmount(number, token);
  if (amount > MAX_AMOUNT) {
    throw new UsageError(`"${text}" is more than the contracts count. Write a smaller amount.`);
  }
  if (amount === 0n) throw new UsageError(`"${text}" is nothing. Write an amount above zero.`);
  return { token, amount };
}
