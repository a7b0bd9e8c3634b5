import { blocks, events, transactions } from '@hypothec/database';
import { and, arrayContains, asc, eq, gte, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import {
  Address,
  BlockQuery,
  BlockRef,
  cursorsOf,
  Hash,
  LIMIT,
  LoanId,
  pageOf,
  pageQuery,
  toBlockRef,
  toPage,
  Whole,
} from '../schemas/index.ts';
import { CreditorQuery, PlaceKey } from '../schemas/past.ts';
import { Emitter, EventName, EventView, toEventView } from '../views/event.ts';
import { afterPlace, byPlace, Order, placeOf } from '../views/places.ts';

const EventPage = pageOf(EventView).extend({ asOf: BlockRef }).meta({ id: 'EventPage' });

const cursors = cursorsOf('events', PlaceKey);

const query = z.strictObject({
  creditor: CreditorQuery.optional(),
  loan: LoanId.optional(),
  account: Address.optional(),
  address: Address.optional(),
  emitter: Emitter.optional(),
  name: EventName.optional(),
  fromBlock: BlockQuery.optional(),
  toBlock: BlockQuery.optional(),
  order: Order,
  ...pageQuery,
});

type Filter = Omit<z.output<typeof query>, 'cursor' | 'limit' | 'order'>;

function matching({ creditor, loan, account, address, emitter, name, fromBlock, toBlock }: Filter) {
  return and(
    creditor === undefined ? undefined : eq(events.creditorId, creditor),
    loan === undefined ? undefined : eq(events.loanId, loan),
    account === undefined ? undefined : arrayContains(events.accounts, [account]),
    address === undefined ? undefined : eq(events.address, address),
    emitter === undefined ? undefined : eq(events.emitter, emitter),
    name === undefined ? undefined : eq(events.name, name),
    fromBlock === undefined ? undefined : gte(events.block, fromBlock),
    toBlock === undefined ? undefined : lte(events.block, toBlock),
  );
}

function registerList(app: Api): void {
  app.get(
    '/v1/events',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'listEvents',
        tags: ['events'],
        summary: 'What happened on the chain',
        description:
          'Events of the book, its creditors, those who govern them and their oracles, in the ' +
          'chain’s order or against it. All filters that are given have to match.',
        querystring: query,
        response: { 200: EventPage },
      },
    },
    (request, reply) =>
      app.readAtHead(request, async (queries, head) => {
        const { cursor, order, limit = LIMIT.usual, ...filter } = request.query;
        const after = cursor === undefined ? undefined : cursors.decode(cursor);
        const rows = await queries
          .select()
          .from(events)
          .where(and(matching(filter), afterPlace(events, order, after)))
          .orderBy(...byPlace(events, order))
          .limit(limit + 1);
        const shown = { rows, limit, cursors, placeOf, toItem: toEventView };
        return { asOf: toBlockRef(head), ...toPage(request, reply, shown) };
      }),
  );
}

const Transaction = z
  .object({
    hash: Hash,
    block: BlockRef,
    index: z.int().min(0).meta({ description: 'Its place in the block.' }),
    sender: Address,
    recipient: Address.nullable().meta({ description: 'Null where it created a contract.' }),
    gasUsed: Whole,
    gasPrice: Whole.meta({ description: 'Paid for each gas, base units of the native coin.' }),
    fee: Whole.meta({ description: 'Gas used by its price, base units of the native coin.' }),
    events: z.array(EventView).meta({ description: 'Of the protocol, in order.' }),
    asOf: BlockRef,
  })
  .meta({ id: 'Transaction', description: 'A transaction with events of the protocol.' });

function registerTransaction(app: Api): void {
  app.get(
    '/v1/transactions/:hash',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getTransaction',
        tags: ['events'],
        summary: 'A transaction: its events, who sent it, and its gas',
        description: 'Only transactions with an event of the protocol are kept.',
        params: z.object({ hash: Hash }),
        response: { 200: Transaction },
      },
    },
    (request) =>
      app.readAtHead(request, async (queries, head) => {
        const { hash } = request.params;
        const [found] = await queries
          .select()
          .from(transactions)
          .innerJoin(blocks, eq(blocks.number, transactions.block))
          .where(eq(transactions.hash, hash));
        if (found === undefined) {
          const detail = `No transaction ${hash} with an event of the protocol is indexed.`;
          throw new Problem('not-found', `${detail} It may be newer than block ${head.number}.`);
        }
        const { transaction, block } = found;
        const rows = await queries
          .select()
          .from(events)
          .where(and(eq(events.block, block.number), eq(events.transactionHash, hash)))
          .orderBy(asc(events.logIndex));
        const { index, sender, recipient, gasUsed, gasPrice } = transaction;
        return {
          hash,
          block: toBlockRef(block),
          index,
          sender,
          recipient,
          gasUsed: `${gasUsed}`,
          gasPrice: `${gasPrice}`,
          fee: `${gasUsed * gasPrice}`,
          events: rows.map(toEventView),
          asOf: toBlockRef(head),
        };
      }),
  );
}

/** What happened on the chain. */
export function registerEvents(app: Api): void {
  registerList(app);
  registerTransaction(app);
}
