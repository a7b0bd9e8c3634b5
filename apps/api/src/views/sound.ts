import { ProtocolError } from '@hypothec/model';
import type { z } from 'zod';

/**
 * What is made of a creditor's numbers; null where they are beyond what a lending pool can have.
 * Anyone may register a creditor, and its events may name any number: what is listed of it must
 * not keep the others from being listed.
 */
export function soundOrNull<Schema extends z.ZodType>(
  schema: Schema,
  make: () => z.output<Schema>,
): z.output<Schema> | null {
  try {
    const made = make();
    return schema.safeParse(made).success ? made : null;
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof RangeError) return null;
    throw error;
  }
}
