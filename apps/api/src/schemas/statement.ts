import { z } from 'zod';
import { BlockRef } from './block.ts';
import { Address, LoanId } from './ids.ts';
import { Money } from './money.ts';
import { Instant } from './numbers.ts';
import { CallItem, LiquidationItem, Movement, SignedMoney } from './past.ts';

const Debt = z.object({
  opening: Money.meta({ description: 'Owed at the period’s beginning, rounded up.' }),
  drawn: Money,
  fees: Money.meta({ description: 'Of margin calls, added to the debt.' }),
  interest: SignedMoney.meta({
    description:
      'What is left: closing − opening − drawn − fees + repaid + repaidBySales + badDebt. It ' +
      'holds every rounding of the period too, which can make it negative by some base units.',
  }),
  repaid: Money,
  repaidBySales: Money,
  badDebt: Money.meta({ description: 'Written off: nobody owes it any more.' }),
  closing: Money.meta({ description: 'Owed at the period’s end, rounded up.' }),
});

const Collateral = z.object({
  collateralId: z.int(),
  opening: Money,
  pledged: Money,
  withdrawn: Money,
  seized: Money,
  closing: Money,
});

/** An account of a loan for a period. */
export const Statement = z
  .object({
    asOf: BlockRef,
    chainId: z.int(),
    book: Address,
    loanId: LoanId,
    borrower: Address,
    creditor: z.object({ id: z.int(), address: Address, name: z.string() }),
    openedAt: Instant,
    period: z.object({
      from: Instant.meta({ description: 'What happened at this second is in the period before.' }),
      to: Instant.meta({ description: 'What happened at this second is in this period.' }),
      openingBlock: z
        .int()
        .nullable()
        .meta({ description: 'The last block of the period before; null before the first.' }),
      closingBlock: z.int().meta({ description: 'The last block of the period.' }),
    }),
    debt: Debt,
    collateral: z.array(Collateral).meta({
      description: 'By token: opening + pledged − withdrawn − seized = closing, exactly.',
    }),
    movements: z.array(Movement).meta({ description: 'The earliest first.' }),
    calls: z.array(CallItem).meta({
      description: 'Margin calls that were made or ended in the period, as of its end.',
    }),
    liquidations: z.array(LiquidationItem),
    bonusPaid: SignedMoney.meta({ description: 'What all sales of the period cost beyond debt.' }),
    rounding: z.string(),
  })
  .meta({ id: 'Statement', description: 'An account of a loan for a period.' });

/** A statement, as views read it. */
export type StatementView = z.output<typeof Statement>;
