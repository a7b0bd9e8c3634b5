import type { Address } from '@hypothec/model';
import { bigint, customType, integer } from 'drizzle-orm/pg-core';

/** An amount, a price or a scaled ratio: 256 bits without a sign, exact. */
export const amount = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'numeric(78, 0)',
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => `${value}`,
});

/** A difference of amounts, or a feed's answer: exact, with a sign. */
export const signed = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'numeric(80, 0)',
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => `${value}`,
});

/** An account or a contract, lower-case hex. */
export const address = customType<{ data: Address; driverData: string }>({
  dataType: () => 'text',
});

/** Hex of any length, lower case. */
export const hex = customType<{ data: `0x${string}`; driverData: string }>({
  dataType: () => 'text',
});

/** A block's number. */
export const block = (name: string) => bigint(name, { mode: 'number' });

/** An instant of the chain, unix seconds. */
export const instant = (name: string) => bigint(name, { mode: 'bigint' });

/** A place within a block: the index of a log. */
export const logIndex = (name = 'log_index') => integer(name);
