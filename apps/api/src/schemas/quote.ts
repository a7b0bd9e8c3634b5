import { z } from 'zod';
import { RateView } from '../views/rates.ts';
import { LoanId } from './ids.ts';
import { Refusal } from './loan.ts';
import { Money } from './money.ts';
import { Instant } from './numbers.ts';
import { refusedQuote } from './preview-examples.ts';
import { CallAsked, LoanStand, stated } from './preview.ts';

const Limit = z.enum(['open-limit', 'cash', 'ceiling', 'hourly-limit', 'ltv', 'bound']);

/** What keeps a draw from being larger. */
export type QuoteLimit = z.infer<typeof Limit>;

/** Everything a borrower wants to know before signing. */
export const OpenQuote = z
  .object({
    ...stated,
    loanId: LoanId.nullable().meta({
      description: 'The first id that the borrower has not used; null without a borrower.',
    }),
    pledged: Money.nullable().meta({ description: 'Null where no amount suffices.' }),
    drawn: Money.nullable().meta({ description: 'Null where nothing can be drawn.' }),
    mostDrawn: Money.nullable().meta({
      description: 'The most that can be drawn against `pledged`, to the unit.',
    }),
    limit: z
      .object({
        by: Limit,
        refusal: Refusal.nullable(),
      })
      .nullable()
      .meta({ description: 'What keeps `mostDrawn` from being one unit more.' }),
    leastPledged: Money.nullable().meta({
      description: 'The least collateral for `drawn`, to the unit.',
    }),
    rate: z
      .object({
        now: RateView,
        after: RateView.nullable().meta({
          description: 'With the draw lent; null if refused. The reserve is a part of it.',
        }),
      })
      .nullable()
      .meta({ description: 'Null where the creditor does not take this collateral.' }),
    cost: z
      .object({ day: Money, days30: Money, year: Money })
      .nullable()
      .meta({ description: 'What the debt grows by while the rate after the draw stays.' }),
    atCallPrice: CallAsked.nullable().meta({
      description: 'What a call would ask for at the first price that allows one, made at once.',
    }),
    loan: LoanStand.nullable().meta({
      description: 'The loan as it would stand, with its ladder and the prices that call and sell.',
    }),
    pricedUntil: Instant.nullable().meta({
      description:
        'The last second in which the oracle’s present answer counts; null for later than 30 ' +
        'days. A new price, a draw of others or a change of rates ends this quote sooner.',
    }),
  })
  .meta({
    id: 'OpenQuote',
    description: 'What a new loan would be, or why it cannot be.',
    examples: [refusedQuote],
  });
