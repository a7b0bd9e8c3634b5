import type { Json } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { tellProtocolError } from '@hypothec/sdk';
import type { LiveEvent, Topic } from '../plugins/live.ts';
import { toBlockRef } from '../schemas/index.ts';
import type { World } from '../views/world.ts';
import { LastTold } from './at-head.ts';
import type { HeadReader } from './at-head.ts';

/** What an oracle answers, or why it answers nothing. */
function toAnswer(world: World, oracle: Address) {
  const { state } = world;
  const answer = state.sources.price(oracle, state.block.time);
  if (answer.priced)
    return { price: { low: `${answer.low}`, high: `${answer.high}` }, refusal: null };
  const { message, advice } = tellProtocolError(answer.refusal);
  return { price: null, refusal: { name: answer.refusal.errorName as string, message, advice } };
}

/** `prices`: every oracle of a listing whose answer changed. */
export function pricesTopic(reader: HeadReader): Topic {
  const last = new LastTold();
  return {
    name: 'prices',
    description: 'Each oracle of a listing whose answer changed: event `price`.',
    async publish({ head, previous }) {
      const answers = await reader.at(head, async (_queries, world) => {
        const listings = [...world.state.core.listings.values()];
        const oracles = new Set(listings.map(({ oracle }) => oracle));
        return [...oracles].map((oracle) => [oracle, toAnswer(world, oracle)] as const);
      });
      if (answers === undefined) return [];
      const changed = last.changed(new Map<string, (typeof answers)[number][1]>(answers), {
        head,
        previous,
      });
      return changed.map(([oracle, answer]): LiveEvent => ({
        topic: 'prices',
        event: 'price',
        data: { oracle, block: toBlockRef(head), ...answer } satisfies Json,
      }));
    },
  };
}
