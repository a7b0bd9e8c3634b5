import { accrue, borrowRate, growth, lendersRate, RATE, RAY, WAD, YEAR } from '@hypothec/model';
import type { Accrued, Position, Rate, Seconds } from '@hypothec/model';
import { z } from 'zod';
import { Wad, Whole } from '../schemas/index.ts';

/** A rate in both forms that people know. */
export const RateView = z
  .object({
    continuous: Whole.meta({
      description:
        'A year’s rate, compounded continuously, as the pool has it: 10000000000 is 100 %.',
      examples: ['500000000'],
    }),
    apyWad: Wad.meta({
      description:
        'What a debt has grown by after a year at this rate: 1000000000000000000 is 100 %.',
      examples: ['51271096376024039'],
    }),
  })
  .meta({
    id: 'Rate',
    description: 'A variable rate: it holds until the next action on the pool.',
    examples: [{ continuous: '500000000', apyWad: '51271096376024039' }],
  });

/** Wad to rate. */
const WAD_BY_RATE = WAD / RATE;

/** Ray to wad. */
const RAY_BY_WAD = RAY / WAD;

/** A rate as it is answered. 5 %: an APY of 5.127 %. */
export function toRate(rate: Rate): z.infer<typeof RateView> {
  const year = accrue(0n as Accrued, rate, YEAR as Seconds);
  return { continuous: `${rate}`, apyWad: `${(growth(year) - RAY) / RAY_BY_WAD}` };
}

/** Rates of a pool as they are answered. */
export const PoolRates = z.object({
  baseRate: RateView,
  classes: z.array(
    z.object({
      riskClass: z.int().min(0).max(7),
      borrowRate: RateView.meta({ description: 'What borrowers of this class pay.' }),
    }),
  ),
  lendersRate: RateView.meta({
    description:
      'What lenders earn, net of the first loss’s part: borrow rate × utilisation × (1 − reserve).',
  }),
});

/** The rates that hold at a position of a pool. */
export function toPoolRates(position: Position): z.infer<typeof PoolRates> {
  const { pool, indexes } = position;
  return {
    baseRate: toRate(pool.baseRate),
    classes: [...indexes.keys()].map((k) => ({
      riskClass: k,
      borrowRate: toRate(borrowRate(pool, k)),
    })),
    lendersRate: toRate((lendersRate(position) / WAD_BY_RATE) as Rate),
  };
}
