import type { Address } from '@hypothec/model';
import { SdkError } from './errors/base.ts';

/** A text does not read as an address. */
export class InvalidAddressError extends SdkError {
  override readonly name = 'InvalidAddressError';
  readonly seen: string;

  constructor(seen: string) {
    super(`"${seen}" is not an address.`, {
      metaMessages: ['Write 0x and 40 hex digits.'],
      docsPath: 'reference/errors.md#invalidaddress',
    });
    this.seen = seen;
  }
}

/**
 * Returns an address as the model has it: lower case.
 *
 * @throws {InvalidAddressError} for anything but `0x` and 40 hex digits.
 */
export function toAddress(text: string): Address {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new InvalidAddressError(text);
  return text.toLowerCase() as Address;
}
