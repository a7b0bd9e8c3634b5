import { settings } from '@hypothec/database';
import type { Json, Queries } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { accountOf } from '../plugins/account.ts';
import { writeOnce } from '../plugins/write-once.ts';
import type { Written } from '../plugins/write-once.ts';
import { problems } from '../schemas/index.ts';
import { keyHeader, signedIn } from './shared.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

const Settings = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)')
      .refine((code) => currencies.has(code), 'not a currency of ISO 4217')
      .meta({ description: 'What amounts are shown in, ISO 4217.', examples: ['EUR'] }),
    theme: z.enum(['system', 'light', 'dark']),
    timezone: z
      .string()
      .max(64)
      .regex(/^[A-Za-z][A-Za-z0-9+_/-]*$/, 'a name of the IANA database')
      .refine(isTimeZone, 'not a time zone of the IANA database')
      .meta({ description: 'What times are shown in, IANA.', examples: ['Europe/Berlin'] }),
  })
  .meta({ id: 'Settings', description: 'How an account wants to be shown things.' });

const defaults: z.infer<typeof Settings> = { currency: 'USD', theme: 'system', timezone: 'UTC' };

/** The ETag of settings that were never written. */
const UNWRITTEN = '"unwritten"';

async function read(queries: Queries, address: Address) {
  const [row] = await queries.select().from(settings).where(eq(settings.address, address));
  if (row === undefined) return { etag: UNWRITTEN, value: defaults };
  // What an older version wrote may lack a field of this one.
  const known = Settings.safeParse({ ...defaults, ...(row.value as Record<string, Json>) });
  return { etag: `"${row.version}"`, value: known.success ? known.data : defaults };
}

/** Strong comparison: a weak tag names no version (RFC 9110, 13.1.1). */
function checkVersion(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined) {
    const detail = 'If-Match is missing. Read the settings, and send the ETag that came with them.';
    throw new Problem('precondition-required', detail);
  }
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes(etag)) return;
  const detail = 'If-Match does not name the settings as they are. Read them again, then write.';
  throw new Problem('precondition-failed', detail);
}

async function put(
  queries: Queries,
  row: { readonly address: Address; readonly value: z.infer<typeof Settings> },
  given: { readonly ifMatch: string | undefined; readonly updatedAt: Date },
): Promise<Written> {
  const before = await read(queries, row.address);
  checkVersion(given.ifMatch, before.etag);
  const set = { value: row.value, version: sql`gen_random_uuid()`, updatedAt: given.updatedAt };
  const [written] = await queries
    .insert(settings)
    .values({ address: row.address, ...set })
    .onConflictDoUpdate({ target: settings.address, set })
    .returning({ version: settings.version });
  return { status: 200, headers: { etag: `"${written?.version ?? ''}"` }, body: row.value };
}

/** An account's own settings. */
export function registerSettings(app: Api): void {
  const shared = { tags: ['account'], security: [{ session: [] }] };
  app.get(
    '/v1/account/settings',
    {
      ...signedIn,
      schema: {
        ...shared,
        operationId: 'getSettings',
        summary: 'Your settings',
        description: 'Those of everyone until you write your own. Keep the ETag for writing.',
        response: { 200: Settings },
      },
    },
    async (request, reply) => {
      const { etag, value } = await read(app.deps.database.queries, accountOf(request));
      void reply.header('etag', etag);
      return value;
    },
  );
  app.put(
    '/v1/account/settings',
    {
      ...signedIn,
      schema: {
        ...shared,
        operationId: 'putSettings',
        summary: 'Change your settings',
        description: 'All at once, and only those that If-Match names: two writers notice that.',
        headers: keyHeader.extend({
          'if-match': z
            .string()
            .max(200)
            .optional()
            .meta({ description: 'The ETag of the settings that you read. Must be there.' }),
        }),
        body: Settings,
        response: { 200: Settings, ...problems(403, 409, 412, 413, 415, 422, 428) },
      },
    },
    (request, reply) => {
      const row = { address: accountOf(request), value: request.body };
      const ifMatch = request.headers['if-match'];
      const updatedAt = new Date(app.deps.clock());
      return writeOnce(app, request, reply, (queries) => put(queries, row, { ifMatch, updatedAt }));
    },
  );
}
