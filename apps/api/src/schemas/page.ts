import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../errors/problem.ts';
import { intQuery } from './numbers.ts';

/** How many items a page has. */
export const LIMIT = { least: 1, most: 200, usual: 50 } as const;

export const limitQuery = intQuery(LIMIT.least, LIMIT.most, 'Items on a page; 50 unless told.')
  .optional()
  .meta({ type: 'integer', minimum: LIMIT.least, maximum: LIMIT.most });

/** Where a page begins: opaque to clients, the last item's place in the order to us. */
export interface Cursors<Place> {
  encode(place: Place): string;
  /** @throws {Problem} 400 when it is not one that was given out. */
  decode(text: string): Place;
}

/**
 * Cursors of one list.
 *
 * @param kind - The list's name: the cursor of another list is refused.
 * @param place - Strings and whole numbers that say where the last item of a page stands.
 */
export function cursorsOf<Place extends Record<string, string | number>>(
  kind: string,
  place: z.ZodType<Place>,
): Cursors<Place> {
  const schema = z.strictObject({ v: z.literal(1), of: z.literal(kind), at: place });
  const encode = (at: Place): string =>
    Buffer.from(JSON.stringify({ v: 1, of: kind, at })).toString('base64url');
  return {
    encode,
    decode(text) {
      const parsed = schema.safeParse(readJson(text));
      if (parsed.success && encode(parsed.data.at as Place) === text)
        return parsed.data.at as Place;
      const detail =
        'The cursor is not one of this list. Take `next` of the page before, or leave it out.';
      throw new Problem('invalid-request', detail, {
        errors: [{ in: 'query', pointer: '/cursor', detail }],
      });
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The query of a list: spread it into the route's `querystring`. */
export const pageQuery = {
  cursor: z
    .string()
    .min(1)
    .max(512)
    .optional()
    .meta({ description: 'Where the page begins: `next` of the page before.' }),
  limit: limitQuery,
};

/** The answer of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: 'The cursor of the next page; null on the last.' }),
  });
}

/**
 * Cuts rows to a page and links to the next one: read `limit + 1` rows, and hand them all over.
 */
export function toPage<Row, Item, Place extends Record<string, string | number>>(
  request: FastifyRequest,
  reply: FastifyReply,
  page: {
    readonly rows: readonly Row[];
    readonly limit: number;
    readonly cursors: Cursors<Place>;
    readonly placeOf: (row: Row) => Place;
    readonly toItem: (row: Row) => Item;
  },
): { items: Item[]; next: string | null } {
  const { rows, limit, cursors, placeOf, toItem } = page;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? cursors.encode(placeOf(last)) : null;
  if (next !== null) {
    const url = new URL(request.url, 'http://localhost');
    url.searchParams.set('cursor', next);
    void reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  return { items: shown.map(toItem), next };
}
