import { endings, movementKinds } from '@hypothec/database';
import { z } from 'zod';
import { Address, Hash, LoanId } from './ids.ts';
import { CallReason, Ltv, Price } from './loan.ts';
import { Money } from './money.ts';
import { Instant, intQuery, SignedWhole, Wad } from './numbers.ts';

/** A difference of amounts of a token. */
export const SignedMoney = Money.extend({ amount: SignedWhole }).meta({
  id: 'SignedMoney',
  description: 'A difference of amounts: as Money, and may be negative.',
});

/** As far as the tables' own numbers go. */
const MOST = 2 ** 31 - 1;

/** A creditor in a query. */
export const CreditorQuery = intQuery(0, MOST, 'A creditor’s number.');

/** Where an event stands on the chain. */
export const place = {
  block: z.int().min(0),
  logIndex: z.int().min(0),
  time: Instant,
  transactionHash: Hash,
};

/** An event's place in a cursor. */
export const PlaceKey = z.strictObject({
  block: z
    .int()
    .min(0)
    .max(2 ** 48),
  log: z.int().min(0).max(MOST),
});

const CollateralAmount = z.object({ collateralId: z.int(), amount: Money });

/** What moved in a loan. */
export const Movement = z
  .object({
    ...place,
    loanId: LoanId,
    kind: z.enum(movementKinds).meta({
      description:
        'pledge and withdraw move collateral; draw, repay, call-fee and sale move the loan ' +
        'token. A sale is what it repaid; its lot is among the liquidations.',
    }),
    amount: Money,
    collateralId: z.int().nullable().meta({ description: 'Null for the loan token.' }),
    account: Address.meta({ description: 'Who paid or received.' }),
    debtAfter: Money.meta({ description: 'Owed after it, rounded up.' }),
  })
  .meta({ id: 'Movement', description: 'One movement of a loan.' });

/** How a call ended. */
export const CallOutcome = z.enum([...endings, 'open']).meta({
  description:
    'price, top-up, repayment: cured by that. sale: the loan was sold. lapse: it became void, ' +
    'or the debt ended without it. open: it is in force.',
});

/** A margin call. */
export const CallItem = z
  .object({
    ...place,
    loanId: LoanId,
    borrower: Address,
    creditorId: z.int(),
    caller: Address,
    reason: CallReason,
    debt: Money.meta({ description: 'Owed when it was made, its fee included; rounded up.' }),
    fee: Money,
    repayment: Money.meta({ description: 'Repaying this alone would have cured it then.' }),
    topUps: z.array(CollateralAmount).meta({ description: 'So would pledging any one of these.' }),
    ltv: Ltv,
    cureEnd: Instant.nullable().meta({
      description: 'The end of the cure window; null while the sequencer is down.',
    }),
    lapseAt: Instant.nullable(),
    outcome: CallOutcome,
    endedAt: Instant.nullable().meta({
      description: 'Null while it is open, and where it lapsed without anyone saying so.',
    }),
    endBlock: z.int().nullable(),
  })
  .meta({ id: 'MarginCall', description: 'A margin call and how it ended.' });

/** What a price came from. */
export const PriceSourceItem = z.object({
  feed: Address,
  answer: SignedWhole.meta({ description: 'As the feed answers it, in its own decimals.' }),
  updatedAt: Instant,
});

/** A sale of collateral. */
export const LiquidationItem = z
  .object({
    ...place,
    loanId: LoanId,
    borrower: Address,
    creditorId: z.int(),
    liquidator: Address,
    kind: z
      .enum(['soft', 'hard'])
      .meta({ description: 'soft: a call was not cured. hard: past the liquidation limit.' }),
    reason: CallReason,
    collateralId: z.int(),
    seized: Money.meta({ description: 'The lot.' }),
    seizedValue: Money.meta({ description: 'The lot at the high price, rounded down.' }),
    repaid: Money,
    bonus: Wad.meta({ description: 'The bonus in force.' }),
    bonusPaid: SignedMoney.meta({
      description: 'What the lot was worth beyond what it repaid; rounding can make it -1.',
    }),
    badDebt: Money,
    debtBefore: Money,
    debtAfter: Money,
    price: z
      .object({ low: Price, high: Price })
      .meta({ description: 'The oracle’s bounds in that block; it was sold at the high one.' }),
    sources: z
      .array(PriceSourceItem)
      .meta({ description: 'What the price came from; empty where the oracle does not say.' }),
  })
  .meta({ id: 'Liquidation', description: 'One sale: a lot, its price and what it repaid.' });
