import type { Sources } from '@hypothec/database';
import type { Address as AddressHex, Timestamp } from '@hypothec/model';
import { z } from 'zod';
import { Address, Instant, SignedWhole } from '../schemas/index.ts';

/** What a price is made of. */
export const PriceInput = z
  .object({
    oracle: Address.meta({ description: 'Which oracle reads it: the listing’s, or one inside.' }),
    source: Address,
    role: z.enum(['base', 'quote', 'sequencer', 'rate']).meta({
      description:
        'base: the collateral in a common unit. quote: the loan token in the same. sequencer: ' +
        '0 is up. rate: what a staked token is worth in another.',
    }),
    answer: SignedWhole.nullable().meta({ description: 'In its own units; null without any.' }),
    updatedAt: Instant.nullable().meta({
      description: 'As a feed says; of a sequencer and a rate, when it last changed.',
    }),
    age: z.int().nullable().meta({ description: 'Seconds from then to the block.' }),
    maxAge: z.int().nullable().meta({ description: 'Oldest age that the oracle accepts.' }),
  })
  .meta({ id: 'PriceOrigin', description: 'A source of a price with its newest answer.' });

type Input = z.infer<typeof PriceInput>;

/** When each rate's source last said another rate. */
export type RateTimes = ReadonlyMap<AddressHex, bigint>;

interface Said {
  readonly answer: bigint;
  readonly at: bigint;
}

function toInput(
  oracle: AddressHex,
  {
    source,
    role,
    maxAge,
  }: Pick<Input, 'role'> & {
    readonly source: AddressHex;
    readonly maxAge: bigint | null;
  },
  said: Said | undefined,
  now: Timestamp,
): Input {
  // Anyone may list a feed that names an instant beyond what numbers hold.
  const at = said === undefined || said.at > BigInt(Number.MAX_SAFE_INTEGER) ? null : said.at;
  return {
    oracle,
    source,
    role,
    answer: said === undefined ? null : `${said.answer}`,
    updatedAt: at === null ? null : Number(at),
    age: at === null ? null : Number(now - at),
    maxAge: maxAge === null ? null : Number(maxAge),
  };
}

/** Every source of a price with its newest answer, those of the oracles inside included. */
export function inputsOf(
  sources: Sources,
  oracle: AddressHex,
  now: Timestamp,
  rateTimes: RateTimes,
): readonly Input[] {
  const config = sources.config(oracle);
  switch (config?.kind) {
    case undefined:
      return [];
    case 'two-source':
      return [config.a, config.b].flatMap((inner) => inputsOf(sources, inner, now, rateTimes));
    case 'exchange-rate': {
      const { rateSource: source, underlying } = config;
      const answer = sources.rate(source);
      const said = answer === undefined ? undefined : { answer, at: rateTimes.get(source) ?? 0n };
      const own = toInput(oracle, { source, role: 'rate', maxAge: null }, said, now);
      return [own, ...inputsOf(sources, underlying, now, rateTimes)];
    }
    case 'feeds': {
      const { base, quote, sequencer } = config;
      const roundOf = (source: AddressHex, field: 'startedAt' | 'updatedAt') => {
        const round = sources.round(source);
        return round === undefined ? undefined : { answer: round.answer, at: round[field] };
      };
      const legs = [
        { source: base.feed, role: 'base' as const, maxAge: base.maxAge },
        ...(quote === null
          ? []
          : [{ source: quote.feed, role: 'quote' as const, maxAge: quote.maxAge }]),
      ];
      const read = legs.map((leg) => toInput(oracle, leg, roundOf(leg.source, 'updatedAt'), now));
      if (sequencer === null) return read;
      const up = { source: sequencer, role: 'sequencer' as const, maxAge: null };
      return [...read, toInput(oracle, up, roundOf(sequencer, 'startedAt'), now)];
    }
  }
}
