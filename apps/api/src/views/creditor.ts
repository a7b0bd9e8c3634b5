import { toCreditorTerms } from '@hypothec/database';
import type { ChainState, creditors } from '@hypothec/database';
import type { Address as AddressHex } from '@hypothec/model';
import { z } from 'zod';
import { Address, Instant, Money, toMoney } from '../schemas/index.ts';
import { PoolTotals, toPoolTotals } from './pool.ts';
import { soundOrNull } from './sound.ts';
import { Span, TokenView, toTokenView } from './token.ts';
import type { Tokens } from './token.ts';

const Since = z.object({ block: z.int().min(0), time: Instant });

const Terms = z
  .object({
    minDebt: Money.meta({ description: 'Smallest debt that a loan may be left with.' }),
    callFee: Money.meta({ description: 'What who makes a margin call gets; added to the debt.' }),
    cureWindow: Span.meta({ description: 'From a margin call to the end of its cure window.' }),
    ramp: Span.meta({ description: 'Over which the bonus of a sale grows from zero.' }),
    lapse: Span.meta({ description: 'After the window, in which the call stays in force.' }),
  })
  .meta({ id: 'CreditorTerms', description: 'What a creditor fixed for all its loans, for good.' });

const Rates = z
  .object({
    baseBps: z.int().min(0),
    slopeBps: z.int().min(0),
    steepBps: z.int().min(0),
    kinkBps: z.int().min(0),
    reserveBps: z.int().min(0),
  })
  .meta({
    id: 'RateSettings',
    description:
      'base + slope · utilisation / kink up to the kink, base + slope + steep · (utilisation − ' +
      'kink) / (1 − kink) above it; reserve is the first loss’s part of interest. 10000 is 100 %.',
  });

/** Who lends, with what it has. */
export const CreditorView = z
  .object({
    creditorId: z.int().min(1),
    address: Address,
    name: z.string(),
    symbol: z.string().meta({ description: 'Of its shares; empty where it has none.' }),
    loanToken: TokenView,
    authority: Address.nullable().meta({
      description: 'The AccessManager that decides who curates it; null where it has none.',
    }),
    registered: Since,
    terms: Terms,
    fault: z
      .object({ block: z.int().min(0), reason: z.string() })
      .nullable()
      .meta({
        description:
          'From when its events do not fit the rules of a lending pool, and why: it is not ' +
          'followed from there on, and its numbers are those of before. Null where all is well.',
      }),
    rateSettings: Rates.nullable(),
    totals: PoolTotals.nullable().meta({
      description: 'Null where it is no lending pool: its numbers are beyond what one can have.',
    }),
  })
  .meta({ id: 'Creditor', description: 'Who lends one token, on what terms, and with what.' });

/** A creditor with the AccessManager that it has as of a block. */
export type CreditorRow = typeof creditors.$inferSelect & { readonly authority: AddressHex | null };

/** A creditor as it is answered. */
export function toCreditorView(
  row: CreditorRow,
  state: ChainState,
  tokens: Tokens,
): z.infer<typeof CreditorView> {
  const { number, time } = state.block;
  const pool = state.pools.get(row.creditorId);
  const token = tokens.of(row.loanToken);
  const { minDebt, callFee, cureWindow, ramp, lapse } = toCreditorTerms(row.terms);
  const faulty = row.faultBlock !== null && row.faultBlock <= number;
  return {
    creditorId: row.creditorId,
    address: row.address,
    name: row.name,
    symbol: row.symbol,
    loanToken: toTokenView(token),
    authority: row.authority,
    registered: { block: row.block, time: Number(row.time) },
    terms: {
      minDebt: toMoney(minDebt, token),
      callFee: toMoney(callFee, token),
      cureWindow: Number(cureWindow),
      ramp: Number(ramp),
      lapse: Number(lapse),
    },
    fault: faulty ? { block: row.faultBlock ?? 0, reason: row.fault ?? '' } : null,
    rateSettings:
      pool === undefined
        ? null
        : {
            baseBps: Number(pool.config.baseBps),
            slopeBps: Number(pool.config.slopeBps),
            steepBps: Number(pool.config.steepBps),
            kinkBps: Number(pool.config.kinkBps),
            reserveBps: Number(pool.config.reserveBps),
          },
    totals:
      pool === undefined ? null : soundOrNull(PoolTotals, () => toPoolTotals(pool, time, token)),
  };
}
