import { asc, desc, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { Hash, Instant } from '../schemas/index.ts';
import type { PlaceKey } from '../schemas/past.ts';

/** Which end of a list comes first. */
export const Order = z
  .enum(['desc', 'asc'])
  .default('desc')
  .meta({ description: 'desc: the newest first. asc: the oldest first.' });

type Order = z.output<typeof Order>;
type Place = z.output<typeof PlaceKey>;

interface PlacedTable {
  readonly block: AnyPgColumn;
  readonly logIndex: AnyPgColumn;
}

/** In the chain's order, or against it. */
export function byPlace({ block, logIndex }: PlacedTable, order: Order): [SQL, SQL] {
  const way = order === 'asc' ? asc : desc;
  return [way(block), way(logIndex)];
}

/** What comes after a place in that order; everything without one. */
export function afterPlace(
  { block, logIndex }: PlacedTable,
  order: Order,
  place: Place | undefined,
): SQL | undefined {
  if (place === undefined) return undefined;
  const beyond = order === 'asc' ? sql`>` : sql`<`;
  return sql`(${block}, ${logIndex}) ${beyond} (${place.block}, ${place.log})`;
}

/** Where a row stands, for a cursor. */
export function placeOf(row: { readonly block: number; readonly logIndex: number }): Place {
  return { block: row.block, log: row.logIndex };
}

/** Where something happened on the chain. */
export const placed = {
  block: z.int().min(0),
  logIndex: z.int().min(0).meta({ description: 'Its place within the block.' }),
  time: Instant,
  transactionHash: Hash,
};

interface PlacedRow {
  readonly block: number;
  readonly logIndex: number;
  readonly time: bigint;
  readonly transactionHash: `0x${string}`;
}

/** Where a row's event happened. */
export function toPlaced({ block, logIndex, time, transactionHash }: PlacedRow) {
  return { block, logIndex, time: Number(time), transactionHash };
}
