import type { events } from '@hypothec/database';
import type { Address as AddressHex } from '@hypothec/model';
import { z } from 'zod';
import { Address, LoanId } from '../schemas/index.ts';
import { placed, toPlaced } from './places.ts';

/** Who emits events that are kept. */
export const Emitter = z.enum(['book', 'pool', 'authority', 'oracle']).meta({
  description: 'The book of loans, a creditor, an AccessManager, or an oracle.',
});

/** An event's name, as the contracts have it. */
export const EventName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/, 'a name of letters, as the contracts have it')
  .meta({ description: 'As the contracts have it.', examples: ['Drawn'] });

/** An event of the chain. */
export const EventView = z
  .object({
    ...placed,
    address: Address.meta({ description: 'Who emitted it.' }),
    emitter: Emitter,
    name: EventName,
    creditorId: z.int().nullable(),
    loanId: LoanId.nullable(),
    accounts: z.array(Address).meta({ description: 'Everyone it names.' }),
    fields: z.record(z.string(), z.unknown()).meta({
      description: 'Its fields by name; whole numbers as decimal strings of base units.',
    }),
  })
  .meta({ id: 'Event', description: 'What a contract of the protocol said.' });

/** An event as it is answered. */
export function toEventView(row: typeof events.$inferSelect): z.output<typeof EventView> {
  return {
    ...toPlaced(row),
    address: row.address,
    emitter: row.emitter,
    name: row.name,
    creditorId: row.creditorId,
    loanId: row.loanId,
    accounts: row.accounts as AddressHex[],
    fields: { ...row.fields },
  };
}
