import {
  convertToAssets,
  load,
  shareInterest,
  shares,
  totalAssets,
  utilisation,
} from '@hypothec/model';
import type { Pool, Timestamp } from '@hypothec/model';
import { z } from 'zod';
import { Money, toMoney, Wad, Whole } from '../schemas/index.ts';
import type { TokenRef } from '../schemas/index.ts';
import { PoolRates, toPoolRates } from './rates.ts';

/** Shares have six decimals more than their token: so many make one of it at the first price. */
const SHARES_OF_WAD = shares(10n ** 24n);

/** A pool's totals at an instant. */
export const PoolTotals = z
  .object({
    cash: Money,
    owed: Money.meta({ description: 'What all loans owe, interest up to now included.' }),
    utilisationWad: Wad.meta({ description: 'Owed by owed and cash; 1000000000000000000 is 1.' }),
    ...PoolRates.shape,
    totalAssets: Money.meta({ description: 'What belongs to lenders, interest included.' }),
    firstLoss: Money.meta({ description: 'What bears losses first, interest included.' }),
    firstLossStored: Money.meta({
      description: 'The same as of the last action of a lender, a loss or a curator.',
    }),
    supply: Whole.meta({
      description: 'All shares; base units, six decimals more than the token.',
    }),
    sharePriceWad: Wad.meta({
      description: 'Loan tokens for one share, rounded down: 1000000000000000000 at the start.',
    }),
  })
  .meta({ id: 'PoolTotals', description: 'What a pool has and owes, and its rates.' });

/** A pool's totals, with interest brought up to an instant. */
export function toPoolTotals(
  pool: Pool,
  now: Timestamp,
  token: TokenRef,
): z.infer<typeof PoolTotals> {
  const position = load(pool, now);
  return {
    cash: toMoney(pool.cash, token),
    owed: toMoney(position.owed, token),
    utilisationWad: `${utilisation(position.owed, pool.cash)}`,
    ...toPoolRates(position),
    totalAssets: toMoney(totalAssets(pool, now), token),
    firstLoss: toMoney(shareInterest(position).firstLoss, token),
    firstLossStored: toMoney(pool.firstLoss, token),
    supply: `${pool.supply}`,
    sharePriceWad: `${convertToAssets(pool, now, SHARES_OF_WAD)}`,
  };
}
