import type { Address } from '@hypothec/model';
import type { LocalAccount } from 'viem';
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts';
import { UsageError } from '../errors.ts';
import { populationName } from '../people/population.ts';

/** The words that every local chain's accounts come from. Known to all: never for real money. */
const MNEMONIC = 'test test test test test test test test test test test junk';

/** The accounts of the local chain by name, in the order of its words. */
const NAMES = ['house', 'keeper', 'lender', 'alice', 'bob', 'carol', 'dave', 'erin'] as const;

/** A name of an account of the local chain. */
export type AccountName = (typeof NAMES)[number];

/** The accounts that are there for whoever sits at the terminal. */
export const PEOPLE: readonly AccountName[] = ['alice', 'bob', 'carol', 'dave', 'erin'];

const known = new Map<AccountName, LocalAccount>();

/** The signing account of a name. Derived once, since that takes some milliseconds. */
export function accountOf(name: AccountName): LocalAccount {
  const found = known.get(name);
  if (found !== undefined) return found;
  const account = mnemonicToAccount(MNEMONIC, { addressIndex: NAMES.indexOf(name) });
  known.set(name, account);
  return account;
}

/** The address of a name, lower case. */
export function addressOf(name: AccountName): Address {
  return accountOf(name).address.toLowerCase() as Address;
}

/** Whether a text is a name of an account. */
export function isAccountName(text: string): text is AccountName {
  return (NAMES as readonly string[]).includes(text);
}

/**
 * Who signs: an account of the local chain by name, or a private key.
 *
 * @throws {UsageError} for any other name or for what is no key.
 */
export function signer(options: { readonly as: string; readonly key?: string }): LocalAccount {
  const { as: name, key } = options;
  if (key !== undefined) {
    if (!/^0x[0-9a-fA-F]{64}$/.test(key)) {
      throw new UsageError('--key is not a private key: 0x and 64 hex digits.');
    }
    try {
      return privateKeyToAccount(key as `0x${string}`);
    } catch (cause) {
      throw new UsageError('--key is not a private key of this curve.', { cause });
    }
  }
  if (!isAccountName(name)) {
    throw new UsageError(`There is no account "${name}". Allowed: ${NAMES.join(', ')}; or --key.`);
  }
  return accountOf(name);
}

/** The name of an address: of an account or of the population; null for any other. */
export function knownName(address: string): string | null {
  const lower = address.toLowerCase();
  return NAMES.find((item) => addressOf(item) === lower) ?? populationName(lower);
}

/** The name of an address, or its ends where it has none. */
export function nameOf(address: string): string {
  const lower = address.toLowerCase();
  return knownName(lower) ?? `${lower.slice(0, 6)}…${lower.slice(-4)}`;
}
