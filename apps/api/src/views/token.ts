import type { Address as AddressHex } from '@hypothec/model';
import { z } from 'zod';
import { Address, toMoney } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';

/** An amount of a token, as it is answered. */
export type MoneyView = ReturnType<typeof toMoney>;

/** A token as it names itself. */
export interface Token extends TokenRef {
  readonly name: string;
}

/** Every token that is lent or taken; what is not known is shown in base units, by its address. */
export class Tokens {
  readonly #known: ReadonlyMap<AddressHex, Token>;

  constructor(known: readonly Token[]) {
    this.#known = new Map(known.map((token) => [token.address, token]));
  }

  of(address: AddressHex): Token {
    return this.#known.get(address) ?? { address, symbol: address, name: '', decimals: 0 };
  }

  money(amount: bigint, address: AddressHex): MoneyView {
    return toMoney(amount, this.of(address));
  }

  /** For errors that are told to people. */
  get all(): ReadonlyMap<AddressHex, Token> {
    return this.#known;
  }
}

/** A token as it is answered. */
export const TokenView = z
  .object({
    address: Address,
    symbol: z.string(),
    name: z.string(),
    decimals: z.int().min(0).max(255),
  })
  .meta({
    id: 'Token',
    description: 'A token as its contract names itself; anyone may list anything, so check it.',
  });

/** A token as it is answered. */
export function toTokenView({ address, symbol, name, decimals }: Token) {
  return { address, symbol, name, decimals };
}

/** A length of time. */
export const Span = z
  .int()
  .min(0)
  .meta({ description: 'Seconds.', examples: [86_400] });
