import { z } from 'zod';
import { PoolTotals } from '../views/pool.ts';
import { BlockRef } from './block.ts';
import { Address, LoanId } from './ids.ts';
import { LoanDetail, Refusal } from './loan.ts';
import { Money } from './money.ts';
import { Instant, Wad, Whole } from './numbers.ts';
import { askedByCall, depositOutcome, repayOutcome } from './preview-examples.ts';

/** A loan as it would stand. */
export const LoanStand = LoanDetail.omit({ asOf: true, openedAt: true, openedBlock: true }).meta({
  id: 'LoanStand',
  description: 'A loan as it stands at the instant of a quote or preview; it may not exist yet.',
});

const EventPreview = z
  .object({
    emitter: z.enum(['book', 'pool']),
    name: z.string(),
    fields: z.record(z.string(), z.unknown()),
  })
  .meta({
    id: 'EventPreview',
    description: 'An event that the action would emit; whole numbers are decimal strings.',
  });

const Transfer = z
  .object({ amount: Money, from: Address, to: Address })
  .meta({ id: 'Transfer', description: 'Tokens that the action would move.' });

const Sold = z.object({
  repaid: Money,
  seized: Money,
  badDebt: Money.meta({ description: 'Written off because no collateral is left.' }),
  bonus: Wad.meta({ description: 'Over the price, of what is repaid; rounded down.' }),
});

const CureAsked = z.object({
  debt: Money.meta({ description: 'With the fee of the call.' }),
  repayment: Money,
  topUps: z
    .array(z.object({ collateralId: z.int(), amount: Money }))
    .meta({ description: 'Each alone cures the call.' }),
});

/** What a call asks for, and its fee. */
export const CallAsked = CureAsked.extend({
  fee: Money.meta({ description: 'Added to the debt, paid to who calls.' }),
}).meta({
  id: 'CallAsked',
  description: 'What a margin call asks for: any one of these alone.',
  examples: [askedByCall],
});

const LoanReturns = z
  .object({
    withdrawn: Money.optional(),
    repaid: Money.optional(),
    call: CallAsked.optional(),
    sold: Sold.optional(),
    writtenOff: Money.optional(),
  })
  .meta({ id: 'LoanReturns', description: 'What the action returns; only its own is there.' });

const LoanOutcome = z
  .object({
    returns: LoanReturns,
    transfers: z.array(Transfer),
    events: z.array(EventPreview),
  })
  .meta({
    id: 'LoanOutcome',
    description: 'What the action would do.',
    examples: [repayOutcome],
  });

/** When an answer of the model is for. */
export const stated = {
  ok: z.boolean().meta({ description: 'Whether the contracts would do it.' }),
  asOf: BlockRef,
  at: Instant.meta({
    description: 'The instant it is for: the time of the block that the action would be in.',
  }),
  refusal: Refusal.nullable().meta({ description: 'Why they would not; null if they would.' }),
};

/** What an action on a loan would do. */
export const LoanPreview = z
  .object({
    ...stated,
    loanId: LoanId,
    by: Address,
    outcome: LoanOutcome.nullable(),
    before: LoanStand,
    after: LoanStand.nullable(),
  })
  .meta({ id: 'LoanPreview', description: 'What an action on a loan would do, or why not.' });

const Lender = z
  .object({
    shares: Whole,
    worth: Money.nullable().meta({ description: 'Null beyond 256 bits.' }),
    mostWithdraw: Money.nullable(),
    mostRedeem: Whole.nullable(),
  })
  .meta({ id: 'LenderStand', description: 'Shares of a pool and what they are worth.' });

const stand = z.object({ lender: Lender, pool: PoolTotals });

/** What an action of a lender would do. */
export const LenderPreview = z
  .object({
    ...stated,
    creditorId: z.int(),
    by: Address,
    owner: Address,
    outcome: z
      .object({ assets: Money, shares: Whole, events: z.array(EventPreview) })
      .nullable()
      .meta({
        description: 'What moves in or out, and the shares for it.',
        examples: [depositOutcome],
      }),
    before: stand,
    after: stand.nullable(),
  })
  .meta({ id: 'LenderPreview', description: 'What an action of a lender would do, or why not.' });
