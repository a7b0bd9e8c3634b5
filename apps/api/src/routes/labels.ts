import { labels } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import type { Address as AddressHex } from '@hypothec/model';
import { and, asc, count, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { accountOf } from '../plugins/account.ts';
import { writeOnce } from '../plugins/write-once.ts';
import type { Written } from '../plugins/write-once.ts';
import {
  cursorsOf,
  Instant,
  LIMIT,
  pageOf,
  pageQuery,
  problems,
  Subject,
  toPage,
} from '../schemas/index.ts';
import { keyHeader, signedIn } from './shared.ts';

type Hex = `0x${string}`;

/** Labels of one account. */
const LABELS = 1_000;
const LONGEST = 80;

const Text = z
  .string()
  .min(1)
  .max(LONGEST)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*\S[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'one line that is not blank')
  .meta({ description: `One line of 1 to ${LONGEST} characters.`, examples: ['House loan'] });

const Label = z
  .object({ subject: Subject, label: Text, updatedAt: Instant })
  .meta({ id: 'Label', description: 'An account’s own name for a loan or an address.' });

const params = z.object({ subject: Subject });

const cursors = cursorsOf('labels', z.strictObject({ subject: Subject }));

function toLabel({ subject, label, updatedAt }: typeof labels.$inferSelect) {
  return { subject, label, updatedAt: Math.floor(updatedAt.getTime() / 1000) };
}

const own = (address: AddressHex, subject: Hex) =>
  and(eq(labels.address, address), eq(labels.subject, subject));

const missing = (subject: string): Problem =>
  new Problem('not-found', `Your account has no label for ${subject}.`);

function registerList(app: Api): void {
  app.get(
    '/v1/account/labels',
    {
      ...signedIn,
      schema: {
        operationId: 'listLabels',
        tags: ['account'],
        security: [{ session: [] }],
        summary: 'Your labels',
        description: 'In the order of what they name.',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(Label) },
      },
    },
    async (request, reply) => {
      const { cursor, limit = LIMIT.usual } = request.query;
      const after = cursor === undefined ? '0x' : cursors.decode(cursor).subject;
      const rows = await app.deps.database.queries
        .select()
        .from(labels)
        .where(and(eq(labels.address, accountOf(request)), gt(labels.subject, after as Hex)))
        .orderBy(asc(labels.subject))
        .limit(limit + 1);
      const placeOf = ({ subject }: { readonly subject: string }) => ({ subject: subject as Hex });
      return toPage(request, reply, { rows, limit, cursors, placeOf, toItem: toLabel });
    },
  );
}

function registerRead(app: Api): void {
  app.get(
    '/v1/account/labels/:subject',
    {
      ...signedIn,
      schema: {
        operationId: 'getLabel',
        tags: ['account'],
        security: [{ session: [] }],
        summary: 'Your label for something',
        description: 'For a loan or an address.',
        params,
        response: { 200: Label },
      },
    },
    async (request) => {
      const { subject } = request.params;
      const [row] = await app.deps.database.queries
        .select()
        .from(labels)
        .where(own(accountOf(request), subject));
      if (row === undefined) throw missing(subject);
      return toLabel(row);
    },
  );
}

async function put(
  queries: Queries,
  row: typeof labels.$inferInsert & { readonly subject: Hex },
): Promise<Written> {
  const [known] = await queries
    .select({ subject: labels.subject })
    .from(labels)
    .where(own(row.address, row.subject));
  if (known === undefined) {
    const [total] = await queries
      .select({ labels: count() })
      .from(labels)
      .where(eq(labels.address, row.address));
    if ((total?.labels ?? 0) >= LABELS) {
      const detail = `Your account has ${LABELS} labels, and may have no more. Remove one first.`;
      throw new Problem('limit-reached', detail);
    }
  }
  await queries
    .insert(labels)
    .values(row)
    .onConflictDoUpdate({ target: [labels.address, labels.subject], set: row });
  return { status: known === undefined ? 201 : 200, body: toLabel(row) };
}

function registerWrites(app: Api): void {
  const shared = { tags: ['account'], security: [{ session: [] }], params, headers: keyHeader };
  app.put(
    '/v1/account/labels/:subject',
    {
      ...signedIn,
      schema: {
        ...shared,
        operationId: 'putLabel',
        summary: 'Name something',
        description: `An account may have ${LABELS} labels; nobody else sees them.`,
        body: z.strictObject({ label: Text }),
        response: { 200: Label, 201: Label, ...problems(403, 409, 413, 415, 422) },
      },
    },
    (request, reply) => {
      const { subject } = request.params;
      const { label } = request.body;
      const updatedAt = new Date(app.deps.clock());
      const row = { address: accountOf(request), subject, label, updatedAt };
      return writeOnce(app, request, reply, (queries) => put(queries, row));
    },
  );
  app.delete(
    '/v1/account/labels/:subject',
    {
      ...signedIn,
      schema: {
        ...shared,
        operationId: 'deleteLabel',
        summary: 'Take a name away',
        description: 'What it named is as it was.',
        response: { 204: z.undefined(), ...problems(403, 409, 422) },
      },
    },
    (request, reply) => {
      const { subject } = request.params;
      return writeOnce(app, request, reply, async (queries) => {
        const gone = await queries
          .delete(labels)
          .where(own(accountOf(request), subject))
          .returning({ subject: labels.subject });
        if (gone.length === 0) throw missing(subject);
        return { status: 204 };
      });
    },
  );
}

/** An account's own names for loans and addresses. */
export function registerLabels(app: Api): void {
  registerList(app);
  registerRead(app);
  registerWrites(app);
}
