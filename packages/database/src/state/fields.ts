import type { Address } from '@hypothec/model';
import { DamagedRowError } from '../errors.ts';
import type { Json } from '../json.ts';

/** The fields of a JSON object. */
export function fieldsOf(what: string, value: Json): Readonly<Record<string, Json>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, Json>>;
  }
  throw new DamagedRowError(what, value);
}

/** The items of a JSON list. */
export function listOf(what: string, value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  throw new DamagedRowError(what, value);
}

/** A whole number, written as text where it may be large. */
export function wholeOf(value: Json | undefined): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
  throw new DamagedRowError('a whole number', value);
}

/** An address. */
export function hexOf(value: Json | undefined): Address {
  if (typeof value === 'string' && value.startsWith('0x')) return value as Address;
  throw new DamagedRowError('an address', value);
}
