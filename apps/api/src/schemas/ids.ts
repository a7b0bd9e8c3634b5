import type { Address as AddressHex } from '@hypothec/model';
import { z } from 'zod';

type Hex = `0x${string}`;

/** Hex of a fixed length in any case; lower case from here on. */
function hexOf<Kind extends Hex>(bytes: number, message: string) {
  return z
    .string()
    .regex(new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`), message)
    .toLowerCase() as unknown as z.ZodType<Kind, string>;
}

/** An account or a contract. */
export const Address = hexOf<AddressHex>(
  20,
  'an address is 0x and 40 hexadecimal digits, in any case',
).meta({
  description: 'An account or a contract: 0x and 40 hexadecimal digits; answered in lower case.',
  examples: ['0x5fbdb2315678afecb367f032d93f642f64180aa3'],
});

/** A loan: whose, with whom, which (`borrower 160 | creditor 32 | number 64`). */
export const LoanId = hexOf<Hex>(
  32,
  'a loan id is 0x and 64 hexadecimal digits: borrower, creditor and number',
).meta({
  description: 'A loan: borrower (160 bits), creditor (32) and number (64) in one word.',
  examples: ['0x70997970c51812dc3a010c7d01b50e0d17dc79c8000000010000000000000001'],
});

/** A hash of a block or a transaction. */
export const Hash = hexOf<Hex>(32, 'a hash is 0x and 64 hexadecimal digits').meta({
  description: '32 bytes, hexadecimal.',
  examples: ['0x4e3a3754410177e6937ef1f84bba68ea139e8d1a2258c5f85db9f1cd715a1bdd'],
});

/** What a label may name: a loan or an address. */
export const Subject = z.union([Address, LoanId]).meta({
  description: 'A loan id or an address.',
  examples: ['0x5fbdb2315678afecb367f032d93f642f64180aa3'],
});
