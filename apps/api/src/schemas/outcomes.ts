import { z } from 'zod';
import { BlockRef } from './block.ts';
import { Money } from './money.ts';
import { SignedMoney } from './past.ts';

const Sales = z.object({ loans: z.int(), sales: z.int(), repaid: Money, seizedValue: Money });
const Pool = z.object({ firstLoss: Money, lenderAssets: Money });

/** What became of one creditor's loans and lenders. */
export const Outcomes = z
  .object({
    asOf: BlockRef,
    creditorId: z.int(),
    from: BlockRef.nullable().meta({
      description: 'Everything after this block counts; null for the chain’s beginning.',
    }),
    to: BlockRef.meta({ description: 'Everything up to this block counts, this one included.' }),
    loans: z.object({
      opened: z.int(),
      drawn: Money.meta({ description: 'By all loans, in this range.' }),
      called: z.int().meta({ description: 'Loans, however often each was called.' }),
      liquidated: z.int(),
      writtenOff: z.int(),
    }),
    calls: z
      .object({
        made: z.int(),
        curedByPrice: z.int(),
        curedByTopUp: z.int(),
        curedByRepayment: z.int(),
        endedBySale: z.int(),
        lapsed: z.int(),
        openAtTheEnd: z.int(),
      })
      .meta({ description: 'Calls made in the range, by how they stood at its end.' }),
    liquidations: z.object({
      soft: Sales,
      hard: Sales,
      seized: z.array(z.object({ collateralId: z.int(), amount: Money })),
      seizedValue: Money,
      repaid: Money,
    }),
    bonusPaid: SignedMoney.meta({ description: 'Value seized beyond the debt repaid.' }),
    liquidatedDebt: Money.meta({
      description: 'Of the liquidated loans, each before its first sale in the range.',
    }),
    badDebt: Money,
    borne: Money.meta({ description: 'What the first loss bore of it.' }),
    lost: Money.meta({ description: 'What lenders lost: bad debt less what was borne.' }),
    pool: z.object({ before: Pool, after: Pool }).meta({
      description:
        'At both ends: the first loss as stored, and all that belongs to lenders with interest ' +
        'up to that block.',
    }),
  })
  .meta({ id: 'Outcomes', description: 'What became of a creditor’s loans and lenders.' });
