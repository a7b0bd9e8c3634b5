import { z } from 'zod';
import { Address, AmountInput, Instant, Wad } from './index.ts';

// A codec’s bigint has no JSON schema of its own.
const asText = { type: 'string', pattern: '^(?:0|[1-9][0-9]{0,77})$' } as const;

const Amount = AmountInput.meta({
  ...asText,
  description: 'Base units, decimal, as a string; below 2^256.',
  examples: ['1500000000'],
});

/** A creditor's number in a body. */
export const CreditorNumber = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .meta({ description: 'Which creditor.', examples: [1] });

/** A listing's number in a body. */
export const CollateralNumber = z
  .int()
  .min(0)
  .max(255)
  .meta({ description: 'Which of the creditor’s listings.', examples: [8] });

const at = Instant.optional().meta({
  description:
    'The time of the block that the action would be in, unix seconds: from the newest indexed ' +
    'block’s, which it is without it, to a year later. Prices stay, interest and clocks go on.',
});

const by = Address.optional().meta({
  description: 'Who acts, taken to have the tokens; the borrower unless told.',
});

const receiver = Address.optional().meta({
  description: 'Who gets what is sent; `by` unless told.',
});

const act = <Action extends string, Shape extends z.ZodRawShape>(action: Action, shape: Shape) =>
  z.strictObject({ action: z.literal(action), ...shape, by, at });

const collateralId = CollateralNumber;
const all = Amount.optional().meta({ description: 'Base units; all of it without.' });

/** An action on a loan. */
export const LoanAction = z
  .discriminatedUnion('action', [
    act('open', { collateralId, pledged: Amount, drawn: Amount, receiver }),
    act('pledge', { collateralId, amount: Amount }),
    act('withdraw', { collateralId, amount: all, receiver }),
    act('draw', { amount: Amount, receiver }),
    act('repay', { amount: all }),
    act('call', {}),
    act('clear', {}),
    z.strictObject({
      action: z.literal('liquidate'),
      by: Address.meta({ description: 'Who buys, taken to have the tokens; not the borrower.' }),
      maxRepaid: all.meta({ description: 'Most to repay; as much as is due without.' }),
      minSeized: Amount.optional().meta({ description: 'Least to take; 0 unless told.' }),
      receiver,
      at,
    }),
    act('write-off', {}),
  ])
  .meta({
    id: 'LoanAction',
    description: 'An action on a loan. Amounts are base units.',
    examples: [
      { action: 'repay', amount: '3120000000' },
      { action: 'open', collateralId: 8, pledged: '100000000', drawn: '30000000000' },
      { action: 'liquidate', by: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' },
    ],
  });

const from = Address.meta({ description: 'Who acts, taken to have the tokens.' });
const owner = Address.optional().meta({
  description: 'Whose shares; `by` unless told. An allowance of another’s is taken to suffice.',
});

const lend = <Action extends string, Shape extends z.ZodRawShape>(action: Action, shape: Shape) =>
  z.strictObject({ action: z.literal(action), by: from, ...shape, at });

/** An action of a lender. */
export const LenderAction = z
  .discriminatedUnion('action', [
    lend('deposit', { assets: Amount, owner }),
    lend('mint', { shares: Amount, owner }),
    lend('withdraw', { assets: Amount, owner, receiver }),
    lend('redeem', { shares: Amount, owner, receiver }),
    lend('fund', { amount: Amount }),
  ])
  .meta({
    id: 'LenderAction',
    description: 'An action of a lender. Amounts are base units of the loan token, or shares.',
    examples: [
      {
        action: 'deposit',
        by: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
        assets: '1000000000',
      },
    ],
  });

/** What is asked about a new loan. */
export const QuoteRequest = z
  .strictObject({
    creditorId: CreditorNumber,
    collateralId: CollateralNumber,
    borrower: Address.optional().meta({ description: 'For whom; anyone unless told.' }),
    pledged: Amount.optional().meta({ description: 'Collateral, base units.' }),
    drawn: Amount.optional().meta({ description: 'What is to be drawn, base units.' }),
    ltv: z
      .codec(Wad, z.bigint().min(1n), { decode: BigInt, encode: String })
      .meta({ ...asText, examples: ['400000000000000000'] })
      .optional()
      .meta({ description: 'Highest debt by value, with one of the two amounts; 10^18 is 1.' }),
    at,
  })
  .superRefine(({ pledged, drawn, ltv }, context) => {
    const message =
      'give `pledged`, `drawn` or both; `ltv` only beside one of them, to size the other';
    const given = (pledged === undefined ? 0 : 1) + (drawn === undefined ? 0 : 1);
    if (given === 0 || (given === 2 && ltv !== undefined)) {
      context.addIssue({ code: 'custom', message });
    }
  })
  .meta({
    id: 'QuoteRequest',
    description:
      'With `pledged`: the most that can be drawn. With `drawn`: the least collateral. With ' +
      'both: just that. With `ltv`, the other amount is sized to it.',
    examples: [
      { creditorId: 1, collateralId: 8, pledged: '100000000' },
      { creditorId: 1, collateralId: 8, drawn: '30000000000', ltv: '400000000000000000' },
    ],
  });
