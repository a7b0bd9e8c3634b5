import { z } from 'zod';
import { BlockRef } from './block.ts';
import { Address, LoanId } from './ids.ts';
import { Money } from './money.ts';
import { Bps, Instant, Wad, Whole } from './numbers.ts';

/** Where a loan stands on its ladder. */
export const LadderStep = z
  .enum(['none', 'healthy', 'call-due', 'called', 'soft-liquidation', 'hard-liquidation'])
  .meta({
    description:
      'none: no debt. healthy: nothing can be done to it. call-due: a margin call would succeed. ' +
      'called: a call is open and no sale is due. soft-liquidation: a call was not cured and a ' +
      'sale would succeed. hard-liquidation: a sale would succeed, with or without a call.',
  });

export const CallReason = z
  .enum(['price', 'default'])
  .meta({ description: 'price: the collateral is worth too little. default: debt is overdue.' });

/** An oracle's price. */
export const Price = Whole.meta({
  description:
    'Loan-token base units by collateral base units, times 10^36; divided by 10^36 and shifted ' +
    'by the decimals of both it is the price of one whole token.',
  examples: ['600000000000000000000000000000000000000'],
});

export const Refusal = z
  .object({
    name: z.string().meta({ description: 'The error’s name in the contracts.' }),
    message: z.string(),
    advice: z.string(),
  })
  .meta({ id: 'Refusal', description: 'Why something is not possible now, in a sentence.' });

const Ladder = z.object({
  openLtvBps: Bps,
  targetLtvBps: Bps,
  clearLtvBps: Bps,
  callLtvBps: Bps,
  liquidationLtvBps: Bps,
  maxBonusBps: Bps,
  floorBonusBps: Bps,
  slopeBps: Bps,
});

const Trigger = z
  .object({
    price: Price.nullable().meta({
      description:
        'The smallest price inside the limit, other prices unchanged; 0 where no price passes ' +
        'it. Null where an oracle of another collateral has no price, or no price keeps it.',
    }),
    ofPriceNow: Wad.nullable().meta({
      description: 'That price by the price now, rounded up; from 10^18 on it is passed.',
    }),
    fall: Wad.nullable().meta({
      description: 'By how much the price may fall until then; 0 where it is passed.',
    }),
  })
  .meta({ id: 'TriggerPrice', description: 'At which price of one collateral something is due.' });

const Holding = z
  .object({
    collateralId: z.int(),
    amount: Money,
    price: z
      .object({ low: Price, high: Price })
      .nullable()
      .meta({ description: 'Null where the oracle has none; then `refusal` says why.' }),
    refusal: Refusal.nullable(),
    value: z
      .object({ low: Money, high: Money })
      .nullable()
      .meta({ description: 'In the loan token, at the low and the high price, rounded down.' }),
    closed: z.boolean().meta({ description: 'Closed to loans that do not hold it.' }),
    ladder: Ladder,
    call: Trigger.meta({ description: 'Below it a margin call is due (low price).' }),
    liquidation: Trigger.meta({ description: 'Below it hard liquidation begins (high price).' }),
    topUp: Money.nullable().meta({
      description: 'What of it alone cures the loan; null where pledging cures nothing.',
    }),
    mostWithdraw: Money.meta({ description: 'The most of it that can be taken out now.' }),
  })
  .meta({ id: 'Holding', description: 'One collateral of a loan.' });

const Limits = z.object({
  open: Money,
  target: Money,
  clear: Money,
  call: Money,
  liquidation: Money,
});

/** Debt by value. */
export const Ltv = Wad.nullable().meta({
  description:
    'Debt by value at the low prices, rounded up; null without a price, and where the collateral ' +
    'is worth nothing.',
});

export const OpenCall = z
  .object({
    calledAt: Instant,
    cureEnd: Instant.nullable().meta({
      description: 'The end of the cure window; null while the sequencer is down: no clock runs.',
    }),
    lapseAt: Instant.nullable().meta({ description: 'When it is void; null as `cureEnd`.' }),
    reason: CallReason,
  })
  .meta({ id: 'OpenCall', description: 'The margin call that is open.' });

const core = {
  id: LoanId,
  borrower: Address,
  creditorId: z.int(),
  openedAt: Instant,
  state: LadderStep,
  debt: Money.meta({ description: 'Owed at the block’s time, rounded up.' }),
  ltv: Ltv,
};

/** A loan in a list. */
export const LoanItem = z
  .object({
    ...core,
    ofCallLimit: Wad.nullable().meta({
      description:
        'Debt by the call limit at the low prices, rounded up: above 10^18 a call is due.',
    }),
    holdings: z.array(z.object({ collateralId: z.int(), amount: Money })),
    call: OpenCall.nullable(),
  })
  .meta({ id: 'LoanItem', description: 'A loan in a list.' });

/** A loan with all that can be said of it. */
export const LoanDetail = z
  .object({
    asOf: BlockRef,
    ...core,
    number: Whole.meta({ description: 'Which of the borrower’s loans with this creditor.' }),
    openedBlock: z.int(),
    arrears: Money,
    rate: Wad.nullable().meta({
      description: 'Interest a year now, continuously compounded; null without debt.',
    }),
    value: z.object({ low: Money, high: Money }).nullable(),
    limits: z
      .object({ low: Limits, high: Limits })
      .nullable()
      .meta({
        description:
          'The largest debt inside each rung. Draws, withdrawals, calls and clearing go by the ' +
          'low prices, liquidations by the high ones. Null without a price.',
      }),
    refusal: Refusal.nullable().meta({ description: 'Why there is no value, if there is none.' }),
    call: OpenCall.nullable(),
    cure: z
      .object({ reason: CallReason, repayment: Money })
      .nullable()
      .meta({
        description:
          'What repayment alone cures the open call, or a call made now; a top-up that alone ' +
          'does stands with each holding. Null without debt or without a price.',
      }),
    bonus: Wad.meta({ description: 'Of the sale that is due; 0 where none is.' }),
    mostDraw: Money.meta({ description: 'The most that can be drawn now.' }),
    holdings: z.array(Holding),
    terms: z.object({
      minDebt: Money,
      callFee: Money,
      cureWindow: z.int(),
      ramp: z.int(),
      lapse: z.int(),
    }),
  })
  .meta({ id: 'Loan', description: 'A loan as of one block.' });
