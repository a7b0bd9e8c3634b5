import { collateralAssets, MAX_UINT256, valueOf } from '@hypothec/model';
import type { OraclePrice, PriceAnswer } from '@hypothec/model';
import { tellProtocolError } from '@hypothec/sdk';
import { z } from 'zod';
import { Money, toMoney, Whole } from '../schemas/index.ts';
import { Refusal } from '../schemas/loan.ts';
import type { Token, Tokens } from './token.ts';

const E36 = 'Loan-token base units for one collateral base unit, times 1e36.';

/** What an oracle says: bounds, or why it has none. */
export const Price = z
  .object({
    low: Whole.nullable().meta({ description: E36 }),
    high: Whole.nullable().meta({ description: E36 }),
    lowOfOne: Money.nullable().meta({
      description: 'One whole collateral token at the low bound.',
    }),
    highOfOne: Money.nullable().meta({ description: 'The same at the high bound.' }),
    refusal: Refusal.nullable().meta({ description: 'Why there is no price; null where one is.' }),
  })
  .meta({
    id: 'Price',
    description: 'The bounds that an oracle answers, or why it answers none; amounts round down.',
  });

/** An oracle's answer as it is sent. */
export function toPrice(
  answer: PriceAnswer,
  { loanToken, collateral, tokens }: PriceTokens,
): z.infer<typeof Price> {
  if (!answer.priced) {
    const { errorName: name } = answer.refusal;
    const { message, advice } = tellProtocolError(answer.refusal, {
      loanToken,
      tokens: tokens.all,
    });
    const none = { low: null, high: null, lowOfOne: null, highOfOne: null };
    return { ...none, refusal: { name, message, advice } };
  }
  const one = collateralAssets(10n ** BigInt(collateral.decimals));
  // Anyone may list a token of 255 decimals.
  const ofOne = (price: OraclePrice) => {
    const value = valueOf(one, price);
    return value > MAX_UINT256 ? null : toMoney(value, loanToken);
  };
  return {
    low: `${answer.low}`,
    high: `${answer.high}`,
    lowOfOne: ofOne(answer.low),
    highOfOne: ofOne(answer.high),
    refusal: null,
  };
}

/** What of, and in what, a price is. */
export interface PriceTokens {
  readonly loanToken: Token;
  readonly collateral: Token;
  readonly tokens: Tokens;
}
