import { z } from 'zod';
import { BlockRef } from './block.ts';
import { LadderStep, Ltv, Refusal } from './loan.ts';
import { Money } from './money.ts';
import { Instant } from './numbers.ts';
import { pageOf } from './page.ts';

/** At which instants a loan is looked at. */
export const Interval = z.enum(['event', 'hour', 'day']).meta({
  description:
    'event (unless told): in every block in which the loan or a price behind it changed. hour, ' +
    'day: at each full hour or day (UTC), with interest up to it.',
});

const Point = z
  .object({
    time: Instant,
    block: z.int().meta({ description: 'The last block that is not after it.' }),
    state: LadderStep,
    debt: Money,
    ltv: Ltv,
    value: Money.nullable().meta({ description: 'At the low prices; null without a price.' }),
    callLimit: Money.nullable().meta({ description: 'Above it a margin call is due.' }),
    refusal: Refusal.nullable().meta({ description: 'Why there is no value, if there is none.' }),
  })
  .meta({ id: 'LoanPoint', description: 'A loan at one instant.' });

/** A loan over time. */
export const LoanHistory = pageOf(Point).extend({ asOf: BlockRef }).meta({ id: 'LoanHistory' });
