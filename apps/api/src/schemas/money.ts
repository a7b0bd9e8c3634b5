import type { Address as AddressHex } from '@hypothec/model';
import { z } from 'zod';
import { Address } from './ids.ts';
import { Whole } from './numbers.ts';

/** An amount of a token. */
export const Money = z
  .object({
    amount: Whole,
    decimals: z.int().min(0).max(255),
    symbol: z.string(),
    token: Address,
  })
  .meta({
    id: 'Money',
    description: 'An amount of a token: base units as a string; divide by 10^decimals to show it.',
    examples: [
      {
        amount: '1500000000',
        decimals: 6,
        symbol: 'USDC',
        token: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
      },
    ],
  });

/** What of a token an amount is shown with. */
export interface TokenRef {
  readonly address: AddressHex;
  readonly symbol: string;
  readonly decimals: number;
}

/** An amount as it is answered. */
export function toMoney(amount: bigint, { address, symbol, decimals }: TokenRef) {
  return { amount: `${amount}`, decimals, symbol, token: address };
}
